/** Hover: what is under the cursor, in words. */
import { describe, expect, test } from "vitest";
import { hover } from "../../server/src/features/hover.js";
import { policySnapshot, zoneSnapshot, type SnapshotOptions } from "../support/features.js";

/** What is hovered over, and what is said of it. */
function hovered(marked: string, options?: SnapshotOptions): string {
  const { snapshot, text, offset } = zoneSnapshot(marked, options);
  const found = hover(snapshot, offset);
  return found === undefined ? "nothing" : `[${text.slice(found.span.start, found.span.end)}]\n${found.markdown}`;
}

const head =
  "$ORIGIN example.com.\n$TTL 1h\n@ SOA ns1 host.master 2026112401 4h 1h 4w 1h\n@ NS ns1\nns1 A 192.0.2.53\n";

describe("types of one server", () => {
  test.each(["ALIAS b", 'LUA A "return 1"', "DYNA geoip!www", "DYNC geoip!www"])(
    "%s is told to be none of DNS",
    (record) => {
      const found = hovered(`${head}www ‸${record}\n`);
      expect(found).toContain("No type of DNS");
      expect(found).toContain(record.startsWith("DYN") ? "gdnsd" : "PowerDNS");
    },
  );
});

describe("names", () => {
  test("an owner has its absolute form and all its records", () => {
    expect(hovered(`${head}w‸ww A 192.0.2.1\n  AAAA 2001:db8::1\n`)).toMatchInlineSnapshot(`
      "[www]
      **\`www.example.com.\`**

      \`\`\`dns-zone
      A 192.0.2.1
      AAAA 2001:db8::1
      \`\`\`"
    `);
  });
  test("a blank stands for the owner of the line before", () => {
    expect(hovered(`${head}www A 192.0.2.1\n ‸ AAAA 2001:db8::1\n`)).toMatchInlineSnapshot(`
      "[  ]
      **\`www.example.com.\`**

      The owner of the record before, as the line starts with a blank.

      \`\`\`dns-zone
      A 192.0.2.1
      AAAA 2001:db8::1
      \`\`\`"
    `);
  });
  test("apex, delegation, glue and names outside say so", () => {
    const zone = `${head}sub NS ns.sub\nns.sub A 192.0.2.9\nother.net. A 192.0.2.8\n`;
    expect(hovered(zone.replace("@ NS", "‸@ NS"))).toContain("The apex");
    expect(hovered(zone.replace("sub NS", "‸sub NS"))).toContain("A delegation");
    expect(hovered(zone.replace("\nns.sub A", "\n‸ns.sub A"))).toContain("only glue");
    expect(hovered(zone.replace("other.net.", "‸other.net."))).toContain("Outside the zone");
  });
  test("names with a purpose", () => {
    expect(hovered(`${head}_‸25._tcp.mail TLSA 3 1 1 00\n`)).toContain(
      "The certificate of a mail server (DANE, RFC 7672).",
    );
    expect(hovered(`$ORIGIN 2.0.192.in-addr.arpa.\n‸1 3600 PTR www.example.com.\n`)).toContain(
      "The reverse name of `192.0.2.1`.",
    );
    expect(hovered(`${head}xn--bcher‸-kva A 192.0.2.1\n`)).toContain("Shown as `bücher.example.com.`.");
  });
  test("a target leads to addresses, an alias, or nowhere", () => {
    expect(hovered(`${head}@ MX 10 n‸s1\n`)).toMatchInlineSnapshot(`
      "[ns1]
      **exchange** of MX: A host with an address of its own, never a CNAME; \`.\` refuses mail (RFC 7505).

      \`ns1.example.com.\`

      Its addresses: \`192.0.2.53\`."
    `);
    expect(hovered(`${head}@ MX 10 w‸eb\nweb CNAME ns1\n`)).toContain(
      "An alias of `ns1.example.com.`, which has `192.0.2.53`.",
    );
    expect(hovered(`${head}@ MX 10 m‸ail\n`)).toContain("No record has this name in its zone.");
    expect(hovered(`${head}@ MX 10 mail.example.‸net.\n`)).toContain("Outside the zones of this workspace.");
    expect(hovered(`${head}@ MX 0 ‸.\n`)).toContain("Null MX");
  });
  test("a target in another zone of the workspace", () => {
    const others = { "file:///net": "$ORIGIN example.net.\n@ 60 SOA ns h 1 1 1 1 1\nmail 60 A 198.51.100.7\n" };
    expect(hovered(`${head}@ MX 10 mail.example.‸net.\n`, { others })).toContain("Its addresses: `198.51.100.7`.");
  });
  test("an address has its special use and its reverse name", () => {
    const others = {
      "file:///reverse": "$ORIGIN 2.0.192.in-addr.arpa.\n@ 60 SOA ns h 1 1 1 1 1\n1 60 PTR other.example.com.\n",
    };
    expect(hovered(`${head}www A 192‸.0.2.1\n`, { others })).toMatchInlineSnapshot(`
      "[192.0.2.1]
      **address** of A: Four numbers from 0 to 255 with dots between them.

      \`192.0.2.1\`

      In \`192.0.2.0/24\`: documentation (RFC 5737).

      Reverse name: \`1.2.0.192.in-addr.arpa.\`, which names \`other.example.com.\`, not this owner."
    `);
  });
});

