/** Where rules on values must keep silent, and what their pages have no room for. */
import { describe, expect, it } from "vitest";
import { checkText, type CheckOptions } from "../../server/src/analysis/check.js";
import { applyEdits } from "../../server/src/text/edit.js";

const head = `$ORIGIN example.com.
@ 3600 IN SOA ns1.example.net. hostmaster.example.com. 1 4h 1h 2w 1h
@ 3600 IN NS ns1.example.net.
@ 3600 IN NS ns2.example.net.
`;

/** The findings of a family on lines after the head, as "rule: message". */
function found(family: string, text: string, before = head, options: CheckOptions = {}): string[] {
  return checkText(before + text, { origin: "example.com.", ...options })
    .diagnostics.filter(({ rule }) => rule.startsWith(`${family}/`) && rule !== "values/caa-missing")
    .map(({ rule, message }) => `${rule}: ${message}`);
}

describe("a host without address is not reported", () => {
  it.each([
    ["outside the zone", "@ 3600 IN MX 10 mail.example.net.\n"],
    ["answered by a wildcard", "@ 3600 IN MX 10 mail\n* 3600 IN A 192.0.2.1\n"],
    ["below a delegation", "@ 3600 IN MX 10 mail.sub\nsub 3600 IN NS ns1.example.net.\n"],
    ["at a delegation", "@ 3600 IN MX 10 sub\nsub 3600 IN NS ns1.example.net.\n"],
    ["in an included file that is not there", "@ 3600 IN MX 10 mail\n$INCLUDE hosts.zone\n"],
    ["with an address that is computed", "@ 3600 IN MX 10 mail\nmail 3600 IN ALIAS host.example.net.\n"],
  ])("%s", (_, text) => {
    expect(found("values", text)).toEqual([]);
  });
  it("in a file without SOA, which is a piece of a zone", () => {
    expect(found("values", "@ 3600 IN MX 10 mail\n", "$ORIGIN example.com.\n")).toEqual([]);
  });
  it("where the name lacks its final dot, which is said already", () => {
    expect(found("values", "@ 3600 IN MX 10 mail.example.net\n@ 3600 IN MX 20 192.0.2.1\n")).toEqual([]);
  });
});

it("a wildcard does not answer for a name below one that exists", () => {
  const text = "@ 3600 IN MX 10 a.b\nb 3600 IN TXT x\n* 3600 IN A 192.0.2.1\n";
  expect(found("values", text)).toEqual([
    "values/mx-without-address: MX names a.b.example.com, which has no A or AAAA record",
  ]);
});

it("a host below a DNAME is an alias", () => {
  expect(found("values", "@ 3600 IN SRV 0 0 1 a.b\nb 3600 IN DNAME example.net.\n")).toContain(
    "values/srv-to-cname: SRV names a.b.example.com, which is below a DNAME; some clients don't follow it",
  );
});

it("SRV of Active Directory and wildcards have owners of the right form", () => {
  const owners = ["_ldap._tcp.dc._msdcs", "_ldap._tcp.Site._sites", "*._tcp", "_sip.*", "*"];
  expect(found("values", owners.map((owner) => `${owner} 3600 IN SRV 0 0 1 a.example.net.\n`).join(""))).toEqual([]);
});

describe("a cut text", () => {
  const mended = (text: string): string => {
    const all = head + text;
    const { diagnostics } = checkText(all, { origin: "example.com." });
    const cut = diagnostics.find(({ rule }) => rule === "text/semicolon-cuts-text");
    return applyEdits(all, cut?.fixes?.[0]?.edits ?? []).slice(head.length);
  };
  it.each([
    ['t 60 IN TXT v=DKIM1; k=rsa; n=a"b\n', 't 60 IN TXT "v=DKIM1; k=rsa; n=a\\"b"\n'],
    ["t 60 IN TXT v=DMARC1 ; p=none  \n", 't 60 IN TXT "v=DMARC1 ; p=none"  \n'],
    ["t 60 IN TXT v=DMARC1\\; p=none; rua=mailto:a@b\n", 't 60 IN TXT "v=DMARC1\\; p=none; rua=mailto:a@b"\n'],
  ])("%j is quoted", (text, expected) => {
    expect(mended(text)).toBe(expected);
  });
  it.each([
    "t 60 IN TXT v=spf1 ; nobody yet\n",
    "t 60 IN TXT token=abc ; p=1 was before\n",
    "t 60 IN TXT token=abc; the shop\n",
    't 60 IN TXT "v=DMARC1; p=none" ; p=none\n',
    "t 60 IN TXT v=DMARC1;\n",
    "t 60 IN TXT token ;; x=y\n",
  ])("%j is a comment", (text) => {
    expect(found("text", text)).toEqual([]);
  });
});

