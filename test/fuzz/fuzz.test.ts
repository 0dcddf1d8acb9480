/** Seeded mutation of the examples and, where it is there, of the corpus: nothing throws, no text is lost, and what is said stays bounded. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { checkText } from "../../server/src/analysis/check.js";
import { entryEnd, tokenize } from "../../server/src/syntax/scanner.js";
import { pagedText } from "../../server/src/text/pagedText.js";
import { corpusSources, readCorpusZone, zonesOf } from "../support/corpus.js";

const root = fileURLToPath(new URL("../../examples", import.meta.url));

const examples = ["good", "broken"].flatMap((folder) =>
  readdirSync(`${root}/${folder}`)
    .filter((name) => name.endsWith(".zone"))
    .map((name) => readFileSync(`${root}/${folder}/${name}`, "utf8")),
);

/** A spread of small files of all sources, the same ones each time. */
function corpusSample(): string[] {
  const small = corpusSources()
    .flatMap((source) => zonesOf(source).slice(0, 3))
    .map((file) => readCorpusZone(file, "as written").text)
    .filter(({ length }) => length > 0 && length < 4000);
  return small.filter((_, i) => i % 2 === 0);
}

const texts = [...examples, ...corpusSample()];

const piece = fc.oneof(
  fc.constantFrom(
    "(",
    ")",
    '"',
    ";",
    "\\",
    "\n",
    "\r",
    "\t",
    "$",
    "@",
    "..",
    "\\000",
    "\\999",
    "$INCLUDE zone\n",
    "{{",
    "%}",
    "\0",
    "\ufeff",
    "\ud800",
    "é",
  ),
  fc.constantFrom(
    "$GENERATE 1-99 a$ A 192.0.2.$\n",
    "* CNAME *\n",
    "@ NS @\n",
    "v=spf1 include:%{i}.%{d} ",
    "p=".repeat(300),
  ),
  fc.string({ maxLength: 6 }),
);

const mutation = fc.record({
  at: fc.nat(),
  length: fc.oneof(fc.constant(0), fc.nat(8), fc.nat(400)),
  piece,
  times: fc.constantFrom(1, 1, 1, 2, 50),
});

const mutated = fc
  .tuple(fc.nat(texts.length - 1), fc.array(mutation, { minLength: 1, maxLength: 4 }))
  .map(([which, mutations]) => {
    let text = texts[which] ?? "";
    for (const { at, length, piece: added, times } of mutations) {
      const start = at % (text.length + 1);
      text = text.slice(0, start) + added.repeat(times) + text.slice(start + length);
    }
    return text;
  });

const lines = (text: string): number => text.split(/\r\n|\n|\r/).length;

test("mutated zones are read to the end, said of in bounds, and break no rule", { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(mutated, (text) => {
      expect(
        tokenize(text, 0, text.length)
          .map(({ start, end }) => text.slice(start, end))
          .join(""),
      ).toBe(text);
      expect(
        pagedText(text, entryEnd)
          .pages.map((page) => page.text)
          .join(""),
      ).toBe(text);
      // A rule that throws throws here.
      const { diagnostics } = checkText(text, { origin: "example.com.", now: 1_800_000_000 });
      expect(diagnostics.length).toBeLessThanOrEqual(Math.min(1001, 40 * lines(text)));
      for (const { at } of diagnostics) {
        expect(at.start).toBeGreaterThanOrEqual(0);
        expect(at.end).toBeGreaterThanOrEqual(at.start);
        expect(at.end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 100, seed: 1035 },
  );
});

/** How often the scanner looks at a character, by the far end of what each entry needed to be found. */
function looksPerCharacter(text: string): number {
  let looked = 0;
  for (let at = 0; at < text.length;) {
    const found = entryEnd(text, at, true);
    if (found === undefined) throw new Error("the whole text is there");
    looked += found.reach - at;
    at = found.end;
  }
  return looked / text.length;
}

test.each([
  "(",
  "(\n",
  '"',
  '"\n',
  ")",
  "a (\n",
  "a ( b\n A c\n",
  " A (\n",
  "( ( (\n x\n",
  "\\",
  ";(",
  "a\n(",
  "$INCLUDE a\n(",
])("a text of nothing but %j is scanned in linear time", (unit) =>
  expect(looksPerCharacter(unit.repeat(20_000))).toBeLessThanOrEqual(3),
);
