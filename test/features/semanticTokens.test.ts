/** Semantic tokens: what each word is, the terms of mail records included. */
import { expect, test } from "vitest";
import { semanticTokens } from "../../server/src/features/semanticTokens.js";
import { zoneSnapshot } from "../support/features.js";

/** Each token of the text with its type, one a line. */
function tokens(marked: string): string[] {
  const { snapshot, text } = zoneSnapshot(marked);
  return [...semanticTokens(snapshot)].map(
    ({ start, end, type, modifiers }) => `${text.slice(start, end)} ${[type, ...modifiers].join(".")}`,
  );
}

test("records, directives and comments", () => {
  expect(tokens("$ORIGIN example.com.\nwww 1h IN MX 10 mail ; c\nx SPF a\n")).toEqual([
    "$ORIGIN macro",
    "example.com. variable",
    "www variable.declaration",
    "1h number",
    "IN keyword",
    "MX type",
    "10 number",
    "mail variable",
    "; c comment",
    "x variable.declaration",
    "SPF type.deprecated",
    "a string",
  ]);
});

test("mnemonics, types and parameters", () => {
  expect(tokens("$ORIGIN example.com.\n@ 60 RRSIG A 13 2 60 1 2 3 . AA==\n@ HTTPS 1 . alpn=h2\n").slice(4, 7)).toEqual([
    "RRSIG type",
    "A type",
    "13 number",
  ]);
});

test("SPF terms inside strings", () => {
  expect(tokens('$ORIGIN example.com.\n@ 60 TXT "v=spf1 -mx " "include:x.example ~all"\n').slice(5)).toEqual([
    '" string',
    "v=spf1 enumMember",
    "  string",
    "- operator",
    "mx function",
    ' " string',
    '" string',
    "include function",
    ":x.example  string",
    "~ operator",
    "all function",
    '" string',
  ]);
});

test("tags of a DMARC record, split in the middle", () => {
  expect(tokens('$ORIGIN example.com.\n_dmarc 60 TXT "v=DMARC1; p=rej" "ect"\n').slice(5)).toEqual([
    '" string',
    "v property",
    "= string",
    "DMARC1 enumMember",
    ";  string",
    "p property",
    "= string",
    "rej enumMember",
    '" string',
    '" string',
    "ect enumMember",
    '" string',
  ]);
});

test("a range has its own tokens alone", () => {
  const { snapshot, text } = zoneSnapshot("$ORIGIN example.com.\na 60 A 192.0.2.1\nb 60 A 192.0.2.2\n");
  const start = text.indexOf("b 60");
  const found = [...semanticTokens(snapshot, start, text.length)];
  expect(text.slice(found[0]?.start, found[0]?.end)).toBe("b");
  expect(found).toHaveLength(4);
});

test("no token overlaps another, whatever the text", () => {
  const text =
    'a TXT (\n "v=spf1 \\045{i} mx" ; c\n"x" )\n$GENERATE 1-2 a$ TXT "p=1; q"\n_dmarc TXT v=DMARC1\\; p=none\n" unclosed\n';
  let end = 0;
  for (const token of semanticTokens(zoneSnapshot(text).snapshot)) {
    expect(token.start).toBeGreaterThanOrEqual(end);
    expect(token.end).toBeGreaterThan(token.start);
    end = token.end;
  }
});
