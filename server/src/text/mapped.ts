/** Mapped text: decoded text in which each unit knows the piece of the document that it came from. */
import type { Span } from "./span.js";

/**
 * A stretch of decoded text. Either copied as it stands (`length === sourceLength`: unit i came from unit
 * `source + i`) or made by one escape (`length` is 1 and the whole of `source..source+sourceLength` made it).
 */
export interface Run {
  /** Where the stretch starts in the decoded text. */
  readonly at: number;
  readonly length: number;
  /** Where it starts in the document. */
  readonly source: number;
  readonly sourceLength: number;
}

/** One character-string of a joined text (RFC 1035 section 5.1). */
export interface StringPart {
  /** Its decoded text is `text.slice(start, end)` of the joined text. */
  readonly start: number;
  readonly end: number;
  /** Where it stands in the document, quotes included. */
  readonly span: Span;
  readonly quoted: boolean;
  /** Its length in octets, as counted against the limit of 255. */
  readonly octets: number;
}

export interface Mapped {
  /** Decoded text. Characters stand as typed; `\DDD` is the unit of that code. */
  readonly text: string;
  /** In order of `at` and of `source`. */
  readonly runs: readonly Run[];
  /** The character-strings that were joined; empty for text that was never in any (mta-sts.txt). */
  readonly strings: readonly StringPart[];
  /** Where the whole stands in the document. */
  readonly span: Span;
}

/** Text that stands in the document as it is, from `start` on. */
export function plainMapped(text: string, start = 0): Mapped {
  const runs = text === "" ? [] : [{ at: 0, length: text.length, source: start, sourceLength: text.length }];
  return { text, runs, strings: [], span: { start, end: start + text.length } };
}

/** The index of the run that holds decoded unit `index`, or that ends the text. */
function runAt(runs: readonly Run[], index: number): number {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const run = runs[middle];
    if (run !== undefined && run.at <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The document's pieces that made decoded units `start..end`, in order; one per character-string at least. */
export function pieces(mapped: Mapped, start: number, end: number): Span[] {
  const found: Span[] = [];
  for (let i = runAt(mapped.runs, start); i < mapped.runs.length; i++) {
    const run = mapped.runs[i];
    if (run === undefined || run.at >= end) break;
    const from = Math.max(start, run.at) - run.at;
    const to = Math.min(end, run.at + run.length) - run.at;
    if (from >= to) continue;
    const copied = run.length === run.sourceLength;
    const piece = copied
      ? { start: run.source + from, end: run.source + to }
      : { start: run.source, end: run.source + run.sourceLength };
    const last = found[found.length - 1];
    if (last !== undefined && last.end === piece.start) found[found.length - 1] = { start: last.start, end: piece.end };
    else found.push(piece);
  }
  return found;
}

/** The smallest span of the document that covers decoded units `start..end`; a point where they are none. */
export function sourceSpan(mapped: Mapped, start: number, end: number): Span {
  const found = pieces(mapped, start, end);
  const first = found[0];
  const last = found[found.length - 1];
  if (first !== undefined && last !== undefined) return { start: first.start, end: last.end };
  const at = sourceOffset(mapped, start);
  return { start: at, end: at };
}

/** Where in the document decoded unit `index` starts; for the end of the text, where its last unit ends. */
export function sourceOffset(mapped: Mapped, index: number): number {
  const run = mapped.runs[runAt(mapped.runs, index)];
  if (run === undefined) {
    const only = mapped.strings[0];
    return only === undefined ? mapped.span.start : only.span.start + (only.quoted ? 1 : 0);
  }
  const within = index - run.at;
  if (within >= run.length) return run.source + run.sourceLength;
  return run.length === run.sourceLength ? run.source + within : run.source;
}

/** The decoded unit at document offset `offset`: the first whose source ends after it. */
export function decodedIndex(mapped: Mapped, offset: number): number {
  for (const run of mapped.runs) {
    if (offset < run.source) return run.at;
    if (offset < run.source + run.sourceLength)
      return run.length === run.sourceLength ? run.at + (offset - run.source) : run.at;
    if (offset === run.source + run.sourceLength) return run.at + run.length;
  }
  return mapped.text.length;
}
