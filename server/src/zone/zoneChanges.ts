/** Keeps up whether the records of a zone differ from those of another reading of it, at the cost of what an edit touches. */
import { sameAt } from "./compareZones.js";
import { sameContext } from "./context.js";
import type { Frame } from "./frame.js";
import type { Change, ZoneReading } from "./readZone.js";

export interface ZoneChanges {
  /** Takes note of what a reading of one of the two changed. */
  noteBefore(change: Change): void;
  noteAfter(change: Change): void;
  /** Compares what is to be compared, some owners a step; then `differ` and `owner` are right. */
  work(): Generator<void, void, void>;
  /** Whether the records differ, the serial aside. */
  differ(): boolean;
  /** The key of the first owner, in the order of keys, whose records differ; undefined where none does, or too many might. */
  owner(): string | undefined;
}

/** Where more owners are written otherwise, one that differs is enough: which is the first is not looked for. */
const mostNamed = 1000;
/** How many owners are compared in one step. */
const step = 200;

const modulus = 2 ** 48;

/** A digest of a text, 48 bits: two hashes (FNV-1a) of different seeds, of 24 bits each. */
function digest(text: string): number {
  let a = 0x811c9dc5;
  let b = 0x2f0b4a71;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x01000193);
  }
  return (a >>> 8) * 2 ** 24 + ((b ^ (b >>> 15)) & 0xffffff);
}

/** Whether two frames say the same because they are written the same. */
const sameFrame = (a: Frame, b: Frame): boolean =>
  a.from === b.from && a.to === b.to && a.encoding === b.encoding && sameContext(a.before, b.before);

/**
 * `before` and `after` as they are now. Each owner has the sum of the digests of its records in `after`, less those in `before`: where
 * it is 0 the records are written the same; where it is not, they are read and compared.
 */
export function openZoneChanges(before: ZoneReading, after: ZoneReading): ZoneChanges {
  const sums = new Map<string, number>();
  /** What comparing the records of an owner showed, while they stay as they are. */
  const judged = new Map<string, boolean>();
  let apex: string | undefined;
  let differs = false;
  let first: string | undefined;

  const add = ({ page, rows }: Frame, sign: 1 | -1): void => {
    for (const row of rows) {
      const text = page.text.slice(page.entries[row.entry] ?? 0, page.entries[row.entry + 1] ?? page.text.length);
      const value = digest(`${text}\n${row.origin.text}\n${row.ttl ?? ""}\n${row.class}\n${row.generated ?? ""}`);
      const sum = ((sums.get(row.owner.key) ?? 0) + sign * value + modulus) % modulus;
      if (sum === 0) sums.delete(row.owner.key);
      else sums.set(row.owner.key, sum);
    }
  };

  /** Frames that are written the same on both sides add up to nothing. */
  const start = (): void => {
    const same = new Map<string, Frame[]>();
    for (const frame of before.frames()) {
      const known = same.get(frame.page.text);
      if (known === undefined) same.set(frame.page.text, [frame]);
      else known.push(frame);
    }
    for (const frame of after.frames()) {
      const list = same.get(frame.page.text) ?? [];
      const index = list.findIndex((other) => sameFrame(other, frame));
      if (index < 0) add(frame, 1);
      else list.splice(index, 1);
    }
    for (const list of same.values()) for (const frame of list) add(frame, -1);
  };
  start();

  const take = ({ added, removed, owners }: Change, sign: 1 | -1): void => {
    for (const frame of added) add(frame, sign);
    for (const frame of removed) add(frame, sign === 1 ? -1 : 1);
    for (const key of owners) judged.delete(key);
  };

  const isSame = (key: string): boolean => {
    const known = judged.get(key);
    if (known !== undefined) return known;
    const same = sameAt(before.zone, after.zone, key);
    judged.set(key, same);
    return same;
  };

  function* work(): Generator<void, void, void> {
    const apexNow = `${before.zone.apex?.key ?? ""} ${after.zone.apex?.key ?? ""}`;
    if (apexNow !== apex) judged.clear();
    apex = apexNow;
    differs = false;
    first = undefined;
    const named = sums.size <= mostNamed;
    let count = 0;
    for (const key of sums.keys()) {
      if (++count % step === 0) yield;
      if (isSame(key)) continue;
      differs = true;
      if (!named) return;
      if (first === undefined || key < first) first = key;
    }
  }

  return {
    noteBefore: (change) => take(change, -1),
    noteAfter: (change) => take(change, 1),
    work,
    differ: () => differs,
    owner: () => first,
  };
}
