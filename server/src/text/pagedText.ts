/** Paged text: an immutable document as a list of pages cut at entry boundaries, so that an edit costs what it touches. */
import type { Edit } from "./edit.js";

/**
 * Where the entry that starts at `start` ends, and how far one had to read to know (both as indices of `text`). `whole` says that
 * the document ends with `text`; otherwise the answer may be undefined: more text is needed.
 */
export type EntryEnd = (text: string, start: number, whole: boolean) => { end: number; reach: number } | undefined;

/** An immutable piece of a document that starts where an entry starts. All its numbers are relative to its start. */
export interface Page {
  /** Unique among the pages of the process: what caches know it by. */
  readonly id: number;
  readonly text: string;
  /** Where its entries start. */
  readonly entries: Uint32Array;
  /** Where its lines start; its first is 0. */
  readonly lines: Uint32Array;
  /** How far beyond its start the text decided the cuts; at least its length. `Infinity`: to the document's end. */
  readonly reach: number;
}

export interface PagedText {
  readonly pages: readonly Page[];
  /** `starts[i]` is the offset of page i; one more for the end. */
  readonly starts: Float64Array;
  /** The number of lines before page i; one more for the end. */
  readonly lineStarts: Float64Array;
  readonly length: number;
}

const pageSize = 32 * 1024;
let nextId = 1;

function lineStartsOf(text: string): Uint32Array {
  const starts = [0];
  const breaks = /\r\n|\n|\r/g;
  while (breaks.exec(text) !== null) starts.push(breaks.lastIndex);
  return Uint32Array.from(starts);
}

/** An open page's worth of entries. */
interface Cut {
  readonly start: number;
  readonly end: number;
  readonly entries: number[];
  readonly reach: number;
}

const makePage = (text: string, { start, end, entries, reach }: Cut): Page => {
  const slice = text.slice(start, end);
  return {
    id: nextId++,
    text: slice,
    entries: Uint32Array.from(entries, (entry) => entry - start),
    lines: lineStartsOf(slice),
    reach: reach - start,
  };
};

/**
 * Cuts `text` into pages. Stops early, at the first entry boundary at or after `settled` that `isBoundary` knows, so that the rest of a
 * document can be kept. Returns undefined where more text is needed.
 */
function cutPages(
  text: string,
  entryEnd: EntryEnd,
  whole: boolean,
  settled: number,
  isBoundary: (at: number) => boolean,
  pageLength = pageSize,
): { pages: Page[]; end: number } | undefined {
  const pages: Page[] = [];
  let entries: number[] = [];
  let start = 0;
  let reach = 0;
  let at = 0;
  while (at < text.length) {
    if (at >= settled && isBoundary(at)) break;
    if (at - start >= pageLength) {
      pages.push(makePage(text, { start, end: at, entries, reach }));
      entries = [];
      start = at;
      reach = at;
    }
    const found = entryEnd(text, at, whole);
    if (found === undefined) return undefined;
    entries.push(at);
    reach = Math.max(reach, found.reach >= text.length && whole ? Number.POSITIVE_INFINITY : found.reach);
    at = found.end;
  }
  if (at > start) pages.push(makePage(text, { start, end: at, entries, reach: Math.max(reach, at) }));
  return { pages, end: at };
}

function assemble(pages: readonly Page[]): PagedText {
  const starts = new Float64Array(pages.length + 1);
  const lineStarts = new Float64Array(pages.length + 1);
  pages.forEach((page, i) => {
    starts[i + 1] = (starts[i] ?? 0) + page.text.length;
    // A page that ends with a line break counts one line start too many: it is the next page's first.
    lineStarts[i + 1] = (lineStarts[i] ?? 0) + page.lines.length - 1;
  });
  return { pages, starts, lineStarts, length: starts[pages.length] ?? 0 };
}

const never = (): boolean => false;

export function pagedText(text: string, entryEnd: EntryEnd): PagedText {
  return assemble(cutPages(text, entryEnd, true, 0, never)?.pages ?? []);
}

/** The index of the page that holds `offset`; the last one's for the end of the document. */
export function pageIndexAt(paged: PagedText, offset: number): number {
  return Math.min(lastAtMost(paged.starts, offset), Math.max(0, paged.pages.length - 1));
}

