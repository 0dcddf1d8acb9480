/** Character-strings: joined with a map to the document, printed, and edited where they stand. */
import { assert, constantFrom, nat, property, string } from "fast-check";
import { expect, test } from "vitest";
import { decodeWords, editMapped, encodeString } from "../../server/src/syntax/characterString.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { pieces, sourceSpan, type Mapped } from "../../server/src/text/mapped.js";
import { wordsIn } from "../dns/words.js";

const decode = (text: string): Mapped => decodeWords(wordsIn(text), "utf-8").mapped;

/** The document after decoded `from` is replaced. */
function edited(text: string, from: string, to: string): string {
  const mapped = decode(text);
  const start = mapped.text.indexOf(from);
  return applyEdits(text, editMapped(mapped, start, start + from.length, to));
}

test.each([
  ['"v=spf1 " "-all"', "v=spf1 -all"],
  ['"a\\"b\\\\c"', 'a"b\\c'],
  ['"\\065\\200"', "A\u00c8"],
  ["a\\;b c", "a;bc"],
  ['abc"d e"f', "abcd ef"],
  ['""', ""],
  ['"a" ( ; first\n "b" ) ; second', "ab"],
])("%s is joined", (written, text) => {
  expect(decode(written).text).toBe(text);
});

test("a range over a border lies in two pieces", () => {
  const text = '"v=spf1 mx" "Only" ( "x" )';
  const mapped = decode(text);
  const start = mapped.text.indexOf("mxOnly");
  const found = pieces(mapped, start, start + 6).map((piece) => text.slice(piece.start, piece.end));
  expect(found).toEqual(["mx", "Only"]);
  const hull = sourceSpan(mapped, start, start + 6);
  expect(text.slice(hull.start, hull.end)).toBe('mx" "Only');
});

test.each([
  ['"v=spf1 +all"', "+all", "-all", '"v=spf1 -all"'],
  ['"v=spf1 +a" "ll"', "+all", "-all", '"v=spf1 -all" ""'],
  ['"a\\"b"', '"', '\\"', '"a\\\\\\"b"'],
  ["v=spf1\\ mx", "mx", "a mx;", "v=spf1\\ a\\ mx\\;"],
  ["abc", "abc", "", '""'],
  ["caf\\233", "\u00e9", "e", "cafe"],
])("%s: %s becomes %s", (text, from, to, result) => {
  expect(edited(text, from, to)).toBe(result);
});

test("text goes in at the end, and where there was none", () => {
  const full = decode('"v=spf1"');
  expect(applyEdits('"v=spf1"', editMapped(full, 6, 6, " -all"))).toBe('"v=spf1 -all"');
  expect(applyEdits('""', editMapped(decode('""'), 0, 0, "x"))).toBe('"x"');
});

test("a string of 256 octets is split at the octet, escapes counted as one", () => {
  const written = `"${"\\065".repeat(200)}${"é".repeat(28)}"`;
  const { mapped, problems } = decodeWords(wordsIn(written), "utf-8");
  expect(mapped.strings.map(({ octets }) => octets)).toEqual([256]);
  const [problem] = problems;
  expect(problem?.rule).toBe("record/string-too-long");
  const mended = applyEdits(written, problem?.fixes?.[0]?.edits ?? []);
  const again = decodeWords(wordsIn(mended), "utf-8");
  expect(again.problems).toEqual([]);
  expect(again.mapped.text).toBe(mapped.text);
  expect(again.mapped.strings.map(({ octets }) => octets)).toEqual([254, 2]);
});

test("what is encoded decodes to itself, in strings of at most 255 octets", () => {
  assert(
    property(string({ unit: "grapheme", maxLength: 600 }), (text) => {
      const { mapped, problems } = decodeWords(wordsIn(encodeString(text)), "utf-8");
      expect(problems).toEqual([]);
      expect(mapped.text).toBe(text);
    }),
  );
});

test("an edit of decoded text is what decoding the edited document gives", () => {
  const written = constantFrom('"ab\\"c" d\\;e "\\065f"', "a b", '"" "x y"', 'p"q"r', "\\065\\066");
  assert(
    property(written, nat(8), nat(8), string({ maxLength: 4 }), (text, a, b, replacement) => {
      const mapped = decode(text);
      const start = Math.min(a, b, mapped.text.length);
      const end = Math.min(Math.max(a, b), mapped.text.length);
      const after = decode(applyEdits(text, editMapped(mapped, start, end, replacement)));
      expect(after.text).toBe(mapped.text.slice(0, start) + replacement + mapped.text.slice(end));
    }),
  );
});

test("decoding never throws, whatever is written", () => {
  assert(
    property(string({ maxLength: 80 }), (text) => {
      const { mapped } = decodeWords(wordsIn(text), "utf-8");
      for (const { source, sourceLength } of mapped.runs)
        expect(source + sourceLength).toBeLessThanOrEqual(text.length);
    }),
  );
});
