/** Guided changes: the records that they put in and take away, and nothing else. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkText, readText } from "../../server/src/analysis/check.js";
import { guidedActions } from "../../server/src/features/guided.js";
import { policyDomain } from "../../server/src/workspace/files.js";
import { parseMtaStsPolicy } from "../../server/src/mail/mtaStsPolicy.js";
import { onlyZone } from "../../server/src/zone/zone.js";
import { policySnapshot, zoneSnapshot } from "../support/features.js";
import { applied, commentsOf, difference, guided, guidedAt, recordsOf, titlesAt } from "../support/guided.js";

const now = 1_795_478_400;
const head = `$ORIGIN example.com.\n$TTL 3600\n`;
const soa = "@ SOA ns1 hostmaster 2026112401 7200 3600 1209600 300\n";
const mailZone = `${head}${soa.replace("@", "‸@")}  NS ns1\n  MX 10 mail\nns1 A 192.0.2.53\nmail A 192.0.2.25\n  AAAA 2001:db8::25\nwww A 192.0.2.80\n`;

describe("create", () => {
  it("offers what a domain with mail lacks, at its SOA, NS and MX records", () => {
    const expected = [
      "Create SPF: the mail servers may send, others are suspicious",
      "Create DMARC: p=none, with reports to dmarc-reports@example.com",
      "Create TLS-RPT, with reports to tls-reports@example.com",
      "Create MTA-STS, in testing mode: _mta-sts, host mta-sts; still missing: the policy file, TLS-RPT",
    ];
    expect(titlesAt(mailZone)).toEqual(expected);
    const plain = mailZone.replace("‸", "");
    expect(titlesAt(plain.replace("NS ns1", "N‸S ns1"))).toEqual(expected);
    expect(titlesAt(plain.replace("MX 10", "‸MX 10"))).toEqual(expected);
    expect(titlesAt(plain.replace("mail A", "ma‸il A"))).toEqual([]);
  });

  it("puts DMARC in after the records that go on with the owner", () => {
    const { text, changes } = guided(mailZone, "Create DMARC");
    expect(changes).toEqual([
      '+ _dmarc.example.com. 3600 IN TXT "v=DMARC1; p=none; rua=mailto:dmarc-reports@example.com"',
    ]);
    expect(text).toContain(
      '  MX 10 mail\n_dmarc TXT "v=DMARC1; p=none; rua=mailto:dmarc-reports@example.com"\nns1 A 192.0.2.53',
    );
  });

  it("goes on with the owner where the line before does", () => {
    const { text, changes } = guided(mailZone, "Create SPF");
    expect(changes).toEqual(['+ example.com. 3600 IN TXT "v=spf1 mx ~all"']);
    expect(text).toContain('  MX 10 mail\n  TXT "v=spf1 mx ~all"\n');
  });

  it("includes the provider that the mail servers belong to", () => {
    const zone = mailZone.replace("MX 10 mail", "MX 1 smtp.google.com.");
    expect(guided(zone, "Create SPF: Google Workspace may send").changes).toEqual([
      '+ example.com. 3600 IN TXT "v=spf1 include:_spf.google.com ~all"',
    ]);
  });

  it("writes reports to the address that others already go to", () => {
    const zone = `${mailZone}_dmarc TXT "v=DMARC1; p=none; rua=mailto:d@example.com"\n`;
    expect(guided(zone, "Create TLS-RPT").changes).toEqual([
      '+ _smtp._tls.example.com. 3600 IN TXT "v=TLSRPTv1; rua=mailto:d@example.com"',
    ]);
  });

  it("creates MTA-STS with host, policy file and an id of now", () => {
    const { changes, action } = guided(mailZone, "Create MTA-STS", { now, folder: "file:///work" });
    expect(changes).toEqual([
      '+ _mta-sts.example.com. 3600 IN TXT "v=STSv1; id=20261124000000Z"',
      "+ mta-sts.example.com. 3600 IN CNAME www.example.com.",
    ]);
    expect(action.title).toBe(
      "Create MTA-STS, in testing mode: _mta-sts, host mta-sts, policy file; still missing: TLS-RPT",
    );
    expect(action.files).toEqual([
      {
        uri: "file:///work/mta-sts.example.com/.well-known/mta-sts.txt",
        text: "version: STSv1\nmode: testing\nmx: mail.example.com\nmax_age: 604800\n",
      },
    ]);
    const [file] = action.files ?? [];
    expect(policyDomain(file?.uri ?? "")).toBe("example.com.");
    expect(parseMtaStsPolicy(file?.text ?? "").value.valid).toBe(true);
  });

  it("creates MTA-STS for a name below the apex that takes mail, and leaves a policy that is there alone", () => {
    const zone = `${mailZone.replace("‸", "")}lists MX 10‸ mail\n`;
    const policies = { "lists.example.com.": "version: STSv1\nmode: testing\nmx: mail.example.com\nmax_age: 86400\n" };
    const { changes, action } = guided(zone, "Create MTA-STS", { now, folder: "file:///work", policies });
    expect(action.files).toBeUndefined();
    expect(changes).toEqual(['+ _mta-sts.lists.example.com. 3600 IN TXT "v=STSv1; id=20261124000000Z"']);
  });

  it.each([
    [
      "absolute names, TTL, class, tabs",
      "\n",
      `example.com.\t\t300\tIN\tSOA\tns1.example.com. h.example.com. 1 2 3 4 5\nexample.com.\t\t300\tIN\tM‸X\t10 mail.example.com.\nmail.example.com.\t300\tIN\tA\t192.0.2.1\n`,
      '_dmarc.example.com.\t300\tIN\tTXT\t"v=DMARC1; p=none; rua=mailto:dmarc-reports@example.com"\n',
    ],
    [
      "class before TTL, lower case, CRLF",
      "\r\n",
      "@     IN 300 soa ns1 h 1 2 3 4 5\n      IN 300 mx‸  10 mail\nmail  IN 300 a   192.0.2.1\n",
      '_dmarc IN 300 txt "v=DMARC1; p=none; rua=mailto:dmarc-reports@example.com"\n',
    ],
    [
      "columns",
      "\n",
      "@        3600  IN  SOA  ns1 h 1 2 3 4 5\n@        3600  IN  MX‸   10 mail\nmail     3600  IN  A    192.0.2.1\n",
      '_dmarc   3600  IN  TXT  "v=DMARC1; p=none; rua=mailto:dmarc-reports@example.com"\n',
    ],
  ])("writes as the zone does: %s", (_name, lineBreak, zone, line) => {
    const broken = (text: string): string => text.replaceAll("\n", lineBreak);
    const { text } = guided(broken(`$ORIGIN example.com.\n${zone}`), "Create DMARC");
    expect(text).toContain(broken(`\n${line}`));
    expect(text.replaceAll(lineBreak, "")).not.toMatch(/[\r\n]/);
  });

  it("keeps the owner and the TTL of the records after it, without $TTL too", () => {
    const zone = `$ORIGIN example.com.\n@ 600 SOA ns1 h 1 2 3 4 5\n  MX‸ 10 mail ; in\n  ; and more\n  TXT "v=spf1 mx -all"\n  TXT "x"\nmail A 192.0.2.1\n  AAAA 2001:db8::1\n`;
    const { changes, text } = guided(zone, "Create DMARC");
    expect(changes).toEqual([
      '+ _dmarc.example.com. 600 IN TXT "v=DMARC1; p=none; rua=mailto:dmarc-reports@example.com"',
    ]);
    expect(text).toContain('  TXT "x"\n_dmarc TXT');
  });

  it("writes names for the origin in force", () => {
    const zone = `$TTL 60\n$ORIGIN com.\nexample‸ SOA ns1.example h.example 1 2 3 4 5\n  MX 10 mail.example\nmail.example A 192.0.2.1\n`;
    const { text, changes } = guided(zone, "Create TLS-RPT");
    expect(text).toContain("\n_smtp._tls.example TXT ");
    expect(changes).toEqual(['+ _smtp._tls.example.com. 60 IN TXT "v=TLSRPTv1; rua=mailto:tls-reports@example.com"']);
  });

  it("ends the last line where the file does not", () => {
    const zone = `$ORIGIN example.com.\r\n$TTL 60\r\n@ SOA ns1 h 1 2 3 4 5\r\n  MX‸ 10 ns1`;
    expect(guided(zone, "Create DMARC").text).toContain("\r\n  MX 10 ns1\r\n_dmarc TXT ");
  });

  it("is refused where an included file goes on with the owner", () => {
    const zone = `${head}${soa}  MX‸ 10 mail\n$INCLUDE more\nmail A 192.0.2.1\n`;
    expect(guided(zone, "Create DMARC", { files: { more: '  TXT "x"\n' } }).text).toContain("change the owner");
    expect(guided(zone, "Create DMARC", { files: { more: "www A 192.0.2.1\n" } }).changes).toHaveLength(1);
  });

  it.each([
    ["a part of a zone, without SOA", `${head}@ MX‸ 10 mail\n`],
    ["a missing include", `${mailZone}$INCLUDE missing\n`],
    ["an unknown origin", mailZone.replace("$ORIGIN example.com.\n", "")],
    ["a record that $GENERATE makes", `${head}${soa}$GENERATE 1-2 m$ MX‸ 10 mail\n`],
  ])("says nothing of what it cannot know: %s", (_name, zone) => {
    expect(titlesAt(zone)).toEqual([]);
  });

  it("does not create what is delegated or there already", () => {
    const zone = `${mailZone}_dmarc CNAME dmarc.example.net.\n_mta-sts NS ns.example.net.\n_tls NS ns.example.net.\n`;
    expect(titlesAt(zone)).toEqual(["Create SPF: the mail servers may send, others are suspicious"]);
  });
});

const spf = 'TXT "v=spf1 mx -all"';
const key = `s1._domainkey TXT "v=DKIM1; k=ed25519; p=${"A".repeat(43)}="`;

describe("one step stricter", () => {
  const dmarc = (text: string, ...more: string[]): string =>
    `${mailZone.replace("‸", "")}@ ${spf}\n${more.map((line) => `${line}\n`).join("")}_dmarc TXT‸ "${text}" ; policy\n`;

  it("goes from none to quarantine, from there to reject, and then no further", () => {
    const rua = "rua=mailto:d@example.com";
    expect(titlesAt(dmarc(`v=DMARC1; p=none; ${rua}`, key))).toEqual(["One step stricter: p=quarantine"]);
    expect(guided(dmarc(`v=DMARC1; p=none; ${rua}`, key), "stricter").changes).toEqual([
      `- _dmarc.example.com. 3600 IN TXT "v=DMARC1; p=none; ${rua}"`,
      `+ _dmarc.example.com. 3600 IN TXT "v=DMARC1; p=quarantine; ${rua}"`,
    ]);
    expect(guided(dmarc(`v=DMARC1; p=quarantine; ${rua}`, key), "stricter").changes[1]).toContain("p=reject;");
    expect(titlesAt(dmarc(`v=DMARC1; p=reject; ${rua}`, key))).toEqual([]);
  });

  it("says what is still missing", () => {
    expect(titlesAt(dmarc("v=DMARC1; p=none; sp=none"))).toEqual([
      "One step stricter: p=quarantine; still missing: reports (rua), a DKIM key (SPF alone fails when mail is forwarded), sp=none leaves names below it open",
    ]);
  });

  it("does not rest reject on SPF alone", () => {
    expect(titlesAt(dmarc("v=DMARC1; p=quarantine"))).toEqual([
      "One step stricter: p=reject (no: No DKIM key is in this zone: p=reject must not rest on SPF alone (RFC 9989 section 7.4))",
    ]);
    expect(titlesAt(dmarc("v=DMARC1; p=quarantine", 's1._domainkey TXT "v=DKIM1; p="'))[0]).toContain("(no: No DKIM");
    expect(titlesAt(dmarc("v=DMARC1; p=quarantine", "s1._domainkey CNAME s1.example.net."))[0]).toContain(
      "p=reject; still missing: reports",
    );
  });

  it("takes t=y away first, and with the step from none", () => {
    const rua = "rua=mailto:d@example.com";
    expect(guided(dmarc(`v=DMARC1; p=reject; t=y; ${rua}`, key), "p=reject without t=y").changes[1]).toBe(
      `+ _dmarc.example.com. 3600 IN TXT "v=DMARC1; p=reject; ${rua}"`,
    );
    expect(guided(dmarc(`v=DMARC1; p=none; ${rua}; t=y`, key), "p=quarantine").changes[1]).toBe(
      `+ _dmarc.example.com. 3600 IN TXT "v=DMARC1; p=quarantine; ${rua}"`,
    );
  });

  it("leaves alone what receivers ignore", () => {
    expect(titlesAt(dmarc("v=DMARC1; p=none; p=none"))).toEqual([]);
    expect(titlesAt(dmarc("v=DMARC1; p=quarantin"))).toEqual([]);
  });
});

const parked = `${head}${soa}@ N‸S ns1.example.net.\n@ A 192.0.2.1 ; the page\nwww A 192.0.2.1\n`;

describe("lock down", () => {
  const all = [
    "+ example.com. 3600 IN MX 0 .",
    '+ example.com. 3600 IN TXT "v=spf1 -all"',
    '+ _dmarc.example.com. 3600 IN TXT "v=DMARC1; p=reject; sp=reject; np=reject; adkim=s; aspf=s"',
    '+ *._domainkey.example.com. 3600 IN TXT "v=DKIM1; p="',
  ];

  it("publishes the whole set and keeps other records", () => {
    const { changes, text } = guided(parked, "Lock the domain down");
    expect(changes).toEqual(all);
    const { diagnostics } = checkText(text, { now });
    const mail = diagnostics.filter(
      ({ rule, severity }) =>
        /^(?:spf|dmarc|dkim|mx|mail)\//.test(rule) && (severity === "error" || severity === "warning"),
    );
    expect(mail.map(({ rule }) => rule)).toEqual([]);
  });

  it("is done then", () => {
    const { text } = guided(parked, "Lock the domain down");
    expect(titlesAt(text.replace("@ NS", "@ N‸S")).filter((title) => title.startsWith("Lock"))).toEqual([]);
  });

  it("changes what is there in part, and keeps report addresses", () => {
    const zone = `${parked}@ MX 0 .\n@ TXT ( "v=spf1"\n  " ~all" ) ; nobody\n_dmarc TXT "v=DMARC1; p=none; rua=mailto:d@example.net"\n`;
    expect(guided(zone, "Lock the domain down").changes).toEqual([
      '- example.com. 3600 IN TXT "v=spf1" " ~all"',
      '- _dmarc.example.com. 3600 IN TXT "v=DMARC1; p=none; rua=mailto:d@example.net"',
      '+ *._domainkey.example.com. 3600 IN TXT "v=DKIM1; p="',
      '+ example.com. 3600 IN TXT "v=spf1 -all"',
      '+ _dmarc.example.com. 3600 IN TXT "v=DMARC1; p=reject; sp=reject; np=reject; adkim=s; aspf=s; rua=mailto:d@example.net"',
    ]);
  });

  it.each([
    ["lets hosts send", `${parked}@ TXT "v=spf1 ip4:192.0.2.1 -all"\n`],
    ["more than one SPF", `${parked}@ TXT "v=spf1 -all"\n@ TXT "v=spf1 ~all"\n`],
    ["DKIM key (s1)", `${parked}${key}\n`],
    ["shop.example.com takes mail", `${parked}shop MX 10 mail.example.net.\n`],
  ])("is refused where something has mail: %s", (reason, zone) => {
    expect(titlesAt(zone).find((title) => title.startsWith("Lock"))).toContain(`(no: `);
    expect(titlesAt(zone).find((title) => title.startsWith("Lock"))).toContain(reason);
  });

  it("is not for domains that take mail, nor for reverse zones", () => {
    expect(titlesAt(mailZone).filter((title) => title.startsWith("Lock"))).toEqual([]);
    expect(titlesAt(parked.replace("$ORIGIN example.com.", "$ORIGIN 2.0.192.in-addr.arpa."))).toEqual([]);
  });
});

describe("SPF", () => {
  const zone = (...lines: string[]): string =>
    `${mailZone.replace("‸", "")}${lines.map((line) => `${line}\n`).join("")}after A 192.0.2.9\n`;

  it("merges records: each term once, in order, -all only where all say so", () => {
    const two = zone(
      '@ TXT‸ "v=spf1 mx include:_spf.google.com -all" ; first',
      '  TXT "v=spf1 MX ip4:192.0.2.1 ~all" ; second',
    );
    const { changes, text, action } = guided(two, "Merge the 2 SPF records");
    expect(changes).toEqual([
      '- example.com. 3600 IN TXT "v=spf1 mx include:_spf.google.com -all"',
      '- example.com. 3600 IN TXT "v=spf1 MX ip4:192.0.2.1 ~all"',
      '+ example.com. 3600 IN TXT "v=spf1 mx include:_spf.google.com ip4:192.0.2.1 ~all"',
    ]);
    expect(action.title).toBe("Merge the 2 SPF records of this name: ~all at the end, about 2 of 10 look-ups");
    expect(action.kind).toBe("refactor.rewrite");
    expect(text).toContain("; first\n; second\n");
  });

  it("gives the owner of the record that goes to the one after it", () => {
    const two = zone('@ TXT‸ "v=spf1 mx -all"', "www2 A 192.0.2.3", '@ TXT "v=spf1 a -all"', '  TXT "other"');
    expect(guided(two, "Merge").changes).toEqual([
      '- example.com. 3600 IN TXT "v=spf1 mx -all"',
      '- example.com. 3600 IN TXT "v=spf1 a -all"',
      '+ example.com. 3600 IN TXT "v=spf1 mx a -all"',
    ]);
  });

  it("is left to the fix of the rule where that has one", () => {
    const two = zone('@ TXT "v=spf1 mx -all"', '@ TXT‸ "v=spf1 a -all"');
    expect(guidedAt(two).filter(({ title }) => title.startsWith("Merge"))).toEqual([]);
  });

  it("splits what one string cannot hold at a space", () => {
    const terms = (from: number): string => Array.from({ length: 12 }, (_, i) => `ip4:192.0.2.${from + i}`).join(" ");
    const two = zone(`@ TXT‸ "v=spf1 ${terms(1)} -all"`, `@ TXT "v=spf1 ${terms(100)} -all"`);
    const { text, changes } = guided(two, "Merge");
    expect(changes).toHaveLength(3);
    const [, first = "", second = ""] = /@ TXT "([^"]*)" "([^"]*)"\n/.exec(text) ?? [];
    expect(first.length).toBeLessThanOrEqual(255);
    expect(`${first}${second}`).toBe(`v=spf1 ${terms(1)} ${terms(100)} -all`);
  });

  it.each([
    ["redirect=", '@ TXT‸ "v=spf1 redirect=_spf.example.net"', '@ TXT "v=spf1 a -all"'],
    ["has errors", '@ TXT‸ "v=spf1 foo -all"', '@ TXT "v=spf1 a -all"'],
    ["exp=", '@ TXT‸ "v=spf1 a -all exp=a.example.com"', '@ TXT "v=spf1 a -all exp=b.example.com"'],
  ])("does not merge where the meaning would be lost: %s", (reason, ...lines) => {
    expect(guided(zone(...lines), "Merge").text).toContain(reason);
  });

  it.each([
    ["-", "-", "-all"],
    ["-", "~", "~all"],
    ["-", "?", "~all"],
    ["~", "+", "~all"],
    ["?", "+", "?all"],
    ["+", "+", "+all"],
  ])("%sall and %sall make %s", (a, b, all) => {
    const { changes } = guided(zone(`@ TXT‸ "v=spf1 a ${a}all"`, `@ TXT "v=spf1 mx ${b}all"`), "Merge");
    expect(changes.at(-1)).toBe(`+ example.com. 3600 IN TXT "v=spf1 a mx ${all}"`);
  });

  it("replaces an include by the terms of the record in the zone", () => {
    const nested = zone(
      '@ TXT "v=spf1 mx ?include:_sp‸f.example.com -all"',
      '_spf TXT "v=spf1 a a:www.example.com/24 ip4:198.51.100.0/24 include:_spf.google.com mx ~all"',
    );
    const { changes, action } = guided(nested, "Replace ?include:_spf.example.com by its terms");
    expect(changes.at(-1)).toBe(
      '+ example.com. 3600 IN TXT "v=spf1 mx ?a:_spf.example.com ?a:www.example.com/24 ?ip4:198.51.100.0/24 ?include:_spf.google.com ?mx:_spf.example.com -all"',
    );
    expect(changes).toHaveLength(2);
    expect(action.title).toContain("(then about ");
  });

  it("does not write a term that stands there already", () => {
    const nested = zone(
      '@ TXT "v=spf1 ip4:192.0.2.1 include:_s‸pf.example.com -all"',
      '_spf TXT "v=spf1 ip4:192.0.2.1/32 ip4:192.0.2.2 -all"',
    );
    expect(guided(nested, "Replace include").changes.at(-1)).toContain('"v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 -all"');
  });

  it.each([
    ["takes senders out", "v=spf1 -ip4:192.0.2.1 ip4:192.0.2.0/24 -all"],
    ["passes every sender", "v=spf1 +all"],
    ["redirect=", "v=spf1 redirect=_b.example.com"],
    ["%{d}", "v=spf1 exists:%{i}.%{d} -all"],
    ["has errors", "v=spf1 foo"],
    ["no SPF record", "text"],
  ])("does not flatten where the meaning would change: %s", (reason, included) => {
    const nested = zone('@ TXT "v=spf1 include:_s‸pf.example.com -all"', `_spf TXT "${included}"`);
    expect(guided(nested, "Replace include").text).toContain(reason);
  });

  it("is not offered for includes outside the workspace", () => {
    expect(titlesAt(zone('@ TXT "v=spf1 include:_spf.go‸ogle.com -all"')).join()).not.toContain("Replace");
  });

  it("replaces mx and a by the addresses of the zone", () => {
    expect(guided(zone('@ TXT "v=spf1 m‸x -all"'), "Replace mx by its addresses").changes.at(-1)).toBe(
      '+ example.com. 3600 IN TXT "v=spf1 ip4:192.0.2.25 ip6:2001:db8::25 -all"',
    );
    expect(guided(zone('@ TXT "v=spf1 ~a:ma‸il.example.com/20//33 -all"'), "Replace ~a").changes.at(-1)).toBe(
      '+ example.com. 3600 IN TXT "v=spf1 ~ip4:192.0.0.0/20 ~ip6:2001:db8::/33 -all"',
    );
  });

  it.each([
    ["not in the workspace", 'TXT "v=spf1 a‸:mail.example.net -all"'],
    ["no address", 'TXT "v=spf1 a‸:ns9.example.com -all"'],
    ["macro", 'TXT "v=spf1 a‸:%{d} -all"'],
  ])("does not replace a host whose addresses are not known: %s", (reason, record) => {
    expect(titlesAt(zone(`@ ${record}`))[0]).toContain(reason);
  });

  it("changes the string that holds the term, over strings and comments", () => {
    const split = zone('@ TXT ( "v=spf1 m‸x " ; ours', '  "-all" ) ; end');
    const { text, changes } = guided(split, "Replace mx");
    expect(changes).toHaveLength(2);
    expect(text).toContain('@ TXT ( "v=spf1 ip4:192.0.2.25 ip6:2001:db8::25 -all" ; ours\n   ) ; end\n');
  });
});

describe("MTA-STS", () => {
  const zone = `${mailZone.replace("‸", "")}_mta-sts TXT‸ "v=STSv1; id=20260101000000Z" ; sts\nmta-sts A 192.0.2.80\n_smtp._tls TXT "v=TLSRPTv1; rua=mailto:t@example.com"\n`;
  const policy = "version: STSv1\r\nmode: testing\r\nmx: mail.example.com\r\nmax_age: 1209600\r\n";

  it("enforces from the zone, in both files", () => {
    const { changes, action } = guided(zone, "Enforce the policy", { now, policies: { "example.com.": policy } });
    expect(changes).toEqual([
      '- _mta-sts.example.com. 3600 IN TXT "v=STSv1; id=20260101000000Z"',
      '+ _mta-sts.example.com. 3600 IN TXT "v=STSv1; id=20261124000000Z"',
    ]);
    expect(applied(policy, "file:///mta-sts.example.com.txt", action)).toBe(policy.replace("testing", "enforce"));
  });

  it("enforces from the policy, in both files", () => {
    const text = zone.replace("‸", "");
    const { snapshot } = policySnapshot(policy, "example.com.", { zones: { "file:///zone": text }, now });
    const [action] = guidedActions(snapshot, 0, { folder: undefined });
    expect(action?.title).toBe("Enforce the policy: mode enforce, and a new id in the zone");
    expect(action && applied(policy, snapshot.uri, action)).toBe(policy.replace("testing", "enforce"));
    expect(action && applied(text, "file:///zone", action)).toBe(text.replace("20260101", "20261124"));
  });

  it.each([
    ["No mx line covers mail.example.com", policy.replace("mx: mail", "mx: other"), zone],
    ["no valid _mta-sts record", policy, zone.replace("id=2026", "id=-2026")],
    ["no mail server", policy, zone.replace("  MX 10 mail\n", "")],
  ])("does not enforce what would stop mail: %s", (reason, text, zoneText) => {
    const { snapshot } = policySnapshot(text, "example.com.", { zones: { "file:///zone": zoneText.replace("‸", "") } });
    expect(guidedActions(snapshot, 0, { folder: undefined })[0]?.disabled).toContain(reason);
  });

  it("adds the mail servers that the policy lacks", () => {
    const text = zone.replace("‸", "").replace("MX 10 mail\n", "MX 10 mail\n  MX 20 mx2.example.net.\n");
    const { snapshot } = policySnapshot(policy, "example.com.", { zones: { "file:///zone": text }, now });
    const action = guidedActions(snapshot, 0, { folder: undefined }).find(({ title }) => title.startsWith("Add"));
    expect(action?.title).toBe("Add an mx line for mx2.example.net, and a new id in the zone");
    expect(action && applied(policy, snapshot.uri, action)).toBe(
      policy.replace("mx: mail.example.com\r\n", "mx: mail.example.com\r\nmx: mx2.example.net\r\n"),
    );
  });

  it("writes a new id, one more where there is no clock", () => {
    expect(guided(zone, "Write a new id", { now }).changes[1]).toContain("id=20261124000000Z");
    const counted = zone.replace("20260101000000Z", "v099");
    expect(guided(counted, "Write a new id, v100").changes[1]).toContain("id=v100");
  });
});

it("nothing throws, wherever the cursor is", () => {
  const text = `${mailZone.replace("‸", "")}@ TXT "v=spf1 include:x.example.com a mx exists:%{i}.x -all"\n@ TXT "v=spf1"\n_dmarc TXT "v=DMARC1\nx TXT "v=spf1 a`;
  for (let offset = 0; offset <= text.length; offset += 3)
    expect(() => guidedAt(`${text.slice(0, offset)}‸${text.slice(offset)}`)).not.toThrow();
});

const corpus = new URL("../../../shared/corpus/", import.meta.url);
const present = existsSync(corpus);
if (!present) console.log("skipped: the corpus of zone files is not there");

describe.skipIf(!present)("the corpus", () => {
  it("changes the records that the action is about, and no other", () => {
    const files = readdirSync(corpus, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && entry.parentPath.includes("/files"),
    );
    const origin = "corpus.example.";
    const made = new Map<string, number>();
    const wrong: string[] = [];
    for (const file of files.filter((_, index) => index % 10 === 0)) {
      const text = readFileSync(`${file.parentPath}/${file.name}`, "latin1");
      if (text.length > 20_000 || !/\b(?:SOA|MX|TXT)\b/i.test(text)) continue;
      const places = [...text.matchAll(/\s(?:SOA|MX|TXT)\s/gi)].map(({ index }) => index + 1);
      const terms = [...text.matchAll(/include:|[ ~?-](?:mx|a)(?=[ "])/gi)].map(({ index }) => index + 1);
      for (const at of new Set([...places.slice(0, 4), ...terms.slice(0, 4)])) {
        const { snapshot } = zoneSnapshot("");
        const reading = readText(text, { origin });
        const [document] = reading.documents();
        if (document === undefined) continue;
        const { zone } = reading;
        const context = { ...snapshot.context, zone, zones: onlyZone(zone) };
        const here = { ...snapshot, uri: zone.uri, text: document.text, reading, zone, zones: context.zones, context };
        for (const action of guidedActions(here, at, { folder: undefined })) {
          if (action.disabled !== undefined) continue;
          const kind = action.title.split(/[:,(]/)[0]?.replace(/(?:Replace|Write) .*/, "Replace") ?? "";
          made.set(kind, (made.get(kind) ?? 0) + 1);
          const after = applied(text, zone.uri, action);
          const { gone, come } = difference(recordsOf(text, { origin }), recordsOf(after, { origin }));
          const isCreation = kind.startsWith("Create");
          const mail = /^\S+ \d+ \S+ (?:TXT|MX 0 \.|CNAME (?:www\.)?\S+)/;
          if (come.length === 0 || (isCreation && gone.length > 0) || gone.length > 2)
            wrong.push(`${file.name}: ${action.title}: ${gone.length} gone, ${come.length} come`);
          for (const record of [...gone, ...come]) if (!mail.test(record)) wrong.push(`${file.name}: ${record}`);
          const lost = commentsOf(text).filter((comment) => !commentsOf(after).includes(comment));
          if (lost.length > 0) wrong.push(`${file.name}: ${action.title}: lost ${lost.join()}`);
        }
      }
    }
    console.log(`${files.length} files: ${[...made].map(([kind, count]) => `${count} ${kind}`).join(", ")}`);
    expect(wrong).toEqual([]);
    expect([...made.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(50);
  });
});
