/** Holds the checks of hostile zones to steps in proportion to the zone, by counting what rules look at instead of taking the time. */
import { describe, expect, test } from "vitest";
import { openAnalysis } from "../../server/src/analysis/analysis.js";
import { readText } from "../../server/src/analysis/check.js";
import { compareZones } from "../../server/src/zone/compareZones.js";
import { checks } from "../../server/src/rules/catalogue.js";
import { onlyZone, type Zone } from "../../server/src/zone/zone.js";
import type { ZoneRecord } from "../../server/src/zone/record.js";

const head = `$ORIGIN example.com.
$TTL 3600
@ SOA ns1 hostmaster 1 14400 3600 1209600 3600
@ NS ns1
@ NS ns2
ns1 A 192.0.2.1
ns2 A 192.0.2.2
mail A 192.0.2.3
`;

/** A zone that counts the look-ups in it and the records that are looked at in its answers. */
function counted(zone: Zone): { readonly zone: Zone; readonly steps: () => number } {
  let steps = 0;
  const lists = new WeakMap<readonly ZoneRecord[], readonly ZoneRecord[]>();
  const watch = (list: readonly ZoneRecord[]): readonly ZoneRecord[] => {
    const known = lists.get(list);
    if (known !== undefined) return known;
    const watched = new Proxy(list, {
      get(target, key, receiver): unknown {
        if (typeof key === "string" && /^[0-9]+$/.test(key)) steps++;
        return Reflect.get(target, key, receiver);
      },
    });
    lists.set(list, watched);
    return watched;
  };
  function* each<T>(records: Iterable<T>): Iterable<T> {
    for (const record of records) {
      steps++;
      yield record;
    }
  }
  return {
    steps: () => steps,
    zone: {
      ...zone,
      get apex() {
        return zone.apex;
      },
      get originKnown() {
        return zone.originKnown;
      },
      get complete() {
        return zone.complete;
      },
      recordsAt(key) {
        steps++;
        return watch(zone.recordsAt(key));
      },
      typesAt(key) {
        steps++;
        return zone.typesAt(key);
      },
      standing(key) {
        steps++;
        return zone.standing(key);
      },
      recordsOfType: (type) => each(zone.recordsOfType(type)),
      ownersOfType: (type) => each(zone.ownersOfType(type)),
      records: () => each(zone.records()),
    },
  };
}

function stepsFor(text: string): number {
  const reading = readText(text);
  const { zone, steps } = counted(reading.zone);
  const analysis = openAnalysis({ ...reading, zone }, checks);
  analysis.note(
    { added: reading.frames(), removed: [], owners: new Set(zone.owners()) },
    {
      zones: onlyZone(zone),
      policyOf: () => undefined,
      server: "any",
      dmarc: "rfc9989",
      now: undefined,
      failed: (rule, error) => {
        throw new Error(`rule ${rule} failed`, { cause: error });
      },
    },
    new Set(),
  );
  for (const _ of analysis.work());
  return steps();
}

const address = (n: number): string => `10.0.${(n >> 8) & 255}.${n & 255}`;

const zones: Readonly<Record<string, (n: number, all: number) => string>> = {
  "hosts of all kinds": (n) =>
    [`h${n} A ${address(n)}`, `h${n} MX 10 mail`, `h${n} CNAME h${n - 2}`, `h${n} TXT "text"`][n % 4] ?? "",
  "addresses of one owner": (n) => `big A ${address(n)}`,
  "texts of one owner": (n) => `big TXT "text ${n}"`,
  "SPF records of one owner": (n) => `big TXT "v=spf1 ip4:${address(n)} -all"`,
  "mail servers of one owner": (n) => `big MX ${n} m${n}`,
  "aliases to a name with many addresses": (n) => (n % 2 === 0 ? `big A ${address(n)}` : `c${n} CNAME big`),
  "mail servers with many addresses": (n) => (n % 2 === 0 ? `big A ${address(n)}` : `d${n} MX 10 big`),
  "servers of the zone": (n) => `@ NS n${n}`,
  "servers of the zone that are the same": () => "@ NS ns1",
  "servers of one delegation": (n) => `big NS m${n}.big`,
  "glue below one delegation": (n) => (n % 2 === 0 ? `m${n}.big A ${address(n)}` : `big NS m${n - 1}.big`),
  "servers with private addresses, of a zone with many addresses": (n) =>
    [`@ A ${address(n)}`, `s${n} NS m${n}.s${n}`, `m${n - 1}.s${n - 1} A ${address(n)}`][n % 3] ?? "",
  delegations: (n) => [`s${n} NS ns.s${n}`, `ns.s${n - 1} A ${address(n)}`][n % 2] ?? "",
  "SOA records of the zone": (n) => `@ SOA m${n} hostmaster ${n} 14400 3600 1209600 3600`,
  "old digests at one delegation": (n) => `big DS ${n} 8 1 ${"ab".repeat(20)}`,
  "unknown hashes for NSEC3": (n) => `@ NSEC3PARAM 2 0 ${n} -`,
  "a chain of aliases": (n) => `c${n} CNAME c${n + 1}`,
  "a circle of aliases": (n, all) => `c${n} CNAME c${(n + 1) % all}`,
  "SPF records that include each other": (n, all) =>
    `p${n} TXT "v=spf1 include:p${(n * 7 + 1) % all}.example.com include:p${(n * 3 + 2) % all}.example.com -all"`,
  "policies of names without other records": (n) => `_dmarc.x${n} TXT "v=DMARC1; p=reject"`,
  "mail domains with policies": (n) =>
    n % 2 === 0 ? `d${n} MX 10 mail` : `_dmarc.d${n - 1} TXT "v=DMARC1; p=reject; rua=mailto:d@example.com"`,
  "names of many labels": (n) => `${"a.b.c.d.e.f.g.h.".repeat(6)}x${n} A ${address(n)}`,
};

const usual = 400;
/** Here the records looked at for each are limited to 500, and the zone has to be larger than that. */
const larger: Readonly<Record<string, number>> = { "mail domains with policies": 1200 };

/** What four times the records may cost in times the steps: a square would be sixteen. */
const most = 6;

describe("four times the records take about four times the steps", () => {
  test.each(Object.keys(zones))("%s", { timeout: 120_000 }, (name) => {
    const fewRecords = larger[name] ?? usual;
    const line = zones[name] ?? (() => "");
    const make = (size: number): string =>
      `${head}${Array.from({ length: size }, (_, n) => line(n, size)).join("\n")}\n`;
    const few = stepsFor(make(fewRecords));
    expect(few).toBeGreaterThan(fewRecords);
    expect(stepsFor(make(4 * fewRecords)) / few).toBeLessThan(most);
  });
});

test("the last record of a zone is found without a walk through all that comes before", () => {
  const { zone } = readText(
    `${head.replace(/^@ SOA.*\n/m, "")}${"h A 192.0.2.9\n".repeat(5000)}@ SOA ns1 h 1 2 3 4 5\n`,
  );
  expect([...zone.recordsOfType("SOA")].map(({ owner }) => owner.text)).toEqual(["example.com."]);
  expect(zone.recordsAt("h.example.com.")).toBe(zone.recordsAt("h.example.com."));
  expect(compareZones(zone, zone)).toMatchObject({ removed: [], added: [], changed: [] });
});
