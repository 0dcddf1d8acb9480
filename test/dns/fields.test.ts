/** Fields in words: key tags, what a value means, what may be written, and where values of the generic form are. */
import { expect, test } from "vitest";
import { completions, describe as describeField } from "../../server/src/dns/fieldKinds.js";
import { keyTagOf } from "../../server/src/dns/keyTag.js";
import { nearestTypes, readType } from "../../server/src/dns/typeIndex.js";
import { sourceSpan } from "../../server/src/text/mapped.js";
import { rdataOf } from "./words.js";

test("the tag of the key of RFC 4034 section 5.4", () => {
  const key =
    "AQOeiiR0GOMYkDshWoSKz9XzfwJr1AYtsmx3TGkJaNXVbfi/2pHm822aJ5iI9BMzNXxeYCmZDRD99WYwYqUSdjMmmAphXdvxegXd/M5+X7OrzKBaMbCVdFLUUh6DhweJBjEVv5f2wwjM9XzcnOf+EPbtG9DMBmADjFDc2w/rljwvFw==";
  expect(keyTagOf(rdataOf(`DNSKEY 256 3 5 ${key}`))).toBe(60485);
});

test.each([
  ["SOA a b 1 5400 3 4 5", "refresh", "1 hour 30 minutes"],
  ["A 192.168.0.1", "address", "192.168.0.1 (private use, 192.168.0.0/16)"],
  ["DS 1 13 2 aa", "algorithm", "ECDSAP256SHA256: ECDSA on P-256 with SHA-256, recommended"],
  ["TLSA 3 1 1 aa", "usage", "DANE-EE: The server's own certificate, trusted by this record"],
  ["RRSIG A 13 2 60 20300102030405 20300101000000 1 a. AAAA", "expiration", "2030-01-02 03:04:05 UTC"],
  ['TXT "ab" "c"', "text", "3 octets in 2 strings"],
  ['CAA 0 ISSUE "x"', "tag", "Who may issue certificates for this name"],
  ["MX 10 mail", "exchange", "mail.example.com."],
])("%s: %s is %s", (line, name, meaning) => {
  const field = rdataOf(line).fields.find((candidate) => candidate.field.name === name);
  expect(field === undefined ? undefined : describeField(field)).toBe(meaning);
});

test("values that have names are offered", () => {
  expect(completions("tlsaUsage").map(({ text, label }) => `${text} ${label ?? ""}`)).toContain("3 DANE-EE");
  expect(completions("caaTag").map(({ text }) => text)).toContain("issuewild");
  expect(completions("typeList").map(({ text }) => text)).toContain("NSEC3");
});

test("types are read in any case and by number, and guessed when misspelt", () => {
  expect(readType("mx")?.name).toBe("MX");
  expect(readType("TYPE28")?.name).toBe("AAAA");
  expect(readType("TYPE65536")).toBeUndefined();
  expect(readType("MXX")).toBeUndefined();
  expect(nearestTypes("CNAEM")).toEqual(["CNAME"]);
});

test("fields know where they stand, those of the generic form on the whole of it", () => {
  const [preference, exchange] = rdataOf("MX 10 mail").fields;
  expect([preference?.span, exchange?.span]).toEqual([
    { start: 3, end: 5 },
    { start: 6, end: 10 },
  ]);
  const line = "TXT \\# 4 03666f6f";
  const [text] = rdataOf(line).fields;
  expect(text?.span).toEqual({ start: 4, end: line.length });
  const mapped = text?.value?.kind === "text" ? text.value.mapped : undefined;
  expect(mapped?.text).toBe("foo");
  expect(mapped && sourceSpan(mapped, 0, 1)).toEqual({ start: 4, end: line.length });
});

test("a relative name without known origin is no fault", () => {
  const { problems, canonical } = rdataOf("MX 10 mail", "");
  expect(problems).toEqual([]);
  expect(canonical).toBeUndefined();
});
