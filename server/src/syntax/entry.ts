/** Entries: the words of one directive or record, over as many lines as its parentheses span. */
import { insert, remove, type Fix } from "../text/edit.js";
import type { Problem } from "../text/problem.js";
import { span, type Span } from "../text/span.js";
import { tokenAt } from "./scanner.js";
import type { Word } from "./word.js";

export interface Entry extends Span {
  readonly words: readonly Word[];
  readonly comments: readonly Span[];
  /** Its first line starts with a space or tab: the owner is that of the record before (RFC 1035 section 5.1). */
  readonly leadingBlank: boolean;
  readonly problems: readonly Problem[];
}

const BOM = "\ufeff";
const none: readonly never[] = [];

/** Reads the entry at `start..end` of `text`, as `entryEnd` found it. Total; all spans are those of `text` moved by `base`. */
export function readEntry(text: string, start: number, end: number, base = 0): Entry {
  const words: Word[] = [];
  const comments: Span[] = [];
  const problems: Problem[] = [];
  const open: Span[] = [];
  for (let at = start; at < end;) {
    const token = tokenAt(text, at);
    const from = token.start + base;
    const to = Math.min(token.end, end) + base;
    switch (token.kind) {
      case "word": {
        const marked = at === 0 && base === 0 && text.startsWith(BOM);
        if (marked) problems.push(byteOrderMark(from));
        if (!marked || token.end > 1)
          words.push({
            start: marked ? from + 1 : from,
            end: to,
            raw: text.slice(marked ? 1 : at, token.end),
            quoted: false,
          });
        break;
      }
      case "quoted":
        words.push({
          start: from,
          end: to,
          raw: text.slice(at + 1, token.end - (token.unclosed ? 0 : 1)),
          quoted: true,
        });
        if (token.unclosed) problems.push(unclosedQuote(from, to, text, token.end));
        break;
      case "comment":
        comments.push({ start: from, end: to });
        break;
      case "open":
        if (open.length > 0) problems.push(nestedParenthesis(from));
        open.push({ start: from, end: to });
        break;
      case "close":
        if (open.pop() === undefined) problems.push(unmatchedParenthesis(from));
        break;
      case "space":
      case "newline":
    }
    at = token.end;
  }
  const unclosed = open[0];
  if (unclosed !== undefined) problems.push(unclosedParenthesis(unclosed, words, open.length));
  for (const word of words)
    if (!word.quoted && word.raw.endsWith("\\") && endsInBackslash(word.raw)) problems.push(trailingBackslash(word));
  const first = text.charCodeAt(start);
  return {
    start: start + base,
    end: end + base,
    words,
    comments: comments.length === 0 ? none : comments,
    leadingBlank: first === 0x20 || first === 0x09,
    problems: problems.length === 0 ? none : problems,
  };
}

/** Whether the last backslash escapes nothing. */
function endsInBackslash(raw: string): boolean {
  let slashes = 0;
  while (raw[raw.length - 1 - slashes] === "\\") slashes++;
  return slashes % 2 === 1;
}

const byteOrderMark = (at: number): Problem => ({
  rule: "syntax/byte-order-mark",
  at: span(at, at + 1),
  message: "A byte order mark starts the file, and servers read it as part of the first word",
  fixes: [{ title: "Remove the byte order mark", kind: "safe", edits: [remove(span(at, at + 1))] }],
});

function unclosedQuote(start: number, end: number, text: string, endInText: number): Problem {
  let blanks = 0;
  while (text[endInText - 1 - blanks] === " " || text[endInText - 1 - blanks] === "\t") blanks++;
  const close: Fix = {
    title: "Close the quote at the end of the line",
    kind: "review",
    edits: [insert(end - blanks, '"')],
  };
  return {
    rule: "syntax/unclosed-quote",
    at: span(start, end - blanks),
    message: "The quote is not closed on its line, so the record is refused",
    fixes: [close],
  };
}

const nestedParenthesis = (at: number): Problem => ({
  rule: "syntax/nested-parentheses",
  at: span(at, at + 1),
  message: "A parenthesis inside parentheses: BIND reads it, other servers refuse it",
});

const unmatchedParenthesis = (at: number): Problem => ({
  rule: "syntax/unmatched-parenthesis",
  at: span(at, at + 1),
  message: "This parenthesis closes none that is open",
  fixes: [{ title: "Remove the parenthesis", kind: "review", edits: [remove(span(at, at + 1))] }],
});

function unclosedParenthesis(at: Span, words: readonly Word[], count: number): Problem {
  const after = words[words.length - 1]?.end ?? at.end;
  return {
    rule: "syntax/unclosed-parenthesis",
    at,
    message: "The parenthesis is never closed, so the record does not end",
    fixes: [
      {
        title: "Close the parenthesis after the last word",
        kind: "review",
        edits: [insert(Math.max(after, at.end), ` ${")".repeat(count)}`)],
      },
    ],
  };
}

const trailingBackslash = (word: Word): Problem => ({
  rule: "syntax/trailing-backslash",
  at: span(word.end - 1, word.end),
  message: "A backslash at the end of a line escapes nothing; lines are joined with parentheses",
});

/** The rules whose problems this room finds; the catalogue owns them. */
export const syntaxRules = [
  {
    id: "syntax/byte-order-mark",
    severity: "error",
    summary: "A byte order mark at the start of the file",
    section: "5.1",
  },
  { id: "syntax/unclosed-quote", severity: "error", summary: "A quote without its closing quote", section: "5.1" },
  {
    id: "syntax/nested-parentheses",
    severity: "information",
    summary: "Parentheses inside parentheses",
    section: "5.1",
  },
  {
    id: "syntax/unmatched-parenthesis",
    severity: "error",
    summary: "A closing parenthesis without its opening one",
    section: "5.1",
  },
  {
    id: "syntax/unclosed-parenthesis",
    severity: "error",
    summary: "A parenthesis that is never closed",
    section: "5.1",
  },
  {
    id: "syntax/trailing-backslash",
    severity: "error",
    summary: "A backslash before the end of the line",
    section: "5.1",
  },
] as const;
