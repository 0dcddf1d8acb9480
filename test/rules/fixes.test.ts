/**
 * Each fix on the pages of the rules does what it says and nothing else: no other record changes, no comment goes, no error comes,
 * and BIND loads what it loaded before.
 */
import { describe, expect, test } from "vitest";
import { rules } from "../../server/src/rules/catalogue.js";
import { fixedBlocks, type FixedBlock } from "../support/fixedPage.js";
import { isInstalled, runChecker, soaAndServer } from "../support/checkers.js";
import { pageOf, pages } from "../support/runPage.js";

const all = pages.flatMap((id) => [...fixedBlocks(id, pageOf(id))]);

/** What a fix does beyond its own lines, on purpose: "rule: title". */
const meant: Readonly<Record<string, string>> = {
  "rrset/ttl-differs: Write TTL 600 at the first record": "the others of the set get that TTL too, as it asks for",
  "directive/relative-origin: Write sub.example.com.": "the records below it get the names that were meant",
};

/** Fixes after which BIND refuses the zone, as their titles say. */
const notForBind = ["cname/at-apex: Make it an ALIAS record, which PowerDNS knows"];

/** The comments that these rules are about are theirs to change. */
const isOwnComment = (rule: string): boolean => rule.startsWith("suppression/");

const hasSoa = /^[^;"]*[ \t]SOA[ \t]/im;

interface FixedZone {
  readonly text: string;
  readonly apex: string;
  readonly files: ReadonlyMap<string, string>;
}

const told = ({ rule, fix, finding }: FixedBlock): string => `${rule}: ${fix.title} (${finding.message})`;
const isMeant = ({ rule, fix }: FixedBlock): boolean => `${rule}: ${fix.title}` in meant;

describe("fixes", () => {
  test("each rule that makes fixes shows one on its page", () => {
    const shown = new Set(all.map(({ rule }) => rule));
    const fixable = [...rules.values()].filter((rule) => rule.fixable === true).map(({ id }) => id);
    expect(fixable.filter((id) => !shown.has(id))).toEqual([]);
  });
  test("what a fix is for is gone after it", () => {
    expect(all.filter(({ gone }) => !gone).map(told)).toEqual([]);
  });
  test("no error comes", () => {
    const bad = all.filter(({ newErrors }) => newErrors.length > 0);
    expect(bad.map((one) => [told(one), ...one.newErrors])).toEqual([]);
  });
  test("records of other lines stay as they are", () => {
    const bad = all.filter((one) => one.lost.length > 0 && !isMeant(one));
    expect(bad.map((one) => [told(one), ...one.lost])).toEqual([]);
  });
  test("comments stay", () => {
    const bad = all.filter(({ rule, lostComments }) => lostComments.length > 0 && !isOwnComment(rule));
    expect(bad.map((one) => [told(one), ...one.lostComments])).toEqual([]);
  });
  test("each exception is one still", () => {
    const needed = all.filter(({ lost }) => lost.length > 0).map(({ rule, fix }) => `${rule}: ${fix.title}`);
    expect(Object.keys(meant).filter((one) => !needed.includes(one))).toEqual([]);
  });
});

/** Whether named-checkzone loads each zone; the same one is asked about once. */
async function loaded(zones: readonly FixedZone[]): Promise<readonly boolean[]> {
  const idOf = ({ text, apex, files }: FixedZone): string => JSON.stringify([text, apex, ...files]);
  const distinct = new Map(zones.map((zone) => [idOf(zone), zone]));
  const verdicts = await runChecker(
    "named-checkzone",
    Array.from(distinct, ([name, { text, apex: origin, files }]) => ({
      name,
      origin,
      text: hasSoa.test(text) ? text : soaAndServer + text,
      files,
    })),
  );
  const answers = new Map([...distinct.keys()].map((id, i) => [id, verdicts[i]?.ok === true]));
  return zones.map((zone) => answers.get(idOf(zone)) === true);
}

describe.skipIf(!isInstalled("named-checkzone"))("fixes, as named-checkzone sees them", () => {
  test("what it loaded before, it loads after", async () => {
    const zones = all.flatMap((one) => (one.zone === undefined ? [] : [{ one, zone: one.zone }]));
    const asked = (["before", "after"] as const).flatMap((when) =>
      zones.map(({ one, zone: { apex, files } }) => ({ text: one[when], apex, files: files[when] })),
    );
    const answers = await loaded(asked);
    const verdicts = zones.map(({ one }, i) => ({
      one,
      before: answers[i] === true,
      after: answers[zones.length + i] === true,
    }));
    const count = (before: boolean, after: boolean): number =>
      verdicts.filter((verdict) => verdict.before === before && verdict.after === after).length;
    console.log(
      `named-checkzone on ${verdicts.length} fixed zones: ${count(true, true)} loaded before and after, ` +
        `${count(false, true)} loaded after only, ${count(false, false)} not at all, ${count(true, false)} no more`,
    );
    expect(verdicts.filter(({ before, after }) => before && !after).map(({ one }) => told(one))).toEqual([]);
    // An error that BIND refuses the zone for is gone with its fix, unless the zone has another one.
    const refused = verdicts
      .filter(({ one, before, after }) => !before && !after && one.errorsAfter === 0)
      .map(({ one }) => told(one));
    expect(refused.filter((one) => !notForBind.some((known) => one.startsWith(known)))).toEqual([]);
  }, 120_000);
});
