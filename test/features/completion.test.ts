/** Completion: what may be written at a place. */
import { describe, expect, test } from "vitest";
import { completion, type CompletionItem } from "../../server/src/features/completion.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { policySnapshot, zoneSnapshot, type SnapshotOptions } from "../support/features.js";

const head =
  "$ORIGIN example.com.\n$TTL 1h\n@ SOA ns1 host.master 2026112401 4h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.53\n";

const sorted = (found: readonly CompletionItem[]): CompletionItem[] =>
  found.toSorted((a, b) => (a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : 0));

function items(marked: string, options?: SnapshotOptions): CompletionItem[] {
  const { snapshot, offset } = zoneSnapshot(marked, options);
  return sorted(completion(snapshot, offset, { snippets: true }));
}

/** The first labels with their details. */
const offered = (marked: string, most = 5, options?: SnapshotOptions): string[] =>
  items(marked, options)
    .slice(0, most)
    .map(({ label, detail }) => (detail === undefined ? label : `${label} — ${detail}`));

/** The line after the item of that label was chosen, its places left as they are. */
function chosen(marked: string, label: string, options?: SnapshotOptions, snippets = false): string {
  const { snapshot, text, offset } = zoneSnapshot(marked, options);
  const item = completion(snapshot, offset, { snippets }).find((one) => one.label === label);
  if (item === undefined) throw new Error(`${label} is not offered`);
  const after = applyEdits(text, [{ ...item.span, text: item.insert }]);
  return after
    .slice(text.lastIndexOf("\n", item.span.start - 1) + 1, after.length - (text.length - item.span.end) + 20)
    .trimEnd();
}

describe("the start of a line", () => {
  test("owners come first, then records", () => {
    expect(offered(`${head}‸`, 4)).toMatchInlineSnapshot(`
      [
        "@ — example.com.",
        "ns1 — A",
        "SOA: start of the zone — Who runs the zone, its serial number and its timers, one a line",
        "NS: two name servers — The servers of the zone; two at least, in different networks",
      ]
    `);
  });
  test("a dollar sign starts a directive", () => {
    expect(items(`${head}$‸\n`).map(({ label }) => label)).toEqual(["$ORIGIN", "$TTL", "$INCLUDE", "$GENERATE"]);
  });
  test("a whole record takes what the zone says of itself", () => {
    expect(chosen(`${head}@ MX 10 mx.example.net.\n‸`, "TLS-RPT: reports on TLS")).toBe(
      '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:tls-reports@example.com"',
    );
    expect(chosen("$ORIGIN example.com.\n‸", "SOA: start of the zone", { now: 1795478400 })).toMatchInlineSnapshot(`
      "@ IN SOA ns1 hostmaster (
      	2026112401 ; serial
      	4h ; refresh
      	1h ; retry
      	4w ; expire
      	1h ; minimum
      	)"
    `);
  });
});

describe("the type", () => {
  test("a DMARC record first, where the owner asks for one", () => {
    expect(offered(`${head}_dmarc ‸\n`, 3)).toMatchInlineSnapshot(`
      [
        "DMARC: ask for reports first — Receivers report on mail of the domain and treat it as before; go on to quarantine and reject later",
        "DMARC: reject, for a domain without mail — Receivers refuse all mail of the domain and of names below it",
        "TXT — Text: SPF, DKIM, DMARC, proofs of ownership and more",
      ]
    `);
    expect(chosen(`${head}_dmarc ‸\n`, "DMARC: ask for reports first")).toBe(
      '_dmarc TXT "v=DMARC1; p=none; rua=mailto:dmarc-reports@example.com"',
    );
    expect(chosen(`${head}_dmarc ‸\n`, "DMARC: ask for reports first", {}, true)).toBe(
      '_dmarc TXT "v=DMARC1; p=${1|none,quarantine,reject|}; rua=mailto:${2:dmarc-reports@example.com}"',
    );
  });
  test.each([
    ["_25._tcp.mail", "TLSA"],
    ["_imaps._tcp", "SRV"],
    ["www", "A"],
    ["ns1", "A"],
    ["_mta-sts", "TXT"],
    ["s1._domainkey", "TXT"],
    ["_smtp._tls", "TXT"],
    ["_acme-challenge.www", "TXT"],
    ["_8443._https.www", "HTTPS"],
    ["_dns", "SVCB"],
    ["child._dsync", "DSYNC"],
    ["1.5.5.5.e164.arpa.", "NAPTR"],
    ["0123abcd._smimecert", "SMIMEA"],
  ])("%s is most likely %s", (owner, type) => {
    const types = items(`${head}${owner} ‸\n`).filter(({ kind }) => kind === "type");
    expect(types[0]?.label).toBe(type);
  });
  test("a reverse name is most likely PTR, and the host with that address comes first", () => {
    const zone = "$ORIGIN 2.0.192.in-addr.arpa.\n$TTL 60\n@ SOA ns.example.com. h 1 1 1 1 1\n";
    const others = { "file:///com": `${head}www A 192.0.2.7\n` };
    expect(items(`${zone}7 ‸\n`).find(({ kind }) => kind === "type")?.label).toBe("PTR");
    expect(offered(`${zone}7 PTR ‸\n`, 2, { others })).toEqual([
      "www.example.com. — 192.0.2.7",
      "ns1.example.com. — 192.0.2.53",
    ]);
  });
  test("class and times may stand before it", () => {
    expect(items(`${head}www ‸\n`).some(({ label }) => label === "IN")).toBe(true);
    expect(items(`${head}www 1h IN ‸\n`).some(({ label }) => label === "IN" || label === "1h")).toBe(false);
  });
});