describe("heads", () => {
  test("a time to live in words", () => {
    expect(hovered(`${head}www 9‸0m IN A 192.0.2.1\n`)).toContain("1 hour 30 minutes (5400 seconds)");
  });
  test("a class", () => {
    expect(hovered(`${head}www I‸N A 192.0.2.1\n`)).toBe("[IN]\nClass **IN**: the Internet.");
  });
  test("a type has its fields", () => {
    expect(hovered(`${head}@ M‸X 10 ns1\n`)).toMatchInlineSnapshot(`
      "[MX]
      **MX** (type 15): Where mail for this name is delivered.

      [RFC 1035 section 3.3.9](https://www.rfc-editor.org/rfc/rfc1035#section-3.3.9)

      | Field | Here | What it is |
      | --- | --- | --- |
      | preference | \`10\` | Lower is tried first |
      | exchange | \`ns1\` (ns1.example.com.) | A host with an address of its own, never a CNAME; \`.\` refuses mail (RFC 7505) |

      Time to live: 1 hour, said before this line."
    `);
  });
  test("comments say nothing", () => {
    expect(hovered(`${head}@ MX 10 ns1 ; th‸is\n`)).toBe("nothing");
  });
});

describe("fields", () => {
  test("the SOA record's", () => {
    expect(hovered(head.replace("2026112401", "2026‸112401"))).toContain("As a date: 24 November 2026, change 1.");
    expect(hovered(head.replace("2026112401", "1‸764000000"))).toContain("24 November 2025, 16:00:00 UTC");
    expect(hovered(head.replace("4w", "4‸w"))).toContain("4 weeks.");
    expect(hovered(head.replace("host.master", "host\\.mas‸ter"))).toContain("Mail to `host.master@example.com`.");
  });
  test("an algorithm by number, and a key with its tag", () => {
    // The key and its tag are those of RFC 6605 section 6.1.
    const key = "GojIhhXUN/u4v54ZQqGSnyhWJwaubCvTmeexv7bR6edbkrSqQpF64cYbcB7wNcP+e+MAnLr+Wi9xMWyQLc8NAA==";
    expect(hovered(`${head}@ DNSKEY 257 3 1‸3 ${key}\n`)).toContain("ECDSAP256SHA256");
    expect(hovered(`${head}@ DNSKEY 2‸57 3 13 ${key}\n`)).toContain("Key tag: 55648.");
    expect(hovered(`${head}@ DNSKEY 257 3 13 G‸${key.slice(1)}\n`)).toContain("64 octets.");
  });
  test("the bits of an RSA key", () => {
    const key = `AwEAA${"a".repeat(171)}`;
    expect(hovered(`${head}@ DNSKEY 256 3 8 Aw‸${key.slice(2)}\n`)).toContain("RSA with 1024 bits");
  });
  test("certificate associations, authorities and parameters", () => {
    expect(hovered(`${head}_25._tcp TLSA ‸3 1 1 00\n`)).toContain(
      "DANE-EE: The server's own certificate, trusted by this record.",
    );
    expect(hovered(`${head}@ CAA 0 iss‸ue "ca.example.net"\n`)).toContain(
      "`issue`: Who may issue certificates for this name.",
    );
    expect(hovered(`${head}@ CAA 0 issue "ca.exa‸mple.net"\n`)).toContain(
      "ca.example.net may issue certificates for hosts",
    );
    expect(hovered(`${head}@ HTTPS 1 . al‸pn=h2,h3\n`)).toContain("HTTP/2 over TLS, HTTP/3 over QUIC.");
  });
  test("a field that can't be read says what is expected", () => {
    expect(hovered(`${head}www A 192.0.‸2.256\n`)).toContain("Expected:");
  });
  test("the form for unknown types", () => {
    expect(hovered(`${head}www A \\# 4 c00‸00201\n`)).toContain("A 192.0.2.1");
  });
});

