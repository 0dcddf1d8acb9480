/** Edits: replacements of spans of a document, and the fixes made of them. */
import type { Span } from "./span.js";

/** Replaces `start..end` of the document (of `uri`, where it is another one) by `text`. */
export interface Edit extends Span {
  readonly text: string;
  readonly uri?: string;
}

export const insert = (at: number, text: string): Edit => ({ start: at, end: at, text });
export const remove = (at: Span): Edit => ({ start: at.start, end: at.end, text: "" });
export const replace = (at: Span, text: string): Edit => ({ start: at.start, end: at.end, text });

/** "safe" keeps or mends the meaning for certain and is applied by fix-all; "review" wants a person's eye. */
export interface Fix {
  readonly title: string;
  readonly kind: "safe" | "review";
  readonly edits: readonly Edit[];
  /** The one to offer first among several. */
  readonly preferred?: boolean;
}

/** The text after edits that do not overlap, given in any order; edits of other documents are passed over. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const own = edits.filter((edit) => edit.uri === undefined).sort((a, b) => a.start - b.start || a.end - b.end);
  const parts: string[] = [];
  let at = 0;
  for (const edit of own) {
    if (edit.start < at) throw new RangeError(`overlapping edits at ${edit.start}`);
    parts.push(text.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  parts.push(text.slice(at));
  return parts.join("");
}
