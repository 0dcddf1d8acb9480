/** Character-strings (RFC 1035 section 5.1): decoded with a map to the document, printed, and edited where they stand. */
import { insert, replace, type Edit, type Fix } from "../text/edit.js";
import { pieces, sourceOffset, type Mapped, type Run, type StringPart } from "../text/mapped.js";
import { decimalEscape, octetsOf, unitAt, type Encoding } from "../text/octets.js";
import { shown, type Problem } from "../text/problem.js";
import type { Span } from "../text/span.js";
import { rawStart, type Word } from "./word.js";

/** What one character-string may hold (RFC 1035 section 3.3). */
export const longestString = 255;

const plain = /^[\x20-\x5b\x5d-\x7e]*$/;
const plainInQuotes = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

const quote = 0x22;
const backslash = 0x5c;

function printOctet(octet: number): string {
  if (octet === quote || octet === backslash) return `\\${String.fromCharCode(octet)}`;
  return octet < 0x20 || octet > 0x7e ? decimalEscape(octet) : String.fromCharCode(octet);
}

/** Octets as one quoted string, each special octet escaped in the one way that BIND chooses. */
export function printString(octets: Iterable<number>): string {
  let text = '"';
  for (const octet of octets) text += printOctet(octet);
  return `${text}"`;
}

/** The octets of what is written in a word; undefined where an escape is bad. */
export function octetsOfWord(raw: string, encoding: Encoding): number[] | undefined {
  const octets: number[] = [];
  for (let i = 0; i < raw.length;) {
    const unit = unitAt(raw, i);
    if (unit.fault !== undefined) return undefined;
    if (unit.octet) octets.push(unit.code);
    else octets.push(...octetsOf(unit.code, encoding));
    i += unit.used;
  }
  return octets;
}

/** A word as BIND prints it, in quotes; undefined where an escape is bad. */
export function canonicalString(raw: string, encoding: Encoding): string | undefined {
  if (plainInQuotes.test(raw)) return `"${raw}"`;
  const octets = octetsOfWord(raw, encoding);
  return octets === undefined ? undefined : printString(octets);
}

/** What is collected while words are joined. */
interface Joining {
  text: string;
  readonly runs: Run[];
  readonly strings: StringPart[];
  readonly problems: Problem[];
}

function badEscape(at: Span, raw: string): Problem {
  return {
    rule: "record/bad-escape",
    at,
    message:
      raw === "\\"
        ? "A backslash at the end escapes nothing: the record is refused"
        : `"${shown(raw, 12)}" is no escape: write \\DDD with three digits up to 255`,
  };
}

/** Where a string would have to be split so that no part is over 255 octets. */
interface Measure {
  octets: number;
  sinceSplit: number;
  readonly splits: number[];
}

function count(measure: Measure, octets: number, at: number): void {
  if (measure.sinceSplit + octets > longestString) {
    measure.splits.push(at);
    measure.sinceSplit = 0;
  }
  measure.octets += octets;
  measure.sinceSplit += octets;
}

function joinPlain(word: Word, joining: Joining, measure: Measure): void {
  const source = rawStart(word);
  const { raw } = word;
  if (raw !== "") joining.runs.push({ at: joining.text.length, length: raw.length, source, sourceLength: raw.length });
  joining.text += raw;
  measure.octets = raw.length;
  for (let at = longestString; at < raw.length; at += longestString) measure.splits.push(source + at);
}

function joinEscaped(word: Word, encoding: Encoding, joining: Joining, measure: Measure): void {
  const source = rawStart(word);
  const { raw } = word;
  let copied = 0;
  const flush = (end: number): void => {
    if (end === copied) return;
    const length = end - copied;
    joining.runs.push({ at: joining.text.length, length, source: source + copied, sourceLength: length });
    joining.text += raw.slice(copied, end);
  };
  for (let i = 0; i < raw.length;) {
    const unit = unitAt(raw, i);
    if (unit.fault !== undefined) {
      const at = { start: source + i, end: source + i + unit.used };
      joining.problems.push(badEscape(at, raw.slice(i, i + unit.used)));
    }
    count(measure, unit.octet ? 1 : octetsOf(unit.code, encoding).length, source + i);
    if (unit.escaped) {
      flush(i);
      const decoded = String.fromCodePoint(unit.code);
      // A run made by an escape is one unit long; a character of two is copied without its backslash.
      const skipped = decoded.length > 1 ? 1 : 0;
      joining.runs.push({
        at: joining.text.length,
        length: decoded.length,
        source: source + i + skipped,
        sourceLength: unit.used - skipped,
      });
      joining.text += decoded;
      copied = i + unit.used;
    }
    i += unit.used;
  }
  flush(raw.length);
}

function tooLong(word: Word, { octets, splits }: Measure): Problem {
  const between = word.quoted ? '" "' : " ";
  const fix: Fix = {
    title: `Split into ${splits.length + 1} strings`,
    kind: "safe",
    edits: splits.map((at) => insert(at, between)),
  };
  return {
    rule: "record/string-too-long",
    at: { start: word.start, end: word.end },
    message: `A string holds at most 255 octets and this one has ${octets}: the record is refused`,
    fixes: [fix],
  };
}

