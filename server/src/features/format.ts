/** Formatting: columns aligned per block by the white space between words; other ways to write words and lines on request. */
import { applyEdits, insert, replace, type Edit } from "../text/edit.js";
import { pageIndexAt, sliceText, wholeText } from "../text/pagedText.js";
import type { Span } from "../text/span.js";
import { finish, type Steps } from "../text/steps.js";
import type { FormatOptions } from "../workspace/formatOptions.js";
import { walkEntries, entryAt, type Here, type ZoneSnapshot } from "../workspace/snapshot.js";
import { piecesOf, shapeOf, type Cells, type Piece, type Shape } from "./formatEntry.js";
import { arranged, restyled } from "./formatRecord.js";

/** An entry on its way to be laid out. */
interface Item {
  readonly here: Here;
  readonly start: number;
  readonly end: number;
  readonly pieces: readonly Piece[];
  readonly lineEnd: number;
  readonly shape: Shape;
}

/** Where the columns of a block start. */
interface Columns {
  readonly first: number;
  readonly second: number;
  readonly type: number;
  readonly rdata: number;
  readonly classFirst: boolean;
}

/** What a document is formatted with. */
interface Job {
  readonly snapshot: ZoneSnapshot;
  readonly options: FormatOptions;
  readonly eol: string;
}

/** Longer owners push their own line to the right, not those of the block. */
const widestOwner = 40;
const mostBreaks = 2;

function itemOf({ snapshot, options }: Job, here: Here): Item {
  const { entry } = here;
  const text = sliceText(snapshot.text, entry.start, entry.end);
  const { pieces: written, lineEnd } = piecesOf(text, entry, options.indentSize);
  const pieces = restyled(snapshot, here, written, options);
  return { here, start: entry.start, end: entry.end, pieces, lineEnd, shape: shapeOf(here, pieces) };
}

/** The first column from `column` on that can be reached: with tabs, a stop. */
const stop = (column: number, { indentStyle, indentSize }: FormatOptions): number =>
  indentStyle === "spaces" ? column : Math.ceil(column / indentSize) * indentSize;

function columnsOf(block: readonly Item[], options: FormatOptions): Columns {
  let owner = 0;
  let ttl = 0;
  let recordClass = 0;
  let type = 0;
  let classFirst: boolean | undefined;
  for (const { shape } of block) {
    if (shape.kind !== "record") continue;
    const { cells } = shape;
    if (cells.owner <= widestOwner) owner = Math.max(owner, cells.owner);
    ttl = Math.max(ttl, cells.ttl);
    recordClass = Math.max(recordClass, cells.class);
    type = Math.max(type, cells.type);
    if (cells.ttl > 0 && cells.class > 0) classFirst ??= cells.classFirst;
  }
  const after = (column: number, width: number): number => (width === 0 ? column : stop(column + width + 1, options));
  const first = owner === 0 ? options.indentSize : after(0, owner);
  const second = after(first, classFirst === true ? recordClass : ttl);
  const typeColumn = after(second, classFirst === true ? ttl : recordClass);
  return { first, second, type: typeColumn, rdata: after(typeColumn, type), classFirst: classFirst ?? false };
}

/** The column of each piece of a record's head. */
function headColumns(cells: Cells, columns: Columns): number[] {
  const wanted: number[] = cells.owner > 0 ? [0] : [];
  if (cells.ttl > 0 && cells.class > 0) wanted.push(columns.first, columns.second);
  else if (cells.ttl > 0) wanted.push(columns.classFirst ? columns.second : columns.first);
  else if (cells.class > 0) wanted.push(columns.classFirst ? columns.first : columns.second);
  wanted.push(columns.type);
  return wanted;
}

/** A piece laid out: how many line breaks before it, and its column; a comment's is known when its group is. */
interface Placed {
  readonly piece: Piece;
  readonly breaks: number;
  column: number;
  /** Stands in a column, not just one blank after what is before it. */
  readonly inColumn: boolean;
  /** A comment whose column the group decides. */
  readonly aligned: boolean;
  /** A comment of its own line that goes on with the one before. */
  readonly follows: boolean;
}

