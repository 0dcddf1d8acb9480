/** Uses of what BIND reads and other servers refuse or read otherwise: found here as data, judged by the rules on servers. */
import type { Entry } from "../syntax/entry.js";
import type { Word } from "../syntax/word.js";
import { span, type Span } from "../text/span.js";
import type { ZoneContext } from "./context.js";
import type { Head } from "./head.js";

export type Construct =
  | "generate"
  | "date"
  | "include"
  | "include-quoted"
  | "include-with-origin"
  | "include-with-relative-origin"
  | "include-origin-inside"
  | "owner-after-include"
  | "owner-before-include"
  | "parenthesis-before-owner"
  | "parenthesis-before-type"
  | "parenthesis-after-blank"
  | "parenthesis-in-directive"
  | "touching-quotes"
  | "quoted-owner"
  | "raw-octet"
  | "class"
  | "numbered-class"
  | "mixed-ttl"
  | "mixed-default-ttl"
  | "at-in-text"
  | "dollar-word"
  | "carriage-return";

export interface Use {
  readonly construct: Construct;
  readonly at: Span;
}

const OPEN = 0x28;

/** Between these, a quoted string stands alone. */
const parting = new Set([" ", "\t", "\n", "\r", "(", ")", ";", ""]);

/** Whether a parenthesis opens in `start..end`, which holds no words but some at most. */
function opens(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) === OPEN) return true;
  return false;
}

/** Types whose words may have a quoted part: alpn="h2" (RFC 9460 section 2.1). */
const withParameters: ReadonlySet<string> = new Set(["SVCB", "HTTPS"]);

const mixed = /^[0-9]+[a-z][0-9]/i;
/** What no editor shows or not all tools pass on: control characters, and octets over 126. */
const raw = /[^\t\n\r -~]/;

export const hasRawOctets = (text: string): boolean => raw.test(text);

/** The first line of `start..end` that ends in a carriage return. */
export function carriageReturnIn(text: string, start: number, end: number): Use | undefined {
  const at = text.indexOf("\r", start);
  return at < 0 || at >= end ? undefined : { construct: "carriage-return", at: span(Math.max(start, at - 1), at) };
}

const use = (construct: Construct, { start, end }: Span): Use => ({ construct, at: span(start, end) });

function* ofWords(entry: Entry, text: string, anyRaw: boolean, type: string | undefined): Iterable<Use> {
  for (const word of entry.words) {
    if (
      word.quoted &&
      !withParameters.has(type ?? "") &&
      (!parting.has(text.charAt(word.end)) || (word.start > entry.start && !parting.has(text.charAt(word.start - 1))))
    )
      yield use("touching-quotes", word);
    if (anyRaw && raw.test(word.raw)) yield use("raw-octet", word);
  }
}

function* ofDirective(entry: Entry, text: string, context: ZoneContext): Iterable<Use> {
  const [name, argument, second] = entry.words;
  if (name === undefined) return;
  const last = entry.words[entry.words.length - 1];
  if (last !== undefined && opens(text, name.end, last.start)) yield use("parenthesis-in-directive", name);
  switch (name.raw.toUpperCase()) {
    case "$GENERATE":
      yield use("generate", name);
      return;
    case "$DATE":
      yield use("date", name);
      return;
    case "$TTL":
      if (argument !== undefined && mixed.test(argument.raw)) yield use("mixed-default-ttl", argument);
      return;
    case "$ORIGIN":
      if (context.included) yield use("include-origin-inside", name);
      return;
    case "$INCLUDE":
      yield use("include", name);
      if (argument?.quoted === true) yield use("include-quoted", argument);
      if (second === undefined) return;
      yield use("include-with-origin", second);
      if (!second.raw.endsWith(".")) yield use("include-with-relative-origin", second);
      return;
    default:
  }
}

/** Types whose strings stand as words of their own. */
const texts: ReadonlySet<string> = new Set(["TXT", "SPF"]);

const isBare = (word: Word, start: string): boolean => !word.quoted && word.raw.startsWith(start);

function* ofRecord(entry: Entry, text: string, head: Head, context: ZoneContext): Iterable<Use> {
  const { ownerWord, classWord, ttlWord, typeWord, type, words } = head;
  const first = entry.words[0];
  if (first === undefined) return;
  if (text.charCodeAt(entry.start) === OPEN) yield use("parenthesis-before-owner", span(entry.start, entry.start + 1));
  else if (typeWord !== undefined && opens(text, ownerWord?.end ?? entry.start, typeWord.start))
    yield use(ownerWord === undefined ? "parenthesis-after-blank" : "parenthesis-before-type", typeWord);
  if (ownerWord?.quoted === true) yield use("quoted-owner", ownerWord);
  if (ownerWord === undefined && context.include === "after") yield use("owner-after-include", typeWord ?? first);
  if (ownerWord === undefined && context.include === "start") yield use("owner-before-include", typeWord ?? first);
  if (classWord !== undefined && head.class !== 1) yield use("class", classWord);
  else if (classWord !== undefined && /^CLASS/i.test(classWord.raw)) yield use("numbered-class", classWord);
  if (ttlWord !== undefined && mixed.test(ttlWord.raw)) yield use("mixed-ttl", ttlWord);
  for (const word of words) {
    if (isBare(word, "$")) yield use("dollar-word", word);
    if (isBare(word, "@") && word.raw === "@" && type !== undefined && texts.has(type.name))
      yield use("at-in-text", word);
  }
}

/** The uses in an entry of a page `text`, read in `context`; `head` where it is a record. */
export function* usesIn(
  entry: Entry,
  text: string,
  anyRaw: boolean,
  head: Head | undefined,
  context: ZoneContext,
): Iterable<Use> {
  yield* ofWords(entry, text, anyRaw, head?.type?.name);
  if (head === undefined) yield* ofDirective(entry, text, context);
  else yield* ofRecord(entry, text, head, context);
}
