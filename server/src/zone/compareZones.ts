/** Compares two zones record by record, as a server has them loaded, whatever the layout of their files. */
import { isAtOrBelow, labelsOf } from "../dns/name.js";
import { canonicalTypeName } from "../dns/typeIndex.js";
import { finish, type Steps } from "../text/steps.js";
import { numberOf } from "./record.js";
import { comparableRdata, loadedRecords, rrsetKey, type PrintedRecord } from "./printRecords.js";
import type { Zone } from "./zone.js";

/** A record whose TTL or RDATA differs. */
export interface ChangedRecord {
  readonly before: PrintedRecord;
  readonly after: PrintedRecord;
}

/** How the second zone differs from the first; the lists are in canonical order (RFC 4034 section 6.1), types by name. */
export interface ZoneComparison {
  readonly removed: readonly PrintedRecord[];
  readonly added: readonly PrintedRecord[];
  readonly changed: readonly ChangedRecord[];
  /** The serials of the SOA records, which are no difference by themselves; undefined where a zone has none that can be read. */
  readonly serial: { readonly before: number | undefined; readonly after: number | undefined };
  /** How many records are the same in both. */
  readonly same: number;
}

/** More candidates than this in one RRset are not paired: each would be held against each. */
const mostPairs = 10_000;

const serialOf = (zone: Zone): number | undefined => {
  for (const record of zone.recordsOfType("SOA"))
    if (record.owner.key === zone.apex?.key) return numberOf(record, "serial");
  return undefined;
};

/** The RDATA as it is compared: an SOA without its serial, which stands third. */
const comparableOf = ({ class: name, type, rdata }: PrintedRecord): string => {
  const written = comparableRdata(type, rdata);
  return `${name} ${type === "SOA" ? written.replace(/^(\S+ \S+) [0-9]+/, "$1") : written}`;
};

type Rrsets = ReadonlyMap<string, readonly PrintedRecord[]>;

function rrsetsOf(records: Iterable<PrintedRecord>): Rrsets {
  const sets = new Map<string, PrintedRecord[]>();
  for (const record of records) {
    const key = rrsetKey(record.owner.key, record.type, record.rdata);
    const set = sets.get(key);
    if (set === undefined) sets.set(key, [record]);
    else set.push(record);
  }
  return sets;
}

