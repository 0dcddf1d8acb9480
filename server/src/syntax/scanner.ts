/** The scanner: where entries end and what tokens they are made of; lossless, total and linear. */
import type { Span } from "../text/span.js";

/** "word" and "quoted" carry meaning. */
export type TokenKind = "space" | "newline" | "comment" | "word" | "quoted" | "open" | "close";

export interface Token extends Span {
  readonly kind: TokenKind;
  /** A quoted string that the end of its line ended. */
  readonly unclosed?: boolean;
}

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const OPEN = 0x28;
const CLOSE = 0x29;
const SEMICOLON = 0x3b;
const BACKSLASH = 0x5c;

const isSpace = (code: number): boolean => code === SPACE || code === TAB;
const isBreak = (code: number): boolean => code === LF || code === CR;

/** Where the line break at `at` ends. */
const breakEnd = (text: string, at: number): number =>
  text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;

function lineEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length && !isBreak(text.charCodeAt(at))) at++;
  return at;
}

/** Where a bare word ends; a backslash takes the next character with it, but never a line break. */
function wordEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at++;
    else if (isSpace(code) || isBreak(code) || code === QUOTE || code === OPEN || code === CLOSE || code === SEMICOLON)
      return at;
    if (at < text.length && isBreak(text.charCodeAt(at))) return at;
    at++;
  }
  return Math.min(at, text.length);
}

/** Where the string whose quote is at `from` ends, its closing quote included; at the line's end where there is none. */
function quotedEnd(text: string, from: number): { end: number; closed: boolean } {
  let at = from + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return { end: at + 1, closed: true };
    if (isBreak(code)) return { end: at, closed: false };
    if (code === BACKSLASH && at + 1 < text.length && !isBreak(text.charCodeAt(at + 1))) at++;
    at++;
  }
  return { end: Math.min(at, text.length), closed: false };
}

/** The token at `at`, which is before the end of the text. */
export function tokenAt(text: string, at: number): Token {
  const code = text.charCodeAt(at);
  if (isSpace(code)) {
    let end = at + 1;
    while (end < text.length && isSpace(text.charCodeAt(end))) end++;
    return { kind: "space", start: at, end };
  }
  if (isBreak(code)) return { kind: "newline", start: at, end: breakEnd(text, at) };
  if (code === SEMICOLON) return { kind: "comment", start: at, end: lineEnd(text, at) };
  if (code === OPEN) return { kind: "open", start: at, end: at + 1 };
  if (code === CLOSE) return { kind: "close", start: at, end: at + 1 };
  if (code === QUOTE) {
    const { end, closed } = quotedEnd(text, at);
    return closed ? { kind: "quoted", start: at, end } : { kind: "quoted", start: at, end, unclosed: true };
  }
  return { kind: "word", start: at, end: wordEnd(text, at) };
}

/** A line that leaves the owner out and says class or TTL, or neither, then a type of records that people write, then something. */
const ownerless =
  /[ \t]+(?:[0-9][0-9a-z]*[ \t]+)?(?:(?:IN|CH|HS)[ \t]+(?:[0-9][0-9a-z]*[ \t]+)?)?(?:A|AAAA|CAA|CDNSKEY|CDS|CNAME|DNAME|DNSKEY|DS|HINFO|HTTPS|LOC|MX|NAPTR|NS|NSEC|NSEC3|NSEC3PARAM|OPENPGPKEY|PTR|RP|RRSIG|SOA|SPF|SRV|SSHFP|SVCB|TLSA|TXT|URI|TYPE[0-9]+)[ \t]+[^\s;()]/iy;

/** Whether the line at `at`, which stands inside parentheses, looks like the start of an entry: as if one had not been closed. */
function startsEntry(text: string, at: number): boolean {
  if (at >= text.length) return false;
  const code = text.charCodeAt(at);
  if (isSpace(code)) {
    ownerless.lastIndex = at;
    return ownerless.test(text);
  }
  return !isBreak(code) && code !== SEMICOLON && code !== CLOSE && code !== OPEN;
}

/**
 * Where the entry that starts at `start` ends: after its last line break. Parentheses carry it over lines (RFC 1035 section 5.1) and
 * may nest, as BIND reads them. One that is never closed must not swallow the rest: inside parentheses the first line that
 * looks like the start of an entry is where it ends if the document ends, or another parenthesis opens, before all are closed. No
 * text is looked at more than twice, as no parenthesis opens between that line and the place that proves it.
 */
export function entryEnd(text: string, start: number, whole: boolean): { end: number; reach: number } | undefined {
  let at = start;
  let depth = 0;
  /** The first line inside the parentheses that looks like the start of an entry. */
  let suspect = -1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isBreak(code)) {
      if (code === CR && at + 1 === text.length && !whole) return undefined;
      at = breakEnd(text, at);
      if (depth === 0) return { end: at, reach: at };
      if (suspect < 0 && startsEntry(text, at)) suspect = at;
    } else if (code === OPEN) {
      if (depth > 0 && suspect >= 0) return { end: suspect, reach: at + 1 };
      depth++;
      at++;
    } else if (code === CLOSE) {
      if (depth > 0) depth--;
      at++;
    } else if (code === SEMICOLON) at = lineEnd(text, at);
    else if (code === QUOTE) at = quotedEnd(text, at).end;
    else if (isSpace(code)) at++;
    else at = wordEnd(text, at);
  }
  if (!whole) return undefined;
  return { end: depth > 0 && suspect >= 0 ? suspect : text.length, reach: text.length };
}

/** The tokens of `start..end`, which joined are that text. */
export function tokenize(text: string, start: number, end: number): Token[] {
  const tokens: Token[] = [];
  let at = start;
  while (at < end) {
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}
