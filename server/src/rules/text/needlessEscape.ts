/** Finds backslashes in quotes that escape nothing. */
import { remove } from "../../text/edit.js";
import { unitAt } from "../../text/octets.js";
import { span, type Span } from "../../text/span.js";
import { rawStart, type Word } from "../../syntax/word.js";
import { on, recordRule, rfc } from "../rule.js";
import { textTypes, textWords } from "./strings.js";

/** The backslashes of a quoted word without which it reads the same. */
function needlessIn(word: Word): Span[] {
  const found: Span[] = [];
  if (!word.quoted || !word.raw.includes("\\")) return found;
  for (let index = 0; index < word.raw.length;) {
    const unit = unitAt(word.raw, index);
    const next = word.raw[index + 1];
    const needed = !unit.escaped || unit.octet || unit.fault !== undefined || next === '"' || next === "\\";
    const at = rawStart(word) + index;
    if (!needed) found.push(span(at, at + 1));
    index += unit.used;
  }
  return found;
}

export const needlessEscape = recordRule({
  id: "text/needless-escape",
  since: "0.1.0",
  severity: "hint",
  summary: "A backslash in quotes before a character that needs none",
  references: [rfc(1035, "5.1")],
  types: textTypes,
  *find({ record }) {
    if (record.generated) return;
    const slashes = textWords(record).flatMap(needlessIn);
    const [first] = slashes;
    if (first !== undefined) yield { ...on(record, { start: first.start, end: first.end + 1 }), slashes };
  },
  message: () => "In quotes this character needs no backslash",
  fixes: ({ slashes }) => [
    {
      title: slashes.length === 1 ? "Remove the backslash" : `Remove the ${slashes.length} needless backslashes`,
      kind: "safe",
      edits: slashes.map(remove),
    },
  ],
});
