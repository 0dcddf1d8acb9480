/** Renaming: every place that can name a host, how each is spelt, what is refused and why, and what is to be agreed to. */
import { describe, expect, it, test } from "vitest";
import { recordTypes } from "../../server/src/dns/recordTypes.js";
import { prepareRename, rename } from "../../server/src/features/rename.js";
import { dedent, policySnapshot, zoneSnapshot } from "../support/features.js";
import { testWorkspace } from "../support/workspace.js";
import { renamed, renameInPolicy, renameInZone } from "../support/renames.js";

const head = `$ORIGIN example.com.
$TTL 3600
@ SOA ns1 hostmaster 1 7200 3600 1209600 300
ma‸il A 192.0.2.1
`;
const headAfter = head.replace("ma‸il", "mx1");
const unmarked = (text: string): string => text.replace("‸", "");

/** RDATA in which the host stands as `mail`, or as another word where a type names more than one. */
const inRdata: Readonly<Record<string, string>> = {
  NS: "mail",
  CNAME: "mail",
  SOA: "mail mail 1 2 3 4 5",
  MB: "mail",
  MG: "mail",
  MR: "mail",
  PTR: "mail",
  MINFO: "mail mail",
  MX: "10 mail",
  RP: "hostmaster mail",
  AFSDB: "1 mail",
  RT: "10 mail",
  "NSAP-PTR": "mail",
  SIG: "A 8 3 3600 20300101000000 20290101000000 1 mail AAAA",
  PX: "10 mail mail",
  NXT: "mail A",
  SRV: "0 5 25 mail",
  NAPTR: '100 10 "S" "SIP+D2U" "" mail',
  KX: "10 mail",
  A6: "64 ::1 mail",
  DNAME: "mail",
  IPSECKEY: "10 3 2 mail AQIDBA==",
  RRSIG: "A 8 3 3600 20300101000000 20290101000000 1 mail AAAA",
  NSEC: "mail A",
  HIP: "2 200100107B1A74DF365639CC39F1D578 AQIDBA== mail other mail",
  TALINK: "mail mail",
  SVCB: "1 mail alpn=h2",
  HTTPS: "1 mail alpn=h2",
  DSYNC: "CDS NOTIFY 53 mail",
  LP: "10 mail",
  AMTRELAY: "10 0 3 mail",
  ALIAS: "mail",
  ANAME: "mail",
};

/** Servers refuse them, so that nothing is read in them. */
const withdrawn = new Set(["MD", "MF"]);
const nameKinds = new Set(["name", "hostName", "mailbox", "names", "gateway", "prefixName"]);

describe("each type that names a host", () => {
  test("is among these", () => {
    const naming = recordTypes.filter(({ fields = [] }) => fields.some(({ kind }) => nameKinds.has(kind)));
    const names = naming.map(({ name }) => name).filter((name) => !withdrawn.has(name));
    expect(Object.keys(inRdata)).toEqual(names);
  });

  test.each(Object.entries(inRdata))("%s, relative and absolute", (type, rdata) => {
    const absolute = rdata.replaceAll("mail", "mail.example.com.");
    const lines = `x ${type} ${rdata}\ny ${type} ( ${absolute} ) ; the host\n`;
    expect(renamed(head + lines, "mx1")).toBe(headAfter + lines.replaceAll(/\bmail\b/g, "mx1"));
  });

  test("has its name in the record that comes out", () => {
    const { snapshot } = zoneSnapshot(
      Object.entries(inRdata).reduce((text, [type, rdata]) => `${text}x ${type} ${rdata}\n`, unmarked(head)),
    );
    for (const record of snapshot.zone.recordsAt("x.example.com."))
      expect(record.rdata.canonical, record.type.name).toMatch(/(?:^| )mail\.example\.com\.(?: |$)/);
  });
});

