/** The table of rules in the docs is what the catalogue, the pages and the table of checks say; `-u` writes it. */
import { expect, test } from "vitest";
import { rules } from "../../server/src/rules/catalogue.js";
import type { RuleEntry } from "../../server/src/rules/rule.js";
import { found, pageOf, pages } from "../support/runPage.js";
import { mailChecks } from "../rules/mailChecks/mailChecks.js";
import { mailPeerNames, mailPeers } from "../rules/mailChecks/mailPeers.js";
import { policyChecks } from "../rules/mailChecks/policyChecks.js";
import { peerNames, zoneChecks } from "../rules/zoneChecks/zoneChecks.js";

const isPeer = (letter: string): letter is keyof typeof peerNames => letter in peerNames;

/** The tools that have a check like each rule. */
const peers = new Map<string, Set<string>>();
const addPeers = (rule: string, names: readonly string[]): void => {
  const known = peers.get(rule) ?? new Set<string>();
  for (const name of names) known.add(name);
  peers.set(rule, known);
};
for (const { peers: letters, answer } of zoneChecks)
  for (const rule of typeof answer === "string" ? [] : answer)
    addPeers(
      rule,
      letters.split("").flatMap((letter) => (isPeer(letter) ? [peerNames[letter]] : [])),
    );
for (const [id, { finds }] of Object.entries({ ...mailChecks, ...policyChecks }))
  for (const [, said] of finds) {
    const names = (mailPeers[id] ?? []).map((code) => mailPeerNames[code]);
    addPeers(/ ([a-z-]+\/[a-z-]+)/.exec(said)?.[1] ?? "", names);
  }

/** The kinds of the fixes on the rule's page. */
function fixesOf(id: string): string {
  if (!pages.includes(id)) return "";
  const page = pageOf(id);
  const kinds = new Set<string>();
  for (const block of page.blocks)
    if (block.kind === "zone" || block.kind === "policy")
      for (const { fixes = [] } of found(id, page, block)) for (const { kind } of fixes) kinds.add(kind);
  return [...kinds].toSorted().toReversed().join(", ");
}

const escaped = (text: string): string => text.replaceAll("|", "\\|");

const reference = ({ references }: RuleEntry): string =>
  references.map(({ rfc, section }) => `RFC ${rfc}${section === undefined ? "" : ` section ${section}`}`).join(", ");

function row(rule: RuleEntry, fixes: string): string {
  const cells = [
    `[${rule.id}](rules/${rule.id}.md)`,
    escaped(rule.summary),
    rule.severity,
    fixes,
    reference(rule),
    [...(peers.get(rule.id) ?? [])].toSorted().join(", "),
  ];
  return `| ${cells.join(" | ")} |`;
}

function table(): string {
  const sorted = [...rules.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const count = (severity: string): number => sorted.filter((rule) => rule.severity === severity).length;
  const fixes = sorted.map(({ id }) => fixesOf(id));
  const fixed = fixes.filter((kinds) => kinds !== "").length;
  return `# Rules

${sorted.length} rules: ${count("error")} errors, ${count("warning")} warnings, ${count("information")} information, ${count("hint")} hints, and ${count("off")} that are off unless
turned on. ${fixed} have a fix: "safe" ones never change what a zone means beyond what they say, and are part of fix-all; "review"
ones want a look. "Also in" names the tools that have a check of the kind. Made from the catalogue by
\`npx vitest run --project sources test/docs -u\`.

| Rule | Finds | Severity | Fix | References | Also in |
| --- | --- | --- | --- | --- | --- |
${sorted.map((rule, i) => row(rule, fixes[i] ?? "")).join("\n")}
`;
}

test("server/docs/rules.md is as generated", async () => {
  await expect(table()).toMatchFileSnapshot("../../server/docs/rules.md");
});
