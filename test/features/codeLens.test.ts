/** Code lenses and call hierarchies. */
import { describe, expect, it } from "vitest";
import { incomingCalls, outgoingCalls, prepareCallHierarchy } from "../../server/src/features/callHierarchy.js";
import { codeLenses } from "../../server/src/features/codeLens.js";
import { zoneSnapshot } from "../support/features.js";

const zone = `
  $ORIGIN example.com.
  $TTL 3600
  @ SOA ns1 hostmaster 2026010105 7200 3600 1209600 300
  @ MX 10 mail
  @ TXT "v=spf1 mx inc<|>lude:_spf.example.com include:unknown.example.net -all"
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

  it("says why a serial can't be bumped", () => {
    const { snapshot } = zoneSnapshot("$ORIGIN example.com.\n@ 300 SOA a b 4294967295 1 1 1 1\n");
    const [lens] = codeLenses(snapshot, { spf: true, serial: true, references: false }, now);
    expect(lens?.title).toBe("Bump the serial to 1");
  });
});

describe("call hierarchy", () => {
  it("goes from an SPF record to those it includes, with their cost, and back", () => {
    const { snapshot, offset } = zoneSnapshot(zone);
    const [item] = prepareCallHierarchy(snapshot, offset);
    expect(item).toMatchObject({ name: "example.com SPF", detail: "at least 5 look-ups" });
    const [call, ...rest] = item === undefined ? [] : outgoingCalls(snapshot, item);
    expect(rest).toEqual([]);
    expect(call?.item).toMatchObject({ name: "_spf.example.com SPF", detail: "2 look-ups" });
    const back = call === undefined ? [] : incomingCalls(snapshot, call.item);
    expect(back.map((one) => one.item.name)).toEqual(["example.com SPF"]);
  });

  it("follows aliases", () => {
    const { snapshot, text } = zoneSnapshot(zone);
    const [item] = prepareCallHierarchy(snapshot, text.indexOf("www"));
    expect(item).toMatchObject({ name: "www.example.com. CNAME", detail: "web.example.com." });
    const calls = item === undefined ? [] : outgoingCalls(snapshot, item);
    expect(calls.map((call) => [call.item.name, text.slice(call.from[0]?.start, call.from[0]?.end)])).toEqual([
      ["web.example.com. CNAME", "web"],
    ]);
  });

  it("ends an alias and a delegation at addresses, and comes back from them", () => {
    const { snapshot, text } = zoneSnapshot(
      "$ORIGIN example.com.\n$TTL 300\n@ SOA ns1 h 1 2 3 4 5\nsub NS ns.sub\nns.sub A 192.0.2.7\n",
    );
    const [item] = prepareCallHierarchy(snapshot, text.indexOf("sub NS"));
    const [call] = item === undefined ? [] : outgoingCalls(snapshot, item);
    expect(call?.item).toMatchObject({ name: "ns.sub.example.com. A", detail: "192.0.2.7" });
    const back = call === undefined ? [] : incomingCalls(snapshot, call.item);
    expect(back.map((one) => one.item.name)).toEqual(["sub.example.com. NS"]);
  });

  it("has nothing to say of other records", () => {
    const { snapshot, text } = zoneSnapshot(zone);
    expect(prepareCallHierarchy(snapshot, text.indexOf("mail A"))).toEqual([]);
  });
});
