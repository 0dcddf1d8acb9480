/** The expanded zone: what a server loads, in canonical order. */
import { expect, test } from "vitest";
import { expandedZone } from "../../server/src/features/expandedZone.js";
import { finish } from "../../server/src/text/steps.js";
import { checkText, readText } from "../../server/src/analysis/check.js";
import { printRecord, loadedRecords } from "../../server/src/zone/printRecords.js";
import { zoneSnapshot, type SnapshotOptions } from "../support/features.js";

const expanded = (text: string, options: SnapshotOptions = {}): string =>
  finish(expandedZone(zoneSnapshot(text, options).snapshot.zone));

const head = `$ORIGIN example.com.
$TTL 1h
@ SOA ns1 hostmaster ( 1 2 3 4 5 ) ; timers
`;

test("includes, $GENERATE, relative names and inherited owners are written out in order", () => {
  const text = `${head}  NS ns1
www A 192.0.2.9
  TXT "b" ; comment
$GENERATE 2-1/1 never$ A 192.0.2.$
$GENERATE 1-2 a$ A 192.0.2.$
$INCLUDE part.zone sub
@ MX 10 mail
`;
  expect(expanded(text, { files: { "part.zone": "ns1 AAAA 2001:db8::1\n" } })).toBe(
    `example.com.            3600    IN SOA     ns1.example.com. hostmaster.example.com. 1 2 3 4 5
example.com.            3600    IN NS      ns1.example.com.
example.com.            3600    IN MX      10 mail.example.com.
a1.example.com.         3600    IN A       192.0.2.1
a2.example.com.         3600    IN A       192.0.2.2
ns1.sub.example.com.    3600    IN AAAA    2001:db8::1
www.example.com.        3600    IN A       192.0.2.9
www.example.com.        3600    IN TXT     "b"
`,
  );
});

test("it says what it leaves out", () => {
  expect(expanded(`${head}www A 192.0.2.999\nother.example. A 192.0.2.1\n`)).toMatch(
    /5\n; Left out: 1 record that can't be read, 1 outside the zone\n$/,
  );
  expect(expanded(`${head}$INCLUDE none.zone\n`)).toMatch(
    /\n; Parts of the zone could not be read, such as an included file\n$/,
  );
  expect(expanded("www A 192.0.2.1\n")).toMatch(/^; The zone's name is not known/);
});

test("read again it is the same zone, and expands to itself", () => {
  const text = `${head}@ NS ns1\nns1 A 192.0.2.1\n*.w A 192.0.2.1\na\\.b TXT "x y" z\nx TYPE65280 \\# 2 abcd\n_443._tcp HTTPS 1 . alpn=h2\n`;
  const once = expanded(text);
  expect(expanded(once)).toBe(once);
  const records = (zone: string): string[] => [...loadedRecords(readText(zone).zone)].map(printRecord).toSorted();
  expect(records(once)).toEqual(records(text));
  expect(checkText(once).diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
});
