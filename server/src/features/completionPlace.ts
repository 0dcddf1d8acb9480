/** Where in an entry something is completed: which words stand before, and which is being written. */
import type { Entry } from "../syntax/entry.js";
import type { Word } from "../syntax/word.js";
import { sliceText } from "../text/pagedText.js";
import { span, type Span } from "../text/span.js";
import { contextOf, entryAt, type ZoneSnapshot } from "../workspace/snapshot.js";
import { startContext, type ZoneContext } from "../zone/context.js";
import { contextBefore } from "../zone/frame.js";
import { unknownOrigin } from "../zone/readZone.js";

export interface CompletionPlace {
  readonly snapshot: ZoneSnapshot;
  readonly offset: number;
  /** The whole entry; an empty one at the start of a new line. */
  readonly entry: Entry;
  readonly context: ZoneContext;
  /** The words before the one that is being written. */
  readonly before: readonly Word[];
  /** The word that is being written. */
  readonly word: Word | undefined;
  /** What is replaced: from the start of the word, the end of what follows the cursor without a blank. */
  readonly span: Span;
  /** What is written of it before the cursor. */
  readonly typed: string;
  /** Whether anything was left out for being too much: then what is typed further may bring it up. */
  readonly limits: { reached: boolean };
  /** At column 0, where an owner or a directive stands. */
  readonly atLineStart: boolean;
}

const emptyEntry = (at: number): Entry => ({
  start: at,
  end: at,
  words: [],
  comments: [],
  leadingBlank: false,
  problems: [],
});

/** The entry and context at an offset; past the last line break a new entry begins. */
function entryFor(snapshot: ZoneSnapshot, offset: number): { entry: Entry; context: ZoneContext } {
  const here = entryAt(snapshot, offset);
  if (here === undefined) return { entry: emptyEntry(offset), context: startContext(snapshot.origin ?? unknownOrigin) };
  const newLine = offset >= here.entry.end && /[\r\n]$/.test(sliceText(snapshot.text, offset - 1, offset));
  return newLine
    ? { entry: emptyEntry(offset), context: contextBefore(here.frame, here.index + 1) }
    : { entry: here.entry, context: contextOf(here) };
}

/** Undefined in a comment. */
export function completionPlace(snapshot: ZoneSnapshot, offset: number): CompletionPlace | undefined {
  const { entry, context } = entryFor(snapshot, offset);
  if (entry.comments.some(({ start, end }) => start < offset && offset <= end)) return undefined;
  const word = entry.words.find((candidate) => isWritten(snapshot, candidate, offset));
  const before = entry.words.filter(({ end, start }) =>
    word === undefined ? end <= offset && start < offset : end <= word.start,
  );
  const replaced = word === undefined ? span(offset, offset) : span(word.start, word.end);
  return {
    snapshot,
    offset,
    entry,
    context,
    before,
    word,
    span: replaced,
    typed: sliceText(snapshot.text, replaced.start, offset),
    atLineStart: replaced.start === entry.start,
    limits: { reached: false },
  };
}

function isWritten({ text }: ZoneSnapshot, { start, end, quoted, raw }: Word, offset: number): boolean {
  if (offset <= start || offset > end) return false;
  const closed = quoted && end - start === raw.length + 2 && sliceText(text, end - 1, end) === '"';
  return !closed || offset < end;
}