describe("fields", () => {
  test("targets with their addresses, with the final dot where it is needed", () => {
    const others = { "file:///net": "$ORIGIN example.net.\n@ 60 SOA ns h 1 1 1 1 1\nmail 60 A 198.51.100.7\n" };
    expect(offered(`${head}@ MX 10 ‸\n`, 3, { others })).toEqual([
      "ns1 — 192.0.2.53",
      "mail.example.net. — 198.51.100.7",
      ". — No mail is taken (null MX, RFC 7505)",
    ]);
  });
  test("the next preference", () => {
    expect(offered(`${head}@ MX 10 a\n@ MX ‸\n`)).toEqual(["20 — After those that are there"]);
  });
  test("the serial number", () => {
    const soa = "$ORIGIN example.com.\n@ SOA ns1 h 2026‸112001 4h 1h 4w 1h\n";
    expect(offered(soa, 2, { now: 1795478400 })).toEqual([
      "2026112401 — Today's first",
      "2026112002 — One more than it is",
    ]);
  });
  test("algorithms, by number and name", () => {
    expect(chosen(`${head}@ DS 1 ‸\n`, "13 ECDSAP256SHA256")).toBe("@ DS 1 13");
  });
  test("ports by the service", () => {
    expect(offered(`${head}_imaps._tcp SRV 0 1 ‸\n`, 1)[0]).toContain("993");
  });
  test("authorities, in quotes once", () => {
    expect(chosen(`${head}@ CAA 0 issue ‸\n`, "letsencrypt.org")).toBe('@ CAA 0 issue "letsencrypt.org"');
    expect(chosen(`${head}@ CAA 0 issue "le‸"\n`, "letsencrypt.org")).toBe('@ CAA 0 issue "letsencrypt.org"');
    expect(items(`${head}@ CAA 0 ‸\n`).map(({ label }) => label)).toContain("issuemail");
  });
  test("parameters and their values", () => {
    expect(chosen(`${head}@ HTTPS 1 . al‸\n`, "alpn")).toBe("@ HTTPS 1 . alpn=");
    expect(chosen(`${head}@ HTTPS 1 . alpn=‸\n`, "h2,h3")).toBe("@ HTTPS 1 . alpn=h2,h3");
    expect(items(`${head}@ HTTPS 1 . alpn=h2 ‸\n`).map(({ label }) => label)).not.toContain("alpn");
  });
});

