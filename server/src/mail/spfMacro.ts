/** Macro-strings of SPF (RFC 7208 section 7): read with positions, and expanded. */
import type { Range } from "./mailRecord.js";

export type MacroLetter = "s" | "l" | "o" | "d" | "i" | "p" | "h" | "c" | "r" | "t" | "v";

export interface MacroExpand extends Range {
  readonly kind: "expand";
  readonly letter: MacroLetter;
  /** Whether the letter is in upper case, so that the value is URL-escaped. */
  readonly escaped: boolean;
  /** How many parts to keep, from the right. */
  readonly keep?: number;
  readonly reverse: boolean;
  /** What the value is split at. */
  readonly delimiters: string;
}

interface MacroLiteral extends Range {
  readonly kind: "literal";
  /** What it stands for: `%%` is "%", `%_` a space, `%-` is "%20". */
  readonly text: string;
  /** Whether it is one of those three. */
  readonly special: boolean;
}

export type MacroPart = MacroExpand | MacroLiteral;

export interface MacroFault extends Range {
  readonly reason: "stray percent" | "unknown letter" | "bad macro" | "zero parts" | "only in explanations";
}

interface MacroString {
  readonly parts: readonly MacroPart[];
  readonly faults: readonly MacroFault[];
}

const special: Readonly<Record<string, string>> = { "%": "%", _: " ", "-": "%20" };
const letters: readonly MacroLetter[] = ["s", "l", "o", "d", "i", "p", "h", "c", "r", "t", "v"];
const letterOf = (text: string): MacroLetter | undefined => letters.find((letter) => letter === text.toLowerCase());

/** The letters that only the text of an explanation may have (RFC 7208 section 7.2). */
const onlyInExplanations: ReadonlySet<MacroLetter> = new Set(["c", "r", "t"]);

/** Reads `text.slice(start, end)`; `anyLetter` where c, r and t may stand. */
export function readMacroString(text: string, start: number, end: number, anyLetter: boolean): MacroString {
  const parts: MacroPart[] = [];
  const faults: MacroFault[] = [];
  let at = start;
  while (at < end) {
    const percent = text.indexOf("%", at);
    const literalEnd = percent < 0 || percent >= end ? end : percent;
    if (literalEnd > at)
      parts.push({ kind: "literal", start: at, end: literalEnd, text: text.slice(at, literalEnd), special: false });
    if (literalEnd === end) break;
    at = readPercent(text, literalEnd, end, anyLetter, parts, faults);
  }
  return { parts, faults };
}

/** Reads what the percent sign at `start` begins; returns where it ends. */
function readPercent(
  text: string,
  start: number,
  end: number,
  anyLetter: boolean,
  parts: MacroPart[],
  faults: MacroFault[],
): number {
  const next = start + 1 < end ? (text[start + 1] ?? "") : "";
  const meaning = special[next];
  if (meaning !== undefined) {
    parts.push({ kind: "literal", start, end: start + 2, text: meaning, special: true });
    return start + 2;
  }
  const close = next === "{" ? closing(text, start + 2, end) : -1;
  if (close < 0) {
    faults.push({ reason: "stray percent", start, end: start + 1 });
    return start + 1;
  }
  const range = { start, end: close + 1 };
  const inner = /^([A-Za-z])([0-9]*)([rR]?)([.\-+,/_=]*)$/.exec(text.slice(start + 2, close));
  const letter = letterOf(inner?.[1] ?? "");
  const keep = inner?.[2] ?? "";
  if (inner === null) faults.push({ reason: "bad macro", ...range });
  else if (letter === undefined) faults.push({ reason: "unknown letter", ...range });
  else if (/^0+$/.test(keep)) faults.push({ reason: "zero parts", ...range });
  else {
    if (!anyLetter && onlyInExplanations.has(letter)) faults.push({ reason: "only in explanations", ...range });
    parts.push({
      kind: "expand",
      ...range,
      letter,
      escaped: inner[1] !== letter,
      ...(keep === "" ? {} : { keep: Number(keep) }),
      reverse: inner[3] !== "",
      delimiters: inner[4] === undefined || inner[4] === "" ? "." : inner[4],
    });
  }
  return close + 1;
}

/** The brace that closes a macro; none where another percent sign or the end comes first. */
function closing(text: string, from: number, end: number): number {
  for (let i = from; i < end; i++) {
    if (text[i] === "}") return i;
    if (text[i] === "%" || text[i] === "{") return -1;
  }
  return -1;
}

/** The text with each macro replaced; undefined where `valueOf` does not know the value of a letter. */
export function expandMacros(
  parts: readonly MacroPart[],
  valueOf: (letter: MacroLetter) => string | undefined,
): string | undefined {
  let expanded = "";
  for (const part of parts) {
    if (part.kind === "literal") expanded += part.text;
    else {
      const value = valueOf(part.letter);
      if (value === undefined) return undefined;
      expanded += transform(part, value);
    }
  }
  return expanded;
}

/** Splits, reverses, keeps the right-hand parts and joins with dots, in this order (RFC 7208 section 7.3). */
function transform({ keep, reverse, delimiters, escaped }: MacroExpand, value: string): string {
  const pieces: string[] = [];
  let piece = "";
  for (const character of value) {
    if (delimiters.includes(character)) {
      pieces.push(piece);
      piece = "";
    } else piece += character;
  }
  pieces.push(piece);
  const ordered = reverse ? pieces.reverse() : pieces;
  const joined = (keep === undefined ? ordered : ordered.slice(-keep)).join(".");
  return escaped ? urlEscape(joined) : joined;
}

/** Everything but the unreserved characters of RFC 3986 section 2.3, octet by octet. */
const urlEscape = (text: string): string =>
  text.replace(/[^A-Za-z0-9\-._~]/g, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x100 ? `%${code.toString(16).toUpperCase().padStart(2, "0")}` : character;
  });
