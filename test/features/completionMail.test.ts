/** Completion inside mail records: at many places of the text, in one string or several, half typed or not at all. */
import { describe, expect, it } from "vitest";
import { readText } from "../../server/src/analysis/check.js";
import { completion, type CompletionItem } from "../../server/src/features/completion.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { zoneSnapshot } from "../support/features.js";

const now = 1_795_478_400;
const head =
  '$ORIGIN example.com.\n$TTL 1h\n@ SOA ns1 host.master 2026112401 4h 1h 4w 1h\n@ NS ns1\n@ MX 1 smtp.google.com.\nmail A 192.0.2.25\nmail AAAA 2001:db8::25\nns1 A 192.0.2.53\n_spf TXT "v=spf1 ip4:192.0.2.9 -all"\n';

function offered(line: string): { items: readonly CompletionItem[]; text: string } {
  const { snapshot, text, offset } = zoneSnapshot(`${head}${line}\n`, { now });
  const items = completion(snapshot, offset, { snippets: false });
  return { items: items.toSorted((a, b) => (a.sort < b.sort ? -1 : 1)), text };
}

const labels = (line: string, most = 4): string[] =>
  offered(line)
    .items.slice(0, most)
    .map(({ label }) => label);

/** The line after the item of that label was chosen. */
function chosen(line: string, label: string): string {
  const { items, text } = offered(line);
  const item = items.find((one) => one.label === label);
  if (item === undefined) throw new Error(`${label} is not among ${items.map((one) => one.label).join(", ")}`);
  return applyEdits(text, [{ ...item.span, text: item.insert }])
    .slice(head.length)
    .trimEnd();
}

describe("SPF", () => {
  it.each([
    ["nothing yet", '@ TXT "‸"', ["v=spf1", "v=spf1 -all"]],
    ["the version begun", '@ TXT "v=‸"', ["v=spf1", "v=spf1 -all"]],
    ["after the version", '@ TXT "v=spf1 ‸"', ["include:", "a", "mx", "ip4:"]],
    ["a term half typed", '@ TXT "v=spf1 m‸ -all"', ["include:", "a", "mx", "ip4:"]],
    ["after a qualifier", '@ TXT "v=spf1 mx ~‸"', ["all", "include:", "a", "ip4:"]],
    ["addresses", '@ TXT "v=spf1 ip4:‸ -all"', ["192.0.2.25", "192.0.2.53"]],
    ["IPv6 addresses", '@ TXT "v=spf1 ip6:20‸"', ["2001:db8::25"]],
    ["hosts", '@ TXT "v=spf1 mx:‸"', ["mail.example.com", "ns1.example.com"]],
    ["records of the zone, then providers", '@ TXT "v=spf1 include:‸"', ["_spf.example.com", "_spf.google.com"]],
    ["redirect", '@ TXT "v=spf1 redirect=‸"', ["_spf.example.com"]],
    ["macros", '@ TXT "v=spf1 exists:%‸"', ["%{i}", "%{d}"]],
    ["a macro half typed", '@ TXT "v=spf1 exists:%{‸"', ["%{i}", "%{d}"]],
    ["a second string", '@ TXT "v=spf1 mx" " ‸"', ["include:", "a", "ip4:"]],
    ["an empty second string", '@ TXT "v=spf1 mx " "‸"', ["include:", "a", "ip4:"]],
    ["lines in parentheses", '@ TXT ( "v=spf1 mx "\n  "‸" )', ["include:", "a", "ip4:"]],
    ["no quote at the end", '@ TXT "v=spf1 ‸', ["include:", "a", "mx"]],
    ["no quotes at all", "@ TXT v=spf1‸", ["SPF: who may send mail", "SPF: no mail is sent"]],
    ["at the type", "@ ‸", ["NS: two name servers", "MX: two mail servers"]],
  ])("%s", (_name, line, expected) => {
    expect(labels(line, expected.length)).toEqual(expected);
  });

  it.each([
    ['@ TXT "v=spf1 inc‸lude:x ~all"', "include:", '@ TXT "v=spf1 include:x ~all"'],
    ['@ TXT "v=spf1 mx " "‸"', "include:", '@ TXT "v=spf1 mx " "include:"'],
    ['@ TXT "v=spf1 m‸ " "-all"', "mx", '@ TXT "v=spf1 mx " "-all"'],
    ['@ TXT "v=spf1 ~‸"', "all", '@ TXT "v=spf1 ~all"'],
    ['@ TXT "v=spf1 ip4:192.‸ -all"', "192.0.2.25", '@ TXT "v=spf1 ip4:192.0.2.25 -all"'],
    [
      '@ TXT "v=spf1 include:_s‸pf.goo" "gle.com -all"',
      "_spf.google.com",
      '@ TXT "v=spf1 include:_spf.google.com -all"',
    ],
    ['@ TXT "v=spf1 exists:%{‸"', "%{i}", '@ TXT "v=spf1 exists:%{i}"'],
    ["@ TXT v=spf‸", "SPF: no mail is sent", '@ TXT "v=spf1 -all"'],
  ])("%s: %s", (line, label, expected) => {
    expect(chosen(line, label)).toBe(expected);
  });

  it("says what an include costs, and when that was known", () => {
    const { items } = offered('@ TXT "v=spf1 include:‸"');
    expect(items.find(({ label }) => label === "mailgun.org")?.detail).toBe(
      "Mailgun: Sends mail for applications; about 5 look-ups as of 2026-01",
    );
  });
});

