/** Definition, references, highlights, linked editing and symbols: the places where a name is written. */
import { describe, expect, it } from "vitest";
import { definition, implementation } from "../../server/src/features/definition.js";
import { linkedEditing } from "../../server/src/features/linkedEditing.js";
import type { Location } from "../../server/src/features/location.js";
import { highlights, references } from "../../server/src/features/references.js";
import { workspaceSymbols } from "../../server/src/features/workspaceSymbols.js";
import { finish } from "../../server/src/text/steps.js";
import { dedent, zoneSnapshot } from "../support/features.js";

const lineOf = (text: string, at: number): number => text.slice(0, at).split("\n").length;

/** "3: mail" for a place in the text, the document's name for one elsewhere. */
const shown = (text: string, uri: string, locations: readonly Location[]): string[] =>
  locations
    .map((location) =>
      location.uri === uri
        ? `${lineOf(text, location.at.start)}: ${text.slice(location.at.start, location.at.end)}`
        : `${location.uri} ${location.at.start}`,
    )
    .sort();

const zone = `
  $ORIGIN example.com.
  $TTL 3600
  @ SOA ns1 hostmaster 1 7200 3600 1209600 300
  @ MX 10 ma<|>il
  @ TXT "v=spf1 a:mail.example.com include:_spf.example.com" " -all"
  www CNAME mail.example.com.
  mail A 192.0.2.1
       AAAA 2001:db8::1
  mail MX 0 .
  _spf TXT "v=spf1 -all"
  _dmarc TXT "v=DMARC1; p=none; rua=mailto:reports@mail.example.com!10m"
  $ORIGIN mail.example.com.
  @ TXT "here too"
`;
const others = {
  "file:///reverse.zone": `
    $ORIGIN 2.0.192.in-addr.arpa.
    @ 300 SOA ns1.example.com. hostmaster.example.com. 1 7200 3600 1209600 300
    1 300 PTR mail.example.com.
  `,
};

describe("definition", () => {
  it("goes to each place where the target is an owner", () => {
    const { snapshot, text, offset } = zoneSnapshot(zone);
    expect(shown(text, snapshot.uri, definition(snapshot, offset))).toEqual(["13: @", "7: mail", "9: mail"]);
  });

  it("goes from an SPF include to the record it includes", () => {
    const { snapshot, text } = zoneSnapshot(zone);
    const at = text.indexOf("_spf.example.com") + 2;
    expect(shown(text, snapshot.uri, definition(snapshot, at))).toEqual(["10: _spf"]);
  });

  it("goes to the wildcard that answers for a name", () => {
    const { snapshot, text, offset } = zoneSnapshot(`
      $ORIGIN example.com.
      @ 300 SOA ns1 hostmaster 1 7200 3600 1209600 300
      a 300 CNAME an<|>y.b
      *.b 300 A 192.0.2.1
    `);
    expect(shown(text, snapshot.uri, definition(snapshot, offset))).toEqual(["4: *.b"]);
  });

  it("opens the file of $INCLUDE", () => {
    const { snapshot, offset } = zoneSnapshot("$ORIGIN example.com.\n$INCLUDE host<|>s.inc\n", {
      files: { "hosts.inc": "a 300 A 192.0.2.1\n" },
    });
    expect(definition(snapshot, offset)).toEqual([{ uri: "hosts.inc", at: { start: 0, end: 0 } }]);
  });

  it("goes to the DNAME above a name, and to the records in another zone", () => {
    const { snapshot, text, offset } = zoneSnapshot(`
      $ORIGIN example.com.
      @ 300 SOA ns1 hostmaster 1 7200 3600 1209600 300
      a 300 CNAME an<|>y.old
      old 300 DNAME new
    `);
    expect(shown(text, snapshot.uri, definition(snapshot, offset))).toEqual(["4: old"]);
    const reverse = zoneSnapshot(others["file:///reverse.zone"].replace("PTR mail", "PTR ma<|>il"), {
      others: { "file:///com": zone.replace("<|>", "") },
    });
    const found = definition(reverse.snapshot, reverse.offset);
    expect(found.map(({ uri, at }) => `${uri} ${dedent(zone).replace("<|>", "").slice(at.start, at.end)}`)).toEqual([
      "file:///com mail",
      "file:///com mail",
      "file:///com @",
    ]);
  });

  it.each([
    ["an owner that is left out", "mail A 192.0.2.1\n <|> AAAA ::1\n", ["4: mail"]],
    ["the name of $ORIGIN", "mail A 192.0.2.1\n$ORIGIN ma<|>il\n", ["4: mail"]],
    ["the origin of $INCLUDE", "mail A 192.0.2.1\n$INCLUDE x ma<|>il\n", ["4: mail"]],
    ["the domain of a report", '_dmarc TXT "v=DMARC1; rua=mailto:a@ma<|>il.example.com"\nmail A ::1\n', ["5: mail"]],
    ["a name with escapes", "a\\.b A ::1\nx CNAME A\\046<|>b\n", ["4: a\\.b"]],
    ["what $GENERATE makes", "$GENERATE 1-3 h$ A 192.0.2.$\nx CNAME h<|>2\n", ["4: h$"]],
    ["a name in $GENERATE", "mail A ::1\n$GENERATE 1-3 h$ CNAME ma<|>il\n", ["4: mail"]],
    ["data of the form of RFC 3597", "ns A ::1\nx TYPE2 \\# 16 026e<|>73076578616d706c6503636f6d00\n", ["4: ns"]],
    ["no name", "mail A 192<|>.0.2.1\n", []],
    ["a name that has no records", "x CNAME no<|>ne\n", []],
  ])("from %s", (_, lines, expected) => {
    const { snapshot, text, offset } = zoneSnapshot(
      `$ORIGIN example.com.\n$TTL 300\n@ SOA ns1 hostmaster 1 7200 3600 1209600 300\n${lines}`,
    );
    expect(shown(text, snapshot.uri, definition(snapshot, offset))).toEqual(expected);
  });
});

