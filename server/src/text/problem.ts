/** Problems: what was found wrong, as data; also the currency between rules, editors and the command line. */
import type { Fix } from "./edit.js";
import type { Span } from "./span.js";

/** error: refused, ignored or without effect; warning: a risk; information: deprecated or not portable; hint: an opportunity. */
export type Severity = "error" | "warning" | "information" | "hint";

/** Another place that explains a problem, such as the first of two definitions. */
export interface Related {
  readonly at: Span;
  readonly message: string;
  /** The document that `at` is in, where it is not the problem's own. */
  readonly uri?: string;
}

/** The catalogue owns severity and page of the rule that `rule` names. */
export interface Problem {
  /** The rule's id, such as "record/missing-field". */
  readonly rule: string;
  readonly at: Span;
  /** One sentence of at most 100 characters without final period. */
  readonly message: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  /** Another severity than the rule's, where this case calls for it. */
  readonly severity?: Severity;
  readonly tag?: "unnecessary" | "deprecated";
  /** The document that `at` is in, where it is not the one that was read. */
  readonly uri?: string;
}

/** Text of the user's, shortened for a message. */
export function shown(text: string, most = 40): string {
  const clean = Array.from(text, (c) => (c < " " || c === "\u007f" ? "\u00b7" : c));
  return clean.length <= most ? clean.join("") : `${clean.slice(0, most - 1).join("")}…`;
}