describe("a reverse zone", () => {
  const reverse = "$ORIGIN 2.0.192.in-addr.arpa.\n@ 3600 IN SOA ns1.example.net. h.example.com. 1 4h 1h 2w 1h\n";
  it.each(["@", "0", "0/25", "1.0/25", "*", "lb._dns-sd._udp", "host"])("may have a PTR record at %s", (owner) => {
    expect(found("reverse", `${owner} 3600 IN PTR host.example.com.\n`, reverse)).toEqual([]);
  });
  it("has no PTR record at an octet with a zero before it", () => {
    expect(found("reverse", "010 3600 IN PTR host.example.com.\n", reverse)).toEqual([
      "reverse/incomplete-address: 010.2.0.192.in-addr.arpa is no address: 010 starts with a zero",
    ]);
  });
});

describe("a signed zone", () => {
  const signature = (owner: string, type: string, expiration: string): string =>
    `${owner} 3600 IN RRSIG ${type} 15 2 3600 ${expiration} 20200101000000 3613 example.com. AAAA\n`;
  const now = Date.UTC(2026, 0, 1) / 1000;
  const expired = (text: string): string[] =>
    found("dnssec", text, head, { now }).filter((one) => one.startsWith("dnssec/expired"));
  it("that has expired is reported once", () => {
    expect(expired(signature("@", "SOA", "20250101000000") + signature("@", "NS", "20250101000000"))).toHaveLength(1);
  });
  it("in which one signature has expired is reported at that one", () => {
    expect(expired(signature("@", "SOA", "20300101000000") + signature("@", "NS", "1735689600"))).toEqual([
      "dnssec/expired-signature: The signature expired on 2025-01-01: validating resolvers answer with an error",
    ]);
  });
  const all = (text: string): string[] =>
    found("dnssec", text, head, { now }).filter((one) => /expired|soon|not-yet/.test(one));
  it("in which all signatures but that of the SOA record, which is not there, have expired is reported once", () => {
    expect(expired(signature("@", "NS", "20250301000000") + signature("a", "TXT", "20250101000000"))).toEqual([
      "dnssec/expired-signature: The zone's signatures expired on 2025-01-01: validating resolvers answer with an error",
    ]);
  });
  it("with signatures in several states is reported once of each", () => {
    const text =
      signature("@", "SOA", "20260102000000") +
      signature("a", "TXT", "20250101000000") +
      signature("b", "TXT", "20250201000000") +
      signature("c", "TXT", "20260103000000") +
      "d 3600 IN RRSIG TXT 15 2 3600 20300101000000 20290101000000 3613 example.com. AAAA\n" +
      "e 3600 IN RRSIG TXT 15 2 3600 20300101000000 20280101000000 3613 example.com. AAAA\n";
    expect(all(text).toSorted()).toEqual([
      "dnssec/expired-signature: 2 signatures expired, the first on 2025-01-01: validating resolvers answer with an error",
      "dnssec/signature-expires-soon: The zone's signatures will expire on 2026-01-02: sign the zone again before",
      "dnssec/signature-not-yet-valid: 2 signatures will be valid from 2029-01-01 on: until then resolvers refuse the records",
    ]);
  });
  it("is said to be one with messages of at most 100 characters, however many expired", () => {
    const many = Array.from({ length: 2000 }, (_, i) => signature(`h${i}`, "TXT", "20250101000000")).join("");
    const [message = ""] = expired(many + signature("@", "SOA", "20300101000000"));
    expect(message).toContain("2000 signatures");
    expect(message.replace("dnssec/expired-signature: ", "").length).toBeLessThanOrEqual(100);
  });
  it("is not judged by time where there is no clock", () => {
    expect(found("dnssec", signature("@", "SOA", "20250101000000")).join()).not.toContain("expired");
  });
});
