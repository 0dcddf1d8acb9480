/** What is kept up of the differences of a zone is what comparing it afresh says, after any edits of either side. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeName } from "../../server/src/dns/name.js";
import { entryEnd } from "../../server/src/syntax/scanner.js";
import { editPagedText, pagedText, type PagedText } from "../../server/src/text/pagedText.js";
import { compareZones } from "../../server/src/zone/compareZones.js";
import { openZone, type Change, type SourceText, type ZoneReading } from "../../server/src/zone/readZone.js";
import { openZoneChanges, type ZoneChanges } from "../../server/src/zone/zoneChanges.js";
import { edit, zoneText } from "../support/zoneText.js";

const origin = makeName("example.com.");
const part: SourceText = {
  uri: "part.zone",
  text: pagedText("$TTL 5\nfrom A 192.0.2.1\n", entryEnd),
  encoding: "utf-8",
};
const update = (reading: ZoneReading, text: PagedText): Change =>
  reading.update({ uri: "zone", text, encoding: "utf-8" }, origin, (_, file) =>
    file === "part.zone" ? part : "not found",
  );

const said = (changes: ZoneChanges): { differ: boolean; owner: string | undefined } => {
  for (const _ of changes.work());
  return { differ: changes.differ(), owner: changes.owner() };
};

/** As a reader would find out who knows nothing of what was before. */
function fresh(before: PagedText, after: PagedText): { differ: boolean; owner: string | undefined } {
  const [a, b] = [openZone("zone"), openZone("zone")];
  update(a, before);
  update(b, after);
  const { removed, added, changed } = compareZones(a.zone, b.zone);
  const owners = [...removed, ...added, ...changed.map((one) => one.before)].map(({ owner }) => owner.key).sort();
  return { differ: owners.length > 0, owner: owners[0] };
}

/** Of several pages, and of few enough owners that the first that differs is named. */
const records = Array.from({ length: 450 }, (_, i) => `host${i} 3600 IN TXT "${"x".repeat(130)}${i}"\n`).join("");
const hosts = Array.from({ length: 1500 }, (_, i) => `host${i} 3600 IN A 192.0.2.${i % 250}\n`).join("");
const good = "$TTL 1h\n@ SOA ns host 1 2 3 4 5\n@ NS ns\nns A 192.0.2.53\n";

describe("kept up = compared afresh", () => {
  test.each([
    ["small zones", "", 120],
    ["zones of several pages", records, 8],
  ])("%s", (_name, pad, numRuns) => {
    fc.assert(
      fc.property(zoneText, fc.array(fc.tuple(fc.boolean(), edit), { minLength: 1, maxLength: 6 }), (start, edits) => {
        const sides = {
          before: pagedText(good + start + pad, entryEnd),
          after: pagedText(good + start + pad, entryEnd),
        };
        const [a, b] = [openZone("zone"), openZone("zone")];
        update(a, sides.before);
        update(b, sides.after);
        const changes = openZoneChanges(a, b);
        expect(said(changes)).toEqual({ differ: false, owner: undefined });
        for (const [isBefore, { at, length, text }] of edits) {
          const side = isBefore ? "before" : "after";
          const from = at % (sides[side].length + 1);
          const change = { start: from, end: Math.min(sides[side].length, from + length), text };
          sides[side] = editPagedText(sides[side], change, entryEnd);
          if (isBefore) changes.noteBefore(update(a, sides.before));
          else changes.noteAfter(update(b, sides.after));
          expect(said(changes)).toEqual(fresh(sides.before, sides.after));
        }
      }),
      { numRuns },
    );
  });

  test("a large zone in another layout is compared in steps, and is the same", () => {
    const [a, b] = [openZone("zone"), openZone("zone")];
    update(a, pagedText(good + hosts, entryEnd));
    update(b, pagedText(good + hosts.replaceAll(" 3600 IN A ", "\t1h A "), entryEnd));
    const changes = openZoneChanges(a, b);
    const steps = [...changes.work()].length;
    expect(steps).toBeGreaterThan(5);
    expect(changes.differ()).toBe(false);
    changes.noteAfter(update(b, pagedText(good + hosts.replaceAll(".7\n", ".8\n"), entryEnd)));
    expect(said(changes)).toEqual({ differ: true, owner: "host1007.example.com." });
  });
});
