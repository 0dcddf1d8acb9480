/** Completion of the fields of every record type. */
import { describe, expect, test } from "vitest";
import { recordTypes } from "../../server/src/dns/recordTypes.js";
import {
  completion,
  completionList,
  documentationOf,
  type CompletionItem,
} from "../../server/src/features/completion.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { dedent, zoneSnapshot, type SnapshotOptions } from "../support/features.js";

const head = dedent(`
  $ORIGIN example.com.
  $TTL 1h
  @ SOA ns1 hostmaster 2026112401 4h 1h 4w 1h
  @ NS ns1
  ns1 A 192.0.2.53
  ns1 AAAA 2001:db8::53
  _sip._udp SRV 0 1 5060 ns1
  _imaps._tcp SRV 0 1 993 ns1
`);

function items(line: string, options?: SnapshotOptions): CompletionItem[] {
  const { snapshot, offset } = zoneSnapshot(`${head}${line}\n`, options);
  const found = completion(snapshot, offset, { snippets: false });
  return found.toSorted((a, b) => (a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : 0));
}

const labels = (line: string, most = 100): string[] =>
  items(line)
    .slice(0, most)
    .map(({ label }) => label);

/** The line when the item of that label was chosen. */
function chosen(line: string, label: string): string {
  const item = items(line).find((one) => one.label === label);
  if (item === undefined) throw new Error(`${label} is not among ${labels(line).join(", ")}`);
  const { text } = zoneSnapshot(`${head}${line}\n`);
  return applyEdits(text, [{ ...item.span, text: item.insert }]).slice(head.length, -1);
}

/** Why nothing is offered in a field, by what the field holds. */
const nothingToOffer: Readonly<Record<string, readonly string[]>> = {
  "made by a program from a key or a certificate": [
    "CERT certificate",
    "DHCID identity",
    "DNSKEY public key",
    "CDNSKEY public key",
    "HIP host identity tag",
    "HIP public key",
    "IPSECKEY public key",
    "KEY public key",
    "OPENPGPKEY key",
    "RKEY public key",
    "SMIMEA association data",
    "SSHFP fingerprint",
    "TLSA association data",
    "BRID data",
    "HHIT data",
  ],
  "made by a program that signs the zone": [
    ...["SIG", "RRSIG"].flatMap((type) =>
      ["labels", "original TTL", "expiration", "inception", "key tag", "signature"].map((field) => `${type} ${field}`),
    ),
    "NSEC3 next hashed name",
    "ZONEMD digest",
  ],
  "the number of a device or a line, known to its owner alone": [
    "ATMA address",
    "EUI48 address",
    "EUI64 address",
    "IPN node number",
    "ISDN ISDN address",
    "ISDN subaddress",
    "L64 locator",
    "NID node identifier",
    "NSAP address",
    "X25 PSDN address",
    "EID identifier",
    "NIMLOC locator",
  ],
  "any text or number": [
    "AVC text",
    "CLA convergence layer",
    "DOA enterprise",
    "DOA media type",
    "DOA type",
    "DYNA plugin",
    "DYNC plugin",
    "GPOS altitude",
    "GPOS latitude",
    "GPOS longitude",
    "HINFO CPU",
    "HINFO system",
    "LUA script",
    "NINFO text",
    "SINK coding",
    "SINK data",
    "SINK meaning",
    "SINK subcoding",
    "WALLET text",
  ],
  "a part of an IPv6 address, of a type that was given up": ["A6 prefix length", "A6 suffix"],
  "offered where the owner names a service or has keys": [
    "SRV port",
    ...["DS", "CDS", "TA", "DLV"].flatMap((type) => [`${type} key tag`, `${type} digest`]),
  ],
};

test("every field of every type has something to offer, or a reason not to", () => {
  const silent: string[] = [];
  for (const { name, fields = [] } of recordTypes)
    fields.forEach((field, index) => {
      const before = fields.slice(0, index).map(() => "1 ");
      if (items(`a ${name} ${before.join("")}‸`).length === 0) silent.push(`${name} ${field.name}`);
    });
  expect(silent.toSorted()).toEqual(Object.values(nothingToOffer).flat().toSorted());
});

