/** SPF records (RFC 7208 sections 4.5 and 4.6): text in, terms with positions out, every syntax error found. */
import { insert, replace, type Edit, type Fix } from "../text/edit.js";
import type { Mapped } from "../text/mapped.js";
import { shown, type Problem } from "../text/problem.js";
import { problemAt, reviewFix, safeFix, type Parsed, type Range } from "./mailRecord.js";
import { fault, replaceBy, review, safe, type Fault } from "./spfFault.js";
import type { SpfRecord, SpfTerm } from "./spfRecord.js";
import { isTermStart, readTerm } from "./spfTerm.js";

/** Whether a TXT record is an SPF record: `v=spf1`, then a space or nothing (RFC 7208 section 4.5). */
export const isSpf = (text: string): boolean => /^v=spf1(?: |$)/i.test(text);

/** Sender ID (RFC 4406), historic: looks like SPF, but no receiver reads it. */
const isSenderId = (text: string): boolean => /^(?:v=)?spf2\.0(?:\/|\s|$)/i.test(text);

/** A version that is not quite `v=spf1`, with what stands around it. */
const misspelt =
  /^[\s"'\u200b\ufeff\u201c-\u201f]{0,8}(?:v\s{0,2}[=:;]{0,2}\s{0,2}(?:spf|sfp|spff|psf)[\s:=]{0,2}(?:1(?!\d)|[02-9]|v1|l|i)?|v\s{0,2}[=:]\s{0,2}(?:sp1|sf1|pf1)|v?spf1|spf=1)(?:[;,:."'\u201c-\u201f]{1,3}(?=\s|$)|[;,])?/i;

/** Whether a text was most likely meant to be an SPF record, though receivers do not take it for one. */
export function looksLikeSpf(text: string): boolean {
  if (isSpf(text)) return false;
  if (isSenderId(text)) return true;
  const version = misspelt.exec(text);
  if (version === null || /^v=spf1\d/i.test(text)) return false;
  const rest = text.slice(version[0].length, version[0].length + 300);
  return (
    rest.trim() === "" ||
    /^v=spf1(?!\d)/i.test(text) ||
    /(?:^|[\s+~?-])(?:(?:all|mx|a)(?![\w.-])|include:|ip4:|ip6:|redirect=)/i.test(rest)
  );
}

/** Reads an SPF record, or what looks like one. */
export function parseSpf(mapped: Mapped): Parsed<SpfRecord> {
  const { text } = mapped;
  if (isSenderId(text)) {
    const version = { start: 0, end: text.length };
    const message = "Sender ID (spf2.0) is historic: no receiver reads this record";
    return {
      value: { mapped, version, terms: [], valid: false },
      problems: [problemAt(mapped, "spf/sender-id", version, message)],
    };
  }
  const glued = gluedAt(mapped);
  const { version, problems: versionProblems } = readVersion(mapped, glued);
  const characters = characterFaults(text, version.end);
  const { terms, faults } = readTerms(text, tokensOf(text, version.end, new Set(glued)));
  const problems = [
    ...versionProblems,
    ...gluedProblems(mapped, glued),
    ...[...characters, ...faults, ...repeatedModifiers(text, terms)].map((found) => problemOf(mapped, found)),
  ];
  return { value: { mapped, version, terms, valid: problems.length === 0 }, problems };
}

function problemOf(mapped: Mapped, found: Fault): Problem {
  const fixes = found.remedies.map(({ title, kind, changes }) =>
    kind === "safe" ? safeFix(mapped, title, ...changes) : reviewFix(mapped, title, ...changes),
  );
  return problemAt(mapped, found.rule, found, found.message, ...fixes);
}

function readVersion(mapped: Mapped, glued: readonly number[]): { version: Range; problems: Problem[] } {
  const { text } = mapped;
  const exact = /^v=spf1/i.test(text);
  if (exact && (text.length === 6 || text[6] === " " || glued[0] === 6))
    return { version: { start: 0, end: 6 }, problems: [] };
  const end = misspelt.exec(text)?.[0].trimEnd().length ?? Math.max(0, text.indexOf(" "));
  const version = { start: 0, end };
  const written = shown(text.slice(0, end), 20);
  const message = `"${written}" is not "v=spf1": receivers take this for no SPF record`;
  const needsSpace = end < text.length && text[end] !== " ";
  const fix = reviewFix(mapped, "Write v=spf1", { start: 0, end, text: needsSpace ? "v=spf1 " : "v=spf1" });
  return { version, problems: [problemAt(mapped, "spf/version", version, message, fix)] };
}

/**
 * Where two strings meet without a space though a term seems to start there: receivers join strings without any (RFC 7208
 * section 3.3). Decoded indexes, in order.
 */
function gluedAt({ text, strings }: Mapped): number[] {
  const bounds = strings
    .map(({ start }) => start)
    .filter((at) => at > 0 && at < text.length && text[at - 1] !== " " && text[at] !== " ");
  const unquoted = strings.every(({ quoted }) => !quoted);
  const atVersion = unquoted && bounds[0] === 6 && /^v=spf1/i.test(text);
  if (atVersion) return bounds;
  const glued: number[] = [];
  for (const at of bounds.reverse()) {
    const space = text.indexOf(" ", at);
    const end = Math.min(space < 0 ? text.length : space, glued[glued.length - 1] ?? text.length, at + 80);
    if ((at === 6 && /^v=spf1/i.test(text)) || isTermStart(text.slice(at, end))) glued.push(at);
  }
  return glued.reverse();
}

function gluedProblems(mapped: Mapped, glued: readonly number[]): Problem[] {
  const first = glued[0];
  if (first === undefined) return [];
  const { text } = mapped;
  const start = text.lastIndexOf(" ", first - 1) + 1;
  const last = glued[glued.length - 1] ?? first;
  const space = text.indexOf(" ", last);
  const at = { start, end: space < 0 ? text.length : space };
  const message = `Strings join without a space: receivers read "${shown(text.slice(start, at.end), 30)}" as one word`;
  const fix: Fix = { title: "Put spaces between the terms", kind: "safe", edits: spacingEdits(mapped, new Set(glued)) };
  return [problemAt(mapped, "spf/glued-strings", at, message, fix)];
}

/** Puts a space at the end of each string whose next one is glued to it; a string without quotes gets them. */
function spacingEdits({ strings }: Mapped, glued: ReadonlySet<number>): Edit[] {
  const first = strings[0];
  const last = strings[strings.length - 1];
  if (first === undefined || last === undefined) return [];
  const gaps = strings.flatMap((string, i) => {
    const next = strings[i + 1];
    return next === undefined ? [] : [{ start: string.span.end, end: next.span.start }];
  });
  // A gap of one or two units has no room for a comment, so that words without quotes can become one string.
  const oneString = strings.every(({ start, quoted }) => !quoted && (start === 0 || glued.has(start)));
  const octets = strings.reduce((sum, string) => sum + string.octets + 1, 0);
  if (oneString && octets <= 256 && gaps.every(({ start, end }) => end - start <= 2))
    return [insert(first.span.start, '"'), ...gaps.map((gap) => replace(gap, " ")), insert(last.span.end, '"')];
  return strings.flatMap((string, i) => {
    const next = strings[i + 1];
    const space = next !== undefined && glued.has(next.start) ? " " : "";
    if (string.quoted) return space === "" ? [] : [insert(string.span.end - 1, space)];
    return [insert(string.span.start, '"'), insert(string.span.end, `${space}"`)];
  });
}

interface CharacterKind {
  readonly pattern: RegExp;
  readonly name: string;
  readonly instead?: string;
}

/** What stands for a space, nothing or a hyphen when text was pasted from a page or a word processor. */
const characterKinds: readonly CharacterKind[] = [
  { pattern: /^\t+$/, name: "A tab", instead: " " },
  { pattern: /^[\r\n\v\f\u0085\u2028\u2029]+$/, name: "A line break", instead: " " },
  { pattern: /^(?:\u00c2?\u00a0)+$/, name: "A no-break space", instead: " " },
  { pattern: /^[\t\r\n\v\f\u1680\u2000-\u200a\u202f\u205f\u3000]+$/, name: "A space that is not ASCII", instead: " " },
  { pattern: /^[\u00ad\u200b-\u200f\u2060\ufeff]+$/, name: "An invisible character", instead: "" },
  { pattern: /^[\u2018-\u201f\u00ab\u00bb]+$/, name: "A typographic quote", instead: "" },
  { pattern: /^[\u2010-\u2015\u2212]$/, name: "A dash that is no hyphen", instead: "-" },
];

/** Characters other than visible ASCII and the space, in runs. */
function characterFaults(text: string, from: number): Fault[] {
  const faults: Fault[] = [];
  const runs = /[^\x20-\x7e]+/g;
  runs.lastIndex = from;
  for (let match = runs.exec(text); match !== null; match = runs.exec(text)) {
    const [run] = match;
    const at = { start: match.index, end: match.index + run.length };
    const kind = characterKinds.find(({ pattern }) => pattern.test(run));
    const name = kind?.name ?? `"${shown(run, 10)}"`;
    const message = `${name} may not stand in an SPF record: SPF fails for the whole domain`;
    const title = kind?.instead === "" ? "Remove it" : `Write "${kind?.instead ?? ""}"`;
    const remedies = kind?.instead === undefined ? [] : [safe(title, replaceBy(at, kind.instead))];
    faults.push(fault("spf/bad-character", at, message, ...remedies));
  }
  return faults;
}

/** The words between spaces, between what was meant for a space, and between glued strings. */
function tokensOf(text: string, from: number, glued: ReadonlySet<number>): Range[] {
  const tokens: Range[] = [];
  let start = from;
  for (let at = from; at <= text.length; at++) {
    const space = at === text.length || /[\s\u0085]/.test(text[at] ?? "");
    if (!space && !glued.has(at)) continue;
    if (at > start) tokens.push({ start, end: at });
    start = space ? at + 1 : at;
  }
  return tokens;
}

function readTerms(text: string, tokens: readonly Range[]): { terms: SpfTerm[]; faults: Fault[] } {
  const terms: SpfTerm[] = [];
  const faults: Fault[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const next = tokens[i + 1];
    if (token === undefined) continue;
    const parted = next === undefined ? undefined : partedTerm(text, token, next);
    if (parted === undefined) {
      const read = readTerm(text, token);
      terms.push(...read.terms);
      faults.push(...read.faults);
    } else {
      terms.push({ kind: "faulty", start: parted.start, end: parted.end, text: text.slice(parted.start, parted.end) });
      faults.push(parted);
      i++;
    }
  }
  return { terms, faults };
}

/** A term with a space inside: `include: example.net`, `- all`, `ip4 :192.0.2.1`. */
function partedTerm(text: string, token: Range, next: Range): Fault | undefined {
  const before = text.slice(token.start, token.end);
  const after = text.slice(next.start, next.end);
  const afterSign =
    /^[-+~?]?(?:include|a|mx|ptr|ip4|ip6|exists):$|^(?:redirect|exp)=$/i.test(before) &&
    !isTermStart(after) &&
    !/^[-+~?]|=/.test(after);
  const beforeSign = /^[-+~?]?(?:include|a|mx|ptr|ip4|ip6|exists|redirect|exp)$/i.test(before) && /^[:=/]./.test(after);
  const qualifier = /^[-+~?]$/.test(before) && /^[a-z]/i.test(after);
  if (!afterSign && !beforeSign && !qualifier) return undefined;
  const at = { start: token.start, end: next.end };
  const message = `A space parts "${shown(`${before} ${after}`, 36)}": SPF fails for the whole domain`;
  return fault(
    "spf/separator",
    at,
    message,
    review("Remove the space", replaceBy({ start: token.end, end: next.start }, "")),
  );
}

/** `redirect` and `exp` may each stand once (RFC 7208 section 6). */
function repeatedModifiers(text: string, terms: readonly SpfTerm[]): Fault[] {
  const seen = new Set<string>();
  const faults: Fault[] = [];
  for (const term of terms) {
    if (term.kind !== "modifier" || (term.name !== "redirect" && term.name !== "exp")) continue;
    if (seen.has(term.name)) {
      const start = text[term.start - 1] === " " ? term.start - 1 : term.start;
      const cut = replaceBy({ start, end: term.end }, "");
      const message = `A second ${term.name}= is not allowed: SPF fails for the whole domain`;
      faults.push(fault("spf/duplicate-modifier", term, message, review(`Remove ${shown(term.text)}`, cut)));
    }
    seen.add(term.name);
  }
  return faults;
}