describe("each text that names a host", () => {
  test.each([
    ["SPF a", '@ TXT "v=spf1 a:mail.example.com/24 -all"'],
    ["SPF mx", '@ TXT "v=spf1 ~mx:mail.example.com -all"'],
    ["SPF ptr", '@ TXT "v=spf1 ptr:mail.example.com -all"'],
    ["SPF include", '@ TXT "v=spf1 include:mail.example.com -all"'],
    ["SPF redirect", '@ TXT "v=spf1 redirect=mail.example.com"'],
    ["SPF exp", '@ TXT "v=spf1 -all exp=mail.example.com"'],
    ["SPF exists", '@ TXT "v=spf1 exists:mail.example.com -all"'],
    ["SPF with a final dot", '@ TXT "v=spf1 a:mail.example.com. -all"'],
    ["SPF in its own type", '@ SPF "v=spf1 a:mail.example.com -all"'],
    ["SPF across strings", '@ TXT "v=spf1 a:" "mail.example.com -all"'],
    ["DMARC", '_dmarc TXT "v=DMARC1; p=none; rua=mailto:a@mail.example.com!10m,mailto:b@mail.example.com"'],
    ["DMARC failures", '_dmarc TXT "v=DMARC1; p=none; ruf=mailto:f@mail.example.com; rua=mailto:r@mail.example.com"'],
    ["TLS-RPT", '_smtp._tls TXT "v=TLSRPTv1; rua=https://mail.example.com:8443/mail,mailto:a@mail.example.com"'],
  ])("%s", (_, line) => {
    expect(renamed(`${head}${line}\n`, "mx1")).toBe(
      `${headAfter}${line.replaceAll("mail.example.com", "mx1.example.com")}\n`,
    );
  });

  test.each([
    ["SPF with macros", '@ TXT "v=spf1 exists:%{i}.mail.example.com include:%{d}.mail.example.com -all"'],
    ["other hosts", '@ TXT "v=spf1 a:x.mail.example.com a:mail.example.com.example.net -all"'],
    ["the subject of a report", '_dmarc TXT "v=DMARC1; p=none; rua=mailto:a@example.net?subject=mail.example.com"'],
    ["texts of no standard", '@ TXT "mail.example.com a:mail.example.com"'],
    ["RDATA of other types", 'mail2 HINFO "mail.example.com" "mail"'],
    ["comments", "; mail mail.example.com."],
  ])("not %s", (_, line) => expect(renamed(`${head}${line}\n`, "mx1")).toBe(`${headAfter}${line}\n`));

  it("finds the domain of an address before what follows it", () => {
    const line = '_dmarc TXT "v=DMARC1; p=none; rua=mailto:a@mail.example.com?subject=mail.example.com"\n';
    expect(renamed(head + line, "mx1")).toBe(headAfter + line.replace("a@mail", "a@mx1"));
  });

  it("finds a name in pieces, and with escapes", () => {
    expect(renamed(`${head}@ TXT "v=spf1 a:ma" "il.example.com -all" ; text\n`, "mx1")).toBe(
      `${headAfter}@ TXT "v=spf1 a:mx1.example.com" " -all" ; text\n`,
    );
    expect(renamed(`${head}@ TXT v=spf1\\ a:m\\097il.example.com\\ -all\n`, "mx1")).toBe(
      `${headAfter}@ TXT v=spf1\\ a:mx1.example.com\\ -all\n`,
    );
  });

  it("splits a string that would hold more than 255 octets, so that the text is the same", () => {
    const addresses = Array.from({ length: 12 }, (_, i) => `ip4:192.0.2.${i + 10}`).join(" ");
    const line = `@ TXT "v=spf1 ${addresses} a:mail.example.com mx:mail.example.com -all"\n`;
    const long = "a-much-longer-name-of-the-same-host";
    const after = renamed(head + line, long);
    const { snapshot } = zoneSnapshot(after);
    expect(snapshot.diagnostics.map(({ rule }) => rule)).not.toContain("record/string-too-long");
    const text = snapshot.zone.recordsAt("example.com.").find(({ type }) => type.name === "TXT");
    expect(text?.rdata.canonical?.replaceAll('" "', "")).toBe(
      `"v=spf1 ${addresses} a:${long}.example.com mx:${long}.example.com -all"`,
    );
    expect(text?.words).toHaveLength(2);
  });

  it("splits before and after a name, and without quotes too", () => {
    const around = (length: number): string => `ip4:192.0.2.1 ${"ip4:1.2.3.4 ".repeat(length)}`;
    const quoted = `@ TXT "v=spf1 ${around(10)}a:mail.example.com ${around(6)}-all"\n`;
    const long = `${"a".repeat(63)}.${"b".repeat(63)}.${"c".repeat(63)}`;
    for (const line of [quoted, quoted.replace(/"(.*)"/, (_, text: string) => text.replaceAll(" ", "\\ "))]) {
      const after = renamed(head + line, long);
      const { snapshot } = zoneSnapshot(after);
      expect(snapshot.diagnostics.map(({ rule }) => rule)).not.toContain("record/string-too-long");
      expect(snapshot.zone.recordsAt("example.com.")[1]?.rdata.canonical?.replaceAll('" "', "")).toContain(
        ` a:${long}.example.com ip4:`,
      );
    }
  });
});

