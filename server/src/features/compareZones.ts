/** Two zones compared record by record, in words for an editor or a terminal. */
import { printRecord, type PrintedRecord } from "../zone/printRecords.js";
import { finish, type Steps } from "../text/steps.js";
import { compareZonesInSteps, type ZoneComparison } from "../zone/compareZones.js";
import type { Zone } from "../zone/zone.js";

export interface ComparisonLine {
  readonly kind: "title" | "removed" | "added" | "summary";
  readonly text: string;
}

export interface ComparedZones {
  readonly comparison: ZoneComparison;
  /** Whether the records are the same; serials that differ are no difference by themselves. */
  readonly same: boolean;
  readonly lines: readonly ComparisonLine[];
  /** All lines, each with its line break. */
  readonly text: string;
}

const line = (kind: ComparisonLine["kind"], text: string): ComparisonLine => ({ kind, text });

function summary({ removed, added, changed, same, serial }: ZoneComparison): string {
  const count = removed.length + added.length + changed.length;
  const differences =
    count === 0
      ? `No difference in ${same === 1 ? "1 record" : `${same} records`}`
      : [`${removed.length} removed`, `${added.length} added`, `${changed.length} changed`, `${same} the same`].join(
          ", ",
        );
  const serials =
    serial.before === serial.after
      ? `serial ${serial.after ?? "unknown"} in both`
      : `serial ${serial.before ?? "unknown"} -> ${serial.after ?? "unknown"}`;
  return `${differences}; ${serials}`;
}

/**
 * The differences of `after` from `before`, a record a line: "- " only in the first, "+ " only in the second, a changed record as both
 * one after the other. `names` are what to call the two, such as their paths.
 */
export const compareInWords = (
  before: Zone,
  after: Zone,
  names: { readonly before: string; readonly after: string },
): ComparedZones => finish(compareInWordsInSteps(before, after, names));

export function* compareInWordsInSteps(
  before: Zone,
  after: Zone,
  names: { readonly before: string; readonly after: string },
): Steps<ComparedZones> {
  const comparison = yield* compareZonesInSteps(before, after);
  const { removed, added, changed } = comparison;
  const gone = (record: PrintedRecord): ComparisonLine => line("removed", `- ${printRecord(record)}`);
  const come = (record: PrintedRecord): ComparisonLine => line("added", `+ ${printRecord(record)}`);
  const lines = [
    line("title", `--- ${names.before}`),
    line("title", `+++ ${names.after}`),
    ...changed.flatMap((one) => [gone(one.before), come(one.after)]),
    ...removed.map(gone),
    ...added.map(come),
    line("summary", summary(comparison)),
  ];
  return {
    comparison,
    same: removed.length + added.length + changed.length === 0,
    lines,
    text: lines.map(({ text }) => `${text}\n`).join(""),
  };
}
