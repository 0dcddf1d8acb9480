/** Zones compared record by record: layout is no difference, and what changed is paired as people would. */
import { describe, expect, test } from "vitest";
import { readText } from "../../server/src/analysis/check.js";
import { compareInWords } from "../../server/src/features/compareZones.js";
import { compareZones, sameAt } from "../../server/src/zone/compareZones.js";
import type { Zone } from "../../server/src/zone/zone.js";
import { dedent } from "../support/features.js";

const head = "$ORIGIN example.com.\n$TTL 3600\n@ SOA ns1 hostmaster 7 4h 1h 2w 1h\n@ NS ns1\nns1 A 192.0.2.53\n";
const zone = (text: string, start = head): Zone =>
  readText(start + dedent(text), { origin: "example.com.", files: new Map([["hosts.inc", "www A 192.0.2.1\n"]]) }).zone;

/** The lines of the differences alone. */
const differences = (before: Zone, after: Zone): string[] =>
  compareInWords(before, after, { before: "a", after: "b" })
    .lines.filter(({ kind }) => kind === "removed" || kind === "added")
    .map(({ text }) => text);

describe("no difference", () => {
  test.each([
    [
      "order, blanks and comments",
      "a A 192.0.2.1\nb A 192.0.2.2\n",
      "; b first\nb   A\t192.0.2.2 ; two\n\na A 192.0.2.1\n",
    ],
    ["relative and absolute names, case", "www CNAME ns1\n", "WWW.example.com. CNAME NS1.Example.COM.\n"],
    [
      "inherited owners and $ORIGIN",
      "a A 192.0.2.1\na A 192.0.2.2\n",
      "$ORIGIN a.example.com.\n@ A 192.0.2.1\n A 192.0.2.2\n",
    ],
    ["units of time", "a 1h A 192.0.2.1\n", "a 3600 A 192.0.2.1\n"],
    ["parentheses", "a TXT a b\n", 'a TXT ( "a" ; one\n "b" )\n'],
    ["forms of an address", "a AAAA 2001:db8:0:0::1\n", "a AAAA 2001:DB8::1\n"],
    ["$GENERATE", "$GENERATE 1-2 h$ A 192.0.2.$\n", "h1 A 192.0.2.1\nh2 A 192.0.2.2\n"],
    ["an include", "$INCLUDE hosts.inc\n", "www A 192.0.2.1\n"],
    ["unknown types", "a A 192.0.2.1\n", "a TYPE1 \\# 4 C0000201\n"],
    ["a record twice", "a A 192.0.2.1\n", "a A 192.0.2.1\na A 192.0.2.1\n"],
  ])("%s", (_name, before, after) => expect(differences(zone(before), zone(after))).toEqual([]));

  test("a serial is none, but is told", () => {
    const result = compareZones(zone(""), zone("", head.replace(" 7 ", " 9 ")));
    expect(result).toMatchObject({ removed: [], added: [], changed: [], serial: { before: 7, after: 9 }, same: 3 });
  });
});

describe("differences", () => {
  test.each<[string, string, string, string[]]>([
    ["a record only in the first", "a A 192.0.2.1\n", "", ["- a.example.com. 3600 IN A 192.0.2.1"]],
    ["a record only in the second", "", "a A 192.0.2.1\n", ["+ a.example.com. 3600 IN A 192.0.2.1"]],
    [
      "another address",
      "a A 192.0.2.1\n",
      "a A 192.0.2.2\n",
      ["- a.example.com. 3600 IN A 192.0.2.1", "+ a.example.com. 3600 IN A 192.0.2.2"],
    ],
    [
      "another TTL",
      "a A 192.0.2.1\n",
      "a 60 A 192.0.2.1\n",
      ["- a.example.com. 3600 IN A 192.0.2.1", "+ a.example.com. 60 IN A 192.0.2.1"],
    ],
    [
      "the case of a text",
      "a TXT one\n",
      "a TXT One\n",
      ['- a.example.com. 3600 IN TXT "one"', '+ a.example.com. 3600 IN TXT "One"'],
    ],
    [
      "where a text is split",
      'a TXT "ab"\n',
      'a TXT "a" "b"\n',
      ['- a.example.com. 3600 IN TXT "ab"', '+ a.example.com. 3600 IN TXT "a" "b"'],
    ],
  ])("%s", (_name, before, after, expected) => expect(differences(zone(before), zone(after))).toEqual(expected));

  test("a changed record is paired with the one most like it", () => {
    const { changed, added, removed } = compareZones(
      zone('@ TXT "v=spf1 mx -all"\n@ TXT "proof=123"\n@ MX 10 a.example.net.\n@ MX 20 b.example.net.\n'),
      zone(
        '@ TXT "proof=124"\n@ TXT "v=spf1 mx a -all"\n@ MX 30 b.example.net.\n@ MX 10 a.example.net.\n@ MX 5 c.example.net.\n',
      ),
    );
    expect(changed.map(({ before, after }) => [before.rdata, after.rdata])).toEqual([
      ["20 b.example.net.", "30 b.example.net."],
      ['"v=spf1 mx -all"', '"v=spf1 mx a -all"'],
      ['"proof=123"', '"proof=124"'],
    ]);
    expect([added.map(({ rdata }) => rdata), removed]).toEqual([["5 c.example.net."], []]);
  });

  test("timers of the SOA are one, apart from its serial", () => {
    const { changed } = compareZones(zone(""), zone("", head.replace("7 4h", "8 2h")));
    expect(changed.map(({ after }) => after.rdata)).toEqual([
      "ns1.example.com. hostmaster.example.com. 8 7200 3600 1209600 3600",
    ]);
  });

  test("come in canonical order, parents first", () => {
    const made = differences(zone(""), zone("b.a A 192.0.2.1\nz A 192.0.2.1\na TXT x\na A 192.0.2.1\n"));
    expect(made.map((text) => text.split(" ").slice(1, 5).join(" "))).toEqual([
      "a.example.com. 3600 IN A",
      "a.example.com. 3600 IN TXT",
      "b.a.example.com. 3600 IN A",
      "z.example.com. 3600 IN A",
    ]);
  });

  test("of one owner", () => {
    const [before, after] = [zone("a A 192.0.2.1\nb A 192.0.2.1\n"), zone("a A 192.0.2.9\nb A 192.0.2.1\n")];
    expect(["a", "b", "c"].map((label) => sameAt(before, after, `${label}.example.com.`))).toEqual([false, true, true]);
  });

  test("in one large set end in time", () => {
    const many = (from: number): string =>
      Array.from({ length: 5000 }, (_, i) => `a TXT "value ${i + from}"\n`).join("");
    const { removed, added, changed, same } = compareZones(zone(many(0)), zone(many(500)));
    expect([removed.length, added.length, changed.length, same]).toEqual([500, 500, 0, 4503]);
  });
});

test("the words say what is counted", () => {
  const { text, same } = compareInWords(zone("a A 192.0.2.1\n"), zone("b A 192.0.2.1\n"), { before: "a", after: "b" });
  expect(same).toBe(false);
  expect(text.split("\n").at(-2)).toBe("1 removed, 1 added, 0 changed, 3 the same; serial 7 in both");
});
