/** What is found in zones that servers load, as it was read and judged (docs/findings.md): whatever is new is to be judged too. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { familyOf } from "../../server/src/analysis/severity.js";
import { findingsAlone, findingsTogether, sourcesOf, zonesOf, type Finding } from "../support/corpusFindings.js";
import { mailFindings, realWarnings } from "./reviewedFindings.js";

const root = fileURLToPath(new URL("../../../shared/corpus", import.meta.url));
const isThere = existsSync(root);
if (!isThere) console.log("Skipped: the corpus ../shared/corpus is not beside this clone");

const sources = isThere ? sourcesOf(root) : [];
const mailFamilies = new Set(["spf", "dkim", "dmarc", "mta-sts", "tls-rpt", "bimi", "mail"]);
const isSerious = ({ severity }: Finding): boolean => severity === "error" || severity === "warning";

/** Files go by the hash of their path: the names of others are no part of this project. */
function countsBy(findings: readonly Finding[], nameOf: (finding: Finding) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const finding of findings) counts[nameOf(finding)] = (counts[nameOf(finding)] ?? 0) + 1;
  return counts;
}

const hashOf = ({ zone }: Finding): string =>
  createHash("sha256").update(`${zone.source}/${zone.path}`).digest("hex").slice(0, 8);

describe.skipIf(!isThere)("the corpus", () => {
  const loaded = sources
    .filter((source) => source.startsWith("real/"))
    .map((source) => zonesOf(root, source).filter(({ accepted }) => accepted));

  test("real zones that BIND loads have the warnings that were judged, and no error", { timeout: 120_000 }, () => {
    const findings = loaded.flat().flatMap(findingsAlone).filter(isSerious);
    expect(countsBy(findings, ({ rule, severity }) => `${severity} ${rule}`)).toEqual(realWarnings);
  });

  test("nor have they an error as one workspace a repository", { timeout: 120_000 }, async () => {
    const findings = (await Promise.all(loaded.map((zones) => findingsTogether(zones, "of the corpus")))).flat();
    expect(findings.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual([]);
  });

  test("mail records of all zones have the errors and warnings that were judged", { timeout: 120_000 }, () => {
    const findings = sources
      .flatMap((source) => zonesOf(root, source))
      .filter(({ text }) => /v=(?:spf|DKIM|DMARC|STSv|TLSRPT|BIMI)|_domainkey|spf2\.0/i.test(text))
      .flatMap(findingsAlone)
      // What is missing altogether is no matter of a record.
      .filter(
        (finding) =>
          isSerious(finding) && mailFamilies.has(familyOf(finding.rule)) && !finding.rule.endsWith("/missing"),
      );
    expect(countsBy(findings, (finding) => `${hashOf(finding)} ${finding.severity} ${finding.rule}`)).toEqual(
      mailFindings,
    );
  });
});