const wordsOf = (rdata: string): ReadonlySet<string> => new Set(rdata.toLowerCase().split(/[\s";,=]+/));

/** How much two RDATA have in common, from 0 to 1. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0;
  for (const word of a) if (word !== "" && b.has(word)) common++;
  return common / Math.max(a.size, b.size, 1);
}

/** Pairs records of one RRset that most likely are the same one before and after a change. */
function pair(
  before: readonly PrintedRecord[],
  after: readonly PrintedRecord[],
): { pairs: ChangedRecord[]; removed: PrintedRecord[]; added: PrintedRecord[] } {
  const [first] = before;
  const [second] = after;
  if (before.length === 1 && after.length === 1 && first !== undefined && second !== undefined)
    return { pairs: [{ before: first, after: second }], removed: [], added: [] };
  if (before.length * after.length > mostPairs) return { pairs: [], removed: [...before], added: [...after] };
  const theirs = after.map((record) => ({ record, words: wordsOf(record.rdata) }));
  const candidates = before
    .flatMap((record) => {
      const words = wordsOf(record.rdata);
      return theirs.map((other) => ({ before: record, after: other.record, likeness: likeness(words, other.words) }));
    })
    .filter((candidate) => candidate.likeness > 0)
    .sort((a, b) => b.likeness - a.likeness);
  const taken = new Set<PrintedRecord>();
  const pairs: ChangedRecord[] = [];
  for (const candidate of candidates) {
    if (taken.has(candidate.before) || taken.has(candidate.after)) continue;
    taken.add(candidate.before).add(candidate.after);
    pairs.push({ before: candidate.before, after: candidate.after });
  }
  return {
    pairs,
    removed: before.filter((record) => !taken.has(record)),
    added: after.filter((record) => !taken.has(record)),
  };
}

/** Compares what two RRsets hold. */
function compareSets(
  before: readonly PrintedRecord[],
  after: readonly PrintedRecord[],
): Omit<ZoneComparison, "serial"> {
  const left = new Map(after.map((record) => [comparableOf(record), record]));
  const gone: PrintedRecord[] = [];
  const changed: ChangedRecord[] = [];
  let same = 0;
  for (const record of before) {
    const key = comparableOf(record);
    const other = left.get(key);
    if (other === undefined) gone.push(record);
    else {
      left.delete(key);
      if (record.ttl === other.ttl) same++;
      else changed.push({ before: record, after: other });
    }
  }
  const { pairs, removed, added } = pair(gone, [...left.values()]);
  return { removed, added, changed: [...changed, ...pairs], same };
}

const order = ({ owner, type }: PrintedRecord): readonly string[] => [...labelsOf(owner.key).reverse(), "", type];

function sorted<T>(list: readonly T[], recordOf: (one: T) => PrintedRecord): T[] {
  const keyed = list.map((one) => ({ one, key: order(recordOf(one)) }));
  keyed.sort((a, b) => {
    for (let i = 0; ; i++) {
      const [x, y] = [a.key[i], b.key[i]];
      if (x === undefined || y === undefined) return x === y ? 0 : x === undefined ? -1 : 1;
      if (x !== y) return x < y ? -1 : 1;
    }
  });
  return keyed.map(({ one }) => one);
}

/** What is found, while it is found. */
interface Found {
  readonly removed: PrintedRecord[];
  readonly added: PrintedRecord[];
  readonly changed: ChangedRecord[];
  same: number;
}

const nothing = (): Found => ({ removed: [], added: [], changed: [], same: 0 });

/** Compares all that one owner has in both zones. */
function compareOwner(before: Zone, after: Zone, key: string, into: Found): void {
  const left = rrsetsOf(loadedRecords(before, before.recordsAt(key)));
  const right = rrsetsOf(loadedRecords(after, after.recordsAt(key)));
  for (const [set, records] of left) {
    const found = compareSets(records, right.get(set) ?? []);
    for (const record of found.removed) into.removed.push(record);
    for (const record of found.added) into.added.push(record);
    for (const one of found.changed) into.changed.push(one);
    into.same += found.same;
  }
  for (const [set, records] of right) if (!left.has(set)) for (const record of records) into.added.push(record);
}

/** How many records or owners make a step. */
const stride = 256;

/** What of a record decides, without the record: most owners are the same in both zones, and need no more. */
interface Essence {
  readonly ttl: number | undefined;
  readonly class: number;
  readonly type: string;
  readonly rdata: string;
}

type Essences = ReadonlyMap<string, readonly Essence[]>;

function* essencesOf(zone: Zone): Steps<Essences> {
  const found = new Map<string, Essence[]>();
  let seen = 0;
  for (const { owner, ttl, class: recordClass, type, rdata } of zone.records()) {
    if (++seen % stride === 0) yield;
    const { canonical } = rdata;
    if (canonical === undefined || (zone.apex !== undefined && !isAtOrBelow(owner.key, zone.apex.key))) continue;
    const essence = { ttl, class: recordClass, type: canonicalTypeName(type.code), rdata: canonical };
    const known = found.get(owner.key);
    if (known === undefined) found.set(owner.key, [essence]);
    else known.push(essence);
  }
  return found;
}

const equal = (before: readonly Essence[], after: readonly Essence[]): boolean =>
  before.length === after.length &&
  before.every((one, index) => {
    const other = after[index];
    return one.rdata === other?.rdata && one.ttl === other.ttl && one.type === other.type && one.class === other.class;
  });

/** How many records a server has of them: repeated ones are left out. */
const countOf = (list: readonly Essence[]): number =>
  list.length < 2
    ? list.length
    : new Set(list.map(({ type, rdata }) => `${type} ${comparableRdata(type, rdata)}`)).size;

/** How `after` differs from `before`. Records that can't be read are in neither. */
export const compareZones = (before: Zone, after: Zone): ZoneComparison => finish(compareZonesInSteps(before, after));

export function* compareZonesInSteps(before: Zone, after: Zone): Steps<ZoneComparison> {
  const [left, right] = [yield* essencesOf(before), yield* essencesOf(after)];
  const found = nothing();
  let seen = 0;
  for (const [key, essences] of left) {
    if (++seen % stride === 0) yield;
    if (equal(essences, right.get(key) ?? [])) found.same += countOf(essences);
    else compareOwner(before, after, key, found);
  }
  for (const key of right.keys()) {
    if (++seen % stride === 0) yield;
    if (!left.has(key)) compareOwner(before, after, key, found);
  }
  return {
    removed: sorted(found.removed, (record) => record),
    added: sorted(found.added, (record) => record),
    changed: sorted(found.changed, (one) => one.before),
    same: found.same,
    serial: { before: serialOf(before), after: serialOf(after) },
  };
}

/** Whether an owner has the same records in both zones, the serial aside. */
export function sameAt(before: Zone, after: Zone, key: string): boolean {
  const found = nothing();
  compareOwner(before, after, key, found);
  return found.removed.length + found.added.length + found.changed.length === 0;
}