describe("DMARC", () => {
  it.each([
    ["nothing yet", '_dmarc TXT "‸"', ["v=DMARC1"]],
    ["the version begun", '_dmarc TXT "v‸"', ["v=DMARC1"]],
    ["right after a semicolon", '_dmarc TXT "v=DMARC1;‸"', ["p", "sp", "np", "rua"]],
    ["after a blank", '_dmarc TXT "v=DMARC1; ‸"', ["p", "sp", "np", "rua"]],
    ["a tag half typed", '_dmarc TXT "v=DMARC1; p=none; s‸"', ["sp", "np", "rua", "ruf"]],
    ["between tags", '_dmarc TXT "v=DMARC1; ‸; p=none"', ["sp", "np", "rua", "ruf"]],
    ["a value", '_dmarc TXT "v=DMARC1; p=‸; rua=mailto:a@example.com"', ["none", "quarantine", "reject"]],
    ["a value half typed", '_dmarc TXT "v=DMARC1; p=qu‸"', ["none", "quarantine", "reject"]],
    ["blanks around the sign", '_dmarc TXT "v = DMARC1 ; p = ‸"', ["none", "quarantine", "reject"]],
    ["the next of several values", '_dmarc TXT "v=DMARC1; p=none; fo=1:‸"', ["0", "d", "s"]],
    ["an address", '_dmarc TXT "v=DMARC1; p=none; rua=‸"', ["mailto:dmarc-reports@example.com", "mailto:"]],
    ["a second address", '_dmarc TXT "v=DMARC1; p=none; rua=mailto:dmarc-reports@example.com,‸"', ["mailto:"]],
    [
      "an address whose domain is missing",
      '_dmarc TXT "v=DMARC1; p=none; rua=mailto:post@‸"',
      ["mailto:post@example.com", "mailto:dmarc-reports@example.com"],
    ],
    ["a tag over two strings", '_dmarc TXT "v=DMARC1; p=no" "ne; ‸"', ["sp", "np"]],
    ["without quotes", "_dmarc TXT v=DMARC1\\; p‸", ["p", "sp"]],
    ["at the type", "_dmarc ‸", ["DMARC: ask for reports first", "DMARC: reject, for a domain without mail", "TXT"]],
    ["a permission", "example.net._report._dmarc ‸", ["DMARC: reports of another domain may come here", "TXT"]],
  ])("%s", (_name, line, expected) => {
    expect(labels(line, expected.length)).toEqual(expected);
  });

  it.each([
    ['_dmarc TXT "v=DMARC1;‸"', "p", '_dmarc TXT "v=DMARC1;p="'],
    ['_dmarc TXT "v=DMARC1; r‸ua=mailto:a@b.example"', "ruf", '_dmarc TXT "v=DMARC1; ruf=mailto:a@b.example"'],
    ['_dmarc TXT "v=DMARC1; p=rej‸ect; t=y"', "quarantine", '_dmarc TXT "v=DMARC1; p=quarantine; t=y"'],
    [
      '_dmarc TXT "v=DMARC1; rua=mailto:a@b.example,‸"',
      "mailto:dmarc-reports@example.com",
      '_dmarc TXT "v=DMARC1; rua=mailto:a@b.example,mailto:dmarc-reports@example.com"',
    ],
    ["_dmarc TXT v=DMARC1\\; p‸", "p", "_dmarc TXT v=DMARC1\\; p="],
  ])("%s: %s", (line, label, expected) => {
    expect(chosen(line, label)).toBe(expected);
  });

  it("does not offer tags that are no longer read", () => {
    expect(labels('_dmarc TXT "v=DMARC1; ‸"', 99).filter((label) => /^(?:pct|rf|ri)$/.test(label))).toEqual([]);
  });
});

