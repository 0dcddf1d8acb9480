/** Refactorings of one word, or of all in the lines that are selected: names relative or absolute, times in units or seconds. */
import { isAtOrBelow } from "../dns/name.js";
import { readTtl, ttlWithUnits } from "../dns/ttl.js";
import type { Word } from "../syntax/word.js";
import { replace, type Edit } from "../text/edit.js";
import { shown } from "../text/problem.js";
import { touches } from "../text/span.js";
import { entriesOf, type Here, type ZoneSnapshot } from "../workspace/snapshot.js";
import { isDirective } from "../zone/directive.js";
import { unknownOrigin } from "../zone/readZone.js";
import { editsOf, noRewrite, type CodeAction } from "./action.js";
import { nameIn } from "./keepContext.js";
import { placesOf, type NamePlace } from "./namePlaces.js";

/** The forms of a name: as it is, with and without the origin; the second undefined where it is not below the origin. */
function formsOf({ name, origin }: NamePlace): { readonly absolute: string; readonly relative: string | undefined } {
  const isBelow = origin !== undefined && name.text !== "." && isAtOrBelow(name.key, origin.key);
  return { absolute: name.text, relative: isBelow ? nameIn(name, origin) : undefined };
}

/** The names of a record that are written as such. */
const namesIn = (snapshot: ZoneSnapshot, { record }: Here): NamePlace[] =>
  record === undefined ? [] : placesOf(record, snapshot.zone).filter(({ role, made }) => role !== "mail" && !made);

const lacksOrigin = ({ origin }: NamePlace): boolean =>
  origin === undefined || isAtOrBelow(origin.key, unknownOrigin.key);

const rewrite = (snapshot: ZoneSnapshot, title: string, edits: readonly Edit[]): CodeAction => ({
  title,
  kind: "refactor.rewrite",
  edits: editsOf(edits, snapshot.uri),
});

/** Writes the name under the cursor with or without the origin. */
export function nameForms(snapshot: ZoneSnapshot, here: Here, offset: number): CodeAction[] {
  const place = namesIn(snapshot, here).find(({ at }) => touches(at, offset));
  if (place === undefined) return [];
  const { text, origin, at } = place;
  if (lacksOrigin(place))
    return text.endsWith(".") ? [] : noRewrite("Write the absolute name", "The origin is not known: set it first");
  const { absolute, relative } = formsOf(place);
  if (text !== absolute)
    return [rewrite(snapshot, `Write the absolute name ${shown(absolute)}`, [replace(at, absolute)])];
  const under = shown(origin?.text ?? "", 50);
  if (relative === undefined)
    return text === "."
      ? []
      : noRewrite("Write the name relative to the origin", `It is not below the origin, ${under}`);
  return relative === absolute
    ? []
    : [rewrite(snapshot, `Write ${shown(relative)}, relative to ${under}`, [replace(at, relative)])];
}

/** The words of an entry that are times: a TTL, `$TTL`'s, or a timer of the SOA record. */
function timesIn({ record, entry }: Here): readonly Word[] {
  if (record === undefined) {
    const [directive, argument] = entry.words;
    const isTtl = isDirective(entry) && directive?.raw.toUpperCase() === "$TTL";
    return isTtl && argument !== undefined ? [argument] : [];
  }
  if (record.generated) return [];
  const timers = record.rdata.generic
    ? []
    : record.rdata.fields.filter(({ field: { kind } }) => kind === "duration").flatMap(({ words }) => words[0] ?? []);
  return record.ttlWord === undefined ? timers : [record.ttlWord, ...timers];
}

/** The other form of a time: with units where it is in seconds; undefined where there is none that reads better. */
function otherTime(word: Word): string | undefined {
  const read = readTtl(word.raw);
  if ("fault" in read) return undefined;
  const written = isInSeconds(word) ? ttlWithUnits(read.seconds) : String(read.seconds);
  return written === word.raw || (read.seconds < 60 && written.endsWith("s")) ? undefined : written;
}

const isInSeconds = ({ raw }: Word): boolean => /^[0-9]+$/.test(raw);

/** Writes the time under the cursor with units, or in seconds. */
export function timeForms(snapshot: ZoneSnapshot, here: Here, offset: number): CodeAction[] {
  const word = timesIn(here).find((one) => touches(one, offset));
  const written = word === undefined ? undefined : otherTime(word);
  return word === undefined || written === undefined
    ? []
    : [rewrite(snapshot, `Write ${shown(word.raw)} as ${written}`, [replace(word, written)])];
}

/** An editor asks for the actions of each selection; of more text than this, in UTF-16 units, none is made. */
const longest = 200_000;

/** The same for all names and times of the lines that `start..end` touches. */
export function formsOfLines(snapshot: ZoneSnapshot, start: number, end: number): CodeAction[] {
  if (end - start > longest)
    return noRewrite(
      "Write the names and times of the selection in another form",
      `It has more than ${longest} characters`,
    );
  const edits = {
    absolute: new Map<number, Edit>(),
    relative: new Map<number, Edit>(),
    units: new Map<number, Edit>(),
    seconds: new Map<number, Edit>(),
  };
  for (const here of entriesOf(snapshot, start, end)) {
    // What touches the selection with its end alone is not selected.
    if (here.entry.start >= end || here.entry.problems.length > 0) continue;
    for (const place of namesIn(snapshot, here)) {
      if (lacksOrigin(place)) continue;
      const { absolute, relative } = formsOf(place);
      if (place.text !== absolute) edits.absolute.set(place.at.start, replace(place.at, absolute));
      else if (relative !== undefined && relative !== absolute)
        edits.relative.set(place.at.start, replace(place.at, relative));
    }
    for (const word of timesIn(here)) {
      const written = otherTime(word);
      if (written !== undefined)
        (isInSeconds(word) ? edits.units : edits.seconds).set(word.start, replace(word, written));
    }
  }
  const action = (made: ReadonlyMap<number, Edit>, one: string, many: string): CodeAction[] => {
    const title = made.size === 1 ? `Write 1 ${one}` : `Write ${made.size} ${many}`;
    return made.size === 0 ? [] : [rewrite(snapshot, title, [...made.values()])];
  };
  return [
    ...action(edits.relative, "name relative to the origin", "names relative to the origin"),
    ...action(edits.absolute, "name as an absolute one", "names as absolute ones"),
    ...action(edits.units, "time with units", "times with units"),
    ...action(edits.seconds, "time in seconds", "times in seconds"),
  ];
}
