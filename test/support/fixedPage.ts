/** Applies each fix that the findings of a rule's page have, one at a time, and says what became of the zone. */
import { checkText } from "../../server/src/analysis/check.js";
import type { Diagnosis } from "../../server/src/analysis/diagnose.js";
import { parseMtaStsPolicy } from "../../server/src/mail/mtaStsPolicy.js";
import { applyEdits, type Edit, type Fix } from "../../server/src/text/edit.js";
import { loadedRecords, printRecord } from "../../server/src/zone/printRecords.js";
import type { ZoneReading } from "../../server/src/zone/readZone.js";
import type { RulePage } from "./rulePage.js";
import { among, checkBlock, found, optionsOf } from "./runPage.js";

/** The files that the zone includes, before and after. */
interface FixedFiles {
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
}

export interface FixedBlock {
  readonly rule: string;
  readonly finding: Diagnosis;
  readonly fix: Fix;
  readonly before: string;
  readonly after: string;
  /** Whether the finding is not there any more. */
  readonly gone: boolean;
  /** How many errors there are after it. */
  readonly errorsAfter: number;
  /** Errors that were not there before. */
  readonly newErrors: readonly string[];
  /** Records of lines that the fix did not touch, which are not there any more. */
  readonly lost: readonly string[];
  /** Records that are there now: no more than the fix names. */
  readonly added: readonly string[];
  /** Comments that are not there any more. */
  readonly lostComments: readonly string[];
  /** What a server needs to load the zone: undefined for policies. */
  readonly zone: { readonly apex: string; readonly files: FixedFiles } | undefined;
}

const ownEdits = (edits: readonly Edit[], uri: string): Edit[] =>
  edits
    .filter((edit) => edit.uri === undefined || edit.uri === uri)
    .map(({ start, end, text }) => ({ start, end, text }));

/** Records by how they are printed, each as often as it is there. */
function count(lines: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

/** What of `before` is not in `after`, each as often as it is missing. */
function missing(before: Iterable<string>, after: Iterable<string>): string[] {
  const left = count(after);
  const gone: string[] = [];
  for (const line of before) {
    const there = left.get(line) ?? 0;
    if (there === 0) gone.push(line);
    else left.set(line, there - 1);
  }
  return gone;
}

const printed = (reading: ZoneReading): string[] => Array.from(loadedRecords(reading.zone), printRecord);

function comments(reading: ZoneReading): string[] {
  const text = reading.documents().map((document) => document.text.pages.map((page) => page.text).join(""));
  return text.flatMap((one) => Array.from(one.matchAll(/(?<=^|[ \t)]);.*$/gm), ([comment]) => comment.trim()));
}

/** Whether an edit changes what is between `start` and `end`, or puts something in there. */
const touches = (edits: readonly Edit[], start: number, end: number): boolean =>
  edits.some((edit) => edit.start < end && edit.end >= start);

export function* fixedBlocks(rule: string, page: RulePage): Iterable<FixedBlock> {
  for (const block of page.blocks) {
    if (block.kind !== "zone" && block.kind !== "policy") continue;
    for (const finding of found(rule, page, block))
      for (const fix of finding.fixes ?? []) yield fixedBlock(rule, page, block, finding, fix);
  }
}

function fixedBlock(
  rule: string,
  page: RulePage,
  block: RulePage["blocks"][number],
  finding: Diagnosis,
  fix: Fix,
): FixedBlock {
  const same = (diagnoses: readonly Diagnosis[]): number =>
    diagnoses.filter((one) => one.rule === rule && one.message === finding.message).length;
  const edits = ownEdits(fix.edits, finding.uri);
  const after = applyEdits(block.text, edits);
  const changed = { ...block, text: after };
  const base = { rule, finding, fix, before: block.text, after };
  if (block.kind === "policy") {
    const known = new Set(parseMtaStsPolicy(block.text).problems.map(({ message }) => message));
    return {
      ...base,
      gone: same(found(rule, page, changed)) < same(found(rule, page, block)),
      errorsAfter: 0,
      newErrors: parseMtaStsPolicy(after)
        .problems.filter(({ message, severity }) => severity === "error" && !known.has(message))
        .map(({ message }) => message),
      lost: [],
      added: [],
      lostComments: [],
      zone: undefined,
    };
  }
  const options = optionsOf(rule, page, block);
  const files = new Map(
    Array.from(options.files ?? [], ([name, text]): [string, string] => [
      name,
      applyEdits(
        text,
        ownEdits(
          fix.edits.filter((edit) => edit.uri === name),
          name,
        ),
      ),
    ]),
  );
  const old = checkBlock(rule, page, block);
  const now = checkText(after, { ...options, files, zones: (own) => among(own, files) });
  const untouched: string[] = [];
  for (const line of loadedRecords(old.reading.zone))
    if (line.record.uri !== options.uri || !touches(edits, line.record.entry.start, line.record.entry.end))
      untouched.push(printRecord(line));
  const errors = (diagnoses: readonly Diagnosis[]): string[] =>
    diagnoses.filter(({ severity }) => severity === "error").map((one) => `${one.rule}: ${one.message}`);
  const all = printed(now.reading);
  return {
    ...base,
    gone: same(now.diagnostics) < same(old.diagnostics),
    errorsAfter: errors(now.diagnostics).length,
    newErrors: missing(errors(now.diagnostics), errors(old.diagnostics)),
    lost: missing(untouched, all),
    added: missing(all, printed(old.reading)),
    lostComments: missing(comments(old.reading), comments(now.reading)),
    zone: {
      apex: old.reading.zone.apex?.text ?? "example.com.",
      files: { before: options.files ?? new Map<string, string>(), after: files },
    },
  };
}
