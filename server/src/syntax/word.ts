/** Words: the tokens of an entry that carry meaning, a bare word or a quoted character-string. */
import type { Span } from "../text/span.js";

/** `start..end` is where it stands in the document, quotes included. */
export interface Word extends Span {
  /** What was written, escapes undecoded, without the quotes. */
  readonly raw: string;
  readonly quoted: boolean;
}

/** Where `raw` starts in the document. */
export const rawStart = (word: Word): number => (word.quoted ? word.start + 1 : word.start);
