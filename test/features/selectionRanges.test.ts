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
    "a MX 10 mail.example.net.\n  A 192.0.2.1\nb A 192.0.2.2\n",
    text.replace("‸", ""),
  ]);
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
