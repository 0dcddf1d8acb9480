/** Finds semicolons in quotes that were escaped twice, so that the text has a backslash. */
import { remove } from "../../text/edit.js";
import { unitAt } from "../../text/octets.js";
import { span, type Span } from "../../text/span.js";
import { rawStart, type Word } from "../../syntax/word.js";
import { textOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { textTypes, textWords } from "./strings.js";

/** Where `\\;` stands in a quoted word: the two backslashes. */
function doubledIn(word: Word): Span[] {
  const found: Span[] = [];
  if (!word.quoted || !word.raw.includes("\\\\")) return found;
  for (let index = 0; index < word.raw.length;) {
    const unit = unitAt(word.raw, index);
    const at = rawStart(word) + index;
    index += unit.used;
    if (!unit.escaped || unit.octet || unit.code !== 0x5c || unit.fault !== undefined) continue;
    if (word.raw[index] === ";") found.push(span(at, at + 2));
    else if (word.raw.startsWith("\\;", index)) found.push(span(at, at + 3));
  }
  return found;
}

const mailVersion = /^\s*v=(?:spf1|dkim1|dmarc1|stsv1|tlsrptv1|bimi1)/i;

export const doubleEscape = recordRule({
  id: "text/double-escape",
  since: "0.1.0",
  severity: "warning",
  summary: "A semicolon in quotes is escaped twice",
  references: [rfc(1035, "5.1")],
  types: textTypes,
  *find({ record }) {
    // In records on mail this is mail/literal-backslash.
    if (record.generated || mailVersion.test(textOf(record)?.text ?? "")) return;
    const doubled = textWords(record).flatMap(doubledIn);
    const [first] = doubled;
    if (first !== undefined) yield { ...on(record, { start: first.start, end: first.end + 1 }), doubled };
  },
  message: () => "Two backslashes put one into the text: readers see it before the semicolon",
  fixes: ({ doubled }) => [{ title: "Remove the backslashes", kind: "review", edits: doubled.map(remove) }],
});
