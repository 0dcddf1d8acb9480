/** The shape of a rule: found, worded and fixed in three small functions on one finding. */
import type { Reference } from "../dns/recordType.js";
import type { Fix } from "../text/edit.js";
import type { Related } from "../text/problem.js";
import type { Span } from "../text/span.js";

export { rfc } from "../dns/recordType.js";

export type Severity = "error" | "warning" | "information" | "hint";

/** What every finding has: where it is shown. Rules add what they need to word and fix it. */
export interface Found {
  readonly at: Span;
  readonly related?: readonly Related[];
  /** Another severity than the rule's, where the finding calls for it. */
  readonly severity?: Severity;
  readonly tag?: "unnecessary" | "deprecated";
}