describe("how a name is spelt", () => {
  it("stays relative to its own $ORIGIN, or absolute; @ becomes what is below or outside", () => {
    expect(
      renamed(
        `
        $ORIGIN example.com.
        $TTL 3600
        @ SOA ns1 hostmaster 1 2 3 4 5
        a.b A 192.0.2.1
        $ORIGIN b
        ‸a MX 10 a
          MX 20 a.b.example.com.
        $ORIGIN a.b.example.com.
        @ TXT "here too"
        x CNAME @
        `,
        "c",
      ),
    ).toBe(
      dedent(`
        $ORIGIN example.com.
        $TTL 3600
        @ SOA ns1 hostmaster 1 2 3 4 5
        c.b A 192.0.2.1
        $ORIGIN b
        c MX 10 c
          MX 20 c.b.example.com.
        $ORIGIN a.b.example.com.
        c.b.example.com. TXT "here too"
        x CNAME c.b.example.com.
        `),
    );
  });

  it("is absolute where the new name is outside the origin", () => {
    expect(
      renamed(`${unmarked(head)}$ORIGIN sub.example.com.\n‸x A 192.0.2.1\ny CNAME x\n`, "x.example.com.")
        .split("300\n")
        .pop(),
    ).toBe("mail A 192.0.2.1\n$ORIGIN sub.example.com.\nx.example.com. A 192.0.2.1\ny CNAME x.example.com.\n");
  });

  it("takes a name that repeats the origin, or replaces an absolute one, for absolute without its dot", () => {
    expect(renamed(head, "mx1.example.com")).toBe(headAfter);
    expect(renamed(`${unmarked(head)}x CNAME mail‸.example.com.\n`, "mx1.example.com")).toBe(
      `${headAfter}x CNAME mx1.example.com.\n`,
    );
    expect(renamed(head, "mx1.sub")).toBe(head.replace("ma‸il", "mx1.sub"));
    expect(renamed(`${unmarked(head)}x CNAME ho‸st.example.net.\n`, "host.example.org")).toBe(
      `${unmarked(head)}x CNAME host.example.org.\n`,
    );
  });

  it("may change in case alone", () => expect(renamed(head, "MAIL")).toBe(head.replace("ma‸il", "MAIL")));

  it.each([
    ["a wildcard", "*.‸w A 192.0.2.1\nx CNAME *.w\n", "*.v", "*.v A 192.0.2.1\nx CNAME *.v\n"],
    ["escapes", "a\\.‸b A 192.0.2.1\nx CNAME A\\046b\n", "c\\.d", "c\\.d A 192.0.2.1\nx CNAME c\\.d\n"],
    ["what needs escapes", "‸a PTR b\nx PTR a\n", "My $1;", "My\\032\\$1\\; PTR b\nx PTR My\\032\\$1\\;\n"],
    ["Windows line ends", "‸a A 192.0.2.1\r\nx CNAME a\r\n", "b", "b A 192.0.2.1\r\nx CNAME b\r\n"],
    ["service names", "_25._tcp.‸a TLSA 3 1 1 00\n", "_25._tcp.b", "_25._tcp.b TLSA 3 1 1 00\n"],
    ["types and numbers for names", "‸a A 192.0.2.1\nx CNAME a\n", "mx", "mx A 192.0.2.1\nx CNAME mx\n"],
    ["an owner left out", "‸a A 192.0.2.1\n  AAAA ::1 ; a\n", "b", "b A 192.0.2.1\n  AAAA ::1 ; a\n"],
  ])("goes with %s", (_, lines, name, after) =>
    expect(renamed(unmarked(head) + lines, name)).toBe(unmarked(head) + after),
  );

  it("is found in $GENERATE where no number goes into it", () => {
    const lines = (name: string): string =>
      [
        `$GENERATE 1-3 h$ CNAME ${name}`,
        `$GENERATE 1-2 ${name} A 192.0.2.$`,
        `$GENERATE 1-2 @ MX "1$ ${name}" ; x`,
      ].join("\n");
    expect(renamed(`${head}${lines("mail")}\n`, "mx1")).toBe(`${headAfter}${lines("mx1")}\n`);
    const cursor = lines("mail").replace("CNAME mail", "CNAME ma‸il");
    expect(renamed(`${unmarked(head)}${cursor}\n`, "mx1")).toBe(`${headAfter}${lines("mx1")}\n`);
  });
});