describe("the other standards", () => {
  it.each([
    ["DKIM tags", 's1._domainkey TXT "v=DKIM1; ‸"', ["k", "p", "h", "s", "t", "n"]],
    ["DKIM values", 's1._domainkey TXT "v=DKIM1; k=‸"', ["rsa", "ed25519"]],
    ["DKIM flags", 's1._domainkey TXT "v=DKIM1; t=y:‸"', ["s"]],
    ["MTA-STS", '_mta-sts TXT "v=STSv1; ‸"', ["id"]],
    ["an MTA-STS id", '_mta-sts TXT "v=STSv1; id=2025‸"', ["20261124000000Z"]],
    ["TLS-RPT", '_smtp._tls TXT "v=TLSRPTv1;‸"', ["rua"]],
    ["a TLS-RPT address", '_smtp._tls TXT "v=TLSRPTv1; rua=‸"', ["mailto:tls-reports@example.com"]],
    ["BIMI tags", 'default._bimi TXT "v=BIMI1; ‸"', ["l", "a", "avp", "lps"]],
    ["BIMI values", 'default._bimi TXT "v=BIMI1; avp=‸"', ["brand", "personal"]],
    ["CAA tags", "@ CAA 0 ‸", ["issue", "issuewild", "iodef", "issuemail"]],
    ["CAA authorities", '@ CAA 0 issuemail "‸"', ["letsencrypt.org", "pki.goog"]],
    ["CAA parameters", '@ CAA 0 issue "letsencrypt.org; ‸"', ["letsencrypt.org; validationmethods=dns-01"]],
    ["TLSA for mail", "_25._tcp.mail TLSA ‸", ["3 DANE-EE", "2 DANE-TA"]],
    ["TLSA for others", "_443._tcp.www TLSA ‸", ["0 PKIX-TA", "1 PKIX-EE"]],
    ["a DKIM key at its provider", "fm1._domainkey CNAME ‸", ["fm1.example.com.dkim.fmhosted.com."]],
  ])("%s", (_name, line, expected) => {
    expect(labels(line, expected.length)).toEqual(expected);
  });

  it.each([
    ["_dmarc", "DMARC: ask for reports first"],
    ["_25._tcp.mail", "TLSA: the key of a mail server (DANE)"],
    ["_mta-sts", "MTA-STS: mail over TLS only"],
    ["mta-sts", "MTA-STS: the host of the policy"],
    ["_smtp._tls", "TLS-RPT: reports on TLS"],
    ["s1._domainkey", "DKIM: an RSA key"],
    ["*._domainkey", "DKIM: no key at all"],
    ["default._bimi", "BIMI: a logo"],
    ["_imaps._tcp", "SRV: where a service is"],
  ])("%s offers its own record first", (owner, label) => {
    expect(labels(`${owner} ‸`, 1)).toEqual([label]);
  });

  it("offers the selectors of the provider whose mail servers the zone has", () => {
    const { items } = offered("go‸");
    expect(items.find(({ label }) => label === "google._domainkey")?.detail).toBe("DKIM key of Google Workspace");
  });
});

it("what is chosen anywhere in a mail record is still one record, and stands at the cursor", () => {
  const lines = [
    '@ TXT "v=spf1 a mx:mail.example.com include:_spf.google.com exists:%{i}.x.example " "~all exp=a.b"',
    '_dmarc TXT "v=DMARC1; p=none; sp=reject;" " rua=mailto:a@example.com,mailto:b@example.com; fo=1:d"',
    's1._domainkey TXT ( "v=DKIM1; k=rsa; t=y:s; "\n  "p=" )',
    "_dmarc TXT v=DMARC1\\; p=none\\; aspf=s",
    '_mta-sts TXT "v=STSv1; id=1"',
  ];
  let chosenItems = 0;
  for (const line of lines)
    for (let at = line.indexOf("TXT") + 4; at <= line.length; at++) {
      const { items, text } = offered(`${line.slice(0, at)}‸${line.slice(at)}`);
      for (const { span, insert } of items.slice(0, 6)) {
        expect(span.start <= head.length + at && head.length + at <= span.end).toBe(true);
        const after = applyEdits(text, [{ ...span, text: insert }]);
        expect([...readText(after).zone.records()].length, after.slice(head.length)).toBe(8);
        chosenItems++;
      }
    }
  expect(chosenItems).toBeGreaterThan(500);
});
