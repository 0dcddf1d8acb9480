/** The scanner and the entry reader: lossless, total, linear. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readEntry } from "../../server/src/syntax/entry.js";
import { entryEnd, tokenize } from "../../server/src/syntax/scanner.js";
import { zoneText } from "../support/zoneText.js";

function entries(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length;) {
    const { end } = entryEnd(text, at, true) ?? { end: text.length };
    found.push(text.slice(at, end));
    at = end;
  }
  return found;
}

const words = (text: string): string[] =>
  readEntry(text, 0, text.length).words.map((word) => (word.quoted ? `"${word.raw}"` : word.raw));
const problems = (text: string): string[] =>
  readEntry(text, 0, text.length).problems.map(({ rule, at }) => `${rule} ${at.start}-${at.end}`);

describe("invariant 1: parsing is lossless and total", () => {
  test("tokens joined are the text", () => {
    fc.assert(
      fc.property(zoneText, (text) => {
        expect(
          tokenize(text, 0, text.length)
            .map(({ start, end }) => text.slice(start, end))
            .join(""),
        ).toBe(text);
      }),
    );
  });
  test("entries joined are the text, and each has something", () => {
    fc.assert(
      fc.property(zoneText, (text) => {
        const found = entries(text);
        expect(found.join("")).toBe(text);
        expect(found.every((entry) => entry.length > 0)).toBe(true);
      }),
    );
  });
});

describe("invariant 2: time is linear", () => {
  /** How many characters are looked at, for a text of n lines. */
  function looked(line: string, n: number): number {
    const text = line.repeat(n);
    let sum = 0;
    for (let at = 0; at < text.length;) {
      const found = entryEnd(text, at, true) ?? { end: text.length, reach: text.length };
      sum += found.reach - at;
      at = found.end;
    }
    return sum;
  }
  test.each(["a ( b\n", "( \n", '"\n', "a ( ; x\n b\nc )\n", "(\na\n", "a (\n(\n", ") (\n"])("%j repeated", (line) => {
    expect(looked(line, 2000) / looked(line, 1000)).toBeLessThan(2.5);
  });
});

describe("entries", () => {
  test.each<[string, string[]]>([
    ["a 1\nb 2\n", ["a 1\n", "b 2\n"]],
    ["a ( 1\n 2 )\nb\n", ["a ( 1\n 2 )\n", "b\n"]],
    ["a ( ; )\n )\nb\n", ["a ( ; )\n )\n", "b\n"]],
    ['a "x ( y"\nb\n', ['a "x ( y"\n', "b\n"]],
    ['a "x\nb\n', ['a "x\n', "b\n"]],
    ["a ( 1\nb 2\nc 3\n", ["a ( 1\n", "b 2\n", "c 3\n"]],
    ["a ( 1\nb ( 2 )\n", ["a ( 1\n", "b ( 2 )\n"]],
    ["a ( 1\n2\n3 )\nb\n", ["a ( 1\n2\n3 )\n", "b\n"]],
    ["a\r\nb\r\n", ["a\r\n", "b\r\n"]],
    ["a \\(\nb\n", ["a \\(\n", "b\n"]],
  ])("%j", (text, expected) => expect(entries(text)).toEqual(expected));
});

describe("words", () => {
  test.each<[string, string[]]>([
    ["a  b\tc ; d", ["a", "b", "c"]],
    ['abc"d e"f', ["abc", '"d e"', "f"]],
    ["a;b", ["a"]],
    ["a\\;b c\\ d", ["a\\;b", "c\\ d"]],
    ['"a\\"b"', ['"a\\"b"']],
    ["a (b c) d", ["a", "b", "c", "d"]],
    ["\ufeff$TTL 1", ["$TTL", "1"]],
  ])("%j", (text, expected) => expect(words(text)).toEqual(expected));
  test.each<[string, string[]]>([
    ['a "b', ["syntax/unclosed-quote 2-4"]],
    ["a ( b", ["syntax/unclosed-parenthesis 2-3"]],
    ["a b )", ["syntax/unmatched-parenthesis 4-5"]],
    ["a ( b ( c ) )", ["syntax/nested-parentheses 6-7"]],
    ["a b\\\n", ["syntax/trailing-backslash 3-4"]],
    ["\ufeff$TTL 1", ["syntax/byte-order-mark 0-1"]],
  ])("%j has a problem", (text, expected) => expect(problems(text)).toEqual(expected));
});
