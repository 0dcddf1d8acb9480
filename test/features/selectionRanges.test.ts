/** Selection ranges: what a selection grows to. */
import { expect, test } from "vitest";
import { selectionRanges } from "../../server/src/features/selectionRanges.js";
import { zoneSnapshot } from "../support/features.js";

function grown(marked: string): string[] {
  const { snapshot, text, offset } = zoneSnapshot(marked);
  return selectionRanges(snapshot, offset).map(({ start, end }) => text.slice(start, end));
}

test("label, name, RDATA, record, line, the owner's records, document", () => {
  const text = "$ORIGIN example.com.\n$TTL 60\na MX 10 ma‸il.example.net.\n  A 192.0.2.1\nb A 192.0.2.2\n";
  expect(grown(text)).toEqual([
    "mail",
    "mail.example.net.",
    "10 mail.example.net.",
    "a MX 10 mail.example.net.",
    "a MX 10 mail.example.net.\n",
    "a MX 10 mail.example.net.\n  A 192.0.2.1\n",
    text.replace("‸", ""),
  ]);
});

test("a section: from its $ORIGIN to the next", () => {
  const section = "$ORIGIN sub\na A 192.0.2.1\n; note\nb A 192.0.2.2\n";
  const text = `$TTL 60\nx A 192.0.2.3\n${section}$origin example.com.\nc A 192.0.2.4\n`;
  const at = (mark: string): string[] => grown(text.replace(mark, `‸${mark}`));
  expect(at("b A").slice(-3)).toEqual(["b A 192.0.2.2\n", section, text]);
  expect(at("sub").slice(0, 4)).toEqual(["sub", "$ORIGIN sub", "$ORIGIN sub\n", section]);
  expect(at("; note")).toEqual(["; note", "; note\n", section, text]);
  expect(at("x A").slice(-2)).toEqual(["x A 192.0.2.3\n", text]);
  expect(at("c A").at(-2)).toBe("$origin example.com.\nc A 192.0.2.4\n");
});

test("an owner's records and a section, however long they are", () => {
  const records = Array.from({ length: 3000 }, (_, i) => `a TXT "${i} ${"x".repeat(20)}"\n`).join("");
  const text = `$TTL 60\n$ORIGIN example.com.\nb A 192.0.2.1\n${records}b A 192.0.2.2\n`;
  const ranges = grown(text.replace('"1500 x', '"1500 ‸x'));
  expect(ranges.slice(-3).map(({ length }) => length)).toEqual([records.length, text.length - 8, text.length]);
});

test("a term of a string, the string, all strings of the field", () => {
  expect(grown('a 60 TXT "v=spf1 m‸x" "x"\n').slice(0, 4)).toEqual([
    "mx",
    "v=spf1 mx",
    '"v=spf1 mx"',
    '"v=spf1 mx" "x"',
  ]);
});

test("comments, directives and nothing", () => {
  expect(grown("; a comm‸ent\n")[0]).toBe("; a comment");
  expect(grown("$ORIGIN exam‸ple.com.\n").slice(0, 3)).toEqual(["example", "example.com.", "$ORIGIN example.com."]);
  expect(grown("‸")).toEqual([""]);
});
