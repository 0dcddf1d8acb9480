/** Code lenses. */
import { describe, expect, it } from "vitest";
import { codeLenses } from "../../server/src/features/codeLens.js";
import { zoneSnapshot } from "../support/features.js";

const zone = `
  $ORIGIN example.com.
  $TTL 3600
  @ SOA ns1 hostmaster 2026010105 7200 3600 1209600 300
  @ MX 10 mail
  @ TXT "v=spf1 mx include:_spf.example.com include:unknown.example.net -all"
  _spf TXT "v=spf1 a:mail.example.com include:_more.example.com -all"
  _more TXT "v=spf1 ip4:192.0.2.0/24 -all"
  mail A 192.0.2.1
  www CNAME web
  web CNAME mail
`;
const now = 1795521600;

describe("codeLenses", () => {
  it("counts the look-ups of SPF records, and offers the next serial", () => {
    const { snapshot } = zoneSnapshot(zone);
    const lenses = codeLenses(snapshot, { spf: true, serial: true, references: false }, now);
    expect(lenses.map(({ title }) => title)).toEqual([
      "Bump the serial to 2026112401",
      "SPF: at least 5 of 10 look-ups",
      "SPF: 2 of 10 look-ups",
      "SPF: 0 of 10 look-ups",
    ]);
  });

  it("counts references where asked", () => {
    const { snapshot, text } = zoneSnapshot(zone);
    const lenses = codeLenses(snapshot, { spf: false, serial: false, references: true }, undefined);
    expect(lenses.map(({ at, title }) => `${text.slice(at.start, at.end)}: ${title}`)).toEqual([
      "_spf: 1 reference",
      "_more: 1 reference",
      "mail: 3 references",
      "web: 1 reference",
    ]);
  });

  it("counts a line of $GENERATE once, however many records it makes", () => {
    const { snapshot } = zoneSnapshot("$ORIGIN example.com.\n$TTL 300\nmail A ::1\n$GENERATE 1-9 h$ CNAME mail\n");
    const lenses = codeLenses(snapshot, { spf: false, serial: false, references: true }, undefined);
    expect(lenses.map(({ title }) => title)).toEqual(["1 reference"]);
  });

  it("says why a serial can't be bumped", () => {
    const { snapshot } = zoneSnapshot("$ORIGIN example.com.\n@ 300 SOA a b 4294967295 1 1 1 1\n");
    const [lens] = codeLenses(snapshot, { spf: true, serial: true, references: false }, now);
    expect(lens?.title).toBe("Bump the serial to 1");
  });
});
