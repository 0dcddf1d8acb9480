/** What is found in zones that servers load, as it was read and judged (docs/findings.md): whatever is new is to be judged too. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { familyOf } from "../../server/src/analysis/severity.js";
import {
  corpusIsThere,
  corpusSources,
  isAccepted,
  nameOf,
  readCorpusZone,
  sayWhyCorpusIsSkipped,
  zonesOf,
} from "../support/corpus.js";
import { findingsAlone, findingsTogether, type Finding } from "../support/corpusFindings.js";
import { mailFindings, realWarnings } from "./reviewedFindings.js";

sayWhyCorpusIsSkipped();

const mailFamilies = new Set(["spf", "dkim", "dmarc", "mta-sts", "tls-rpt", "bimi", "mail"]);
const isSerious = ({ severity }: Finding): boolean => severity === "error" || severity === "warning";

/** Files go by the hash of their path: the names of others are no part of this project. */
function countsBy(findings: readonly Finding[], groupOf: (finding: Finding) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const finding of findings) counts[groupOf(finding)] = (counts[groupOf(finding)] ?? 0) + 1;
  return counts;
}

const hashOf = ({ file }: Finding): string => createHash("sha256").update(nameOf(file)).digest("hex").slice(0, 8);

describe.skipIf(!corpusIsThere)("the corpus", () => {
  const loaded = corpusSources()
    .filter((source) => source.startsWith("real/"))
    .map((source) =>
      zonesOf(source)
        .filter(isAccepted)
        .map((file) => readCorpusZone(file)),
    );

  test("real zones that BIND loads have the warnings that were judged, and no error", { timeout: 120_000 }, () => {
    const findings = loaded.flat().flatMap(findingsAlone).filter(isSerious);
    expect(countsBy(findings, ({ rule, severity }) => `${severity} ${rule}`)).toEqual(realWarnings);
  });

  test(
    "nor have they an error as one workspace a repository, whoever tells the origins",
    { timeout: 240_000 },
    async () => {
      const together = async (origins: "of the corpus" | "found"): Promise<Finding[]> =>
        (await Promise.all(loaded.map((zones) => findingsTogether(zones, origins)))).flat().filter(isSerious);
      const told = await together("of the corpus");
      expect(told.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual([]);
      const nameAndRule = (finding: Finding): string => `${hashOf(finding)} ${finding.severity} ${finding.rule}`;
      expect(countsBy(await together("found"), nameAndRule)).toEqual(countsBy(told, nameAndRule));
    },
  );

  test("mail records of all zones have the errors and warnings that were judged", { timeout: 120_000 }, () => {
    const findings = corpusSources()
      .flatMap((source) => zonesOf(source).map((file) => readCorpusZone(file)))
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
