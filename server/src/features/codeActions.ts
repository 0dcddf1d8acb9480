/** Code actions that come from diagnoses: their fixes, the same for a whole file, and suppression. */
import type { Diagnosis } from "../analysis/diagnose.js";
import { suppressionFixes } from "../analysis/suppression.js";
import type { Fix } from "../text/edit.js";
import type { Snapshot } from "../workspace/snapshot.js";
import { editsOf, type CodeAction, type DocumentEdit } from "./action.js";

/** Whether two edits touch the same text, or put something in at the same place. */
const overlaps = (a: DocumentEdit, b: DocumentEdit): boolean =>
  a.uri === b.uri && ((a.start < b.end && b.start < a.end) || a.start === b.start);

/** The fix that one would take without asking: the only one, or the preferred one. */
function obviousFix(diagnosis: Diagnosis, kinds: readonly Fix["kind"][]): Fix | undefined {
  const fixes = (diagnosis.fixes ?? []).filter((fix) => kinds.includes(fix.kind));
  return fixes.length === 1 ? fixes[0] : fixes.find((fix) => fix.preferred === true);
}

/** The edits of as many fixes as do not touch each other, and how many fixes that are. */
function together(
  diagnoses: readonly Diagnosis[],
  kinds: readonly Fix["kind"][],
): { edits: DocumentEdit[]; count: number } {
  const edits: DocumentEdit[] = [];
  let count = 0;
  for (const diagnosis of diagnoses) {
    const fix = obviousFix(diagnosis, kinds);
    if (fix === undefined) continue;
    const own = editsOf(fix.edits, diagnosis.uri);
    if (own.some((edit) => edit.uri !== diagnosis.uri || edits.some((other) => overlaps(edit, other)))) continue;
    edits.push(...own);
    count++;
  }
  return { edits, count };
}

const touchesRange = ({ at }: Diagnosis, start: number, end: number): boolean => at.start <= end && start <= at.end;

const ownDiagnoses = (snapshot: Snapshot): Diagnosis[] =>
  snapshot.diagnostics.filter((diagnosis) => diagnosis.uri === snapshot.uri);

const fixAction = (diagnosis: Diagnosis, fix: Fix, only: boolean): CodeAction => ({
  title: fix.title,
  kind: "quickfix",
  edits: editsOf(fix.edits, diagnosis.uri),
  diagnostic: diagnosis,
  preferred: fix.preferred ?? (only && fix.kind === "safe"),
});

/** "Fix all 3 of …": the same fix wherever the rule found something in the file. */
function fixRule(diagnosis: Diagnosis, all: readonly Diagnosis[]): CodeAction | undefined {
  if (obviousFix(diagnosis, ["safe", "review"]) === undefined) return undefined;
  const { edits, count } = together(
    all.filter((other) => other.rule === diagnosis.rule),
    ["safe", "review"],
  );
  return count < 2
    ? undefined
    : { title: `Fix all ${count} of ${diagnosis.rule} in this file`, kind: "quickfix", edits, diagnostic: diagnosis };
}

/** Comments that allow what was found, on its line and in its file. */
const allowances = ({ text }: Snapshot, diagnosis: Diagnosis): CodeAction[] =>
  suppressionFixes(text, diagnosis).map((fix) => fixAction(diagnosis, fix, false));

/** The quick fixes for what is diagnosed at `start..end`: each fix, the same for the whole file, and comments that allow it. */
export function quickFixes(snapshot: Snapshot, start: number, end: number): readonly CodeAction[] {
  const all = ownDiagnoses(snapshot);
  const here = all.filter((diagnosis) => touchesRange(diagnosis, start, end));
  const rules = [...new Map(here.map((diagnosis) => [diagnosis.rule, diagnosis])).values()];
  return [
    ...here.flatMap((diagnosis) =>
      (diagnosis.fixes ?? []).map((fix) => fixAction(diagnosis, fix, diagnosis.fixes?.length === 1)),
    ),
    ...rules.flatMap((diagnosis) => fixRule(diagnosis, all) ?? []),
    ...(snapshot.kind === "zone" ? rules.flatMap((diagnosis) => allowances(snapshot, diagnosis)) : []),
  ];
}

/** All fixes of the file that cannot change its meaning beyond what they say; undefined where there are none. */
export function fixAll(snapshot: Snapshot): CodeAction | undefined {
  const { edits, count } = together(ownDiagnoses(snapshot), ["safe"]);
  return count === 0
    ? undefined
    : { title: count === 1 ? "Fix 1 problem" : `Fix ${count} problems`, kind: "source.fixAll.zonewright", edits };
}
