/** Other ways to write a record that the formatter may be asked for: names, times and lines. Each is read back before it is taken. */
import { isAtOrBelow, readName, relativeTo, type Name } from "../dns/name.js";
import { readRdata } from "../dns/readRdata.js";
import type { FieldKindName } from "../dns/recordType.js";
import { readTtl, ttlWithUnits } from "../dns/ttl.js";
import { readEntry } from "../syntax/entry.js";
import type { Word } from "../syntax/word.js";
import { span, type Span } from "../text/span.js";
import type { FormatOptions } from "../workspace/formatOptions.js";
import type { Here, ZoneSnapshot } from "../workspace/snapshot.js";
import { startContext } from "../zone/context.js";
import { isDirective } from "../zone/directive.js";
import { readHead } from "../zone/head.js";
import { unknownOrigin } from "../zone/readZone.js";
import type { ZoneRecord } from "../zone/record.js";
import type { Piece } from "./formatEntry.js";

/** Whether the pieces make the record that stands there. */
function readsTheSame({ entry, frame }: Here, record: ZoneRecord, pieces: readonly Piece[]): boolean {
  let text = entry.leadingBlank ? " " : "";
  pieces.forEach(({ kind, text: written, glued }, index) => {
    if (kind !== "word") return;
    const goesOn = glued && pieces[index - 1]?.kind === "word";
    text += text.trim() === "" || goesOn ? written : ` ${written}`;
  });
  const again = readEntry(text, 0, text.length);
  if (again.problems.length > 0) return false;
  const origin = record.origin ?? unknownOrigin;
  const context = { ...startContext(origin), owner: record.owner };
  const { owner, ttl, ttlWord, class: recordClass, type, words } = readHead(again, context, frame.encoding, []);
  if (typeof owner !== "object" || owner.text !== record.owner.text || type?.code !== record.type.code) return false;
  if ((ttlWord === undefined ? undefined : ttl) !== (record.ttlWord === undefined ? undefined : record.ttl))
    return false;
  if ((recordClass ?? record.class) !== record.class) return false;
  const rdata = readRdata(record.type, words, { origin, encoding: frame.encoding, owner, type: span(0, 0) });
  return rdata.canonical !== undefined && rdata.canonical === record.rdata.canonical;
}

function restyledName(name: Name, origin: Name, style: FormatOptions["names"]): string | undefined {
  if (style === "absolute") return name.text;
  if (!isAtOrBelow(name.key, origin.key)) return undefined;
  const relative = relativeTo(name, origin);
  // The case of the origin's letters is part of the record too.
  return readName(relative, origin).name?.text === name.text ? relative : undefined;
}

/** "1w2d" for what that says with two units at most; the word itself for other times. */
function restyledTime(raw: string, style: FormatOptions["ttls"]): string {
  const read = readTtl(raw);
  if ("fault" in read) return raw;
  if (style === "seconds") return String(read.seconds);
  const written = ttlWithUnits(read.seconds);
  const count = written.replace(/[0-9]+/g, "").length;
  return /^[0-9]+$/.test(raw) && read.seconds >= 60 && count <= 2 ? written : raw;
}

function timesOf({ record, entry }: Here): Word[] {
  if (record === undefined) {
    const [directive, argument] = entry.words;
    return isDirective(entry) && directive?.raw.toUpperCase() === "$TTL" && argument !== undefined ? [argument] : [];
  }
  const fields = record.type.name === "SOA" && !record.rdata.generic ? record.rdata.fields : [];
  const timers = fields.flatMap(({ field, words }) => (field.kind === "duration" ? words : []));
  return record.ttlWord === undefined ? timers : [record.ttlWord, ...timers];
}

/** The names of a record: where they stand and what they mean. */
function namesIn(record: ZoneRecord): { readonly at: Span; readonly name: Name }[] {
  const { ownerWord: at, owner: name } = record;
  const inRdata = record.rdata.generic
    ? []
    : record.rdata.fields.flatMap(({ value, words: [word, ...more] }) =>
        value?.kind === "name" && word !== undefined && more.length === 0 ? [{ at: word, name: value.name }] : [],
      );
  return at === undefined ? inRdata : [{ at, name }, ...inRdata];
}

/** Whether the zone's origin is known and no guess. */
const isSure = ({ originSource }: ZoneSnapshot, origin: Name): boolean =>
  originSource !== "file name" && originSource !== "unknown" && !isAtOrBelow(origin.key, unknownOrigin.key);

/** The pieces with names and times as they are wanted. */
export function restyled(
  snapshot: ZoneSnapshot,
  here: Here,
  pieces: readonly Piece[],
  { names, ttls }: FormatOptions,
): readonly Piece[] {
  const { record, entry } = here;
  if (names === "keep" && ttls === "keep") return pieces;
  if (entry.problems.length > 0 || record?.generated === true || record?.template === true) return pieces;
  const texts = new Map<number, string>();
  if (ttls !== "keep") for (const { start, raw } of timesOf(here)) texts.set(start, restyledTime(raw, ttls));
  if (record?.origin !== undefined && names !== "keep" && isSure(snapshot, record.origin))
    for (const { at, name } of namesIn(record)) {
      const written = restyledName(name, record.origin, names);
      if (written !== undefined) texts.set(at.start, written);
    }
  if (texts.size === 0) return pieces;
  const changed = pieces.map((piece) => {
    const text = piece.kind === "word" ? texts.get(piece.start) : undefined;
    return text === undefined || text === piece.text ? piece : { ...piece, text };
  });
  return record === undefined || readsTheSame(here, record, changed) ? changed : pieces;
}

const inserted = (kind: Piece["kind"], text: string, at: number, breaks: number): Piece => ({
  kind,
  text,
  start: at,
  end: at,
  breaks,
  column: 0,
  glued: false,
});