/** Joins the character-strings of a TXT-like record; each unit of the text knows where it came from. */
export function decodeWords(
  words: readonly Word[],
  encoding: Encoding,
): { mapped: Mapped; problems: readonly Problem[] } {
  const joining: Joining = { text: "", runs: [], strings: [], problems: [] };
  for (const word of words) {
    const start = joining.text.length;
    const measure: Measure = { octets: 0, sinceSplit: 0, splits: [] };
    if (plain.test(word.raw)) joinPlain(word, joining, measure);
    else joinEscaped(word, encoding, joining, measure);
    joining.strings.push({
      start,
      end: joining.text.length,
      span: { start: word.start, end: word.end },
      quoted: word.quoted,
      octets: measure.octets,
    });
    if (measure.octets > longestString) joining.problems.push(tooLong(word, measure));
  }
  const { text, runs, strings, problems } = joining;
  const span = { start: words[0]?.start ?? 0, end: words[words.length - 1]?.end ?? 0 };
  return { mapped: { text, runs, strings, span }, problems };
}

function encodeUnit(character: string, quoted: boolean): string {
  const code = character.charCodeAt(0);
  if (code === quote || code === backslash) return `\\${character}`;
  if (code < 0x20 || code === 0x7f) return decimalEscape(code);
  return !quoted && " ;()".includes(character) ? `\\${character}` : character;
}

function encode(text: string, quoted: boolean): string {
  let encoded = "";
  for (const character of text) encoded += encodeUnit(character, quoted);
  return encoded;
}

/** Text as quoted character-strings: one, or as many as it takes to hold it. */
export function encodeString(text: string): string {
  const strings: string[] = [];
  let current = "";
  let octets = 0;
  for (const character of text) {
    const length = octetsOf(character.codePointAt(0) ?? 0, "utf-8").length;
    if (octets + length > longestString) {
      strings.push(current);
      current = "";
      octets = 0;
    }
    current += encodeUnit(character, true);
    octets += length;
  }
  strings.push(current);
  return strings.map((string) => `"${string}"`).join(" ");
}

const partAt = (mapped: Mapped, at: number): StringPart | undefined =>
  mapped.strings.find(({ span, quoted }) =>
    quoted ? span.start < at && at < span.end : span.start <= at && at <= span.end,
  );

/** The runs of data that no one wrote as text (RFC 3597) stand for more than one unit each. */
const isWritten = (mapped: Mapped): boolean =>
  mapped.runs.every(({ length, sourceLength }) => length === sourceLength || length === 1);

function editPiece(mapped: Mapped, piece: Span, text: string): Edit {
  const part = partAt(mapped, piece.start);
  if (part === undefined) return replace(piece, text);
  const encoded = encode(text, part.quoted);
  const whole = !part.quoted && piece.start === part.span.start && piece.end === part.span.end;
  return replace(piece, whole && encoded === "" ? '""' : encoded);
}

const octetCount = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + octetsOf(character.codePointAt(0) ?? 0, "utf-8").length, 0);

/** Text in quoted strings of at most 255 octets that end, where possible, after a space: `"v=spf1 … " "… -all"`. */
export function encodeStrings(text: string): string[] {
  const strings: string[] = [];
  let current = "";
  for (const word of text.split(/(?<= )/)) {
    if (current !== "" && octetCount(current + word) > longestString) {
      strings.push(current);
      current = "";
    }
    current += word;
  }
  return [...strings, current].map(encodeString);
}

/** The edits that replace decoded units `start..end`, in the pieces of the document that made them; none where nothing is written as text. */
export function editMapped(mapped: Mapped, start: number, end: number, replacement: string): Edit[] {
  if (!isWritten(mapped)) return [];
  const found = pieces(mapped, start, end);
  const [first, ...others] = found;
  if (first === undefined) {
    if (replacement === "") return [];
    const at = sourceOffset(mapped, start);
    return [editPiece(mapped, { start: at, end: at }, replacement)];
  }
  return [editPiece(mapped, first, replacement), ...others.map((piece) => editPiece(mapped, piece, ""))];
}

/** What takes the place of decoded units `start..end`, of which there is one at least. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * As `editMapped` for several stretches, in order and apart: the edits of each. A string that would hold more than 255 octets is split
 * beside what is put in, so that the joined text is the same and the record is not refused.
 */
export function editMappedEach(mapped: Mapped, changes: readonly TextChange[]): Edit[][] {
  if (!isWritten(mapped)) return changes.map(() => []);
  const { text, strings } = mapped;
  let index = 0;
  /** Octets since the last break, before the change at hand. */
  let octets = 0;
  let at = 0;
  return changes.map((change, i) => {
    for (let part = strings[index]; part !== undefined && part.end <= change.start; part = strings[++index]) octets = 0;
    const part = strings[index];
    const found = pieces(mapped, change.start, change.end);
    const [first, ...others] = found;
    if (part === undefined || first === undefined) return [];
    const gap = part.quoted ? '" "' : " ";
    octets += octetCount(text.slice(Math.max(at, part.start), change.start));
    const own = octetCount(change.text);
    const before = octets > 0 && octets + own > longestString ? gap : "";
    octets = before === "" ? octets + own : own;
    at = change.end;
    const tail = octetCount(
      text.slice(change.end, Math.max(change.end, Math.min(changes[i + 1]?.start ?? part.end, part.end))),
    );
    const after = tail > 0 && octets + tail > longestString ? gap : "";
    if (after !== "") octets = 0;
    const edit = replace(first, before + encode(change.text, part.quoted) + after);
    return [edit, ...others.map((piece) => editPiece(mapped, piece, ""))];
  });
}
