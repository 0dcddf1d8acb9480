/** The pieces of an entry that the formatter moves: words, parentheses and comments, and what is between them. */
import type { Entry } from "../syntax/entry.js";
import { tokenize } from "../syntax/scanner.js";
import type { Span } from "../text/span.js";
import { isDirective } from "../zone/directive.js";
import { templateMark } from "../zone/template.js";
import type { Here } from "../workspace/snapshot.js";

export interface Piece extends Span {
  readonly kind: "word" | "comment" | "open" | "close";
  /** What is to be written: what stands there, or another way to write the same; one that stands nowhere is of no length. */
  readonly text: string;
  /** Line breaks before it, since the piece before. */
  readonly breaks: number;
  /** Where it stands on its line, tabs counted to the next stop. */
  readonly column: number;
  /** Goes on with the piece before, without a blank. */
  readonly glued: boolean;
}

/** Where the words of a record's head are among its pieces. */
export interface Cells {
  readonly owner: number;
  readonly ttl: number;
  readonly class: number;
  /** Whether the class is written before the TTL. */
  readonly classFirst: boolean;
  readonly type: number;
  /** How many pieces are the head's. */
  readonly head: number;
}

export type Shape =
  | { readonly kind: "blank" }
  | { readonly kind: "comment" }
  | { readonly kind: "directive" }
  | { readonly kind: "record"; readonly cells: Cells }
  /** Can't be read: the formatter leaves it as it is. */
  | { readonly kind: "untouched" };

const usualTab = 8;

export interface Pieces {
  readonly pieces: readonly Piece[];
  /** Where the last line break of the entry starts; its end where it has none. */
  readonly lineEnd: number;
}

/** The pieces of `entry`, whose text is `text`. */
export function piecesOf(text: string, entry: Entry, tab = usualTab): Pieces {
  const pieces: Piece[] = [];
  let breaks = 0;
  let column = 0;
  let lineEnd = entry.end;
  let reached = -1;
  for (const token of tokenize(text, 0, text.length)) {
    const { kind, start, end } = token;
    if (kind === "newline") {
      breaks++;
      column = 0;
      lineEnd = entry.start + start;
      continue;
    }
    lineEnd = entry.end;
    if (kind === "space") {
      for (let at = start; at < end; at++) column = text[at] === "\t" ? column - (column % tab) + tab : column + 1;
      continue;
    }
    const written = kind === "comment" ? text.slice(start, end).trimEnd() : text.slice(start, end);
    pieces.push({
      kind: kind === "quoted" ? "word" : kind,
      start: entry.start + start,
      end: entry.start + start + written.length,
      text: written,
      breaks,
      column,
      glued: reached === start,
    });
    reached = end;
    column += end - start;
    breaks = 0;
  }
  return { pieces, lineEnd };
}

function cellsOf({ record }: Here, pieces: readonly Piece[]): Cells | undefined {
  if (record === undefined || record.generated || record.template) return undefined;
  const { ownerWord, ttlWord, classWord, typeWord } = record;
  const head = pieces.findIndex((piece) => piece.start === typeWord.start) + 1;
  const words = [ownerWord, ttlWord, classWord, typeWord].filter((word) => word !== undefined);
  if (head !== words.length) return undefined;
  if (pieces.slice(0, head).some((piece) => piece.kind !== "word" || piece.breaks > 0)) return undefined;
  const lengthOf = (word: Span | undefined): number =>
    word === undefined ? 0 : (pieces.find(({ start }) => start === word.start)?.text.length ?? 0);
  return {
    owner: lengthOf(ownerWord),
    ttl: lengthOf(ttlWord),
    class: lengthOf(classWord),
    classFirst: ttlWord !== undefined && classWord !== undefined && classWord.start < ttlWord.start,
    type: lengthOf(typeWord),
    head,
  };
}

/** What an entry is to the formatter. */
export function shapeOf(here: Here, pieces: readonly Piece[]): Shape {
  const { entry, frame } = here;
  if (entry.problems.length > 0) return { kind: "untouched" };
  if (pieces.length === 0) return { kind: "blank" };
  if (entry.words.length === 0)
    return pieces.every(({ kind }) => kind === "comment") ? { kind: "comment" } : { kind: "untouched" };
  if (isDirective(entry)) {
    const mark = templateMark(frame.page.text, entry.start - frame.base, entry.end - frame.base);
    const plain = pieces.every(({ kind, breaks }) => (kind === "word" || kind === "comment") && breaks === 0);
    return plain && mark === undefined ? { kind: "directive" } : { kind: "untouched" };
  }
  const cells = cellsOf(here, pieces);
  return cells === undefined ? { kind: "untouched" } : { kind: "record", cells };
}
