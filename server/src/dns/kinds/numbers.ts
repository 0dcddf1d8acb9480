/** Field kinds that are numbers, durations and times, plain or with names for their values. */
import { nearest } from "../../text/nearest.js";
import type { Word } from "../../syntax/word.js";
import {
  fieldOfType,
  quotedText,
  refuse,
  review,
  safe,
  takeBare,
  type FieldKind,
  type RdataInput,
  type Reading,
} from "../fieldKind.js";
import type { Field } from "../recordType.js";
import { entryNamed, keyFlagBits, type Entry } from "../registries.js";
import { readTtl } from "../ttl.js";
import { takeNumber } from "../wire.js";

/** The value of decimal digits; undefined for anything else. */
export function readDigits(raw: string): number | undefined {
  if (raw === "") return undefined;
  let number = 0;
  for (let i = 0; i < raw.length; i++) {
    const digit = raw.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return undefined;
    number = number * 10 + digit;
  }
  return number;
}

const fieldsNeeded = ({ type }: RdataInput): number =>
  type.fields?.reduce((count, { optional }) => (optional === true ? count : count + 1), 0) ?? 0;

/** One word fewer than needed, and this one is no number: it is the number that is lacking. */
function lacksNumber(input: RdataInput, field: Field, word: Word): boolean {
  if (input.words.length !== fieldsNeeded(input) - 1 || input.problems.length > 0) return false;
  if (!/^[A-Za-z.@_*]/.test(word.raw)) return false;
  const fixes = field.name === "preference" ? [review("Insert preference 10", word, `10 ${word.raw}`)] : [];
  refuse(
    input,
    "record/missing-field",
    word,
    `${input.type.name} lacks its ${field.name} before ${quotedText(word.raw)}`,
    fixes,
  );
  // The word belongs to the next field.
  input.at--;
  return true;
}

export const numeric = (number: number): Reading => ({
  value: { kind: "number", number },
  canonical: String(number),
});

function tooLarge(input: RdataInput, field: Field, word: Word, maximum: number): undefined {
  const message = `${quotedText(word.raw)} is too large for the ${fieldOfType(input, field)}: at most ${maximum}`;
  return refuse(input, "record/bad-number", word, message);
}

function readNumber(input: RdataInput, field: Field, maximum: number): Reading | undefined {
  const word = takeBare(input, field);
  if (word === undefined) return undefined;
  const number = readDigits(word.raw);
  if (number === undefined) {
    if (lacksNumber(input, field, word)) return undefined;
    const message = `${quotedText(word.raw)} is no number from 0 to ${maximum}, as the ${fieldOfType(input, field)} must be`;
    return refuse(input, "record/bad-number", word, message);
  }
  return number > maximum ? tooLarge(input, field, word, maximum) : numeric(number);
}

function plainNumber(octets: 1 | 2 | 4): FieldKind {
  const maximum = 256 ** octets - 1;
  return {
    expects: `a number from 0 to ${maximum}`,
    read: (input, field) => readNumber(input, field, maximum),
    unpack: (wire) => takeNumber(wire, octets)?.toString(),
  };
}

/** A number of which some values have names. `named`: BIND reads the names, otherwise the number must be written. */
export function coded(
  octets: 1 | 2,
  entries: readonly Entry[],
  options: { named?: boolean; maximum?: number; printsNames?: (type: string) => boolean } = {},
): FieldKind {
  const { named = false, maximum = 256 ** octets - 1, printsNames } = options;
  const readable = entries.filter(({ name }) => name !== "DELETE");
  const printed = (code: number, type: string): Reading => {
    const name = printsNames?.(type) === true ? readable.find((entry) => entry.code === code)?.name : undefined;
    return { value: { kind: "number", number: code }, canonical: name ?? String(code) };
  };
  return {
    expects: `a number from 0 to ${maximum}${named ? " or its name" : ""}`,
    entries,
    named,
    read(input, field) {
      const word = takeBare(input, field);
      if (word === undefined) return undefined;
      const value = readDigits(word.raw);
      if (value !== undefined)
        return value > maximum ? tooLarge(input, field, word, maximum) : printed(value, input.type.name);
      const entry = entryNamed(entries, word.raw);
      if (named && entry !== undefined && entry.name !== "DELETE") return printed(entry.code, input.type.name);
      if (entry !== undefined) {
        const message = `${quotedText(word.raw)} is no number: write ${entry.code} as ${fieldOfType(input, field)}`;
        return refuse(input, "record/bad-number", word, message, [
          safe(`Write ${entry.code}`, word, String(entry.code)),
        ]);
      }
      if (lacksNumber(input, field, word)) return undefined;
      return unknownName(input, field, word, readable, named);
    },
    unpack(wire, type) {
      const code = takeNumber(wire, octets);
      return code === undefined || code > maximum ? undefined : (printed(code, type.name).canonical ?? "");
    },
  };
}

function unknownName(
  input: RdataInput,
  field: Field,
  word: Word,
  entries: readonly Entry[],
  named: boolean,
): undefined {
  const meant = nearest(
    word.raw,
    entries.map(({ name }) => name),
  );
  const entry = meant === undefined ? undefined : entryNamed(entries, meant);
  const text = entry === undefined ? "" : named ? entry.name : String(entry.code);
  const fixes = entry === undefined ? [] : [review(`Write ${text}`, word, text)];
  if (!named) {
    const message = `${quotedText(word.raw)} is no number, as the ${fieldOfType(input, field)} must be`;
    return refuse(input, "record/bad-number", word, message, fixes);
  }
  const hint = entry === undefined ? "" : `; is it ${entry.name}?`;
  const message = `${quotedText(word.raw)} is unknown as ${fieldOfType(input, field)}${hint}`;
  return refuse(input, "record/unknown-mnemonic", word, message, fixes);
}

