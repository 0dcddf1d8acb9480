/** Comments that allow a finding: `; zonewright-disable-line spf/plus-all -- reason`. */
import { rules } from "../rules/catalogue.js";
import { tokenize } from "../syntax/scanner.js";
import { insert, remove, replace, type Fix } from "../text/edit.js";
import { nearest } from "../text/nearest.js";
import { lineColumnAt, offsetAt, pageIndexAt, type Page, type PagedText } from "../text/pagedText.js";
import { shown, type Problem } from "../text/problem.js";
import type { Span } from "../text/span.js";
import { familyOf } from "./severity.js";

/** A comment, its semicolon included. */
export interface Comment {
  readonly text: string;
  readonly at: Span;
}

/** "line": the line of the comment; "next-line": the line after it, and the whole record if one starts there. */
type Scope = "line" | "next-line" | "file";

const scopes: readonly Scope[] = ["line", "next-line", "file"];
const isScope = (word: string): word is Scope => scopes.some((scope) => scope === word);

/** A rule's id or "family/*", as written. */
interface Pattern {
  readonly text: string;
  readonly at: Span;
}

export interface Suppression {
  readonly scope: Scope;
  /** None: all rules. */
  readonly patterns: readonly Pattern[];
  /** From its semicolon to the end of its rules and reason. */
  readonly at: Span;
}

const word = "zonewright-disable";
const directive = /;[ \t]*zonewright-disable([a-z-]*)([^;\r\n]*)/g;

/** Each id and, for each family, "family/*". */
const knownPatterns = (): ReadonlySet<string> =>
  new Set(["*", ...[...rules.keys()].flatMap((id) => [id, `${familyOf(id)}/*`])]);

const matches = (pattern: string, rule: string): boolean =>
  pattern === rule || pattern === "*" || pattern === `${familyOf(rule)}/*`;

/** What comments suppress, and what is wrong with how they say it. */
export function readSuppressions(comments: readonly Comment[]): {
  suppressions: readonly Suppression[];
  problems: readonly Problem[];
} {
  const suppressions: Suppression[] = [];
  const problems: Problem[] = [];
  const known = comments.length === 0 ? new Set<string>() : knownPatterns();
  for (const comment of comments)
    for (const found of comment.text.matchAll(directive)) {
      const [whole, form = "", rest = ""] = found;
      const start = comment.at.start + found.index;
      const at = { start, end: start + whole.trimEnd().length };
      const scope = form.slice(1);
      if (!form.startsWith("-") || !isScope(scope)) {
        problems.push(unknownForm(form, start + whole.indexOf(word)));
        continue;
      }
      const patterns = patternsOf(rest, start + whole.length - rest.length);
      for (const pattern of patterns) if (!known.has(pattern.text)) problems.push(unknownRule(pattern, known));
      suppressions.push({ scope, patterns, at });
    }
  return { suppressions, problems };
}

function patternsOf(text: string, base: number): Pattern[] {
  const reason = text.search(/(?:^|\s)--(?:\s|$)/);
  const listed = reason < 0 ? text : text.slice(0, reason);
  return Array.from(listed.matchAll(/[^\s,]+/g), (found) => {
    const start = base + found.index;
    return { text: found[0], at: { start, end: start + found[0].length } };
  });
}

function unknownRule({ text, at }: Pattern, known: ReadonlySet<string>): Problem {
  const name = text.slice(text.indexOf("/") + 1);
  const meant =
    nearest(text, known) ?? [...known].find((id) => !id.endsWith("*") && id.slice(id.indexOf("/") + 1) === name);
  return {
    rule: "suppression/unknown-rule",
    at,
    message:
      meant === undefined
        ? `No rule is called "${shown(text, 40)}", so this allows nothing`
        : `No rule is called "${shown(text, 30)}"; did you mean ${meant}?`,
    ...(meant === undefined
      ? {}
      : { fixes: [{ title: `Write ${meant}`, kind: "review", edits: [replace(at, meant)] }] }),
  };
}

function unknownForm(form: string, start: number): Problem {
  const at = { start, end: start + word.length + form.length };
  const meant = nearest(form.replace(/^-/, ""), scopes);
  return {
    rule: "suppression/unknown-form",
    at,
    message: "This allows nothing: write zonewright-disable-line, -next-line or -file",
    ...(meant === undefined
      ? {}
      : { fixes: [{ title: `Write ${word}-${meant}`, kind: "review", edits: [replace(at, `${word}-${meant}`)] }] }),
  };
}