describe("implementation", () => {
  const reverse = others["file:///reverse.zone"];
  const com = dedent(zone).replace("<|>", "");
  /** The lines in both zones, from a mark in one. */
  const from = (uri: "file:///com" | "file:///reverse", marked: string): string[] => {
    const rest = uri === "file:///com" ? { "file:///reverse": reverse } : { "file:///com": com };
    const { snapshot, text, offset } = zoneSnapshot(marked, { uri, others: rest });
    return implementation(snapshot, offset).map((found) =>
      (found.uri === uri ? text : found.uri === "file:///com" ? com : dedent(reverse)).slice(
        found.at.start,
        found.at.end,
      ),
    );
  };
  const both = ["mail A 192.0.2.1", "AAAA 2001:db8::1"];

  it("goes from PTR to the host's addresses in its zone, at its target or its owner", () => {
    expect(from("file:///reverse", reverse.replace("PTR mail", "PTR ma<|>il"))).toEqual(both);
    expect(from("file:///reverse", reverse.replace("1 300 PTR", "1<|> 300 PTR"))).toEqual(both);
  });

  it("goes from an address to its PTR record", () => {
    expect(from("file:///com", com.replace("A 192.0.2.1", "A 192.0<|>.2.1"))).toEqual(["1 300 PTR mail.example.com."]);
    expect(from("file:///com", com.replace("AAAA 2001", "AAAA 20<|>01"))).toEqual([]);
  });

  it("goes from a target to its addresses, and nowhere from what is neither", () => {
    expect(from("file:///com", com.replace("MX 10 mail", "MX 10 ma<|>il"))).toEqual(both);
    expect(from("file:///com", com.replace("CNAME mail", "CNA<|>ME mail"))).toEqual([]);
    expect(from("file:///com", com.replace("_spf TXT", "_sp<|>f TXT"))).toEqual([]);
  });
});

describe("references and highlights", () => {
  it("finds targets, mail domains and other zones", () => {
    const { snapshot, text, offset } = zoneSnapshot(zone, { others });
    expect(shown(text, snapshot.uri, references(snapshot, offset, false))).toEqual([
      "11: mail.example.com",
      "4: mail",
      "5: mail.example.com",
      "6: mail.example.com.",
      "file:///reverse.zone 115",
    ]);
  });

  it.each<[string, string, string[]]>([
    ["wildcards", "*.<|>w A ::1\nx CNAME *.w\ny CNAME a.w\n", ["4: *.w", "5: *.w"]],
    ["escapes", "a\\.<|>b A ::1\nx CNAME A\\046b\n", ["4: a\\.b", "5: A\\046b"]],
    ["lines of $GENERATE, each once", "a<|> A ::1\n$GENERATE 1-9 h$ CNAME a\n", ["4: a", "5: a"]],
    ["names that $GENERATE makes", "h1<|> TXT x\n$GENERATE 1-9 x$ CNAME h$\n", ["4: h1", "5: h$"]],
    [
      "the form of RFC 3597",
      "ns<|> A ::1\nx TYPE2 \\# 16 026e73076578616d706c6503636f6d00\n",
      ["4: ns", "5: \\# 16 026e73076578616d706c6503636f6d00"],
    ],
    ["@ as a target", "zz<|> A ::1\n$ORIGIN zz\nx CNAME @\n", ["4: zz", "6: @"]],
    ["lists of names", "a<|> A ::1\nx HIP 2 00 AQID b a\n", ["4: a", "5: a"]],
    ["@", "$ORIGIN a\n@<|> A ::1\n$ORIGIN example.com.\nx CNAME a\n", ["5: @", "7: a"]],
  ])("with %s", (_, lines, expected) => {
    const head = "$ORIGIN example.com.\n$TTL 300\n@ SOA n h 1 7200 3600 1209600 300\n";
    const { snapshot, text, offset } = zoneSnapshot(head + lines);
    expect(shown(text, snapshot.uri, references(snapshot, offset, true))).toEqual(expected);
    const here = highlights(snapshot, offset).map(
      ({ at }) => `${lineOf(text, at.start)}: ${text.slice(at.start, at.end)}`,
    );
    expect([...new Set(here)]).toEqual(expected);
  });

  it("with files that are included, from either side", () => {
    const files = { "part.inc": "www CNAME mail\n" };
    const { snapshot, text, offset } = zoneSnapshot("$ORIGIN example.com.\nma<|>il 300 A ::1\n$INCLUDE part.inc\n", {
      files,
    });
    expect(shown(text, snapshot.uri, references(snapshot, offset, true))).toEqual(["2: mail", "part.inc 10"]);
  });

  it("tells owners from uses", () => {
    const { snapshot, text, offset } = zoneSnapshot(zone);
    expect(highlights(snapshot, offset).map(({ at, kind }) => `${lineOf(text, at.start)} ${kind}`)).toEqual([
      "4 read",
      "5 read",
      "6 read",
      "7 write",
      "9 write",
      "11 read",
      "13 write",
    ]);
  });
});