describe("directives", () => {
  test("the keyword, with what it changes", () => {
    expect(hovered("$ORIGIN example.com.\n$ORI‸GIN sub\n")).toMatchInlineSnapshot(`
      "[$ORIGIN]
      \`$ORIGIN name\`

      Sets the name that is appended to relative names.

      Before this line the origin is \`example.com.\`.

      [RFC 1035 section 5.1](https://www.rfc-editor.org/rfc/rfc1035#section-5.1)"
    `);
  });
  test("the argument made absolute", () => {
    expect(hovered("$ORIGIN example.com.\n$ORIGIN su‸b\n")).toContain("`sub.example.com.`");
    expect(hovered("$TTL 1‸h\n")).toContain("1 hour (3600 seconds).");
  });
  test("$GENERATE shows its first records", () => {
    expect(hovered("$ORIGIN 2.0.192.in-addr.arpa.\n$GEN‸ERATE 1-20 $ PTR host-${0,3,d}.example.com.\n"))
      .toMatchInlineSnapshot(`
      "[$GENERATE]
      \`$GENERATE start-stop[/step] owner [ttl] [class] type rdata\`

      Makes a record for each number of a range (BIND); $ stands for the number.

      It makes 20 records:

      \`\`\`dns-zone
      1 PTR host-001.example.com.
      2 PTR host-002.example.com.
      3 PTR host-003.example.com.
      4 PTR host-004.example.com.
      5 PTR host-005.example.com.
      ; and 15 more
      \`\`\`"
    `);
  });
});

