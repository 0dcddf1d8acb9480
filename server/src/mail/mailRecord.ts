/** What the readers of all mail records share: results, rules' rows, problems and fixes on decoded text. */
import { rfc, type Reference } from "../dns/recordType.js";
import { editMapped } from "../syntax/characterString.js";
import type { Fix } from "../text/edit.js";
import { sourceSpan, type Mapped } from "../text/mapped.js";
import type { Problem, Severity } from "../text/problem.js";

export { rfc, type Reference };

export interface Parsed<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}

/** A row of a standard's table of rules: what the catalogue needs to know of an id that is emitted here. */
export interface MailRule {
  readonly id: string;
  readonly severity: Severity;
  /** One plain sentence without final period. */
  readonly summary: string;
  readonly references: readonly Reference[];
}

/** A piece of a record and what a receiver does with it, in plain words. */
export interface Explained {
  readonly text: string;
  readonly meaning: string;
}

/** A range of decoded text, as indexes into `Mapped.text`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A replacement of decoded units. */
export interface Change extends Range {
  readonly text: string;
}

/** What `describe…At` says of the tag or value under the cursor; `start..end` are decoded units. */
export interface Description extends Range {
  readonly title: string;
  readonly summary: string;
  readonly reference?: Reference;
}

export interface CompletionItem {
  readonly label: string;
  readonly insert: string;
  readonly summary: string;
}

/** Replaces decoded units `from..to` by the chosen item. */
export interface Completions {
  readonly from: number;
  readonly to: number;
  readonly items: readonly CompletionItem[];
}

/** A problem of decoded units `at.start..at.end`; of the fixes, those that can be made in what is written. */
export function problemAt(mapped: Mapped, rule: string, at: Range, message: string, ...fixes: Fix[]): Problem {
  const problem = { rule, at: sourceSpan(mapped, at.start, at.end), message };
  const possible = fixes.filter(({ edits }) => edits.length > 0);
  return possible.length === 0 ? problem : { ...problem, fixes: possible };
}

/** A problem of what stands a second time, with the place of the first. */
export const withFirst = (problem: Problem, mapped: Mapped, first: Range): Problem => ({
  ...problem,
  related: [{ at: sourceSpan(mapped, first.start, first.end), message: "The first is here" }],
});

/** Changes that want a person's eye. */
export const reviewFix = (mapped: Mapped, title: string, ...changes: Change[]): Fix =>
  makeFix(mapped, title, "review", changes);

/** Changes that no receiver would notice but for what the title says. */
export const safeFix = (mapped: Mapped, title: string, ...changes: Change[]): Fix =>
  makeFix(mapped, title, "safe", changes);

function makeFix(mapped: Mapped, title: string, kind: Fix["kind"], changes: readonly Change[]): Fix {
  return { title, kind, edits: changes.flatMap(({ start, end, text }) => editMapped(mapped, start, end, text)) };
}
