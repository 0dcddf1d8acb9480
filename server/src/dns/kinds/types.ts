/** Field kinds that are record types: the one that a signature covers, and the lists of NSEC, NSEC3, CSYNC and NXT. */
import type { Word } from "../../syntax/word.js";
import {
  fieldOfType,
  quotedText,
  refuse,
  review,
  takeBare,
  takeRest,
  type FieldKind,
  type RdataInput,
  type Reading,
} from "../fieldKind.js";
import type { Field } from "../recordType.js";
import { canonicalTypeName, nearestTypes, readType } from "../typeIndex.js";
import { leftIn, takeNumber, takeOctets, type Wire } from "../wire.js";
import { readDigits } from "./numbers.js";

const codeOf = (raw: string): number | undefined => {
  const code = readType(raw)?.code;
  return code === undefined || code < 0 ? undefined : code;
};

function refuseType(input: RdataInput, field: Field, word: Word): undefined {
  const code = codeOf(word.raw);
  if (code !== undefined) {
    const message = `${quotedText(word.raw)} has number ${code}, and the ${fieldOfType(input, field)} go up to 127`;
    return refuse(input, "record/unknown-type", word, message);
  }
  const meant = nearestTypes(word.raw.toUpperCase());
  const [only] = meant;
  const hint = only !== undefined && meant.length === 1 ? `; is it ${only}?` : "";
  return refuse(
    input,
    "record/unknown-type",
    word,
    `${quotedText(word.raw)} in the ${fieldOfType(input, field)} is no record type${hint}`,
    meant.map((name) => review(`Write ${name}`, word, name)),
  );
}

function readCovered(input: RdataInput, field: Field): Reading | undefined {
  const word = takeBare(input, field);
  if (word === undefined) return undefined;
  const code = codeOf(word.raw) ?? readDigits(word.raw);
  if (code === undefined || code > 0xffff) return refuseType(input, field, word);
  return { value: { kind: "types", codes: [code] }, canonical: canonicalTypeName(code) };
}

function listed(codes: readonly number[], print: (code: number) => string): Reading {
  const sorted = [...new Set(codes)].sort((a, b) => a - b);
  const canonical = sorted.length === 0 ? undefined : sorted.map(print).join(" ");
  return { value: { kind: "types", codes: sorted }, canonical };
}

function readList(
  input: RdataInput,
  field: Field,
  read: (raw: string) => number | undefined,
  print: (code: number) => string,
): Reading | undefined {
  const words = takeRest(input, field);
  if (words === undefined) return undefined;
  const codes: number[] = [];
  for (const word of words) {
    const code = read(word.raw);
    if (code === undefined) refuseType(input, field, word);
    else codes.push(code);
  }
  return codes.length === words.length ? listed(codes, print) : undefined;
}

/** NXT has one octet for eight types, up to type 127 (RFC 2535 section 5.2). */
function readOldCode(raw: string): number | undefined {
  const code = codeOf(raw) ?? readDigits(raw);
  return code !== undefined && code >= 1 && code <= 127 ? code : undefined;
}

/** NXT is older than names of the form TYPEnnn. */
const printOldCode = (code: number): string => canonicalTypeName(code).replace(/^TYPE(?=[0-9])/, "");

function typesIn(bits: Uint8Array, base: number): string[] {
  const names: string[] = [];
  bits.forEach((octet, i) => {
    for (let bit = 0; bit < 8; bit++)
      if ((octet & (0x80 >> bit)) !== 0) names.push(canonicalTypeName(base + i * 8 + bit));
  });
  return names;
}

/** Windows of 256 types in rising order (RFC 4034 section 4.1.2). */
function unpackWindows(wire: Wire): string | undefined {
  const names: string[] = [];
  let last = -1;
  while (leftIn(wire) > 0) {
    const window = takeNumber(wire, 1);
    const length = takeNumber(wire, 1);
    if (window === undefined || length === undefined || window <= last || length < 1 || length > 32) return undefined;
    const bits = takeOctets(wire, length);
    if (bits === undefined || bits[length - 1] === 0) return undefined;
    names.push(...typesIn(bits, window * 256));
    last = window;
  }
  return names.join(" ");
}

const list: FieldKind = {
  expects: "names of record types",
  read: (input, field) => readList(input, field, codeOf, canonicalTypeName),
  unpack: unpackWindows,
};

export const typeKinds = {
  typeCovered: {
    expects: "the name of a record type",
    read: readCovered,
    unpack(wire) {
      const code = takeNumber(wire, 2);
      return code === undefined ? undefined : canonicalTypeName(code);
    },
  },
  typeList: { ...list, unpack: (wire) => (leftIn(wire) === 0 ? undefined : unpackWindows(wire)) },
  typeListOrNothing: list,
  nxtTypeList: {
    expects: "names of record types up to number 127",
    read: (input, field) => readList(input, field, readOldCode, printOldCode),
  },
} as const satisfies Record<string, FieldKind>;
