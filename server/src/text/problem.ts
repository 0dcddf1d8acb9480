/** Problems: what the readers of the lower floors found wrong, as data. */
import type { Fix } from "./edit.js";
import type { Span } from "./span.js";

/** Another place that explains a problem, such as the first of two definitions. */
export interface Related {
  readonly at: Span;
  readonly message: string;
  /** The document that `at` is in, where it is not the problem's own. */
  readonly uri?: string;
}

/** Found while reading; the rule of that id in the catalogue owns the severity and the page. */
export interface Problem {
  /** The rule's id, such as "record/missing-field". */
  readonly rule: string;
  readonly at: Span;
  /** One sentence of at most 100 characters without final period. */
  readonly message: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

/** Text of the user's, shortened for a message. */
export function shown(text: string, most = 40): string {
  const clean = Array.from(text, (c) => (c < " " || c === "\u007f" ? "\u00b7" : c));
  return clean.length <= most ? clean.join("") : `${clean.slice(0, most - 1).join("")}…`;
}