/** The pieces in the lines that are wanted. `column` is that of the RDATA. */
export function arranged(
  here: Here,
  pieces: readonly Piece[],
  column: number,
  options: FormatOptions,
): readonly Piece[] {
  const { record } = here;
  if (record === undefined) return pieces;
  if (record.type.name !== "SOA") return options.longData === "wrap" ? wrapped(here, pieces, column, options) : pieces;
  if (options.soa === "keep") return pieces;
  const commented = options.soa === "comments" ? withFieldNames(record, pieces) : pieces;
  let depth = 0;
  return commented.map((piece) => {
    if (piece.kind === "open") depth++;
    else if (piece.kind === "close") depth = Math.max(0, depth - 1);
    return depth > 0 && piece.kind === "word" && piece.breaks === 0 ? { ...piece, breaks: 1 } : piece;
  });
}

/** An SOA record in parentheses, in which each number without a comment has its name as one. */
function withFieldNames(record: ZoneRecord, pieces: readonly Piece[]): readonly Piece[] {
  const { fields, canonical, generic } = record.rdata;
  const numbers = fields.slice(2);
  const first = numbers[0]?.span.start;
  if (generic || canonical === undefined || first === undefined || numbers.length !== 5) return pieces;
  const hasParentheses = pieces.some(({ kind }) => kind === "open");
  const opened = pieces.findIndex(({ kind }) => kind === "open");
  // Parentheses that open among the numbers are somebody's own layout.
  if (hasParentheses && (pieces[opened]?.start ?? 0) > first) return pieces;
  const nameOf = new Map(numbers.map(({ field, span: at }) => [at.start, field.name]));
  const found: Piece[] = [];
  let closeOnItsOwn = false;
  pieces.forEach((piece, index) => {
    if (piece.start === first && !hasParentheses) found.push(inserted("open", "(", found.at(-1)?.end ?? first, 0));
    const isNumber = piece.kind === "word" && nameOf.has(piece.start);
    if (isNumber) found.push(piece.breaks === 0 ? { ...piece, breaks: 1 } : piece);
    else if (piece.kind === "close" && closeOnItsOwn && piece.breaks === 0) found.push({ ...piece, breaks: 1 });
    else found.push(piece);
    closeOnItsOwn = false;
    const name = nameOf.get(piece.start);
    if (isNumber && name !== undefined && !hasComment(pieces, index)) {
      found.push(inserted("comment", `; ${name}`, piece.end, 0));
      closeOnItsOwn = true;
    }
  });
  if (!hasParentheses) found.push(inserted("close", ")", found.at(-1)?.end ?? first, 1));
  return found;
}

/** Whether a comment follows on the line, with nothing but a parenthesis between. */
function hasComment(pieces: readonly Piece[], index: number): boolean {
  for (const { kind, breaks } of pieces.slice(index + 1, index + 3)) {
    if (breaks > 0 || kind === "word") return false;
    if (kind === "comment") return true;
  }
  return false;
}

/** Data in which white space means nothing. */
const dataKinds: ReadonlySet<FieldKindName> = new Set([
  "base64",
  "hex",
  "publicKey",
  "signature",
  "dsDigest",
  "zonemdDigest",
  "fingerprint",
]);

/** How long lines of data are at most, and that they are no shorter than is sensible. */
const widestData = 64;
const narrowestData = 32;

/** A record of one line that is too long: its last field in parentheses, on lines of its own. */
function wrapped(
  here: Here,
  pieces: readonly Piece[],
  column: number,
  { lineLength }: FormatOptions,
): readonly Piece[] {
  const { record } = here;
  const last = record?.rdata.fields.at(-1);
  if (record === undefined || last === undefined || record.rdata.canonical === undefined) return pieces;
  if (record.rdata.generic || pieces.some(({ breaks }) => breaks > 0)) return pieces;
  const isData = dataKinds.has(last.field.kind) && last.words.every(({ quoted }) => !quoted);
  const words = pieces.filter(({ kind }) => kind === "word");
  const rdata = words.filter(({ start }) => start > record.typeWord.start);
  const width = rdata.reduce((sum, { text }) => sum + text.length + 1, column - 1);
  if (width <= lineLength || (!isData && last.words.length < 2)) return pieces;
  const start = last.words[0]?.start ?? 0;
  const before = words.filter((piece) => piece.start < start);
  const data = words.filter((piece) => piece.start >= start);
  const room = Math.max(narrowestData, Math.min(widestData, lineLength - column - 2));
  const lines = isData ? cut(data, room - (room % 4)) : data.map((piece) => ({ ...piece, breaks: 1 }));
  const comments = pieces.filter(({ kind }) => kind === "comment");
  const found = [
    ...before,
    inserted("open", "(", before.at(-1)?.end ?? start, 0),
    ...lines,
    inserted("close", ")", lines.at(-1)?.end ?? start, 0),
    ...comments,
  ];
  return readsTheSame(here, record, inWords(found)) ? found : pieces;
}

/** The words of data in lines of `width`. */
function cut(words: readonly Piece[], width: number): Piece[] {
  const found: Piece[] = [];
  let used = 0;
  for (const word of words)
    for (let at = 0; at < word.text.length;) {
      const text = word.text.slice(at, at + width - used);
      const start = word.start + at;
      const breaks = used === 0 ? 1 : 0;
      found.push({ ...word, start, end: start + text.length, text, breaks, glued: used > 0 });
      at += text.length;
      used = (used + text.length) % width;
    }
  return found;
}

/** Pieces on lines of their own are words of their own. */
const inWords = (pieces: readonly Piece[]): Piece[] =>
  pieces.map((piece) => (piece.breaks > 0 ? { ...piece, glued: false } : piece));