/** Lays out one item; comments at the end of lines are left for `alignComments`. */
function place(item: Item, columns: Columns, options: FormatOptions): Placed[] {
  const { shape, here } = item;
  const isRecord = shape.kind === "record";
  const head = isRecord ? headColumns(shape.cells, columns) : [];
  const indent = isRecord ? columns.rdata : 0;
  const pieces = isRecord ? arranged(here, item.pieces, columns.rdata, options) : item.pieces;
  const placed: Placed[] = [];
  let column = 0;
  pieces.forEach((piece, index) => {
    const { kind, text } = piece;
    const before = placed[placed.length - 1];
    const isGlued = index > 0 && piece.glued;
    const breaks = index === 0 ? 0 : Math.min(piece.breaks, mostBreaks);
    const wanted = index === 0 ? (head[0] ?? 0) : index < head.length ? head[index] : undefined;
    const startsRdata = index === head.length && kind !== "comment";
    const follows =
      kind === "comment" &&
      breaks === 1 &&
      before?.piece.kind === "comment" &&
      before.piece.end > before.piece.start &&
      before.piece.column === piece.column;
    let inColumn = true;
    let at: number;
    if (breaks > 0) at = indent;
    else if (index === 0) at = wanted ?? 0;
    else if (wanted !== undefined || startsRdata) at = stop(Math.max(column + 1, wanted ?? indent), options);
    else {
      inColumn = false;
      at = isGlued && (kind === "comment" || (kind === "word" && before?.piece.kind === "word")) ? column : column + 1;
    }
    const aligned = kind === "comment" && breaks === 0 && index > 0 && !isGlued;
    placed.push({ piece, breaks, column: at, inColumn: inColumn || aligned || follows, aligned, follows });
    column = at + text.length;
  });
  return placed;
}

/** Gives the comments of a group one column, then those that go on with one above the same. */
function alignComments(group: readonly Placed[], options: FormatOptions): void {
  const isNear = (column: number): boolean => column <= options.lineLength;
  let wanted = 0;
  for (const { aligned, column } of group) if (aligned && isNear(column)) wanted = Math.max(wanted, column);
  let last = 0;
  for (const placed of group) {
    if (placed.aligned) placed.column = stop(Math.max(placed.column, isNear(placed.column) ? wanted : 0), options);
    else if (placed.follows) placed.column = last;
    if (placed.piece.kind === "comment") last = placed.column;
  }
}

const isLong = (placed: readonly Placed[]): boolean => placed.some(({ breaks }) => breaks > 0);

/** The comments of a record of several lines; the one after its opening parenthesis stands where it stands. */
function alignInside(placed: readonly Placed[], options: FormatOptions): void {
  const firstBreak = placed.findIndex(({ breaks }) => breaks > 0);
  alignComments(placed.slice(firstBreak), options);
}

/** A comment on a line of its own, below a record's comment in the same column, belongs to that one. */
function placeComment(item: Item, before: Placed | undefined): Placed | undefined {
  const [piece] = item.pieces;
  if (piece === undefined || before?.piece.kind !== "comment" || piece.column === 0) return undefined;
  if (before.piece.column !== piece.column) return undefined;
  return { piece, breaks: 0, column: before.column, inColumn: true, aligned: false, follows: true };
}

/** The blanks that lead from one column to another. */
function blanks(from: number, to: number, inColumn: boolean, { indentStyle, indentSize }: FormatOptions): string {
  if (indentStyle === "spaces" || !inColumn || to % indentSize !== 0) return " ".repeat(Math.max(0, to - from));
  return "\t".repeat(Math.max(0, to / indentSize - Math.floor(from / indentSize)));
}

