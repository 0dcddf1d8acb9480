/** Formatting: columns aligned per block by the white space between words alone, so that no record can change. */
import { insert, replace, type Edit } from "../text/edit.js";
import { pageIndexAt, sliceText } from "../text/pagedText.js";
import { walkEntries, entryAt, type Here, type ZoneSnapshot } from "../workspace/snapshot.js";
import { piecesOf, shapeOf, type Cells, type Piece, type Shape } from "./formatEntry.js";

/** An entry on its way to be laid out. */
interface Item {
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

/** Longer owners push their own line to the right, not those of the block. */
const widestOwner = 40;
/** Comments of longer lines follow after one space. */
const widestLine = 100;
/** The indentation of records in a block without any owner. */
const noOwnerWidth = 7;
const mostBreaks = 2;

function itemOf(snapshot: ZoneSnapshot, here: Here): Item {
  const { entry } = here;
  const { pieces, lineEnd } = piecesOf(sliceText(snapshot.text, entry.start, entry.end), entry);
  return { start: entry.start, end: entry.end, pieces, lineEnd, shape: shapeOf(here, pieces) };
}

function columnsOf(block: readonly Item[]): Columns {
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
  const after = (width: number): number => (width === 0 ? 0 : width + 1);
  const first = (owner === 0 ? noOwnerWidth : owner) + 1;
  const second = first + after(classFirst === true ? recordClass : ttl);
  const typeColumn = second + after(classFirst === true ? ttl : recordClass);
  return { first, second, type: typeColumn, rdata: typeColumn + type + 1, classFirst: classFirst ?? false };
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
  readonly before: number;
  readonly breaks: number;
  column: number;
  /** A comment whose column the group decides. */
  readonly aligned: boolean;
  /** A comment of its own line that goes on with the one before. */
  readonly follows: boolean;
}

/** Lays out one item; comments at the end of lines are left for `alignComments`. */
function place(item: Item, columns: Columns): Placed[] {
  const { pieces, shape } = item;
  const head = shape.kind === "record" ? headColumns(shape.cells, columns) : [];
  const indent = shape.kind === "record" ? columns.rdata : 0;
  const placed: Placed[] = [];
  let depth = 0;
  let column = 0;
  let end = item.start;
  pieces.forEach((piece, index) => {
    const { kind } = piece;
    const glued = index > 0 && piece.start === end;
    const field = shape.kind === "record" && shape.isSoa && depth > 0 && kind === "word" ? 1 : 0;
    const breaks = index === 0 ? 0 : Math.max(field, Math.min(piece.breaks, mostBreaks));
    const before = placed[placed.length - 1];
    let follows = false;
    let at: number;
    if (breaks > 0) {
      follows =
        kind === "comment" && breaks === 1 && before?.piece.kind === "comment" && before.piece.column === piece.column;
      at = indent;
    } else if (index < head.length) at = index === 0 ? (head[0] ?? 0) : Math.max(column + 1, head[index] ?? 0);
    else if (index === 0) at = 0;
    else if (glued && (kind === "comment" || (kind === "word" && before?.piece.kind === "word"))) at = column;
    else at = index === head.length && kind !== "comment" ? Math.max(column + 1, indent) : column + 1;
    placed.push({
      piece,
      before: end,
      breaks,
      column: at,
      aligned: kind === "comment" && breaks === 0 && index > 0 && !glued,
      follows,
    });
    column = at + piece.end - piece.start;
    end = piece.end;
    if (kind === "open") depth++;
    else if (kind === "close") depth = Math.max(0, depth - 1);
  });
  return placed;
}

/** Gives the comments of a group one column, then those that go on with one above the same. */
function alignComments(group: readonly Placed[]): void {
  let wanted = 0;
  for (const { aligned, column } of group) if (aligned && column <= widestLine) wanted = Math.max(wanted, column);
  let last = 0;
  for (const placed of group) {
    if (placed.aligned) placed.column = Math.max(placed.column, placed.column <= widestLine ? wanted : 0);
    else if (placed.follows) placed.column = last;
    if (placed.piece.kind === "comment") last = placed.column;
  }
}

const isLong = (placed: readonly Placed[]): boolean => placed.some(({ breaks }) => breaks > 0);

/** The comments of a record of several lines; the one after its opening parenthesis stands where it stands. */
function alignInside(placed: readonly Placed[]): void {
  const firstBreak = placed.findIndex(({ breaks }) => breaks > 0);
  alignComments(placed.slice(firstBreak));
}

/** A comment on a line of its own, below a record's comment in the same column, belongs to that one. */
function placeComment(item: Item, before: Placed | undefined): Placed | undefined {
  const [piece] = item.pieces;
  if (piece === undefined || before?.piece.kind !== "comment" || piece.column === 0) return undefined;
  if (before.piece.column !== piece.column) return undefined;
  return { piece, before: item.start, breaks: 0, column: before.column, aligned: false, follows: true };
}

function gapEdits(snapshot: ZoneSnapshot, placed: readonly Placed[], eol: string): Edit[] {
  const edits: Edit[] = [];
  let column = 0;
  for (const { piece, before, breaks, column: at } of placed) {
    const text = breaks > 0 ? eol.repeat(breaks) + " ".repeat(at) : " ".repeat(Math.max(0, at - column));
    const gap = { start: before, end: piece.start };
    if (sliceText(snapshot.text, gap.start, gap.end) !== text) edits.push(replace(gap, text));
    column = at + piece.end - piece.start;
  }
  return edits;
}

/** What stands between the last piece of an entry and its line break, and white space at the end of a comment. */
function trailingEdit(snapshot: ZoneSnapshot, item: Item): Edit[] {
  const last = item.pieces[item.pieces.length - 1];
  const start = last?.end ?? item.start;
  return start < item.lineEnd && /^[ \t]*$/.test(sliceText(snapshot.text, start, item.lineEnd))
    ? [replace({ start, end: item.lineEnd }, "")]
    : [];
}

function formatBlock(snapshot: ZoneSnapshot, block: readonly Item[], eol: string): Edit[] {
  const columns = columnsOf(block);
  const laid: { item: Item; placed: Placed[] }[] = [];
  const group: Placed[] = [];
  let before: Placed | undefined;
  for (const item of block) {
    const { shape } = item;
    let placed: Placed[] = [];
    if (shape.kind === "record" || shape.kind === "directive") {
      placed = place(item, columns);
      if (isLong(placed)) alignInside(placed);
      else group.push(...placed);
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
  alignComments(group);
  return laid.flatMap(({ item, placed }) =>
    item.shape.kind === "untouched" ? [] : [...gapEdits(snapshot, placed, eol), ...trailingEdit(snapshot, item)],
  );
}

/** The blocks of a document, from a page on that surely starts one: runs of records, or of directives, without a blank line. */
function* blocksOf(snapshot: ZoneSnapshot, start: number): Iterable<readonly Item[]> {
  let block: Item[] = [];
  let kind: "record" | "directive" | undefined;
  for (const here of walkEntries(snapshot, start)) {
    const item = itemOf(snapshot, here);
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

function formatSpan(snapshot: ZoneSnapshot, start: number, end: number): Edit[] {
  const eol = lineBreakOf(snapshot);
  const edits: Edit[] = [];
  for (const block of blocksOf(snapshot, blockStart(snapshot, start))) {
    const first = block[0];
    const last = block[block.length - 1];
    if (first === undefined || last === undefined || last.end < start) continue;
    if (first.start > end) break;
    edits.push(...formatBlock(snapshot, block, eol));
  }
  return edits;
}

/** How the user wants it. */
export interface FormatSettings {
  readonly insertFinalNewline: boolean;
}

/** The edits that format a whole document. */
export function formatDocument(snapshot: ZoneSnapshot, settings: FormatSettings): readonly Edit[] {
  const { length } = snapshot.text;
  const edits = formatSpan(snapshot, 0, length);
  const last = entryAt(snapshot, length);
  const ended = length === 0 || /[\r\n]/.test(sliceText(snapshot.text, length - 1, length));
  if (settings.insertFinalNewline && !ended && last?.entry.problems.length === 0)
    edits.push(insert(length, lineBreakOf(snapshot)));
  return edits;
}

/** The edits that format the lines of `start..end`, aligned with the whole blocks that they are part of. */
export function formatRange(snapshot: ZoneSnapshot, start: number, end: number): readonly Edit[] {
  const from = entryAt(snapshot, start)?.entry.start ?? start;
  const last = entryAt(snapshot, Math.max(start, end - 1))?.entry.end ?? end;
  return formatSpan(snapshot, from, last).filter((edit) => from <= edit.start && edit.end <= last);
}

/** The edits for the entry in which `)` was typed before `offset`. */
export function formatOnType(snapshot: ZoneSnapshot, offset: number): readonly Edit[] {
  const here = entryAt(snapshot, Math.max(0, offset - 1));
  if (here === undefined || here.entry.problems.length > 0) return [];
  return formatRange(snapshot, here.entry.start, here.entry.end);
}