const commentsOfPage = new WeakMap<Page, readonly Comment[]>();

const isBreak = (unit: string | undefined): boolean => unit === "\n" || unit === "\r";

/** The comments of a page that hold the word; their places are those within the page. */
function readPage({ text }: Page): Comment[] {
  const found: Comment[] = [];
  for (let hit = text.indexOf(word); hit >= 0;) {
    let start = hit;
    while (start > 0 && !isBreak(text[start - 1])) start--;
    let end = hit;
    while (end < text.length && !isBreak(text[end])) end++;
    for (const token of tokenize(text, start, end))
      if (token.kind === "comment")
        found.push({ text: text.slice(token.start, token.end), at: { start: token.start, end: token.end } });
    hit = text.indexOf(word, end);
  }
  return found;
}

/** The comments of a document that may suppress something; a page is read once. */
export function suppressionComments(text: PagedText): readonly Comment[] {
  return text.pages.flatMap((page, index) => {
    const known = commentsOfPage.get(page) ?? readPage(page);
    commentsOfPage.set(page, known);
    const base = text.starts[index] ?? 0;
    return known.map((comment) => ({
      text: comment.text,
      at: { start: comment.at.start + base, end: comment.at.end + base },
    }));
  });
}

const lineOf = (text: PagedText, offset: number): number => lineColumnAt(text, offset).line;

/** The line on which the entry that holds `offset` starts. */
function entryLine(text: PagedText, offset: number): number {
  const index = pageIndexAt(text, offset);
  const page = text.pages[index];
  const base = text.starts[index] ?? 0;
  if (page === undefined) return 0;
  let low = 0;
  let high = page.entries.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((page.entries[middle] ?? 0) <= offset - base) low = middle;
    else high = middle - 1;
  }
  return lineOf(text, base + (page.entries[low] ?? 0));
}

/** Suppressions by what they cover. */
interface Cover {
  readonly file: readonly Suppression[];
  /** By line, and for "next-line" by the line after. */
  readonly line: ReadonlyMap<number, readonly Suppression[]>;
  readonly next: ReadonlyMap<number, readonly Suppression[]>;
}

function coverOf(text: PagedText, suppressions: readonly Suppression[]): Cover {
  const line = new Map<number, Suppression[]>();
  const next = new Map<number, Suppression[]>();
  for (const suppression of suppressions) {
    if (suppression.scope === "file") continue;
    const at = lineOf(text, suppression.at.start);
    const [map, key] = suppression.scope === "line" ? [line, at] : [next, at + 1];
    const others = map.get(key);
    if (others === undefined) map.set(key, [suppression]);
    else others.push(suppression);
  }
  return { file: suppressions.filter(({ scope }) => scope === "file"), line, next };
}

function* covering(text: PagedText, cover: Cover, offset: number): Iterable<Suppression> {
  yield* cover.file;
  const line = lineOf(text, offset);
  yield* cover.line.get(line) ?? [];
  if (cover.next.size === 0) return;
  const first = entryLine(text, offset);
  yield* cover.next.get(line) ?? [];
  if (first !== line) yield* cover.next.get(first) ?? [];
}

/**
 * The problems of one document that no comment of it suppresses, and the problems of those comments. `isOn` says whether a rule is
 * looked for at all: what allows one that is not is no fault.
 */
export function suppress<P extends Problem>(
  text: PagedText,
  problems: readonly P[],
  isOn: (rule: string) => boolean,
): { kept: readonly P[]; own: readonly Problem[] } {
  const comments = suppressionComments(text);
  if (comments.length === 0) return { kept: problems, own: [] };
  const { suppressions, problems: own } = readSuppressions(comments);
  const cover = coverOf(text, suppressions);
  const used = new Set<Suppression | Pattern>();
  const kept = problems.filter((problem) => {
    let isSuppressed = false;
    for (const suppression of covering(text, cover, problem.at.start)) {
      const by =
        suppression.patterns.length === 0
          ? suppression
          : suppression.patterns.find((pattern) => matches(pattern.text, problem.rule));
      if (by === undefined) continue;
      used.add(by);
      isSuppressed = true;
    }
    return !isSuppressed;
  });
  const judged = new Set([...rules.keys()].filter(isOn).flatMap((id) => ["*", `${familyOf(id)}/*`, id]));
  const unused = suppressions.flatMap((suppression) => unusedOf(text, suppression, used, judged));
  return { kept, own: [...own, ...unused] };
}

