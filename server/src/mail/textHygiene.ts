/** What word processors, web forms and scripts leave in the text of any mail record: curly quotes, odd spaces, doubled quotes, `\;`. */
import type { Mapped } from "../text/mapped.js";
import type { Problem } from "../text/problem.js";
import { problemAt, reviewFix, rfc, type Change, type MailRule } from "./mailRecord.js";
import { readTagList } from "./tagList.js";

export const textHygieneRules: readonly MailRule[] = [
  {
    id: "mail/curly-quote",
    severity: "error",
    summary: "Curly quotes are part of the text and spoil the record",
    references: [rfc(1035, "5.1")],
  },
  {
    id: "mail/odd-space",
    severity: "error",
    summary: "Only plain spaces are spaces: others spoil the record",
    references: [rfc(6376, "3.2"), rfc(7208, "4.6.1")],
  },
  {
    id: "mail/invisible-character",
    severity: "error",
    summary: "A character that no one sees spoils the record",
    references: [rfc(6376, "3.2")],
  },
  {
    id: "mail/doubled-quotes",
    severity: "error",
    summary: "Quotes inside the string are part of the text, so the record is not found",
    references: [rfc(1035, "5.1")],
  },
  {
    id: "mail/literal-backslash",
    severity: "error",
    summary: "A backslash that reaches the text spoils the record",
    references: [rfc(1035, "5.1")],
  },
  {
    id: "mail/non-ascii",
    severity: "warning",
    summary: "Mail records are plain ASCII",
    references: [rfc(6376, "3.2"), rfc(9989, "4.8")],
  },
  {
    id: "mail/split-tag",
    severity: "information",
    summary: "A string that ends within a tag's name is legal and easy to misread",
    references: [rfc(6376, "3.6.2.2")],
  },
];

interface Blemish {
  readonly rule: string;
  readonly pattern: RegExp;
  readonly message: string;
  readonly title: string;
  readonly instead: string;
}

/** The UTF-8 octets of the same characters are there too, for they may be written as `\\DDD`. */
const blemishes: readonly Blemish[] = [
  {
    rule: "mail/curly-quote",
    pattern: /[\u2018-\u201f\u00ab\u00bb]|\u00e2\u0080[\u0098-\u009f]/g,
    message: "Curly quotes are part of the text, so receivers cannot read the record",
    title: "Remove the curly quotes",
    instead: "",
  },
  {
    rule: "mail/odd-space",
    pattern: /\u00c2\u00a0|[\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\v\f]/g,
    message: "A space that is no plain space spoils the record for receivers",
    title: "Write plain spaces",
    instead: " ",
  },
  {
    rule: "mail/invisible-character",
    pattern: /\u00ef\u00bb\u00bf|\u00e2\u0080[\u008b-\u008f]|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g,
    message: "An invisible character in the text spoils the record for receivers",
    title: "Remove the invisible characters",
    instead: "",
  },
];

/** Problems of the text itself, whatever standard it is for; one a kind, with a fix for all of that kind. */
export function checkTextHygiene(mapped: Mapped): readonly Problem[] {
  const { text } = mapped;
  const problems: Problem[] = [];
  let odd = /[\u0080-\uffff]/.test(text) ? text : "";
  for (const { rule, pattern, message, title, instead } of odd === "" ? [] : blemishes) {
    const changes = Array.from(text.matchAll(pattern), (match) => ({
      start: match.index,
      end: match.index + match[0].length,
      text: instead,
    }));
    const [first] = changes;
    if (first === undefined) continue;
    odd = odd.replace(pattern, "");
    problems.push(problemAt(mapped, rule, first, message, reviewFix(mapped, title, ...changes)));
  }
  const foreign = /[\u0080-\uffff]/.exec(odd);
  if (foreign !== null) {
    const start = text.indexOf(foreign[0]);
    problems.push(
      problemAt(
        mapped,
        "mail/non-ascii",
        { start, end: start + 1 },
        "Mail records are plain ASCII: receivers may ignore this one",
      ),
    );
  }
  return [...problems, ...doubledQuotes(mapped), ...backslashes(mapped), ...splitTags(mapped)];
}

/** `"\"v=DMARC1; p=none\""`: quotes that were escaped into the text. */
function doubledQuotes(mapped: Mapped): Problem[] {
  const { text } = mapped;
  const start = /^\s{0,8}["'`]/.exec(text)?.[0].length ?? 0;
  if (start === 0) return [];
  const changes: Change[] = [{ start: 0, end: start, text: "" }];
  const last = text.length - 1;
  if (last >= start && text.charAt(last) === text.charAt(start - 1))
    changes.push({ start: last, end: last + 1, text: "" });
  const message = "The quotes are part of the text, so receivers do not find the record";
  return [
    problemAt(
      mapped,
      "mail/doubled-quotes",
      { start: 0, end: start },
      message,
      reviewFix(mapped, "Remove the inner quotes", ...changes),
    ),
  ];
}

/** `\\;` in a zone file is a backslash and a semicolon; `\;` or a quoted `;` was meant. */
function backslashes(mapped: Mapped): Problem[] {
  const changes = Array.from(mapped.text.matchAll(/\\(?=[;"=:@ ])/g), ({ index }) => ({
    start: index,
    end: index + 1,
    text: "",
  }));
  const [first] = changes;
  if (first === undefined) return [];
  const message = "The backslash is part of the text, so receivers read the tag wrongly";
  return [
    problemAt(
      mapped,
      "mail/literal-backslash",
      first,
      message,
      reviewFix(mapped, "Remove the backslashes", ...changes),
    ),
  ];
}

/** Strings are joined without a space: one that ends within a tag's name still makes the right tag. */
function splitTags(mapped: Mapped): Problem[] {
  if (mapped.strings.length < 2 || !mapped.text.includes("=")) return [];
  const ends = mapped.strings.slice(0, -1).map(({ end }) => end);
  let next = 0;
  return readTagList(mapped.text).tags.flatMap((tag) => {
    while ((ends[next] ?? Infinity) <= tag.start) next++;
    const cut = ends[next];
    if (tag.equals === undefined || cut === undefined || cut >= tag.nameEnd) return [];
    const at = { start: tag.start, end: tag.nameEnd };
    return [
      problemAt(
        mapped,
        "mail/split-tag",
        at,
        `The tag ${tag.name.slice(0, 20)} is split between two strings, which is easy to misread`,
      ),
    ];
  });
}
