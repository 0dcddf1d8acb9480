/** $GENERATE: records made for each number of a range, with BIND's modifiers `${offset,width,base}`. */
import type { Entry } from "../syntax/entry.js";
import type { Word } from "../syntax/word.js";
import { shown, type Problem } from "../text/problem.js";
import { span } from "../text/span.js";

export interface Range {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
}

/** A piece of a template: text as it stands, or the number in some form. */
type Piece =
  | string
  | {
      readonly offset: number;
      readonly width: number;
      /** As printf's: decimal, octal, hexadecimal; "n" and "N": nibbles in reverse order, with dots. */
      readonly base: "d" | "o" | "x" | "X" | "n" | "N";
    };

export interface Generate {
  readonly range: Range;
  /** From the owner's template to the last word: what each number is put into. */
  readonly owner: readonly Piece[];
  readonly ownerWord: Word;
  /** TTL, class and type, as written. */
  readonly middle: readonly Word[];
  readonly typeWord: Word;
  readonly rdata: readonly Piece[];
  readonly rdataWord: Word;
}

/** How many records of one directive are made; a range may have 2^31 of them. */
export const mostGenerated = 65536;

/** How many of all directives of a zone: a line of 30 characters must not cost what a page of records does, however often it stands. */
export const mostInZone = 8 * mostGenerated;

const rangeForm = /^([0-9]{1,10})-([0-9]{1,10})(?:\/([0-9]{1,10}))?$/;
const largest = 0x7fffffff;

/** Reads the words of a `$GENERATE` line; undefined, with a problem, where BIND refuses it. */
export function readGenerate(entry: Entry, problems: Problem[]): Generate | undefined {
  const [directive, range, owner, ...rest] = entry.words;
  const rdata = rest[rest.length - 1];
  const type = rest[rest.length - 2];
  if (directive === undefined) return undefined;
  if (range === undefined || owner === undefined || rdata === undefined || type === undefined) {
    problems.push({
      rule: "generate/missing-argument",
      at: span(directive.start, directive.end),
      message: "$GENERATE lacks its range, owner, type or RDATA",
    });
    return undefined;
  }
  const read = readRange(range);
  if (typeof read === "string") {
    problems.push({ rule: "generate/bad-range", at: span(range.start, range.end), message: read });
    return undefined;
  }
  const ownerPieces = readTemplate(owner, problems);
  const rdataPieces = readTemplate(rdata, problems);
  if (ownerPieces === undefined || rdataPieces === undefined) return undefined;
  const farthest = [...ownerPieces, ...rdataPieces].reduce(
    (most, piece) => (typeof piece === "string" ? most : Math.max(most, piece.offset)),
    0,
  );
  if (read.stop + farthest > largest) {
    const message = `${read.stop} with the offset ${farthest} is over 2147483647: the line is refused`;
    problems.push({ rule: "generate/bad-range", at: span(range.start, range.end), message });
    return undefined;
  }
  return {
    range: read,
    owner: ownerPieces,
    ownerWord: owner,
    middle: rest.slice(0, -1),
    typeWord: type,
    rdata: rdataPieces,
    rdataWord: rdata,
  };
}

function readRange(word: Word): Range | string {
  const written = shown(word.raw, 25);
  const match = rangeForm.exec(word.raw);
  if (match === null) return `"${written}" is no range: start-stop or start-stop/step`;
  const start = Number(match[1]);
  const stop = Number(match[2]);
  const step = match[3] === undefined ? 1 : Number(match[3]);
  if (start > largest || stop > largest || step > largest) return `"${written}" has a number over 2147483647`;
  if (step === 0) return `"${written}" has a step of 0, with which it never ends`;
  if (stop < start) return `"${written}" ends before it starts, so that it makes no record`;
  return { start, stop, step };
}

const bases = ["d", "o", "x", "X", "n", "N"] as const;
const modifierForm = /^(-?[0-9]{1,10})(?:,([0-9]{1,3})(?:,(.))?)?$/;

