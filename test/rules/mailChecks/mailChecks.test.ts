/** Each row of section 5 of the table of checks on mail records finds what it should, and nothing where all is well. */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkText, readText } from "../../../server/src/analysis/check.js";
import { checkPolicy } from "../../../server/src/analysis/checkPolicy.js";
import type { Diagnosis } from "../../../server/src/analysis/diagnose.js";
import { parseMtaStsPolicy } from "../../../server/src/mail/mtaStsPolicy.js";
import { rules } from "../../../server/src/rules/catalogue.js";
import { applyEdits } from "../../../server/src/text/edit.js";
import { onlyZone, type Zone, type Zones } from "../../../server/src/zone/zone.js";
import { zoneSetOf } from "../../../server/src/zone/zoneSet.js";
import { mailChecks } from "./mailChecks.js";
import { otherChecks, policyChecks } from "./policyChecks.js";

const table = new URL("../../../../shared/reference/mail-records.md", import.meta.url);
if (!existsSync(table)) console.log("skipped: the table of checks on mail records is not here");

const head = `$TTL 3600
$ORIGIN example.com.
@ SOA ns1.example.net. hostmaster.example.net. 1 14400 3600 1209600 3600
@ NS ns1.example.net.
@ NS ns2.example.net.
`;

const foundIn = (lines: string): readonly Diagnosis[] =>
  checkText(`${head}${lines}\n`, { origin: "example.com.", now: 1_800_000_000 }).diagnostics;

function foundInPolicy(text: string): readonly Diagnosis[] {
  const surroundings = {
    zones: onlyZone(readText(`${head}@ MX 10 mx\nmx A 8.8.8.8\n`, { origin: "example.com." }).zone),
    policyOf: () => undefined,
    server: "any" as const,
    dmarc: "rfc9989" as const,
    now: 1_800_000_000,
    failed: (rule: string, cause: unknown) => {
      throw new Error(`rule ${rule} failed`, { cause });
    },
  };
  const settings = { preset: "recommended" as const, severity: {} };
  return checkPolicy("policy", parseMtaStsPolicy(text), "example.com.", surroundings, settings);
}

/** "severity rule", and the same ", with a fix" where there is one: what the tables say of a finding. */
const said = ({ severity, rule, fixes = [] }: Diagnosis): string[] =>
  fixes.length === 0 ? [`${severity} ${rule}`] : [`${severity} ${rule}`, `${severity} ${rule}, with a fix`];

const ruleIn = (found: string): string => /^\w+ ([^,]+)/.exec(found)?.[1] ?? "";

/** The ids of section 5; one cell may have several. */
function idsOf(markdown: string): string[] {
  const section = markdown.slice(markdown.indexOf("\n## 5"), markdown.indexOf("\n## 7"));
  return Array.from(section.matchAll(/^\| ([a-z]{2,3}-[^|]*) \|/gm), ([, cell = ""]) => cell.split(/[,/]/)).flatMap(
    (ids) => ids.map((id) => id.trim()),
  );
}

describe("the table", () => {
  const answered = [...Object.keys(mailChecks), ...Object.keys(policyChecks), ...Object.keys(otherChecks)];
  test.skipIf(!existsSync(table))("has no row without an answer, and there is no answer without a row", () => {
    const ids = idsOf(readFileSync(table, "utf8"));
    expect(ids.length).toBeGreaterThan(100);
    expect(ids.filter((id) => !answered.includes(id))).toEqual([]);
    expect(answered.filter((id) => !ids.includes(id))).toEqual([]);
    console.log(
      `${ids.length} rows: ${ids.length - Object.keys(otherChecks).length} with zones or policies, 0 unmapped`,
    );
  });
  test("names rules that exist", () => {
    const named = [...Object.values(mailChecks), ...Object.values(policyChecks)].flatMap(({ finds }) =>
      finds.map(([, found]) => ruleIn(found)),
    );
    expect(named.filter((rule) => !rules.has(rule))).toEqual([]);
  });
});

describe.each(Object.entries(mailChecks))("%s", (_, { finds, silent }) => {
  test.each(finds)("%s", (lines, wanted) => {
    expect(foundIn(lines).flatMap(said)).toContain(wanted);
  });
  test("is silent where all is well", () => {
    const named = new Set(finds.map(([, found]) => ruleIn(found)));
    expect(foundIn(silent).filter(({ rule }) => named.has(rule))).toEqual([]);
  });
});

describe.each(Object.entries(policyChecks))("%s", (_, { finds, silent }) => {
  test.each(finds)("%s", (policy, wanted) => {
    expect(foundInPolicy(policy).flatMap(said)).toContain(wanted);
  });
  test("is silent where all is well", () => {
    const named = new Set(finds.map(([, found]) => ruleIn(found)));
    expect(foundInPolicy(silent).filter(({ rule }) => named.has(rule))).toEqual([]);
  });
});

describe("reports to a domain of the workspace", () => {
  const other = `$TTL 3600
$ORIGIN example.net.
@ SOA ns1 hostmaster 1 14400 3600 1209600 3600
@ NS ns1
@ NS ns2.example.org.
@ MX 10 ns1
ns1 A 8.8.8.8
`;
  const policy = `${head}_dmarc TXT "v=DMARC1; p=none; rua=mailto:a@example.net"\n`;
  const among =
    (destination: string) =>
    (own: Zone): Zones =>
      zoneSetOf([own, readText(destination, { uri: "net", origin: "example.net." }).zone]);
  const external = (destination: string) =>
    checkText(policy, { origin: "example.com.", zones: among(destination) }).diagnostics.filter(
      ({ rule }) => rule === "dmarc/external-reports",
    );
  test("are refused without its permission, which the fix puts into its zone", () => {
    const [found] = external(other);
    expect(found?.severity).toBe("error");
    const edits = found?.fixes?.[0]?.edits ?? [];
    expect(edits.map(({ uri }) => uri)).toEqual(["net"]);
    const mended = applyEdits(
      other,
      edits.map(({ start, end, text }) => ({ start, end, text })),
    );
    expect(mended).toContain('\nexample.com._report._dmarc IN TXT "v=DMARC1;"\n');
    expect(external(mended)).toEqual([]);
  });
  test("are allowed for all by a wildcard", () => {
    expect(external(`${other}*._report._dmarc TXT "v=DMARC1;"\n`)).toEqual([]);
  });
});
