/** Edits that take records away or put one in, and leave the owner and the comments of all others as they were. */
import { relativeTo, type Name } from "../dns/name.js";
import { readTtl } from "../dns/ttl.js";
import { insert, replace, type Edit } from "../text/edit.js";
import type { ZoneRecord } from "../zone/record.js";
import type { Zone } from "../zone/zone.js";

/** Owners with more records than this get no such fix: each finding would walk them all. */
const mostRecords = 1000;

/** Where a record stands: two readings of it are equal by this. */
export const placeOf = (record: ZoneRecord): string => `${record.uri} ${record.span.start}`;

/** An edit of the record's document, for a finding in the document `home`. */
export const editIn = (record: ZoneRecord, home: string, edit: Edit): Edit =>
  record.uri === home ? edit : { ...edit, uri: record.uri };

/** How the document breaks lines, by the lines of a record; undefined where they end with the document. */
const breakAfter = (text: string): string | undefined => /\r?\n$|\r$/.exec(text)?.[0];

/** Takes the lines of a record away, but for its comments, each of which gets a line of its own. */
function withoutEntry({ uri, entry, comments }: ZoneRecord, zone: Zone): Edit {
  const lineBreak = breakAfter(zone.written(uri, entry));
  const kept = comments.map((comment) => zone.written(uri, comment)).join(lineBreak ?? "\n");
  return replace(entry, kept === "" ? "" : `${kept}${lineBreak ?? ""}`);
}

/** The owner as one would write it where `heir` stands. */
const ownerFor = (heir: ZoneRecord, head: ZoneRecord): string =>
  head.ownerWord !== undefined && !head.ownerWord.quoted && head.origin?.key === heir.origin?.key
    ? head.ownerWord.raw
    : head.owner.text;

/**
 * Takes records of one owner away. The first record after them that leaves its owner out is given it, so that it does not
 * pass to another name. Undefined where `$GENERATE` made one of them.
 */
export function removal(gone: readonly ZoneRecord[], zone: Zone, home: string): readonly Edit[] | undefined {
  const [first] = gone;
  if (first === undefined || gone.some((record) => record.generated)) return undefined;
  const all = zone.recordsAt(first.owner.key);
  if (all.length > mostRecords) return undefined;
  const places = new Set(gone.map(placeOf));
  const edits: Edit[] = [];
  let head: ZoneRecord | undefined;
  for (const record of all) {
    if (places.has(placeOf(record))) {
      edits.push(editIn(record, home, withoutEntry(record, zone)));
      if (record.ownerWord !== undefined) head = record;
    } else if (record.ownerWord !== undefined) head = undefined;
    else if (head !== undefined && head.uri === record.uri) {
      edits.push(editIn(record, home, insert(record.entry.start, ownerFor(record, head))));
      head = undefined;
    }
  }
  return edits;
}

/**
 * Gives a record another owner. The first record after it that leaves its owner out is given the old one. None where `$GENERATE`
 * made the record.
 */
export function moved(record: ZoneRecord, to: Name, zone: Zone, home: string): readonly Edit[] {
  const all = record.generated ? [] : zone.recordsAt(record.owner.key);
  if (all.length === 0 || all.length > mostRecords) return [];
  const written = relativeTo(to, record.origin);
  const { ownerWord } = record;
  const edit = ownerWord === undefined ? insert(record.entry.start, written) : replace(ownerWord, written);
  const heir = all[all.findIndex((one) => placeOf(one) === placeOf(record)) + 1];
  const passes = heir !== undefined && heir.ownerWord === undefined;
  // An included file goes on with the owner.
  if (passes && heir.uri !== record.uri) return [];
  const edits = passes ? [edit, insert(heir.entry.start, ownerFor(heir, record))] : [edit];
  return edits.map((one) => editIn(record, home, one));
}

/**
 * The last of the records that share the written owner of `near`: what is put in after it passes its owner to no other. Undefined
 * where `$GENERATE` made it, or where an included file goes on with its owner.
 */
function lastOfOwner(near: ZoneRecord, zone: Zone): ZoneRecord | undefined {
  if (near.generated) return undefined;
  const all = zone.recordsAt(near.owner.key);
  if (all.length > mostRecords) return undefined;
  let last: ZoneRecord | undefined;
  let goesOnElsewhere = false;
  let isWrittenElsewhere = false;
  for (const record of all) {
    if (placeOf(record) === placeOf(near)) last = record;
    else if (last !== undefined && record.uri === near.uri) {
      if (record.ownerWord !== undefined || record.generated) break;
      last = record;
      goesOnElsewhere = false;
    } else if (last !== undefined) {
      isWrittenElsewhere ||= record.ownerWord !== undefined;
      goesOnElsewhere ||= !isWrittenElsewhere;
    }
  }
  return goesOnElsewhere ? undefined : last;
}

/**
 * Puts a record in after `near` and those that share its written owner. `write` gets the origin in force there, the record before,
 * and what the document breaks lines with, for more than one line.
 */
export function addition(
  near: ZoneRecord,
  zone: Zone,
  home: string,
  write: (origin: Name | undefined, last: ZoneRecord, lineBreak: string) => string,
): Edit | undefined {
  const last = lastOfOwner(near, zone);
  if (last === undefined) return undefined;
  const { entry, origin, uri } = last;
  const lineBreak = breakAfter(zone.written(uri, entry));
  if (lineBreak !== undefined) return editIn(last, home, insert(entry.end, write(origin, last, lineBreak) + lineBreak));
  const before =
    /\r\n|\n|\r/.exec(zone.written(uri, { start: Math.max(0, entry.start - 2), end: entry.end }))?.[0] ?? "\n";
  return editIn(last, home, insert(entry.end, before + write(origin, last, before)));
}

/** Puts a record of `owner` in after `near` as `addition` does, with the TTL that is written there; `rest` follows that. */
export function recordAddition(
  near: ZoneRecord,
  zone: Zone,
  home: string,
  owner: Name,
  rest: string,
): Edit | undefined {
  const ttl = near.ttlWord === undefined ? "" : `${near.ttlWord.raw} `;
  return addition(near, zone, home, (origin) => `${relativeTo(owner, origin)} ${ttl}${rest}`);
}

/** Whether `$TTL`, or an SOA without a TTL, gives records theirs; else each passes its own on to the next. */
function hasDefaultTtl(zone: Zone): boolean {
  for (const soa of zone.recordsOfType("SOA")) {
    if (soa.ttlWord === undefined) return true;
    return /^\$TTL\s/im.test(zone.written(soa.uri, { start: 0, end: soa.entry.start }));
  }
  return false;
}

/** How much of the document is read to find the next record. */
const glance = 600;

/** Whether the TTL that a record says may change, or go, without a change to the records after it. */
export function ttlIsItsOwn({ uri, entry }: ZoneRecord, zone: Zone): boolean {
  if (hasDefaultTtl(zone)) return true;
  const after = zone.written(uri, { start: entry.end, end: entry.end + glance });
  for (const line of after.split(/\r?\n/)) {
    const words = line.replace(/;.*/, "").trim().split(/\s+/);
    if (words[0] === "") continue;
    const head = /^\s/.test(line) ? words.slice(0, 2) : words.slice(1, 3);
    return head.some((word) => "seconds" in readTtl(word));
  }
  // After the last record of the zone's own document nothing takes a TTL.
  return after.length < glance && uri === zone.uri;
}