describe("a rename is refused", () => {
  const zone = `${unmarked(head)}www CNAME mail\nsub NS ns.sub\nns.sub A 192.0.2.3\nd DNAME mail\n`;
  const at = (word: string): string => zone.replace(`\n${word}`, `\n${word}‸`);

  it.each([
    ["mail.example.net. is outside the zone example.com., which holds its records", at("mail"), "mail.example.net."],
    ["www.example.com. has records already, and both sets would become one", at("mail"), "www"],
    ['"a..b" is no domain name', at("mail"), "a..b"],
    ['"" is no domain name', at("mail"), "  "],
    ['…" is no domain name', at("mail"), "a".repeat(64)],
    ['"bücher" must be written in its xn-- form, or with \\DDD', at("mail"), "bücher"],
    ["The dot stands for the root, or for no host at all", at("mail"), "."],
    ["x.sub.example.com. lies below a delegation or DNAME of example.com.", at("mail"), "x.sub"],
    ["x.d.example.com. lies below a delegation or DNAME of example.com.", at("mail"), "x.d"],
    ["example.com. is the zone's own name: renaming it would take the zone apart", at("@"), "x"],
    ["The dot stands for the root, or for no host at all: it has no other name", `${zone}a MX 0 ‸.\n`, "x"],
    ["There is no name here that could be renamed", `${zone}a A 192‸.0.2.1\n`, "x"],
    ["There is no name here that could be renamed", `${zone}; comm‸ent\n`, "x"],
    ["There is no name here that could be renamed", `${zone}a T‸XT mail\n`, "x"],
    ["The owner of this record is written on a line above: rename it there", `${zone}a A ::1\n ‸ A ::1\n`, "x"],
    ["$ORIGIN says where the names after it belong: rename them one by one", `${zone}$ORIGIN ma‸il\n`, "x"],
    ["$INCLUDE says where the names after it belong", `${zone}$include f ma‸il\n`, "x"],
    ["A $GENERATE line makes these names: change that line", `${zone}$GENERATE 1-2 h‸$ A 192.0.2.$\n`, "x"],
    ["A $GENERATE line makes h1.example.com.", `${zone}$GENERATE 1-2 h$ A 192.0.2.$\nw CNAME h‸1\n`, "x"],
    ["A $GENERATE line makes or names m1.example.com.", `${zone}m‸1 A ::1\n$GENERATE 1-2 h$ CNAME m$\n`, "x"],
    [
      "A $GENERATE line makes or names mail.example.com.",
      `${at("mail")}$GENERATE 1-2 h$ TXT "v=spf1\\ a:mail.example.com\\ -all"\n`,
      "x",
    ],
    [
      "mail.example.com. is named in a MX record of the form \\#: write that record in words first",
      `${at("mail")}a TYPE15 \\# 20 000a 046d61696c 076578616d706c65 03636f6d 00\n`,
      "x",
    ],
    [
      "a\\.b.example.com. can't be written in the SPF record that names it",
      `${at("mail")}@ TXT "v=spf1 a:mail.example.com -all"\n`,
      "a\\.b",
    ],
    [
      "*.example.com. can't be written in the DMARC record that names it",
      `${at("mail")}_dmarc TXT "v=DMARC1; p=none; rua=mailto:a@mail.example.com"\n`,
      "*",
    ],
    [
      "h. can't be written in the SPF record that names it",
      `${zone}x CNAME ho‸st.example.net.\n@ TXT "v=spf1 a:host.example.net -all"\n`,
      "h.",
    ],
  ])("%s", (reason, text, name) => {
    const found = renamed(text, name);
    expect(found).toContain(reason);
    expect(found.length).toBeLessThanOrEqual(120);
  });

  it("below a delegation, what is glue may be renamed", () => {
    expect(renamed(at("ns.sub"), "ns2.sub")).toContain("sub NS ns2.sub\nns2.sub A");
  });

  it("in a file that is read for several origins, where the name means another there", () => {
    const files = { "hosts.inc": "www A 192.0.2.1\n" };
    const text = `${unmarked(head)}x CNAME ww‸w.a\n$INCLUDE hosts.inc a\n$INCLUDE hosts.inc b\n`;
    expect(renamed(text, "v.a", { files })).toBe('"www" is included twice and means www.b.example.com. too');
    expect(renameInZone(text.replace("$INCLUDE hosts.inc b\n", ""), "v.a", { files })).toMatchObject({
      texts: { "hosts.inc": "v A 192.0.2.1\n" },
    });
  });

  it("in a file that two zones include", () => {
    const files = testWorkspace({});
    const { workspace } = files;
    files.open("hosts.inc", "www A 192.0.2.1\nmail.example.com. A 192.0.2.2\n");
    const names = ["example.com", "example.net"];
    for (const own of names)
      files.open(`${own}.zone`, `$ORIGIN ${own}.\n$TTL 300\n@ SOA ns h 1 2 3 4 5\n$INCLUDE hosts.inc\n`);
    for (const own of names) workspace.snapshot(`file:///work/${own}.zone`);
    const renameAt = (offset: number, name: string): ReturnType<typeof rename> | undefined => {
      const snapshot = workspace.snapshot("file:///work/hosts.inc");
      return snapshot && rename(snapshot, offset, name);
    };
    expect(renameAt(1, "web")).toEqual({ refused: '"www" is included twice and means www.example.net. too' });
    // What is absolute means the same in both.
    expect(renameAt(18, "mx1.example.com.")).toMatchObject({ edits: [{ text: "mx1.example.com." }] });
  });

  it("in a policy", () => {
    const policy = "version: STSv1\nmode: testing\nmx: mail.example.com\nmx: *.example.net\nmax_age: 86400\n";
    const said = (mark: string, name: string): string => {
      const found = renameInPolicy(policy.replace(mark, `‸${mark}`), name);
      return typeof found === "string" ? found : "renamed";
    };
    expect(said("*.example.net", "x")).toBe("*.example.net stands for many hosts: rename one of them in its zone");
    expect(said("testing", "x")).toBe("There is no name here that could be renamed");
    expect(said("mail.example.com", "_x.example.com")).toBe(
      "_x.example.com. can't be written in the MTA-STS policy that lists it",
    );
    expect(said("mail.example.com", "a..b")).toBe('"a..b" is no domain name');
  });

  it("without taking the name apart that was found first", () => {
    const { snapshot, offset } = zoneSnapshot(at("@"));
    expect(prepareRename(snapshot, offset)).toEqual({
      refused: "example.com. is the zone's own name: renaming it would take the zone apart",
    });
    const own = zoneSnapshot(head);
    expect(prepareRename(own.snapshot, own.offset)).toMatchObject({ text: "mail" });
    const policy = policySnapshot("mx: ma‸il.example.com\n");
    expect(prepareRename(policy.snapshot, policy.offset)).toEqual({
      at: { start: 4, end: 20 },
      text: "mail.example.com",
    });
  });
});