describe("strings", () => {
  test("SPF terms, and providers with what they cost", () => {
    expect(items(`${head}@ TXT "v=spf1 ‸"\n`).map(({ label }) => label)).toContain("include:");
    const google = items(`${head}@ TXT "v=spf1 include:‸"\n`).find(({ label }) => label === "_spf.google.com");
    expect(google?.detail).toContain("about 1 look-up");
    expect(chosen(`${head}@ TXT "v=spf1 include:_spf.goo‸ -all"\n`, "_spf.google.com")).toBe(
      '@ TXT "v=spf1 include:_spf.google.com -all"',
    );
    expect(chosen(`${head}@ TXT "v=spf1 a:‸"\n`, "ns1.example.com")).toBe('@ TXT "v=spf1 a:ns1.example.com"');
  });
  test("tags, values and report addresses of DMARC", () => {
    expect(items(`${head}_dmarc TXT "v=DMARC1; p=‸"\n`).map(({ label }) => label)).toEqual([
      "none",
      "quarantine",
      "reject",
    ]);
    expect(chosen(`${head}_dmarc TXT "v=DMARC1; p=none; ‸"\n`, "rua")).toBe(
      '_dmarc TXT "v=DMARC1; p=none; rua=mailto:"',
    );
    expect(chosen(`${head}_dmarc TXT "v=DMARC1; p=none; rua=‸"\n`, "mailto:dmarc-reports@example.com")).toContain(
      "rua=mailto:dmarc-reports@example.com",
    );
  });
  test("a quote that is not closed yet", () => {
    expect(items(`${head}_dmarc TXT "v=DMARC1; p=‸\n`).map(({ label }) => label)).toEqual([
      "none",
      "quarantine",
      "reject",
    ]);
  });
});

describe("comments", () => {
  test("nothing in those for people", () => {
    expect(items(`${head}www A 192.0.2.1 ; a‸\n`)).toEqual([]);
    expect(items(`${head}www A 192.0.2.1 ; zone‸ of\n`).length).toBe(3);
    expect(items(`${head}www A 192.0.2.1 ; the zone‸\n`)).toEqual([]);
    expect(items(`${head}www A 192.0.2.1 ; zonewright-disable-line names/* -- for ‸\n`)).toEqual([]);
  });
  test("those that allow findings: their form, then rules, what is found there first", () => {
    expect(chosen(`${head}www A 192.0.2.1 ; zone‸\n`, "zonewright-disable-next-line")).toBe(
      "www A 192.0.2.1 ; zonewright-disable-next-line",
    );
    const dotless = "@ MX 10 mail.example.net";
    const rule = "names/missing-trailing-dot";
    for (const marked of [
      `${dotless} ; zonewright-disable-line na‸\n`,
      `; zonewright-disable-next-line na‸\n${dotless}\n`,
    ]) {
      const offers = items(head + marked);
      const found = offers.filter(({ detail }) => detail?.startsWith("Found here: ") === true);
      expect(found.map(({ label }) => label)).toContain(rule);
      expect(offers.slice(0, found.length)).toEqual(found);
    }
    expect(chosen(`${head}${dotless} ; zonewright-disable-line soa/*, na‸ -- why\n`, rule)).toContain(
      `soa/*, ${rule} -- why`,
    );
    const labels = items(`${head}${dotless} ; zonewright-disable-line ${rule}, ‸\n`).map(({ label }) => label);
    expect(labels).not.toContain(rule);
    expect(labels).toContain("names/*");
  });
});

test("directives", () => {
  expect(offered(`${head}$ORIGIN ‸\n`, 2)).toEqual(["example.com. — The zone", "ns1 — A"]);
  expect(offered(`${head}$TTL ‸\n`, 1)).toEqual(["1h — 1 hour (3600 seconds)"]);
});

test("a policy file", () => {
  const { snapshot, offset } = policySnapshot("version: STSv1\nmode: ‸\n");
  expect(completion(snapshot, offset, { snippets: true }).map(({ label }) => label)).toEqual([
    "enforce",
    "testing",
    "none",
  ]);
});

test("nothing throws, wherever the cursor is", () => {
  const text = `${head}@ TXT (\n "v=spf1 include: -all" ; c\n)\n$GENERATE 1-2 a$\n$FOO\n www A\nx HTTPS 0 a b=c\n\\# IN\n_dmarc TXT "v=DMARC1`;
  const { snapshot } = zoneSnapshot(text);
  for (let offset = 0; offset <= text.length; offset++)
    for (const { span } of completion(snapshot, offset, { snippets: offset % 2 === 0 }))
      if (span.start > offset || span.end < offset) throw new Error(`${span.start}..${span.end} misses ${offset}`);
  expect(completion(zoneSnapshot("").snapshot, 0, { snippets: true }).length).toBeGreaterThan(10);
});