/** The edits of an item: each gap and each piece that is to be another. */
function itemEdits({ snapshot, options, eol }: Job, item: Item, placed: readonly Placed[]): Edit[] {
  const edits: Edit[] = [];
  const write = (at: Span, text: string): void => {
    if (sliceText(snapshot.text, at.start, at.end) !== text) edits.push(replace(at, text));
  };
  let column = 0;
  let reached = item.start;
  let pending = "";
  for (const { piece, breaks, column: at, inColumn } of placed) {
    pending += eol.repeat(breaks) + blanks(breaks > 0 ? 0 : column, at, inColumn, options);
    column = at + piece.text.length;
    if (piece.start === piece.end) {
      pending += piece.text;
      continue;
    }
    write({ start: reached, end: piece.start }, pending);
    write(piece, piece.text);
    reached = piece.end;
    pending = "";
  }
  // What stands between the last piece and the line break: white space, and parentheses that are written elsewhere now.
  const end = placed.length === 0 ? (item.pieces.at(-1)?.end ?? item.start) : reached;
  const rest = sliceText(snapshot.text, end, item.lineEnd);
  const isBlank = /^[ \t]*$/.test(rest);
  if (isBlank && !options.trimTrailingWhitespace) pending += rest;
  if (isBlank || pending !== "") write({ start: end, end: Math.max(end, item.lineEnd) }, pending);
  return edits;
}

/** How many entries make a step. */
const stride = 128;

function* formatBlock(job: Job, block: readonly Item[]): Steps<Edit[]> {
  const { options } = job;
  const columns = columnsOf(block, options);
  const laid: { item: Item; placed: Placed[] }[] = [];
  const group: Placed[] = [];
  let before: Placed | undefined;
  for (const [index, item] of block.entries()) {
    if (index % stride === stride - 1) yield;
    const { shape } = item;
    let placed: Placed[] = [];
    if (shape.kind === "record" || shape.kind === "directive") {
      placed = place(item, columns, options);
      if (isLong(placed)) alignInside(placed, options);
      else for (const one of placed) group.push(one);
    } else if (shape.kind === "comment") {
      const comment = placeComment(item, before);
      if (comment !== undefined) {
        placed = [comment];
        group.push(comment);
      }
    }
    before = placed[placed.length - 1];
    laid.push({ item, placed });
  }
  alignComments(group, options);
  const edits: Edit[] = [];
  for (const [index, { item, placed }] of laid.entries()) {
    if (index % stride === stride - 1) yield;
    if (item.shape.kind !== "untouched") for (const edit of itemEdits(job, item, placed)) edits.push(edit);
  }
  return edits;
}

/**
 * The blocks of a document, from a page on that surely starts one: runs of records, or of directives, without a blank line. In between
 * undefined, where a step of a long one ends.
 */
function* blocksOf(job: Job, start: number): Iterable<readonly Item[] | undefined> {
  let block: Item[] = [];
  let kind: "record" | "directive" | undefined;
  let seen = 0;
  for (const here of walkEntries(job.snapshot, start)) {
    if (++seen % stride === 0) yield undefined;
    const item = itemOf(job, here);
    const own = item.shape.kind;
    const ends = own === "blank" || ((own === "record" || own === "directive") && kind !== undefined && kind !== own);
    if (ends && block.length > 0) {
      yield block;
      block = [];
      kind = undefined;
    }
    if (own === "record" || own === "directive") kind = own;
    block.push(item);
    if (own === "blank") {
      yield block;
      block = [];
    }
  }
  if (block.length > 0) yield block;
}

const blankLine = /(?:^|[\r\n])[ \t]*(?:\r\n|\n|\r)/;

/** Where to begin so that the block at `offset` is seen from its start. */
function blockStart(snapshot: ZoneSnapshot, offset: number): number {
  const { pages, starts } = snapshot.text;
  let index = pageIndexAt(snapshot.text, offset);
  let before = sliceText(snapshot.text, starts[index] ?? 0, offset);
  while (index > 0 && !blankLine.test(before)) before = pages[--index]?.text ?? "";
  return starts[index] ?? 0;
}

/** The line break that the document uses. */
export function lineBreakOf({ text }: { readonly text: ZoneSnapshot["text"] }): string {
  const [page] = text.pages;
  return /\r\n|\n|\r/.exec(page?.text ?? "")?.[0] ?? "\n";
}

