/** Invariant 8: one bad rule never blanks a file. */
import { expect, test } from "vitest";
import { openAnalysis } from "../../server/src/analysis/analysis.js";
import { makeName } from "../../server/src/dns/name.js";
import { checks } from "../../server/src/rules/catalogue.js";
import { recordRule } from "../../server/src/rules/rule.js";
import { entryEnd } from "../../server/src/syntax/scanner.js";
import { pagedText } from "../../server/src/text/pagedText.js";
import { openZone } from "../../server/src/zone/readZone.js";
import { onlyZone } from "../../server/src/zone/zone.js";

const bad = recordRule({
  id: "test/bad",
  since: "0.1.0",
  severity: "error",
  summary: "Throws",
  references: [],
  find() {
    throw new Error("a bug");
  },
  message: () => "",
});

test("a rule that throws is named, and the others are heard", () => {
  const reading = openZone("zone");
  const text = pagedText("$TTL 1\nwww A 192.0.2.256\n", entryEnd);
  const change = reading.update({ uri: "zone", text, encoding: "utf-8" }, makeName("example.com."), () => "not found");
  const failed: string[] = [];
  const analysis = openAnalysis(reading, [bad, ...checks]);
  analysis.note(
    change,
    {
      zones: onlyZone(reading.zone),
      policyOf: () => undefined,
      server: "any",
      dmarc: "rfc9989",
      now: undefined,
      failed: (rule) => failed.push(rule),
    },
    new Set(),
  );
  for (const _ of analysis.work());
  expect(failed).toEqual(["test/bad"]);
  expect(analysis.problems().map(({ rule }) => rule)).toContain("record/bad-address");
});
