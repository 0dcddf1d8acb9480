/** Definition, references, highlights, linked editing and symbols: the places where a name is written. */
import { describe, expect, it } from "vitest";
import { definition, implementation } from "../../server/src/features/definition.js";
import { linkedEditing } from "../../server/src/features/linkedEditing.js";
import type { Location } from "../../server/src/features/location.js";
import { highlights, references } from "../../server/src/features/references.js";
import { workspaceSymbols } from "../../server/src/features/workspaceSymbols.js";
import { finish } from "../../server/src/text/steps.js";
import { zoneSnapshot } from "../support/features.js";

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

  it("goes from PTR to the host's addresses in its zone", () => {
    const { snapshot, offset } = zoneSnapshot(others["file:///reverse.zone"].replace("PTR mail", "PTR ma<|>il"), {
      uri: "file:///reverse.zone",
      others: { "file:///example.com.zone": zone.replace("<|>", "") },
    });
    const found = implementation(snapshot, offset);
    expect(found.map(({ uri }) => uri)).toEqual(["file:///example.com.zone", "file:///example.com.zone"]);
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

  it("gives nothing for an owner that stands alone, or for @", () => {
    const alone = zoneSnapshot(zone.replace("ma<|>il", "mail").replace("www", "w<|>ww"));
    expect(linkedEditing(alone.snapshot, alone.offset)).toEqual([]);
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
});
