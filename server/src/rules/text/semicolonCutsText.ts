/** Finds text without quotes that a semicolon cuts: what follows it is a comment. */
import type { Word } from "../../syntax/word.js";
import { replace } from "../../text/edit.js";
import { shown } from "../../text/problem.js";
import type { Span } from "../../text/span.js";
import type { ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";
import { on, recordRule, rfc } from "../rule.js";
import { onOneLine, textWords } from "./strings.js";

const types = ["TXT", "SPF", "CAA"];
const versioned = /^v=[a-z]+[0-9]*$/i;
const assignment = /^[a-z][a-z0-9_-]{0,31}[ \t]*=[ \t]*\S/i;

/** Whether what a comment says, without its semicolon, goes on where `before` ended. */
function goesOn(comment: string, before: string, touches: boolean): boolean {
  const said = comment.trimStart();
  if (said === "" || said.startsWith(";")) return false;
  if (assignment.test(said)) return touches || versioned.test(before);
  return touches && said === comment && /[=:]/.test(before);
}

interface Cut {
  readonly comment: Span;
  /** What was lost. */
  readonly lost: string;
  /** The first word of the run without quotes that the semicolon ends. */
  readonly first: Word;
}

function cutOf(record: ZoneRecord, zone: Zone): Cut | undefined {
  const words = textWords(record);
  for (const comment of record.comments) {
    const index = words.findLastIndex((word) => word.end <= comment.start);
    const before = words[index];
    if (before === undefined || before.quoted) continue;
    const between = onOneLine(record, zone, before.end, comment.start);
    if (between === undefined || between.trim() !== "") continue;
    const lost = zone.written(record.uri, { start: comment.start + 1, end: comment.end });
    if (!goesOn(lost, before.raw, between === "")) continue;
    let from = index;
    while (from > 0 && words[from - 1]?.quoted === false) from--;
    return { comment, lost: lost.trim(), first: words[from] ?? before };
  }
  return undefined;
}

/** Whether text can stand between quotes as it is, once its own quotes are escaped. */
const endsWhole = (text: string): boolean => (/\\*$/.exec(text)?.[0].length ?? 0) % 2 === 0;

export const semicolonCutsText = recordRule({
  id: "text/semicolon-cuts-text",
  since: "0.1.0",
  severity: "warning",
  summary: "A semicolon outside quotes cuts a text",
  references: [rfc(1035, "5.1")],
  types,
  *find({ record }, { zone }) {
    if (record.generated || record.comments.length === 0) return;
    const cut = cutOf(record, zone);
    if (cut !== undefined) yield { ...on(record, cut.comment), cut, record };
  },
  message: ({ cut }) => `The semicolon starts a comment: "${shown(cut.lost, 30)}" is not part of the record`,
  fixes({ cut, record }, { zone }) {
    const text = onOneLine(record, zone, cut.first.start, cut.comment.end)?.trimEnd();
    if (
      text === undefined ||
      text.endsWith(")") ||
      /[()]/.test(text.slice(0, cut.comment.start - cut.first.start)) ||
      !endsWhole(text)
    )
      return [];
    const quoted = `"${text.replace(/\\.|"/g, (found) => (found === '"' ? '\\"' : found))}"`;
    const at = { start: cut.first.start, end: cut.first.start + text.length };
    return [{ title: "Quote the text", kind: "review", edits: [replace(at, quoted)], preferred: true }];
  },
});
