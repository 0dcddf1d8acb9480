/** Invariant 3: any edits give the same zone and the same diagnoses as a fresh reading of the final text. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openAnalysis, type Surroundings } from "../../server/src/analysis/analysis.js";
import { diagnose } from "../../server/src/analysis/diagnose.js";
import { defaultSeverity } from "../../server/src/analysis/severity.js";
import { makeName } from "../../server/src/dns/name.js";
import { checks } from "../../server/src/rules/catalogue.js";
import { entryEnd } from "../../server/src/syntax/scanner.js";
import { editPagedText, pagedText, wholeText, type PagedText } from "../../server/src/text/pagedText.js";
import { openZone, type SourceText } from "../../server/src/zone/readZone.js";
import { onlyZone } from "../../server/src/zone/zone.js";
import { edit, zoneText } from "../support/zoneText.js";

const origin = makeName("example.com.");
const included: SourceText = {
  uri: "part.zone",
  text: pagedText("$TTL 5\nfrom A 192.0.2.1\n$INCLUDE part.zone\n", entryEnd),
  encoding: "utf-8",
};

/** A zone that is kept up to date, and what it says. */
function keep(): (text: PagedText) => unknown {
  const reading = openZone("zone");
  const analysis = openAnalysis(reading, checks);
  const around: Surroundings = {
    zones: onlyZone(reading.zone),
    policyOf: () => undefined,
    server: "any",
    dmarc: "rfc9989",
    now: 1_800_000_000,
    failed: (rule, error) => {
      throw new Error(`rule ${rule} failed`, { cause: error });
    },
  };
  return (text) => {
    const change = reading.update({ uri: "zone", text, encoding: "utf-8" }, origin, (_, file) =>
      file === "part.zone" ? included : "not found",
    );
    analysis.note(change, around, new Set());
    for (const _ of analysis.work());
    return {
      records: Array.from(reading.zone.records(), (record) => [
        record.owner.text,
        record.ttl,
        record.type.name,
        record.rdata.canonical,
        record.span,
        record.uri,
      ]),
      owners: [...reading.zone.owners()].toSorted(),
      counts: ["A", "SOA", "NS", "MX", "TXT"].map((type) => reading.zone.countOfType(type)),
      diagnoses: [...diagnose(reading, analysis.problems(), { ...defaultSeverity, server: "any" })],
    };
  };
}

const records = Array.from({ length: 1500 }, (_, i) => `host${i} 3600 IN A 192.0.2.${i % 250}\n`).join("");
const good = "$TTL 1h\n@ SOA ns host 1 2 3 4 5\n@ NS ns\nns A 192.0.2.53\n";

describe("invariant 3: edits = fresh read, for records and diagnoses", () => {
  test.each([
    ["small zones", "", 250],
    ["zones of several pages", records, 12],
  ])("%s", (_name, pad, numRuns) => {
    fc.assert(
      fc.property(zoneText, fc.array(edit, { minLength: 1, maxLength: 5 }), (start, edits) => {
        let text = pagedText(good + start + pad, entryEnd);
        const update = keep();
        update(text);
        for (const { at, length, text: added } of edits) {
          const from = at % (text.length + 1);
          text = editPagedText(text, { start: from, end: Math.min(text.length, from + length), text: added }, entryEnd);
          expect(update(text)).toEqual(keep()(pagedText(wholeText(text), entryEnd)));
        }
      }),
      { numRuns },
    );
  });
});