describe("mail", () => {
  test("a DMARC record as a table, with the effective policy", () => {
    expect(hovered(`${head}_dmarc TXT "v=DMARC1; p=rej‸ect; t=y; rua=mailto:d@example.com"\n`)).toMatchInlineSnapshot(`
      "["v=DMARC1; p=reject; t=y; rua=mailto:d@example.com"]
      \`p=reject\`: Receivers are asked to refuse failing mail.

      [RFC 9989 section 4.7](https://www.rfc-editor.org/rfc/rfc9989#section-4.7)

      ---

      **DMARC policy**

      | Tag | Meaning |
      | --- | --- |
      | \`v=DMARC1\` | This is a DMARC record |
      | \`p=reject\` | Receivers are asked to refuse failing mail |
      | \`t=y\` | Testing: receivers are asked to act one level milder (reject as quarantine, quarantine as none) |
      | \`rua=mailto:d@example.com\` | Where daily aggregate reports go |

      **What a receiver does with this:** Mail that fails DMARC is treated as suspicious; from names below it is treated as suspicious, and from names that do not exist treated as suspicious.

      | Mail from (one level milder: t=y) | Effective policy |
      | --- | --- |
      | This domain | \`quarantine\` |
      | Names below it | \`quarantine\` |
      | Names that do not exist | \`quarantine\` |

      One string of 49 octets."
    `);
  });
  test("an SPF record with what it costs", () => {
    expect(
      hovered(
        `${head}@ TXT "v=spf1 mx inclu‸de:_spf.example.com include:_spf.google.com -all"\n_spf TXT "v=spf1 a:ns1.example.com ip4:192.0.2.0/28 ?all"\n@ MX 10 ns1\n`,
      ),
    ).toMatchInlineSnapshot(`
      "["v=spf1 mx include:_spf.example.com include:_spf.google.com -all"]
      \`include:_spf.example.com\`: Whoever the record of \\_spf.example.com passes may send (pass).

      [RFC 7208 section 5.2](https://www.rfc-editor.org/rfc/rfc7208#section-5.2)

      ---

      **SPF**: who may send mail as this domain

      | Term | Meaning |
      | --- | --- |
      | \`mx\` | The mail servers of this domain may send (pass); 1 look-up |
      | \`include:_spf.example.com\` | Whoever the record of \\_spf.example.com passes may send (pass); 2 look-ups |
      | \`include:_spf.google.com\` | Whoever the record of \\_spf.google.com (Google Workspace) passes may send (pass); about 1 look-up, as of 2026-01 |
      | \`-all\` | All other senders must not send (fail) |

      **What a receiver does with this:** Mail from other hosts fails SPF and may be refused at once.

      **Look-ups: about 4 of 10**

      - \`mx\`: 1
      - \`include:_spf.example.com\`: 2
        - \`a:ns1.example.com\`: 1
      - \`include:_spf.google.com\`: 1 (Google Workspace)

      One string of 63 octets."
    `);
  });
  test("a DKIM key with its kind and bits", () => {
    expect(hovered(`${head}s._domainkey TXT ‸"v=DKIM1; k=ed25519; p=${"A".repeat(43)}="\n`)).toContain(
      "Ed25519, 256 bits",
    );
  });
  test("strings are joined and measured", () => {
    expect(hovered(`${head}@ TXT ( "google-site-‸verification=" "abc" )\n`)).toMatchInlineSnapshot(`
      "["google-site-verification="]
      **Text** that proves to Google who holds the domain.

      2 strings of 25 + 3 octets, joined without a space to 28:

      \`google-site-verification=abc\`"
    `);
  });
  test("MTA-STS and TLS-RPT", () => {
    expect(hovered(`${head}_mta-sts TXT "v=STSv1; i‸d=1"\n`)).toContain("**MTA-STS**");
    expect(hovered(`${head}_smtp._tls TXT "v=TLSRPTv1; r‸ua=mailto:t@example.com"\n`)).toContain("**TLS reports**");
  });
  test("a bad policy says what it does to the whole record", () => {
    const said = hovered(`${head}_dmarc TXT "v=DMARC1; p=rej‸ect; sp=quarantin; rua=mailto:d@example.com"\n`);
    expect(said).toContain('| `sp=quarantin` | "quarantin" is no value of sp |');
    expect(said).toContain("| This domain | `none` |");
    expect(said).toContain(
      "**Why:** sp=quarantin is no policy: receivers take the whole record as p=none. [RFC 9989 section 4.10.1]",
    );
    expect(hovered(`${head}_dmarc TXT "v=DMARC1; p=rej‸ect; p=none"\n`)).toContain("**Why:** p stands twice");
  });
  test("reports to another domain need its permission", () => {
    const zone = `${head}_dmarc TXT "v=DMARC1; p=none; ru‸a=mailto:d@reports.example"\n`;
    expect(hovered(zone)).toContain(
      "- `mailto:d@reports.example`: reports.example must allow it by TXT at `example.com._report._dmarc.reports.example`; its zone is not in the workspace",
    );
    const other = (record: string): SnapshotOptions => ({
      others: { "file:///other": `$ORIGIN reports.example.\n@ 60 SOA ns h 1 1 1 1 1\n${record}` },
    });
    expect(hovered(zone, other(""))).toContain("it does not, so no report is sent there");
    expect(hovered(zone, other('example.com._report._dmarc 60 TXT "v=DMARC1"\n'))).toContain("; it does");
    expect(hovered(zone.replace("reports.example", "example.com"))).not.toContain("Reports to other domains");
  });
  test("a DKIM key that is revoked, being tested, or a wildcard's", () => {
    expect(hovered(`${head}s._domainkey TXT "v=DKIM1; p=‸"\n`)).toContain("| `p=` | Revoked |");
    expect(hovered(`${head}*._domainkey TXT "v=DKIM1; p=‸"\n`)).toContain("A wildcard: it answers for every selector");
    expect(hovered(`${head}s._domainkey TXT "v=DKIM1; t=‸y; k=ed25519; p=${"A".repeat(43)}="\n`)).toContain(
      "Verifiers treat mail signed with this key as unsigned",
    );
  });
  test("MTA-STS with its policy file and host", () => {
    const zone = `${head}_mta-sts TXT "v=STSv1; i‸d=1"\n`;
    expect(hovered(zone)).toContain("https://mta-sts.example.com/.well-known/mta-sts.txt");
    expect(hovered(zone)).toContain("The host `mta-sts.example.com` has no record.");
    const policies = { "example.com.": "version: STSv1\nmode: enforce\nmx: *.example.com\nmax_age: 604800\n" };
    expect(hovered(`${zone}mta-sts A 192.0.2.1\n`, { policies })).toContain(
      "The policy file: mode `enforce`, kept for 1 week; mail servers `*.example.com`.",
    );
  });
  test("BIMI with the DMARC policy that it needs", () => {
    const zone = `${head}default._bimi TXT "v=BIMI1; l=https://‸example.com/logo.svg; a="\n`;
    expect(hovered(zone)).toContain("example.com has no DMARC policy of its own");
    expect(hovered(`${zone}_dmarc TXT "v=DMARC1; p=none"\n`)).toContain("BIMI needs quarantine or reject for both.");
    expect(hovered(`${zone}_dmarc TXT "v=DMARC1; p=reject"\n`)).toContain("That is enough for BIMI.");
  });
  test("DANE for mail: whose mail, and whether senders can use it", () => {
    const mail = `${head}@ MX 10 ns1\n`;
    const digest = "00".repeat(32);
    expect(hovered(`${mail}_25._tcp.ns1 TLSA ‸3 1 1 ${digest}\n`)).toContain("For mail of `example.com`.");
    expect(hovered(`${mail}_25._tcp.ns1 TLSA ‸1 1 1 ${digest}\n`)).toContain("Senders of mail cannot use it");
    expect(hovered(`${mail}_25._tcp.ns1 TLSA 3 1 1 0‸${digest.slice(1)}\n`)).toContain("32 octets as it must have");
    expect(hovered(`${mail}_443._tcp.www TLSA ‸1 1 1 ${digest}\n`)).not.toContain("Senders of mail");
  });
  test("CAA for mail", () => {
    expect(hovered(`${head}@ CAA 0 issuem‸ail "ca.example"\n`)).toContain("`issue` and `issuewild` do not limit");
    expect(hovered(`${head}@ CAA 0 issuemail "ca.exam‸ple"\n`)).toContain(
      "ca.example may issue S/MIME certificates for mail addresses for this domain.",
    );
  });
  test("what is no longer looked for", () => {
    expect(hovered(`${head}_adsp._domainkey TXT "dkim=‸all"\n`)).toContain("Author Domain Signing Practices: historic");
    expect(hovered(`${head}_domainkey TXT "o=~; ‸t=y"\n`)).toContain("before DKIM: historic");
  });
  test("names in words are no Markdown", () => {
    expect(hovered(`${head}@ TXT "v=spf1 include:_a_.exa‸mple.net ~all"\n`)).toContain(
      "the record of \\_a\\_.example.net passes",
    );
  });
  test("a policy file", () => {
    const { snapshot, text, offset } = policySnapshot(
      "version: STSv1\nmode: enf‸orce\nmx: mail.example.com\nmax_age: 604800\n",
    );
    const found = hover(snapshot, offset);
    expect(found && text.slice(found.span.start, found.span.end)).toBe("enforce");
    expect(found?.markdown).toMatchInlineSnapshot(`
      "\`mode: enforce\`: Senders do not deliver to a host that is not listed or has no valid certificate.

      [RFC 8461 section 3.2](https://www.rfc-editor.org/rfc/rfc8461#section-3.2)

      ---

      | Policy of example.com | Meaning |
      | --- | --- |
      | \`version: STSv1\` | The only version |
      | \`mode: enforce\` | Senders do not deliver to a host that is not listed or has no valid certificate |
      | \`mx: mail.example.com\` | Covers the host mail.example.com |
      | \`max_age: 604800\` | Senders keep the policy for 7 days |

      **What a sender does with this:** Senders deliver only over TLS with a valid certificate, to the hosts listed."
    `);
  });
});

test("nothing throws, wherever the cursor is", () => {
  const text = `${head}@ TXT (\n "v=spf1 include: -all" ; c\n)\n$GENERATE 1-2 a$\n$FOO\n www A\nx HTTPS 0 a b=c\n\\# IN\n`;
  const { snapshot } = zoneSnapshot(text);
  for (let offset = 0; offset <= text.length; offset++) hover(snapshot, offset);
  expect(hover(zoneSnapshot("").snapshot, 0)).toBeUndefined();
});

test("the flag and the service of NAPTR", () => {
  const naptr = `${head}@ NAPTR 10 10 "‸U" "E2U+email" "!^.*$!mailto:info@example.com!" .\n`;
  expect(hovered(naptr)).toContain("The regexp makes a URI.");
  expect(hovered(naptr.replace("‸", "").replace("E2U", "E‸2U"))).toMatchInlineSnapshot(`
    "["E2U+email"]
    **services** of NAPTR: The service and protocol, such as \`E2U+sip\`.

    E2U+email:mailto: Mail.

    [RFC 4355 section 3](https://www.rfc-editor.org/rfc/rfc4355#section-3)"
  `);
});