function* spanInSteps(snapshot: ZoneSnapshot, start: number, end: number, options: FormatOptions): Steps<Edit[]> {
  const job = { snapshot, options, eol: lineBreakOf(snapshot) };
  const edits: Edit[] = [];
  for (const block of blocksOf(job, blockStart(snapshot, start))) {
    const first = block?.[0];
    const last = block?.[block.length - 1];
    if (block === undefined) yield;
    if (block === undefined || first === undefined || last === undefined || last.end < start) continue;
    if (first.start > end) break;
    for (const edit of yield* formatBlock(job, block)) edits.push(edit);
  }
  return edits;
}

/** The edits that format a whole document. Its line breaks stay as they are. */
export const formatDocument = (snapshot: ZoneSnapshot, options: FormatOptions): readonly Edit[] =>
  finish(formatInSteps(snapshot, options));

export function* formatInSteps(snapshot: ZoneSnapshot, options: FormatOptions): Steps<readonly Edit[]> {
  const { length } = snapshot.text;
  const edits = yield* spanInSteps(snapshot, 0, length, options);
  const last = entryAt(snapshot, length);
  const ended = length === 0 || /[\r\n]/.test(sliceText(snapshot.text, length - 1, length));
  if (options.insertFinalNewline && !ended && last?.entry.problems.length === 0)
    edits.push(insert(length, lineBreakOf(snapshot)));
  return edits;
}

/** A whole document as it is written to a file: formatted, with the line breaks that are wanted. */
export function formattedText(snapshot: ZoneSnapshot, options: FormatOptions): string {
  const text = applyEdits(wholeText(snapshot.text), formatDocument(snapshot, options));
  return options.endOfLine === "keep" ? text : text.replace(/\r?\n/g, options.endOfLine);
}

/** The edits that format the lines of `start..end`, aligned with the whole blocks that they are part of. */
export const formatRange = (
  snapshot: ZoneSnapshot,
  start: number,
  end: number,
  options: FormatOptions,
): readonly Edit[] => finish(formatRangeInSteps(snapshot, start, end, options));

function* formatRangeInSteps(
  snapshot: ZoneSnapshot,
  start: number,
  end: number,
  options: FormatOptions,
): Steps<readonly Edit[]> {
  const from = entryAt(snapshot, start)?.entry.start ?? start;
  const last = entryAt(snapshot, Math.max(start, end - 1))?.entry.end ?? end;
  const edits = yield* spanInSteps(snapshot, from, last, options);
  return edits.filter((edit) => from <= edit.start && edit.end <= last);
}

/** The edits that format the lines of several ranges, which may touch or overlap. */
export const formatRanges = (
  snapshot: ZoneSnapshot,
  ranges: readonly Span[],
  options: FormatOptions,
): readonly Edit[] => finish(formatRangesInSteps(snapshot, ranges, options));

export function* formatRangesInSteps(
  snapshot: ZoneSnapshot,
  ranges: readonly Span[],
  options: FormatOptions,
): Steps<readonly Edit[]> {
  const found = new Map<string, Edit>();
  for (const { start, end } of ranges)
    for (const edit of yield* formatRangeInSteps(snapshot, start, end, options))
      found.set(`${edit.start} ${edit.end}`, edit);
  return [...found.values()].toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** The edits for the entry in which `)` was typed before `offset`. */
export const formatOnType = (snapshot: ZoneSnapshot, offset: number, options: FormatOptions): readonly Edit[] =>
  finish(formatOnTypeInSteps(snapshot, offset, options));

export function* formatOnTypeInSteps(
  snapshot: ZoneSnapshot,
  offset: number,
  options: FormatOptions,
): Steps<readonly Edit[]> {
  const here = entryAt(snapshot, Math.max(0, offset - 1));
  if (here === undefined || here.entry.problems.length > 0) return [];
  return yield* formatRangeInSteps(snapshot, here.entry.start, here.entry.end, options);
}