describe("linkedEditing", () => {
  it("gives the owners that are spelt the same", () => {
    const { snapshot, text, offset } = zoneSnapshot(zone.replace("ma<|>il", "mail").replace("mail A ", "m<|>ail A "));
    expect(linkedEditing(snapshot, offset).map(({ start }) => lineOf(text, start))).toEqual([7, 9]);
  });

  const edited = (lines: string): number[] => {
    const { snapshot, text, offset } = zoneSnapshot(`$ORIGIN example.com.\n${lines}`);
    return linkedEditing(snapshot, offset).map(({ start }) => lineOf(text, start));
  };

  it.each([
    ["that stands alone", "a<|> 300 A ::1\n  TXT x\nb A ::1\n"],
    ["that is written @", "@<|> 300 A ::1\n@ TXT x\n"],
    ["of $GENERATE", "$GENERATE 1-2 a<|> 300 A 192.0.2.$\na 300 TXT x\n"],
    ["that is left out", "a 300 A ::1\n<|>  TXT x\na TXT y\n"],
    ["that is a target here", "a 300 CNAME b<|>\nb 300 TXT x\nb 300 TXT y\n"],
  ])("gives nothing for an owner %s", (_, lines) => expect(edited(lines)).toEqual([]));

  it("leaves out what is spelt otherwise, below another origin, or made by $GENERATE", () => {
    const lines =
      "a<|> 300 A ::1\nA 300 TXT x\na.example.com. 300 TXT y\n$GENERATE 1-1 a 300 TXT z$\n$ORIGIN a\n@ TXT 1\n";
    expect(edited(lines)).toEqual([]);
    expect(edited(`${lines}$ORIGIN example.com.\na TXT 2\n`)).toEqual([2, 9]);
  });

  it("goes with names that need escapes, and Windows line ends", () => {
    expect(edited("a\\.b<|> 300 A ::1\r\na\\.b 300 TXT x\r\n")).toEqual([2, 3]);
  });
});

describe("workspaceSymbols", () => {
  it("finds owners of all zones by their absolute names, exact ones first", () => {
    const { snapshot } = zoneSnapshot(zone, { others });
    expect(
      finish(workspaceSymbols(snapshot.zones, "mail")).map(({ name, container }) => `${name} in ${container}`),
    ).toEqual(["mail.example.com. in example.com."]);
    expect(finish(workspaceSymbols(snapshot.zones, "192")).map(({ name }) => name)).toEqual([
      "2.0.192.in-addr.arpa.",
      "1.2.0.192.in-addr.arpa.",
    ]);
  });

  it("says which types a name has, and where it first stands", () => {
    const { snapshot, text } = zoneSnapshot(zone, { files: {} });
    const [mail] = finish(workspaceSymbols(snapshot.zones, "MAIL.example"));
    expect(mail?.types).toEqual(["A", "AAAA", "MX", "TXT"]);
    expect(mail && `${lineOf(text, mail.at.start)}: ${text.slice(mail.at.start, mail.at.end)}`).toBe("7: mail");
  });

  it("finds scattered letters after whole words, and no more than 500", () => {
    const many = Array.from({ length: 600 }, (_, i) => `h${i} 300 A ::1\n`).join("");
    const { snapshot } = zoneSnapshot(`$ORIGIN example.com.\n${many}mxa 300 A ::1\nm.x-a 300 A ::1\n`);
    const names = (query: string): string[] => finish(workspaceSymbols(snapshot.zones, query)).map(({ name }) => name);
    expect(names("mxa")).toEqual(["mxa.example.com.", "m.x-a.example.com."]);
    expect(names("")).toHaveLength(500);
    expect(names("zzz")).toEqual([]);
  });
});