/** Splits at each `$`; `\$` and `$$` are a dollar sign. */
function readTemplate(word: Word, problems: Problem[]): Piece[] | undefined {
  const { raw } = word;
  const start = word.quoted ? word.start + 1 : word.start;
  const pieces: Piece[] = [];
  let text = "";
  for (let at = 0; at < raw.length;) {
    const char = raw[at] ?? "";
    if (char === "\\" && at + 1 < raw.length) {
      // A dollar sign escaped stays itself, a quote in a quoted template is one of the record's; other escapes are the record's own.
      const next = raw[at + 1] ?? "";
      text += next === "$" || (next === '"' && word.quoted) ? next : raw.slice(at, at + 2);
      at += 2;
    } else if (char === "$" && raw[at + 1] === "$") {
      text += "$";
      at += 2;
    } else if (char === "$") {
      if (text !== "") pieces.push(text);
      text = "";
      at++;
      if (raw[at] !== "{") {
        pieces.push({ offset: 0, width: 0, base: "d" });
        continue;
      }
      const close = raw.indexOf("}", at);
      const modifier = close < 0 ? undefined : readModifier(raw.slice(at + 1, close));
      if (modifier === undefined) {
        const end = close < 0 ? raw.length : close + 1;
        problems.push({
          rule: "generate/bad-modifier",
          at: span(start + at - 1, start + end),
          message: `"${shown(raw.slice(at - 1, end), 25)}" is no modifier: \${offset,width,base}, base d, o, x, X, n or N`,
        });
        return undefined;
      }
      pieces.push(modifier);
      at = close + 1;
    } else {
      text += char;
      at++;
    }
  }
  if (text !== "") pieces.push(text);
  return pieces;
}

function readModifier(text: string): Piece | undefined {
  const match = modifierForm.exec(text);
  if (match === null) return undefined;
  const base = bases.find((known) => known === (match[3] ?? "d"));
  const offset = Number(match[1]);
  const width = Number(match[2] ?? 0);
  return base === undefined || Math.abs(offset) > largest ? undefined : { offset, width, base };
}

function printNumber(number: number, { offset, width, base }: Exclude<Piece, string>): string {
  const value = number + offset;
  switch (base) {
    case "d":
      return value < 0
        ? `-${String(-value).padStart(Math.max(0, width - 1), "0")}`
        : String(value).padStart(width, "0");
    case "o":
      return (value >>> 0).toString(8).padStart(width, "0");
    case "x":
      return (value >>> 0).toString(16).padStart(width, "0");
    case "X":
      return (value >>> 0).toString(16).toUpperCase().padStart(width, "0");
    default:
      return nibbles(value >>> 0, width, base === "N");
  }
}

/** The hexadecimal digits in reverse with a dot between them; the width counts digits and dots. */
function nibbles(value: number, width: number, upper: boolean): string {
  let text = "";
  let rest = value;
  let left = width;
  do {
    const digit = (rest & 15).toString(16);
    text += upper ? digit.toUpperCase() : digit;
    rest >>>= 4;
    if (left > 0) left--;
    // BIND writes a dot as long as digits or width remain.
    if (rest !== 0 || left > 0) {
      text += ".";
      if (left > 0) left--;
    }
  } while (rest !== 0 || left > 0);
  return text;
}

const fill = (pieces: readonly Piece[], number: number): string =>
  pieces.map((piece) => (typeof piece === "string" ? piece : printNumber(number, piece))).join("");

/** How many records it stands for. */
export const countOf = ({ start, stop, step }: Range): number => Math.floor((stop - start) / step) + 1;

/** The owner and RDATA of each record, as text of a zone file. */
export function* generated(generate: Generate, most: number): Iterable<{ owner: string; rdata: string }> {
  const { start, step } = generate.range;
  const count = Math.min(most, countOf(generate.range));
  for (let i = 0; i < count; i++) {
    const number = start + i * step;
    yield { owner: fill(generate.owner, number), rdata: fill(generate.rdata, number) };
  }
}
