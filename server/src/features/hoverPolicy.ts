/** Hover on a policy file `mta-sts.txt`: the key or value under the cursor, the mail servers behind it, what senders do with the whole. */
import { describeMtaStsPolicyAt, explainMtaStsPolicy, mxCovers } from "../mail/mtaStsPolicy.js";
import { span, touches } from "../text/span.js";
import type { PolicySnapshot } from "../workspace/snapshot.js";
import { code, explainedTable, link, paragraphs, sentence, type Hover } from "./hoverMarkdown.js";
import { serversOf } from "./policyDocument.js";

const list = (hosts: readonly string[]): string => hosts.map(code).join(", ");

/** Which mail servers of the domain an mx line covers. */
function covered(snapshot: PolicySnapshot, pattern: string): string | undefined {
  if (snapshot.domain === undefined) return "The path of this file does not tell its domain.";
  const servers = serversOf(snapshot);
  if (servers.length === 0) return undefined;
  const hosts = servers.filter(({ host }) => mxCovers(pattern.toLowerCase(), host)).map(({ host }) => host);
  return hosts.length === 0
    ? `None of the domain's mail servers matches: they are ${list(servers.map(({ host }) => host))}.`
    : `Covers the domain's mail server${hosts.length === 1 ? "" : "s"} ${list(hosts)}.`;
}

/** The mail servers that no line covers. */
function uncovered(snapshot: PolicySnapshot): string | undefined {
  const { policy } = snapshot;
  if (!policy.valid || policy.mode === "none") return undefined;
  const bare = serversOf(snapshot).filter(({ host }) => !policy.mx.some(({ pattern }) => mxCovers(pattern, host)));
  if (bare.length === 0) return undefined;
  const what =
    policy.mode === "enforce" ? "senders do not deliver to them" : "enforced, the policy would stop mail to them";
  return `**Not covered:** ${list(bare.map(({ host }) => host))}; ${what}.`;
}

export function hoverPolicy(snapshot: PolicySnapshot, offset: number): Hover | undefined {
  const { policy, domain } = snapshot;
  const entry = policy.entries.find((one) => touches(one, offset));
  if (entry === undefined) return undefined;
  const found = describeMtaStsPolicyAt(policy, offset);
  if (found === undefined)
    return {
      span: span(entry.keySpan.start, entry.keySpan.end),
      markdown: `${code(entry.key)}: Not a key of this standard; senders pass over it.`,
    };
  const explained = explainMtaStsPolicy(policy);
  const whose = domain === undefined ? "MTA-STS policy" : `Policy of ${domain.replace(/\.$/, "")}`;
  const markdown = paragraphs(
    `${code(found.title)}: ${sentence(found.summary)}`,
    entry.key === "mx" && offset > entry.keySpan.end ? covered(snapshot, entry.value) : undefined,
    link(found.reference),
    "---",
    explainedTable(whose, explained),
    explained
      .filter(({ text }) => text === "")
      .map(({ meaning }) => `**What a sender does with this:** ${sentence(meaning)}`)
      .join("\n\n"),
    uncovered(snapshot),
  );
  return { span: span(found.start, found.end), markdown };
}