describe("NAPTR", () => {
  test("services by the flag, in quotes once", () => {
    expect(labels('a NAPTR 10 10 "U" ‸', 3)).toEqual(["E2U+sip", "E2U+pstn:sip", "E2U+pstn:tel"]);
    expect(labels('a NAPTR 10 10 "S" ‸', 3)).toEqual(["SIP+D2U", "SIP+D2T", "SIPS+D2T"]);
    expect(labels('a NAPTR 10 10 "A" ‸', 2)).toEqual(["aaa:diameter.tcp", "aaa:diameter.sctp"]);
    expect(labels('a NAPTR 10 10 "" ‸')).toEqual(expect.arrayContaining(["E2U+sip", "SIP+D2T", "LoST:https"]));
    expect(chosen('a NAPTR 10 10 "U" ‸', "E2U+sip")).toBe('a NAPTR 10 10 "U" "E2U+sip"');
    expect(chosen('a NAPTR 10 10 "U" "E2U+s‸"', "E2U+sip")).toBe('a NAPTR 10 10 "U" "E2U+sip"');
    expect(chosen("a NAPTR 10 10 S SIP‸", "SIP+D2T")).toBe('a NAPTR 10 10 S "SIP+D2T"');
    expect(chosen("a NAPTR 10 10 ‸", "S")).toBe('a NAPTR 10 10 "S"');
  });
  test("what is typed matches with its quote and without", () => {
    const filter = (line: string): string | undefined => items(line).find(({ label }) => label === "E2U+sip")?.filter;
    expect(filter('a NAPTR 10 10 "U" "E2‸')).toBe('"E2U+sip"');
    expect(filter("a NAPTR 10 10 U E2‸")).toBe("E2U+sip");
  });
  test("a regexp that makes the service's URI, or none", () => {
    expect(chosen('a NAPTR 10 10 "U" "E2U+sip" ‸', "!^.*$!sip:info@example.com!")).toBe(
      'a NAPTR 10 10 "U" "E2U+sip" "!^.*$!sip:info@example.com!"',
    );
    expect(labels('a NAPTR 10 10 "u" "E2U+email" ‸')).toEqual(["!^.*$!mailto:info@example.com!"]);
    expect(labels('a NAPTR 10 10 "S" "SIP+D2U" ‸')).toEqual(['""']);
  });
  test("the replacement: the service's SRV record, a host, or the root where the regexp says it all", () => {
    expect(labels('a NAPTR 10 10 "S" "SIP+D2U" "" ‸')).toEqual(["_sip._udp", "_imaps._tcp"]);
    expect(labels('a NAPTR 10 10 "S" "SIPS+D2T" "" ‸')).toEqual(["_sip._udp", "_imaps._tcp", "_sips._tcp"]);
    expect(labels('a NAPTR 10 10 "A" "SIP+D2U" "" ‸')).toEqual(["ns1"]);
    expect(labels('a NAPTR 10 10 "U" "E2U+sip" "!^.*$!sip:a@example.com!" ‸')).toEqual(["."]);
    expect(labels('a NAPTR 10 10 "" "" "" ‸')).toContain("ns1");
  });
  test("the next order", () => {
    expect(labels('a NAPTR 10 10 "S" "SIP+D2U" "" _sip._udp\na NAPTR ‸')).toEqual(["20"]);
  });
});

test("LOC: the form, then each part where it stands", () => {
  expect(labels("a LOC ‸")).toEqual(["52 22 23.000 N 4 53 32.000 E 0m"]);
  expect(labels("b LOC 1 N 2 E 3m\na LOC ‸", 1)).toEqual(["1 0 0.000 N 2 0 0.000 E 3.00m 1m 10000m 10m"]);
  expect(labels("a LOC 52 ‸")).toEqual(["N", "S"]);
  expect(labels("a LOC 52 22 23.000 ‸")).toEqual(["N", "S"]);
  expect(labels("a LOC 52 N ‸")).toEqual([]);
  expect(labels("a LOC 52 N 4 53 ‸")).toEqual(["E", "W"]);
  expect(labels("a LOC 52 N 4 E ‸")).toEqual(["0m"]);
  expect(labels("a LOC 52 N 4 E 0m ‸")).toEqual(["1m"]);
  expect(labels("a LOC 52 N 4 E 0m 1m 10m 10m ‸")).toEqual([]);
  const { snapshot, offset } = zoneSnapshot("$ORIGIN example.com.\na 60 LOC ‸\n");
  const [form] = completion(snapshot, offset, { snippets: true });
  expect(form?.snippet).toBe(true);
  expect(form?.insert).toContain("${4|N,S|}");
});

describe("values that a type allows alone", () => {
  test.each([
    ["a DNSKEY 257 ‸", ["3 DNSSEC"]],
    ["a NSEC3PARAM 1 ‸", ["0 none"]],
    ["a NSEC3PARAM 1 0 ‸", ["0"]],
    ["a NSEC3PARAM 1 0 0 ‸", ["-"]],
    ["a DSYNC ‸", ["CDS", "CSYNC"]],
    ["a ZONEMD 2026112401 ‸", ["1 SIMPLE"]],
    ["a IPSECKEY 10 1 2 ‸", ["192.0.2.53"]],
    ["a IPSECKEY 10 2 2 ‸", ["2001:db8::53"]],
    ["a IPSECKEY 10 3 2 ‸", ["ns1"]],
    ["a IPSECKEY 10 0 2 ‸", ["."]],
    ["a AMTRELAY 10 0 3 ‸", ["ns1"]],
    ["a AFSDB ‸", ["1 AFS", "2 DCE"]],
    ["a RESINFO qnamemin ‸", ["exterr", "infourl"]],
    ["a CAA 0 contactemail ‸", ["hostmaster@example.com"]],
    ["_x URI 10 1 ‸", ["https://example.com/"]],
  ])("%s", (line, expected) => expect(labels(line)).toEqual(expected));
  test("deletion is for CDS and CDNSKEY", () => {
    expect(labels("a CDS 0 ‸")).toContain("0 DELETE");
    expect(labels("a DS 0 ‸")).not.toContain("0 DELETE");
    expect(labels("a CDS 0 0 ‸")).toContain("0 DELETE");
    expect(labels("a DS 0 8 ‸")).not.toContain("0 DELETE");
  });
  test("CSYNC is about NS, A and AAAA", () => expect(labels("@ CSYNC 1 3 ‸", 3)).toEqual(["A", "NS", "AAAA"]));
  test("a type that is listed already is not offered again", () => {
    expect(labels("a NSEC b A ‸")).not.toContain("A");
    expect(labels("a NSEC b A ‸")).toContain("AAAA");
  });
});

