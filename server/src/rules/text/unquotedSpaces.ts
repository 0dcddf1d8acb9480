/** Finds text without quotes whose words become strings that are joined without spaces. */
import { replace } from "../../text/edit.js";
import { shown } from "../../text/problem.js";
import { textOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { onOneLine, textWords } from "./strings.js";

export const unquotedSpaces = recordRule({
  id: "text/unquoted-spaces",
  since: "0.1.0",
  severity: "warning",
  summary: "Text with spaces stands without quotes",
  references: [rfc(1035, "5.1"), rfc(7208, "3.3")],
  types: ["TXT", "SPF"],
  *find({ record }, { zone }) {
    const words = textWords(record);
    const first = words[0];
    const last = words[words.length - 1];
    const text = textOf(record);
    if (first === undefined || last === undefined || first === last || text === undefined || record.generated) return;
    // Of SPF this is spf/glued-strings.
    if (/^v=spf1/i.test(text.text)) return;
    if (words.some((word) => word.quoted) || words.slice(0, -1).every((word) => word.raw.endsWith("\\;"))) return;
    const written = onOneLine(record, zone, first.start, last.end);
    // What is parted by parentheses or over lines was parted on purpose.
    if (written === undefined || words.map((word) => word.raw).join("") !== written.replace(/[ \t]+/g, "")) return;
    const octets = text.strings.reduce((sum, { octets: one }) => sum + one, words.length - 1);
    yield {
      ...on(record, { start: first.start, end: last.end }),
      count: words.length,
      text: text.text,
      written,
      octets,
    };
  },
  message: ({ count, text }) => `Without quotes these are ${count} strings, read as "${shown(text, 35)}"`,
  fixes: ({ at, written, octets }) =>
    octets > 255
      ? []
      : [{ title: "Quote the text", kind: "review", edits: [replace(at, `"${written}"`)], preferred: true }],
});
