/** Arbitrary text of zone files: from good records to noise, with what breaks parsers more often than chance would. */
import * as fc from "fast-check";

const line = fc.constantFrom(
  "www 300 IN A 192.0.2.1",
  "\tIN\tAAAA 2001:db8::1",
  "@ SOA ns.example.com. host.example.com. ( 1 2 3\n 4 5 ) ; timers",
  "$ORIGIN sub.example.com.",
  "$ORIGIN sub",
  "$TTL 1h",
  "mail MX 10 mail.example.net",
  'txt TXT "v=spf1 include:a.example" " -all"',
  "txt TXT v=DMARC1; p=none",
  "$GENERATE 1-3 h$ A 192.0.2.$",
  "$INCLUDE part.zone",
  "a ( b",
  "c )",
  '"',
  '; comment ( "',
  "alias CNAME www",
  "sub NS ns.sub",
  "",
  "   ",
  "x TYPE65280 \\# 2 abcd",
);

const noise = fc.string({
  unit: fc.constantFrom(
    "a",
    " ",
    "\t",
    "\n",
    "\r",
    "(",
    ")",
    '"',
    ";",
    "\\",
    "0",
    ".",
    "@",
    "$",
    "\u00e9",
    "\ufeff",
    "{",
  ),
  maxLength: 12,
});

/** Lines and noise, with one kind of line break or several. */
export const zoneText: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.oneof({ arbitrary: line, weight: 4 }, { arbitrary: noise, weight: 1 }),
      fc.constantFrom("\n", "\n", "\n", "\r\n", ""),
    ),
    {
      maxLength: 14,
    },
  )
  .map((lines) => lines.flat().join(""));

/** Replaces some of the text; positions wrap around. */
export const edit = fc.record({
  at: fc.nat(400),
  length: fc.oneof(fc.constant(0), fc.nat(40)),
  text: fc.oneof(zoneText, noise, fc.constantFrom("(", ")", '"', "\n", ";", " ")),
});