/** `judged`: the patterns of rules that are looked for. */
function unusedOf(
  text: PagedText,
  suppression: Suppression,
  used: ReadonlySet<Suppression | Pattern>,
  judged: ReadonlySet<string>,
): Problem[] {
  const removal = removalOf(text, suppression);
  if (suppression.patterns.length === 0)
    return used.has(suppression) ? [] : [unusedProblem(suppression.at, "Nothing is found here to allow", removal)];
  const idle = suppression.patterns.filter((pattern) => !used.has(pattern) && judged.has(pattern.text));
  const all = idle.length === suppression.patterns.length;
  return idle.map((pattern, index) =>
    unusedProblem(
      pattern.at,
      `${shown(pattern.text, 40)} is not found here, so this allows nothing`,
      all && index === 0 ? removal : undefined,
    ),
  );
}

/** Removes the comment, and the blanks before it or the line that it alone stands on. */
function removalOf(text: PagedText, { at }: Suppression): Fix {
  const line = lineOf(text, at.start);
  const lineStart = offsetAt(text, { line, column: 0 });
  const index = pageIndexAt(text, at.start);
  const base = text.starts[index] ?? 0;
  const page = text.pages[index]?.text ?? "";
  let start = at.start;
  while (start > lineStart && /[ \t]/.test(page[start - base - 1] ?? "")) start--;
  let end = at.end;
  if (start === lineStart) {
    if (page[end - base] === "\r") end++;
    if (page[end - base] === "\n") end++;
  }
  return { title: "Remove the comment", kind: "safe", edits: [remove({ start, end })] };
}

const unusedProblem = (at: Span, message: string, fix: Fix | undefined): Problem => ({
  rule: "suppression/unused",
  at,
  message,
  tag: "unnecessary",
  ...(fix === undefined ? {} : { fixes: [fix] }),
});

/** The fixes that allow a finding on its line or in its file. */
export function suppressionFixes(text: PagedText, { rule, at }: Problem): readonly Fix[] {
  if (familyOf(rule) === "suppression") return [];
  const edit = lineEdit(text, rule, at.start);
  const first = text.pages[0]?.text ?? "";
  const top = insert(
    first.startsWith("\ufeff") ? 1 : 0,
    `; ${word}-file ${rule}${first.includes("\r\n") ? "\r\n" : "\n"}`,
  );
  const inFile: Fix = { title: `Allow ${rule} in this file`, kind: "review", edits: [top] };
  return edit === undefined
    ? [inFile]
    : [{ title: `Allow ${rule} on this line`, kind: "review", edits: [edit] }, inFile];
}

/** Writes the comment at the end of the line, or the rule into the comment that is there; undefined where none can stand. */
function lineEdit(text: PagedText, rule: string, offset: number): ReturnType<typeof insert> | undefined {
  const index = pageIndexAt(text, offset);
  const base = text.starts[index] ?? 0;
  const page = text.pages[index]?.text ?? "";
  const start = offsetAt(text, { line: lineOf(text, offset), column: 0 }) - base;
  let end = start;
  while (end < page.length && !isBreak(page[end])) end++;
  const last = tokenize(page, start, end).at(-1);
  if (last === undefined || last.unclosed === true) return undefined;
  if (last.kind === "word" && (/\\*$/.exec(page.slice(last.start, last.end))?.[0].length ?? 0) % 2 === 1)
    return undefined;
  if (last.kind === "comment") {
    const comment = { text: page.slice(last.start, last.end), at: { start: last.start + base, end: last.end + base } };
    const pattern = readSuppressions([comment])
      .suppressions.find(({ scope }) => scope === "line")
      ?.patterns.at(-1);
    if (pattern !== undefined) return insert(pattern.at.end, `, ${rule}`);
  }
  const space = last.kind === "space" ? "" : " ";
  return insert(base + end, `${space}; ${word}-line ${rule}`);
}
