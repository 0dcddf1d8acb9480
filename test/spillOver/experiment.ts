/** The spill-over experiment: each line of a good zone is broken in each way, and the errors elsewhere are compared. */
import { checkText, type Checked, type CheckOptions } from "../../server/src/analysis/check.js";
import type { Diagnosis } from "../../server/src/analysis/diagnose.js";
import type { Span } from "../../server/src/text/span.js";
import { breakages } from "./breakages.js";

/** Why an error outside the broken entry is there, or is there no longer. */
export type Why =
  /** So it is in the zone without the entry: it was needed. */
  | "the zone needs what was lost"
  /** The broken line is a record for a server too, which says the same. */
  | "the broken line is a good record of another owner"
  /** It was one of a record whose owner was on the broken line. */
  | "its record has no owner any more"
  /** It said that something lacks, which may be on the line that can't be read. */
  | "what lacks may be on the broken line"
  | "spilled";

export interface Spill {
  readonly kind: string;
  /** The line that was broken, from 1. */
  readonly line: number;
  readonly broken: string;
  readonly change: "new" | "gone";
  readonly error: Diagnosis;
  readonly why: Why;
}

/** The errors outside a span, by what and where they are, as if what follows had moved by `moved`. */
function outside(found: Checked, uri: string, { start, end }: Span, moved: number): Map<string, Diagnosis> {
  const errors = new Map<string, Diagnosis>();
  for (const one of found.diagnostics) {
    if (one.severity !== "error") continue;
    const own = one.uri === uri;
    if (own && start <= one.at.start && one.at.start < end) continue;
    const at = own && one.at.start >= end ? one.at.start - moved : one.at.start;
    errors.set(`${one.uri} ${at} ${one.rule} ${one.message}`, one);
  }
  return errors;
}

const hasErrorIn = (found: Checked, uri: string, { start, end }: Span): boolean =>
  found.diagnostics.some(
    (one) => one.uri === uri && one.severity === "error" && start <= one.at.start && one.at.start < end,
  );

/** Whether the record at a place of the good zone has its owner from an entry before. */
const isHeir = ({ reading }: Checked, { uri, at }: Diagnosis): boolean =>
  [...reading.zone.records()].some(
    (record) =>
      record.uri === uri && record.entry.start <= at.start && at.start < record.entry.end && !record.ownerWord,
  );

/** Breaks each line of a zone in each way; `each` is told of every breakage. */
export function* spillsOf(text: string, options: CheckOptions, each: () => void): Iterable<Spill> {
  const good = checkText(text, options);
  const [source] = good.reading.documents();
  if (source === undefined) return;
  const { uri, text: paged } = source;
  const starts = paged.pages.flatMap((page, i) => Array.from(page.entries, (entry) => entry + (paged.starts[i] ?? 0)));
  let lineStart = 0;
  for (const [index, line] of text.split("\n").entries()) {
    const start = lineStart;
    const lineEnd = start + line.length;
    lineStart = lineEnd + 1;
    const at = starts.findLastIndex((entryStart) => entryStart <= start);
    const entry = { start: starts[at] ?? 0, end: starts[at + 1] ?? text.length };
    const before = outside(good, uri, entry, 0);
    for (const { kind, apply } of breakages) {
      const broken = apply(line);
      if (broken === undefined || broken === line) continue;
      each();
      const brokenText = text.slice(0, start) + broken + text.slice(lineEnd);
      const found = checkText(brokenText, options);
      const moved = brokenText.length - text.length;
      const brokenEntry = { start: entry.start, end: entry.end + moved };
      const after = outside(found, uri, brokenEntry, moved);
      const isRecord = !hasErrorIn(found, uri, brokenEntry);
      const without = new Set<string>();
      const isLost = (key: string): boolean => {
        if (without.size === 0) {
          const rest = checkText(text.slice(0, entry.start) + text.slice(entry.end), options);
          const place = { start: entry.start, end: entry.start };
          for (const other of outside(rest, uri, place, entry.start - entry.end).keys()) without.add(other);
          without.add("");
        }
        return without.has(key);
      };
      const spill = { kind, line: index + 1, broken };
      for (const [key, error] of after) {
        if (before.has(key)) continue;
        const why = isRecord
          ? "the broken line is a good record of another owner"
          : isLost(key)
            ? "the zone needs what was lost"
            : "spilled";
        yield { ...spill, change: "new", error, why };
      }
      for (const [key, error] of before) {
        if (after.has(key)) continue;
        const why = isRecord
          ? "the broken line is a good record of another owner"
          : isHeir(good, error)
            ? "its record has no owner any more"
            : !found.reading.zone.complete
              ? "what lacks may be on the broken line"
              : "spilled";
        yield { ...spill, change: "gone", error, why };
      }
    }
  }
}
