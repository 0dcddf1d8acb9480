/** New records in the manner of those around them: names relative or absolute, TTL, class, columns, line breaks. */
import { relativeTo, type Name } from "../dns/name.js";
import { addition } from "../rules/recordEdits.js";
import { sliceText } from "../text/pagedText.js";
import type { Span } from "../text/span.js";
import { walkEntries, type ZoneSnapshot } from "../workspace/snapshot.js";
import type { ZoneRecord } from "../zone/record.js";
import { editsOf, type DocumentEdit } from "./action.js";

export interface NewRecord {
  readonly owner: Name;
  readonly type: string;
  /** `write` writes a name as the zone does. */
  rdata(write: (name: Name) => string): string;
}

export const textRecord = (owner: Name, text: string): NewRecord => ({
  owner,
  type: "TXT",
  rdata: () => `"${text}"`,
});

/** How many owners are looked at to learn how names are written. */
const enough = 60;

/** Whether most owners below the apex are written with all their labels and the final dot. */
function writesAbsolute(snapshot: ZoneSnapshot): boolean {
  let absolute = 0;
  let relative = 0;
  for (const { record } of walkEntries(snapshot)) {
    if (record?.ownerWord === undefined || record.ownerWord.raw === "@") continue;
    // The apex is often written in full at the head of a file whose other names are relative.
    if (record.owner.key === snapshot.zone.apex?.key) continue;
    if (record.ownerRelative) relative++;
    else absolute++;
    if (absolute + relative >= enough) break;
  }
  if (absolute + relative > 0) return absolute > relative;
  const [soa] = snapshot.zone.recordsOfType("SOA");
  return soa?.ownerWord !== undefined && !soa.ownerRelative;
}

const tabWidth = 8;

/** The column after `text`, tabs counted as editors show them. */
function columnAfter(text: string, column: number): number {
  let at = column;
  for (const character of text) at = character === "\t" ? at + tabWidth - (at % tabWidth) : at + 1;
  return at;
}

/** The blank of the model before a word, made long enough to reach the word's column. */
function blankTo(model: string, column: number, target: number): string {
  if (model === " " || /[\r\n(]/.test(model)) return " ";
  if (!model.includes("\t")) return " ".repeat(Math.max(1, target - column));
  let blank = "\t";
  while (columnAfter(blank, column) < target) blank += "\t";
  return blank;
}

interface Cell {
  readonly text: string;
  /** The word of the model whose column it takes. */
  readonly like: Span;
}

/** A line with its words in the columns of the model's. */
function layOut(snapshot: ZoneSnapshot, model: ZoneRecord, owner: string, cells: readonly Cell[]): string {
  let line = owner;
  for (const { text, like } of cells) {
    const before = sliceText(snapshot.text, model.entry.start, like.start);
    const blank = /[ \t]*$/.exec(before)?.[0] ?? " ";
    line += blankTo(blank === "" ? " " : blank, columnAfter(line, 0), columnAfter(before, 0)) + text;
  }
  return line;
}

function lineOf(snapshot: ZoneSnapshot, model: ZoneRecord, record: NewRecord, near: ZoneRecord): string {
  const { ttlWord, classWord, typeWord, words, origin } = model;
  const absolute = writesAbsolute(snapshot);
  const write = (name: Name): string => (absolute ? name.text : relativeTo(name, origin));
  // Under another origin the words of the owner would mean another name.
  const sameOwner = record.owner.key === near.owner.key && near.origin?.key === origin?.key;
  const inherits = record.owner.key === model.owner.key && model.ownerWord === undefined;
  const owner = inherits ? "" : sameOwner ? (near.ownerWord?.raw ?? write(record.owner)) : write(record.owner);
  const isLower = /^[a-z]/.test(typeWord.raw);
  const head: Cell[] = [ttlWord, classWord]
    .filter((word) => word !== undefined)
    .toSorted((a, b) => a.start - b.start)
    .map((word) => ({ text: word.raw, like: word }));
  const type = { text: isLower ? record.type.toLowerCase() : record.type, like: typeWord };
  const rdata = { text: record.rdata(write), like: words[0] ?? { start: typeWord.end, end: typeWord.end } };
  return layOut(snapshot, model, owner, [...head, type, rdata]);
}

/**
 * The edits that put records in after `near` and those that share its written owner. Those of the owner itself come first, so that
 * each may go on with it; `notes` follow as comments. Undefined where nothing can be put in there without a change to other records.
 */
export function newRecords(
  snapshot: ZoneSnapshot,
  near: ZoneRecord,
  records: readonly NewRecord[],
  notes: readonly string[] = [],
): DocumentEdit[] | undefined {
  if (records.length === 0 && notes.length === 0) return [];
  if (near.uri !== snapshot.uri || near.class !== 1) return undefined;
  const own = records.filter(({ owner }) => owner.key === near.owner.key);
  const ordered = [...own, ...records.filter(({ owner }) => owner.key !== near.owner.key)];
  const edit = addition(near, snapshot.zone, snapshot.uri, (_origin, last, lineBreak) =>
    [...ordered.map((record) => lineOf(snapshot, last, record, near)), ...notes.map((note) => `; ${note}`)].join(
      lineBreak,
    ),
  );
  return edit === undefined ? undefined : editsOf([edit], snapshot.uri);
}