const prefixes = new Map([
  [0x30, 8],
  [0x58, 16],
  [0x78, 16],
]);

/** A number as C writes it, which is how BIND reads flags: 0x for hexadecimal. */
function readFlagNumber(raw: string): number | undefined {
  const base = raw.startsWith("0") ? prefixes.get(raw.charCodeAt(1)) : undefined;
  if (base !== 16) return readDigits(raw);
  return /^0[xX][0-9A-Fa-f]{1,8}$/.test(raw) ? Number.parseInt(raw.slice(2), 16) : undefined;
}

function readKeyFlags(input: RdataInput, field: Field): Reading | undefined {
  const word = takeBare(input, field);
  if (word === undefined) return undefined;
  const written = readFlagNumber(word.raw);
  if (written !== undefined) {
    // RKEY has no flags yet; BIND wants them zero.
    const maximum = input.type.name === "RKEY" ? 0 : 0xffff;
    return written > maximum ? tooLarge(input, field, word, maximum) : numeric(written);
  }
  let flags = 0;
  for (const name of word.raw.split("|")) {
    const bits = keyFlagBits.get(name.toUpperCase());
    if (bits === undefined) {
      if (lacksNumber(input, field, word)) return undefined;
      const message = `${quotedText(name)} is no flag of a key: write 256 (ZONE) or 257 (ZONE|KSK)`;
      return refuse(input, "record/unknown-mnemonic", word, message);
    }
    flags |= bits;
  }
  return numeric(flags);
}

function readDuration(input: RdataInput, field: Field): Reading | undefined {
  const word = takeBare(input, field);
  if (word === undefined) return undefined;
  const read = readTtl(word.raw);
  if ("seconds" in read) return numeric(read.seconds);
  const message =
    read.fault === "too large"
      ? `${quotedText(word.raw)} is too large for the ${fieldOfType(input, field)}: it has 32 bits`
      : `${quotedText(word.raw)} is no time: write seconds, or numbers with units such as 1h30m`;
  return refuse(input, "record/bad-duration", word, message);
}

/** BIND prints a time as the one of those 2^32 seconds apart that is nearest to today; so do we, with a day in 2026. */
const today = 1_767_225_600;

/** YYYYMMDDHHmmSS, UTC. */
export function printTime(seconds: number): string {
  const near = today + ((seconds - today) | 0);
  return new Date(near * 1000)
    .toISOString()
    .replace(/[^0-9]/g, "")
    .slice(0, 14);
}

const daysIn = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Seconds since 1970, modulo 2^32; a leap second is taken as BIND takes it. */
function readCalendar(raw: string): number | undefined {
  if (raw.length !== 14 || readDigits(raw) === undefined) return undefined;
  const part = (start: number, end: number): number => Number(raw.slice(start, end));
  const [year, month, day] = [part(0, 4), part(4, 6), part(6, 8)];
  const [hour, minute, second] = [part(8, 10), part(10, 12), part(12, 14)];
  const days = (daysIn[month - 1] ?? 0) + (month === 2 && isLeap(year) ? 1 : 0);
  if (day < 1 || day > days || hour > 23 || minute > 59 || second > 60) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return (Math.floor(date.getTime() / 1000) + hour * 3600 + minute * 60 + second) >>> 0;
}

function time(plain: boolean): FieldKind {
  return {
    expects: plain ? "YYYYMMDDHHmmSS, UTC, or seconds since 1970" : "YYYYMMDDHHmmSS, UTC",
    read(input, field) {
      const word = takeBare(input, field);
      if (word === undefined) return undefined;
      const short = plain && word.raw.length <= 10 ? readDigits(word.raw) : undefined;
      const seconds = short ?? readCalendar(word.raw);
      if (seconds !== undefined && seconds <= 0xffffffff)
        return { value: { kind: "number", number: seconds }, canonical: printTime(seconds) };
      const message = `${quotedText(word.raw)} is no date: the ${fieldOfType(input, field)} is YYYYMMDDHHmmSS`;
      return refuse(input, "record/bad-time", word, message);
    },
    unpack(wire) {
      const seconds = takeNumber(wire, 4);
      return seconds === undefined ? undefined : plain ? String(seconds) : printTime(seconds);
    },
  };
}

const largest64 = "18446744073709551615";

function readU64(input: RdataInput, field: Field): Reading | undefined {
  const word = takeBare(input, field);
  if (word === undefined) return undefined;
  const digits = word.raw.replace(/^0+(?=.)/, "");
  const good =
    /^[0-9]+$/.test(digits) &&
    (digits.length < largest64.length || (digits.length === largest64.length && digits <= largest64));
  if (good) return { value: { kind: "other", canonical: digits }, canonical: digits };
  const message = `${quotedText(word.raw)} is no number of 64 bits, as the ${fieldOfType(input, field)} must be`;
  return refuse(input, "record/bad-number", word, message);
}

export const numberKinds = {
  u8: plainNumber(1),
  u16: plainNumber(2),
  u32: plainNumber(4),
  u64: { expects: "a number of 64 bits", read: readU64 },
  duration: {
    expects: "seconds, or numbers with the units w, d, h, m and s",
    read: readDuration,
    unpack: (wire) => takeNumber(wire, 4)?.toString(),
  },
  time: time(true),
  calendarTime: time(false),
  keyFlags: {
    expects: "256 for a zone signing key, 257 for a key signing key",
    read: readKeyFlags,
    unpack: (wire) => takeNumber(wire, 2)?.toString(),
  },
} as const satisfies Record<string, FieldKind>;