/** The last index whose value is at most `value`, in a sorted array that starts with 0. */
export function lastAtMost(sorted: Float64Array | Uint32Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The text with one edit applied; pages that it does not touch are the same objects as before. */
export function editPagedText(paged: PagedText, edit: Edit, entryEnd: EntryEnd): PagedText {
  const { pages, starts } = paged;
  if (pages.length === 0) return pagedText(edit.text, entryEnd);
  let first = pageIndexAt(paged, edit.start);
  // A page whose text ends where the edit starts may have ended without a line break, or between the halves of one.
  if (first > 0 && starts[first] === edit.start) first--;
  for (let i = 0; i < first; i++) if ((starts[i] ?? 0) + (pages[i]?.reach ?? 0) >= edit.start) first = i;
  let last = pageIndexAt(paged, edit.end);
  const base = starts[first] ?? 0;
  for (let grow = 1; ; grow *= 2) {
    const whole = last >= pages.length - 1;
    const old = pages
      .slice(first, last + 1)
      .map((page) => page.text)
      .join("");
    const text = old.slice(0, edit.start - base) + edit.text + old.slice(edit.end - base);
    const shift = edit.text.length - (edit.end - edit.start);
    const boundaries = new Set<number>();
    for (let i = first + 1; i <= last; i++) boundaries.add((starts[i] ?? 0) - base + shift);
    const settled = edit.start - base + edit.text.length;
    // A page may grow to twice its size before it is cut, so that typing at a cut does not leave a page a keystroke.
    const pageLength = text.length <= 2 * pageSize ? 2 * pageSize : pageSize;
    const cut = cutPages(text, entryEnd, whole, settled, (at) => at > settled && boundaries.has(at), pageLength);
    if (cut === undefined) {
      last = Math.min(pages.length - 1, last + grow);
      continue;
    }
    const kept = pageIndexOfStart(paged, cut.end - shift + base);
    return assemble([...pages.slice(0, first), ...cut.pages, ...pages.slice(kept)]);
  }
}

function pageIndexOfStart(paged: PagedText, offset: number): number {
  return offset >= paged.length ? paged.pages.length : lastAtMost(paged.starts, offset);
}

/** The text from `start` to `end`. */
export function sliceText(paged: PagedText, start: number, end: number): string {
  const parts: string[] = [];
  for (let i = pageIndexAt(paged, start); i < paged.pages.length; i++) {
    const base = paged.starts[i] ?? 0;
    if (base >= end) break;
    parts.push(paged.pages[i]?.text.slice(Math.max(0, start - base), end - base) ?? "");
  }
  return parts.join("");
}

export const wholeText = (paged: PagedText): string => paged.pages.map((page) => page.text).join("");

export interface LineColumn {
  /** From 0. */
  readonly line: number;
  /** In UTF-16 units from 0. */
  readonly column: number;
}

export function lineColumnAt(paged: PagedText, offset: number): LineColumn {
  const within = Math.max(0, Math.min(offset, paged.length));
  const index = pageIndexAt(paged, within);
  const page = paged.pages[index];
  if (page === undefined) return { line: 0, column: 0 };
  const relative = within - (paged.starts[index] ?? 0);
  const line = lastAtMost(page.lines, relative);
  return { line: (paged.lineStarts[index] ?? 0) + line, column: relative - (page.lines[line] ?? 0) };
}

/** The offset of a line and column; beyond a line's end is its end (before its line break), beyond the last line the document's. */
export function offsetAt(paged: PagedText, { line, column }: LineColumn): number {
  const index = Math.min(lastAtMost(paged.lineStarts, line), Math.max(0, paged.pages.length - 1));
  const page = paged.pages[index];
  if (page === undefined) return 0;
  const base = paged.starts[index] ?? 0;
  const relative = line - (paged.lineStarts[index] ?? 0);
  const start = page.lines[relative];
  if (start === undefined) return paged.length;
  let end = page.lines[relative + 1] ?? page.text.length;
  while (end > start && (page.text[end - 1] === "\n" || page.text[end - 1] === "\r")) end--;
  return base + Math.min(start + Math.max(0, column), end);
}

export const lineCount = (paged: PagedText): number => (paged.lineStarts[paged.pages.length] ?? 0) + 1;
