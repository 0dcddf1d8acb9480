/** Faults of an SPF record while it is read: problems in decoded text, before they are placed in the document. */
import type { Change, Range } from "./mailRecord.js";

/** A correction that the fault suggests. */
interface Remedy {
  readonly title: string;
  readonly kind: "safe" | "review";
  readonly changes: readonly Change[];
}

/** Makes the record invalid. */
export interface Fault extends Range {
  readonly rule: string;
  readonly message: string;
  readonly remedies: readonly Remedy[];
}

export const fault = (rule: string, at: Range, message: string, ...remedies: Remedy[]): Fault => ({
  rule,
  start: at.start,
  end: at.end,
  message,
  remedies,
});

export const review = (title: string, ...changes: Change[]): Remedy => ({ title, kind: "review", changes });
export const safe = (title: string, ...changes: Change[]): Remedy => ({ title, kind: "safe", changes });

export const replaceBy = (at: Range, text: string): Change => ({ start: at.start, end: at.end, text });
