/** Paged text: any edits give what a fresh reading of the final text gives. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { entryEnd } from "../../server/src/syntax/scanner.js";
import {
  editPagedText,
  lineColumnAt,
  offsetAt,
  pagedText,
  sliceText,
  wholeText,
  type PagedText,
} from "../../server/src/text/pagedText.js";
import { edit, zoneText } from "../support/zoneText.js";

/** Entries and lines as offsets of the whole text, whatever the pages. */
function shape(paged: PagedText): { entries: number[]; text: string } {
  const entries = paged.pages.flatMap((page, i) => Array.from(page.entries, (entry) => entry + (paged.starts[i] ?? 0)));
  return { entries, text: wholeText(paged) };
}

/** Pads with plain records, so that there are several pages. */
const filler = Array.from({ length: 2500 }, (_, i) => `host${i} 3600 IN A 192.0.2.${i % 250}\n`).join("");

describe("invariant 3: edits = fresh read", () => {
  test.each([
    ["small texts", ""],
    ["texts of several pages", filler],
  ])("%s", (_name, pad) => {
    fc.assert(
      fc.property(zoneText, fc.array(edit, { minLength: 1, maxLength: 6 }), fc.nat(), (start, edits, where) => {
        let text = pad.slice(0, pad.length / 2) + start + pad.slice(pad.length / 2);
        let paged = pagedText(text, entryEnd);
        for (const { at, length, text: added } of edits) {
          const from =
            pad === ""
              ? at % (text.length + 1)
              : Math.abs(pad.length / 2 - 200 + at + (where % 7) * 5000) % (text.length + 1);
          const to = Math.min(text.length, from + length);
          paged = editPagedText(paged, { start: from, end: to, text: added }, entryEnd);
          text = text.slice(0, from) + added + text.slice(to);
        }
        expect(shape(paged)).toEqual(shape(pagedText(text, entryEnd)));
      }),
      { numRuns: pad === "" ? 400 : 60 },
    );
  });
  test("a keystroke leaves the other pages as they are", () => {
    const before = pagedText(filler, entryEnd);
    const after = editPagedText(before, { start: 10, end: 10, text: "x" }, entryEnd);
    expect(before.pages.length).toBeGreaterThan(2);
    expect(after.pages.slice(1)).toEqual(before.pages.slice(1));
    expect(after.pages[1]).toBe(before.pages[1]);
  });
});

describe("positions", () => {
  test("line and column go there and back", () => {
    fc.assert(
      fc.property(zoneText, fc.nat(500), (text, at) => {
        const paged = pagedText(text, entryEnd);
        const offset = text.length === 0 ? 0 : at % (text.length + 1);
        const there = lineColumnAt(paged, offset);
        const back = offsetAt(paged, there);
        // Between the two halves of a line break is the end of the line.
        expect(back === offset || text.slice(back, offset).trim() === "").toBe(true);
      }),
    );
  });
  test("slices cross pages", () => {
    const paged = pagedText(filler, entryEnd);
    expect(sliceText(paged, 30_000, 70_000)).toBe(filler.slice(30_000, 70_000));
  });
});
