/** Holds renames and references to steps in proportion to the zones, by counting what they look at instead of taking the time. */
import { describe, expect, it, test } from "vitest";
import { readText } from "../../server/src/analysis/check.js";
import { makeName } from "../../server/src/dns/name.js";
import { incomingCalls, prepareCallHierarchy } from "../../server/src/features/callHierarchy.js";
import { linkedEditing } from "../../server/src/features/linkedEditing.js";
import { references } from "../../server/src/features/references.js";
import { renameInSteps } from "../../server/src/features/rename.js";
import { parseMtaStsPolicy } from "../../server/src/mail/mtaStsPolicy.js";
import { entryEnd } from "../../server/src/syntax/scanner.js";
import { pagedText } from "../../server/src/text/pagedText.js";
import type { PolicyFile, ZoneSnapshot } from "../../server/src/workspace/snapshot.js";
import type { ZoneRecord } from "../../server/src/zone/record.js";
import type { Zone } from "../../server/src/zone/zone.js";
import { zoneSetOf } from "../../server/src/zone/zoneSet.js";

const headOf = (zone: string): string => `$ORIGIN ${zone}\n$TTL 300\n@ SOA ns h 1 2 3 4 5\n`;
const head = `${headOf("example.com.")}mail A 192.0.2.1\n`;

interface World {
  /** Of the zone example.com., with the cursor on `mail`. */
  readonly text: string;
  readonly others?: readonly string[];
  readonly policies?: readonly PolicyFile[];
}

interface Counted {
  readonly snapshot: ZoneSnapshot;
  readonly steps: () => number;
}

/** A snapshot that counts the look-ups in its zones, the records that are looked at, and the policies. */
function counted({ text, others = [], policies = [] }: World): Counted {
  let steps = 0;
  const list = (records: readonly ZoneRecord[]): readonly ZoneRecord[] => {
    steps += 1 + records.length;
    return records;
  };
  function* each(records: Iterable<ZoneRecord>): Iterable<ZoneRecord> {
    for (const record of records) {
      steps++;
      yield record;
    }
  }
  const step = <T>(value: T): T => {
    steps++;
    return value;
  };
  const counting = (zone: Zone): Zone => ({
    uri: zone.uri,
    apex: zone.apex,
    originKnown: zone.originKnown,
    complete: zone.complete,
    written: (uri, at) => step(zone.written(uri, at)),
    recordsAt: (key) => list(zone.recordsAt(key)),
    typesAt: (key) => step(zone.typesAt(key)),
    has: (key) => step(zone.has(key)),
    countOfType: (type) => step(zone.countOfType(type)),
    recordsOfType: (type) => each(zone.recordsOfType(type)),
    records: () => each(zone.records()),
    recordsNaming: (key) => each(zone.recordsNaming(key)),
    owners: () => zone.owners(),
    ownersOfType: (type) => zone.ownersOfType(type),
    standing: (key) => step(zone.standing(key)),
    wildcardFor: (key) => step(zone.wildcardFor(key)),
  });
  const reading = readText(text, { uri: "file:///own" });
  const zone = counting(reading.zone);
  const zones = zoneSetOf([
    zone,
    ...others.map((other, i) => counting(readText(other, { uri: `file:///other${i}` }).zone)),
  ]);
  const snapshot: ZoneSnapshot = {
    kind: "zone",
    uri: "file:///own",
    text: reading.documents()[0]?.text ?? pagedText(text, entryEnd),
    reading,
    zone,
    zones,
    origin: makeName("example.com."),
    originSource: "$ORIGIN",
    diagnostics: [],
    context: { zone, zones, policyOf: () => undefined, server: "any", dmarc: "rfc9989", now: undefined },
    policiesOf: () => [],
    policies: () => {
      steps += policies.length;
      return policies;
    },
  };
  return { snapshot, steps: () => steps };
}

const times = (n: number, line: (i: number) => string): string => Array.from({ length: n }, (_, i) => line(i)).join("");
const policyText = "version: STSv1\nmode: none\nmx: mail.example.com\nmax_age: 86400\n";

const worlds: Readonly<Record<string, (n: number) => World>> = {
  "targets of one zone": (n) => ({ text: head + times(n, (i) => `h${i} MX 10 mail\n`) }),
  "records of one owner": (n) => ({ text: head + times(n, (i) => `mail TXT "${i}"\n`) }),
  "mail records": (n) => ({ text: head + times(n, (i) => `h${i} TXT "v=spf1 a:mail.example.com -all"\n`) }),
  "records of one line": (n) => ({ text: `${head}$GENERATE 1-${n} h$ CNAME mail\n` }),
  "lines that make records": (n) => ({ text: head + times(n, (i) => `$GENERATE 1-2 h$-${i} CNAME mail\n`) }),
  "aliases, one after the other": (n) => ({
    text: head + times(n, (i) => `h${i} CNAME ${i === 0 ? "mail" : `h${i - 1}`}\n`),
  }),
  files: (n) => ({
    text: head,
    others: Array.from({ length: n }, (_, i) => `${headOf(`z${i}.example.`)}@ MX 10 mail.example.com.\n`),
  }),
  policies: (n) => ({
    text: head + times(n, (i) => `d${i} MX 10 mail\n`),
    policies: Array.from({ length: n }, (_, i) => ({
      uri: `file:///${i}/mta-sts.txt`,
      policy: parseMtaStsPolicy(policyText).value,
      domain: `d${i}.example.com.`,
    })),
  }),
};

/** The steps of all that is asked about the name, and how many edits the rename has. */
function ask(world: World): { steps: number; edits: number; rests: number } {
  const { snapshot, steps } = counted(world);
  const at = world.text.indexOf("mail A");
  const renaming = renameInSteps(snapshot, at, "mx1");
  let rests = 0;
  let step = renaming.next();
  for (; step.done !== true; step = renaming.next()) rests++;
  const edits = "refused" in step.value ? 0 : step.value.edits.length;
  references(snapshot, at, true);
  linkedEditing(snapshot, at);
  const [item] = prepareCallHierarchy(snapshot, at);
  if (item !== undefined) incomingCalls(snapshot, item);
  return { steps: steps(), edits, rests };
}

/** What four times as much may cost in times the steps: a square would be sixteen. */
const most = 6;

describe("four times as much takes about four times the steps", () => {
  test.each(Object.keys(worlds))("%s", (name) => {
    const make = worlds[name] ?? (() => ({ text: "" }));
    const few = ask(make(100));
    const many = ask(make(400));
    expect(few.edits).toBeGreaterThan(0);
    expect(few.steps).toBeGreaterThan(100);
    expect(many.steps / few.steps).toBeLessThan(most);
  });
});

it("a rename in many files rests now and then, and changes them all", () => {
  const { edits, rests } = ask({
    text: head,
    others: Array.from(
      { length: 500 },
      (_, i) => headOf(`z${i}.example.`) + times(4, () => "@ MX 10 mail.example.com.\n"),
    ),
  });
  expect(edits).toBe(2001);
  expect(rests).toBeGreaterThan(500);
});

it("passes over lines that can't have the name", () => {
  const { snapshot, steps } = counted({ text: head + times(2000, (i) => `h${i} A 192.0.2.2\n`) });
  references(snapshot, snapshot.text.length, true);
  expect(references(snapshot, head.indexOf("mail A"), true)).toHaveLength(1);
  expect(steps()).toBeLessThan(10);
});