test("lists of a service parameter grow", () => {
  expect(labels("a HTTPS 1 . alpn=h3,‸")).toEqual(["h3,h2", "h3,http/1.1", "h3,dot", "h3,doq", "h3,co"]);
  expect(chosen("a HTTPS 1 . mandatory=alpn,‸", "alpn,port")).toBe("a HTTPS 1 . mandatory=alpn,port");
  expect(labels("a HTTPS 1 . tls-supported-groups=‸")).toContain("29");
  expect(labels("a HTTPS 1 . ipv4hint=‸")).toEqual(["192.0.2.53"]);
});

test("the tag and digest of the key of the delegated zone", () => {
  const key = "257 3 13 mdsswUyr3DPW132mOi8V9xESWE8jTo0dxCjjnopKl+GqJxpVXckHAeF+KkxLbxILfDLUT0rAK9iUzy1L53eKGQ==";
  const others = { "file:///child.zone": `$ORIGIN child.example.com.\n@ 60 SOA ns h 1 1 1 1 1\n@ 60 DNSKEY ${key}\n` };
  const tags = items("child DS ‸", { others });
  expect(tags.map(({ label, detail }) => `${label} — ${detail}`)).toEqual(["2371 — Key signing key, ECDSAP256SHA256"]);
  expect(items("child DS 2371 13 2 ‸", { others })[0]?.insert).toMatch(/^[0-9A-F]{64}$/);
});

test("documentation is written for an item when it is asked for", () => {
  const { snapshot } = zoneSnapshot(head);
  const about = (line: string, label: string): string | undefined => {
    const found = items(line).find((item) => item.label === label)?.about;
    return found && documentationOf(snapshot, found);
  };
  expect(about("a ‸", "MX")).toMatchInlineSnapshot(`
    "Where mail for this name is delivered.

    [RFC 1035 section 3.3.9](https://www.rfc-editor.org/rfc/rfc1035#section-3.3.9)"
  `);
  expect(about("$‸", "$TTL")).toMatchInlineSnapshot(`
    "Sets the TTL of records that state none.

    [RFC 2308 section 4](https://www.rfc-editor.org/rfc/rfc2308#section-4)"
  `);
  expect(about("a NAPTR 1 1 S ‸", "SIP+D2T")).toMatchInlineSnapshot(`
    "SIP over TCP.

    [RFC 3263 section 4.1](https://www.rfc-editor.org/rfc/rfc3263#section-4.1)"
  `);
  expect(about("a TLSA ‸", "3 DANE-EE")).toMatchInlineSnapshot(`
    "The server's own certificate, trusted by this record.

    [RFC 7218 section 2.1](https://www.rfc-editor.org/rfc/rfc7218#section-2.1)"
  `);
  expect(about("a CNAME ‸", "ns1")).toMatchInlineSnapshot(`
    "\`\`\`dns-zone
    A 192.0.2.53
    AAAA 2001:db8::53
    \`\`\`"
  `);
  expect(about("_dmarc ‸", "DMARC: ask for reports first")).toMatchInlineSnapshot(`
    "Receivers report on mail of the domain and treat it as before; go on to quarantine and reject later.

    \`\`\`dns-zone
    _dmarc TXT "v=DMARC1; p=none; rua=mailto:dmarc-reports@example.com"
    \`\`\`

    [RFC 9989 section 5.1](https://www.rfc-editor.org/rfc/rfc9989#section-5.1)"
  `);
  expect(about('a TXT "v=DMARC1; p=‸"', "reject")).toMatchInlineSnapshot(
    `"Receivers are asked to refuse failing mail."`,
  );
});

test("names far down a huge zone come up as they are typed", () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `host${i} 60 A 192.0.2.${i % 256}\n`);
  const { snapshot, text } = zoneSnapshot(`${head}${lines.join("")}zebra 60 A 192.0.2.9\na 60 MX 10 z\na 60 MX 10 \n`);
  const at = (after: string): number => text.lastIndexOf(after) + after.length;
  const list = (offset: number): string[] =>
    completion(snapshot, offset, { snippets: false }).map(({ label }) => label);
  expect(list(at("MX 10 z"))).toContain("zebra");
  expect(list(text.length - 1).length).toBeLessThan(400);
  // The editor asks again while there is more than what it was sent.
  const isCut = (offset: number): boolean => completionList(snapshot, offset, { snippets: false }).isCut;
  expect(isCut(text.length - 1)).toBe(true);
  expect(isCut(at("MX 10 z"))).toBe(false);
});
