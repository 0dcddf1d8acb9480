/** The shape of a field kind, and what all kinds need to read the words of a record. */
import type { Fix } from "../text/edit.js";
import { replace } from "../text/edit.js";
import { shown, type Problem } from "../text/problem.js";
import type { Span } from "../text/span.js";
import { rawStart, type Word } from "../syntax/word.js";
import type { FieldValue, RdataContext, Value } from "./rdata.js";
import type { RdataRuleId } from "./rdataRules.js";
import type { Field, RecordType } from "./recordType.js";
import type { Entry } from "./registries.js";
import type { Wire } from "./wire.js";

/** A record while it is read: kinds take words from `at` on. */
export interface RdataInput {
  readonly type: RecordType;
  readonly context: RdataContext;
  readonly words: readonly Word[];
  at: number;
  /** Those that were read before. */
  readonly fields: FieldValue[];
  readonly problems: Problem[];
}

/** A value and how BIND prints it; `canonical` is undefined where the value is good but can't be printed (no origin). */
export interface Reading {
  readonly value: Value | undefined;
  readonly canonical: string | undefined;
}

export interface FieldKind {
  /** What may stand there, without final period: "a number from 0 to 65535". */
  readonly expects: string;
  /** Takes one word at least, unless `absent` said otherwise. Undefined: a problem was reported. */
  read(input: RdataInput, field: Field): Reading | undefined;
  /** Decodes wire format into the words that one would write; undefined where it is malformed. */
  unpack?(wire: Wire, type: RecordType): string | undefined;
  /** Whether the fields before say that there is none; then what is printed in its place. */
  absent?(input: RdataInput): { canonical: string | undefined } | undefined;
  /** The values that have names. */
  readonly entries?: readonly Entry[];
  /** Whether the names are what one writes, not the numbers. */
  readonly named?: boolean;
}

export function refuse(
  { problems }: RdataInput,
  rule: RdataRuleId,
  at: Span,
  message: string,
  fixes?: readonly Fix[],
): undefined {
  const place = { start: at.start, end: at.end };
  problems.push(
    fixes === undefined || fixes.length === 0 ? { rule, at: place, message } : { rule, at: place, message, fixes },
  );
}

export const review = (title: string, at: Span, text: string): Fix => ({
  title,
  kind: "review",
  edits: [replace(at, text)],
});

export const safe = (title: string, at: Span, text: string): Fix => ({
  title,
  kind: "safe",
  edits: [replace(at, text)],
});

/** How many octets of RDATA a record holds (RFC 1035 section 3.2.1: its length is 16 bits). */
export const longestData = 0xffff;

/** "preference of MX". */
export const fieldOfType = ({ type }: RdataInput, field: Field): string => `${field.name} of ${type.name}`;

/** The word at hand, quoted or not. */
export function takeWord(input: RdataInput): Word | undefined {
  return input.words[input.at++];
}

const bare = /^[^\s"();\\]+$/;

/** The word at hand, which must not be in quotes. */
export function takeBare(input: RdataInput, field: Field): Word | undefined {
  const word = takeWord(input);
  if (word?.quoted !== true) return word;
  const message = `The ${fieldOfType(input, field)} must not be in quotes: the record is refused`;
  const fixes = bare.test(word.raw) ? [safe("Remove the quotes", word, word.raw)] : [];
  return refuse(input, "record/unexpected-quotes", word, message, fixes);
}

/** All words that are left, none of which may be in quotes. */
export function takeRest(input: RdataInput, field: Field): Word[] | undefined {
  const taken: Word[] = [];
  let good = true;
  while (input.at < input.words.length) {
    const word = takeBare(input, field);
    if (word === undefined) good = false;
    else taken.push(word);
  }
  return good ? taken : undefined;
}

/** The words' text without what is between them. */
export const joined = (words: readonly Word[]): string => {
  const [first] = words;
  return first !== undefined && words.length === 1 ? first.raw : words.map(({ raw }) => raw).join("");
};

/** The document's place of character `index` of the joined words; their end for the end. */
export function placeOf(words: readonly Word[], index: number): Span {
  let left = index;
  for (const word of words) {
    if (left < word.raw.length) {
      const start = rawStart(word) + left;
      return { start, end: start + ((word.raw.codePointAt(left) ?? 0) > 0xffff ? 2 : 1) };
    }
    left -= word.raw.length;
  }
  return hullOf(words);
}

export const hullOf = (words: readonly Word[]): Span => ({
  start: words[0]?.start ?? 0,
  end: words[words.length - 1]?.end ?? 0,
});

/** The number in a field that was read before. */
export function numberIn(input: RdataInput, name: string): number | undefined {
  for (const { field, value } of input.fields)
    if (field.name === name) return value?.kind === "number" ? value.number : undefined;
  return undefined;
}

export const quotedText = (text: string): string => `"${shown(text, 24)}"`;

export const other = (canonical: string): Reading => ({ value: { kind: "other", canonical }, canonical });