const reverse = `
  $ORIGIN 2.0.192.in-addr.arpa.
  @ 300 SOA ns1.example.com. hostmaster.example.com. 1 7200 3600 1209600 300
  1 300 PTR mail.example.com.
`;
const net = `
  $ORIGIN example.net.
  @ 300 SOA ns1.example.com. hostmaster.example.com. 1 7200 3600 1209600 300
  @ 300 MX 10 mail.example.com.
  @ 300 TXT "v=spf1 mx:mail.example.com -all"
`;
const policy = "version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmx: *.example.net\r\nmax_age: 604800\r\n";

describe("what is to be agreed to", () => {
  it("is what other zones, files and policies say, with the reason", () => {
    expect(
      renameInZone(`${head}$INCLUDE hosts.inc\n`, "mx1", {
        files: { "hosts.inc": "www CNAME mail\n" },
        others: { "file:///net.zone": net, "file:///reverse.zone": reverse },
        policies: { "example.com.": policy, "example.net.": policy },
      }),
    ).toEqual({
      texts: {
        "": `${headAfter}$INCLUDE hosts.inc\n`,
        "hosts.inc": "www CNAME mx1\n",
        "file:///net.zone": dedent(net).replaceAll("mail.", "mx1."),
        "file:///reverse.zone": dedent(reverse).replace("mail.", "mx1."),
        "file:///mta-sts.example.com.txt": policy.replace("mail.", "mx1."),
        "file:///mta-sts.example.net.txt": policy.replace("mail.", "mx1."),
      },
      groups: [
        "Other files of this zone (1): hosts.inc is part of the zone example.com.",
        "Other zones (3): example.net. names it in MX, SPF and 2.0.192.in-addr.arpa. names it in PTR",
        "Mail policies (2): The policies of example.com. and example.net. list it as mx: write a new id into _mta-sts as well",
      ],
    });
  });

  it("is the zone that has the records, where the rename was asked elsewhere", () => {
    const home = unmarked(head);
    const others = { "file:///example.com.zone": home };
    expect(
      renameInZone(net.replace("mx:mail", "mx:ma‸il"), "mx1.example.com", { uri: "file:///net.zone", others }),
    ).toEqual({
      texts: { "": dedent(net).replaceAll("mail.", "mx1."), "file:///example.com.zone": headAfter },
      groups: ["Other zones (1): example.com. has its records (A)"],
    });
    const zones = { "file:///a.zone": home, "file:///net.zone": net };
    expect(
      renameInPolicy(policy.replace("mail.", "ma‸il."), "mx1.example.com", {
        zones,
        policies: { "example.net.": policy },
      }),
    ).toEqual({
      texts: {
        "": policy.replace("mail.", "mx1."),
        "file:///a.zone": headAfter,
        "file:///net.zone": dedent(net).replaceAll("mail.", "mx1."),
        "file:///mta-sts.example.net.txt": policy.replace("mail.", "mx1."),
      },
      groups: [
        "Zones (3): example.com. has its records (A) and example.net. names it in MX, SPF",
        "Other mail policies (1): The policy of example.net. lists it as mx: write a new id into _mta-sts as well",
      ],
    });
  });

  it("says which file of another zone of the same name, such as one of another view", () => {
    const others = { "file:///external/db.example.com": unmarked(head) };
    expect(renameInZone(head, "mx1", { others })).toEqual({
      texts: { "": headAfter, "file:///external/db.example.com": headAfter },
      groups: ["Other zones (1): example.com. in db.example.com has its records (A)"],
    });
  });

  it("is a name with underscores that says something of the host, wherever it stands", () => {
    const records = (host: string): string =>
      [
        `$ORIGIN example.com.`,
        `@ 300 SOA ns1 h 1 2 3 4 5`,
        `${host} 300 A 192.0.2.1`,
        `_25._tcp.${host} 300 TLSA 3 1 1 00 ; its certificate`,
        `S1._domainkey.${host} 300 TXT "v=DKIM1; p="`,
        `_587._tcp.x 300 CNAME _25._tcp.${host}.example.com.`,
        // Names of their own, though they stand below it.
        `web.mail 300 A 192.0.2.2`,
        `_25._tcp.web.mail 300 TLSA 3 1 1 00`,
        `mail2 300 A 192.0.2.3`,
        "",
      ].join("\n");
    expect(renameInZone(records("mail").replace("mail 300 A", "ma‸il 300 A"), "mx1")).toEqual({
      texts: { "": records("mx1") },
      groups: [
        "Names with underscores below it (3): _25._tcp.mail.example.com. (TLSA) and S1._domainkey.mail.example.com. (TXT) say something of it",
      ],
    });
  });

  it("stays where its new name has records, or a $GENERATE line makes it", () => {
    const taken = "ma‸il A 192.0.2.1\n_25._tcp.mail TLSA 3 1 1 00\n_25._tcp.mx1 TLSA 3 1 1 01\n";
    expect(renamed(taken, "mx1")).toBe("mx1 A 192.0.2.1\n_25._tcp.mail TLSA 3 1 1 00\n_25._tcp.mx1 TLSA 3 1 1 01\n");
    const made = "ma‸il A 192.0.2.1\n$GENERATE 1-2 _$._tcp.mail TLSA 3 1 1 00\n";
    expect(renamed(made, "mx1")).toBe("mx1 A 192.0.2.1\n$GENERATE 1-2 _$._tcp.mail TLSA 3 1 1 00\n");
  });

  it("is the file that includes the one where the rename was asked", () => {
    const files = testWorkspace({});
    const { workspace } = files;
    files.open("example.com.zone", `${unmarked(head)}$INCLUDE hosts.zone sub\nx CNAME www.sub\n`);
    files.open("hosts.zone", "www CNAME mail.example.com.\n");
    const uri = "file:///work/hosts.zone";
    workspace.snapshot("file:///work/example.com.zone");
    const snapshot = workspace.snapshot(uri);
    const found = snapshot && rename(snapshot, 1, "web");
    if (found === undefined || "refused" in found) throw new Error(found?.refused ?? "no document");
    expect(found.edits.map((edit) => [edit.uri.slice("file:///work/".length), edit.text, edit.group])).toEqual([
      ["hosts.zone", "web", undefined],
      ["example.com.zone", "web.sub", "thisZone"],
    ]);
    expect(found.groups.map(({ description }) => description)).toEqual([
      "example.com.zone is part of the zone example.com.",
    ]);
  });

  it("is named for the first few of many", () => {
    const others = Object.fromEntries(
      Array.from({ length: 5 }, (_, i) => [`file:///${i}`, net.replaceAll("example.net.", `z${i}.example.`)]),
    );
    const found = renameInZone(head, "mx1", { others });
    expect(typeof found === "string" ? [] : found.groups).toEqual([
      "Other zones (10): z0.example. names it in MX, SPF, z1.example. names it in MX, SPF, z2.example. names it in MX, SPF and 2 more zones",
    ]);
  });

  it("leaves zones alone whose origin nothing tells", () => {
    const text = "ma‸il 300 A 192.0.2.1\nx 300 CNAME mail\n";
    const others = { "file:///other": "mail 300 A 192.0.2.9\ny 300 CNAME mail\n" };
    expect(renamed(text, "mx1", { others })).toBe("mx1 300 A 192.0.2.1\nx 300 CNAME mx1\n");
    expect(renamed(text, "x", { others })).toBe("x has records already, and both sets would become one");
  });
});
