/** Field kinds that are binary data: keys, signatures, digests, hashes and salts. */
import type { Word } from "../../syntax/word.js";
import {
  inGroups,
  printBase32Hex,
  printBase64,
  printHex,
  readBase32Hex,
  readBase64,
  readHex,
  type BinaryFault,
} from "../binary.js";
import {
  fieldOfType,
  hullOf,
  joined,
  longestData,
  numberIn,
  placeOf,
  quotedText,
  refuse,
  takeBare,
  takeRest,
  type FieldKind,
  type RdataInput,
  type Reading,
} from "../fieldKind.js";
import { labelsOf } from "../name.js";
import type { RdataRuleId } from "../rdataRules.js";
import type { Field } from "../recordType.js";
import { leftIn, takeAll, takeCounted, type Wire } from "../wire.js";

interface Code {
  readonly rule: RdataRuleId;
  readonly called: string;
  readonly read: (text: string) => Uint8Array | BinaryFault;
  readonly print: (octets: Uint8Array) => string;
}

const base64: Code = { rule: "record/bad-base64", called: "base64", read: readBase64, print: printBase64 };
const hex: Code = { rule: "record/bad-hex", called: "hexadecimal", read: readHex, print: printHex };
const base32: Code = { rule: "record/bad-base32", called: "base32hex", read: readBase32Hex, print: printBase32Hex };

function refuseData(
  input: RdataInput,
  field: Field,
  words: readonly Word[],
  code: Code,
  fault: BinaryFault,
): undefined {
  const text = joined(words);
  if (fault.at < text.length) {
    const character = String.fromCodePoint(text.codePointAt(fault.at) ?? 0);
    const message = `${quotedText(character)} is not ${code.called}: the ${fieldOfType(input, field)} can't be read`;
    return refuse(input, code.rule, placeOf(words, fault.at), message);
  }
  const message =
    code === hex
      ? `The ${fieldOfType(input, field)} has an odd number of digits: one is missing`
      : `The ${fieldOfType(input, field)} is cut short: this is not whole ${code.called}`;
  return refuse(input, code.rule, hullOf(words), message);
}

function readData(
  input: RdataInput,
  field: Field,
  words: readonly Word[] | undefined,
  code: Code,
): Uint8Array | undefined {
  if (words === undefined) return undefined;
  const read = code.read(joined(words));
  if (!(read instanceof Uint8Array)) return refuseData(input, field, words, code, read);
  if (read.length <= longestData) return read;
  const message = `The ${fieldOfType(input, field)} takes ${read.length} octets, a record holds ${longestData}: it is refused`;
  return refuse(input, code.rule, hullOf(words), message);
}

const found = (octets: Uint8Array, canonical: string): Reading => ({ value: { kind: "octets", octets }, canonical });

function takeOne(input: RdataInput, field: Field): Word[] | undefined {
  const word = takeBare(input, field);
  return word === undefined ? undefined : [word];
}

function rest(code: Code): FieldKind {
  return {
    expects: `${code.called} digits, spaces allowed between them`,
    read(input, field) {
      const octets = readData(input, field, takeRest(input, field), code);
      return octets === undefined ? undefined : found(octets, inGroups(code.print(octets)));
    },
    unpack: (wire) => (leftIn(wire) === 0 ? undefined : code.print(takeAll(wire))),
  };
}

const base64Rest = rest(base64);

function unspaced(code: Code): FieldKind {
  return {
    expects: `${code.called} digits without spaces`,
    read(input, field) {
      const octets = readData(input, field, takeOne(input, field), code);
      return octets === undefined ? undefined : found(octets, code.print(octets));
    },
  };
}

/** Hexadecimal data whose length a number before it tells: exactly, or at least. */
function digest(
  length: (input: RdataInput) => { octets: number; name: string; least?: boolean } | undefined,
): FieldKind {
  return {
    ...rest(hex),
    read(input, field) {
      const words = takeRest(input, field);
      const octets = readData(input, field, words, hex);
      if (octets === undefined || words === undefined) return undefined;
      const wanted = length(input);
      if (
        wanted === undefined ||
        octets.length === wanted.octets ||
        (wanted.least === true && octets.length > wanted.octets)
      )
        return found(octets, inGroups(printHex(octets)));
      const least = wanted.least === true ? "at least " : "";
      const message = `${wanted.name} has ${least}${wanted.octets} octets and this one ${octets.length}: the record is refused`;
      return refuse(input, "record/wrong-digest-length", hullOf(words), message);
    },
  };
}

const dsLengths = new Map([
  [1, { octets: 20, name: "A SHA-1 digest" }],
  [2, { octets: 32, name: "A SHA-256 digest" }],
  [4, { octets: 48, name: "A SHA-384 digest" }],
]);

const zonemdLengths = new Map([
  [1, { octets: 48, name: "A SHA-384 digest" }],
  [2, { octets: 64, name: "A SHA-512 digest" }],
]);

const fingerprintLengths = new Map([
  [1, { octets: 20, name: "A SHA-1 fingerprint" }],
  [2, { octets: 32, name: "A SHA-256 fingerprint" }],
]);

const shortestDigest = { octets: 12, name: "A digest", least: true };

/** The owner lies in the zone that signs, so it has as many labels at least (RFC 4034 section 3.1.3). */
function readSignature(input: RdataInput, field: Field): Reading | undefined {
  const reading = base64Rest.read(input, field);
  const labels = input.fields.find((candidate) => candidate.field.name === "labels");
  const signer = input.fields.find((candidate) => candidate.field.name === "signer's name");
  if (input.type.name !== "RRSIG" || labels?.value?.kind !== "number" || signer?.value?.kind !== "name") return reading;
  const least = labelsOf(signer.value.name.text).length;
  if (labels.value.number >= least) return reading;
  const message = `The signer's name has more labels (${least}) than the record says: it is refused`;
  return refuse(input, "record/bad-number", labels.span, message);
}

function readSalt(input: RdataInput, field: Field): Reading | undefined {
  const words = takeOne(input, field);
  if (words?.[0]?.raw === "-") return found(new Uint8Array(), "-");
  const octets = readData(input, field, words, hex);
  if (octets === undefined || words === undefined) return undefined;
  if (octets.length <= 255) return found(octets, printHex(octets));
  return refuse(input, "record/bad-hex", hullOf(words), "A salt has at most 255 octets: the record is refused");
}

function readNextHash(input: RdataInput, field: Field): Reading | undefined {
  const words = takeOne(input, field);
  const octets = readData(input, field, words, base32);
  if (octets === undefined || words === undefined) return undefined;
  const sha1 = numberIn(input, "hash algorithm") === 1;
  if (octets.length <= 255 && (!sha1 || octets.length === 20)) return found(octets, printBase32Hex(octets));
  const message = `A hash of SHA-1 has 32 characters and this one ${joined(words).length}: the record is refused`;
  return refuse(input, "record/wrong-digest-length", hullOf(words), message);
}

function unpackCounted(wire: Wire, print: (octets: Uint8Array) => string): string | undefined {
  const octets = takeCounted(wire);
  return octets === undefined ? undefined : octets.length === 0 ? "-" : print(octets);
}

/** A KEY record may say that there is no key (RFC 2535 section 3.1.2). */
const saysNoKey = (flags = 0): boolean => (flags & 0xc000) === 0xc000;

const noKey = (input: RdataInput): boolean => input.type.name === "KEY" && saysNoKey(numberIn(input, "flags"));

export const dataKinds = {
  base64: base64Rest,
  signature: { ...base64Rest, read: readSignature },
  base64OrNothing: { ...base64Rest, unpack: (wire) => printBase64(takeAll(wire)) },
  base64OrDash: {
    expects: "base64 digits, `-` for none",
    read(input, field) {
      const words = takeRest(input, field);
      if (words?.length === 1 && words[0]?.raw === "-") return found(new Uint8Array(), "-");
      const octets = readData(input, field, words, base64);
      return octets === undefined ? undefined : found(octets, printBase64(octets));
    },
    unpack: (wire) => (leftIn(wire) === 0 ? "-" : printBase64(takeAll(wire))),
  },
  base64Word: unspaced(base64),
  hex: rest(hex),
  hexWord: unspaced(hex),
  publicKey: {
    ...base64Rest,
    absent: (input) => (noKey(input) ? { canonical: undefined } : undefined),
    unpack: (wire, type) =>
      leftIn(wire) > 0
        ? printBase64(takeAll(wire))
        : type.name === "KEY" && saysNoKey(wire.numbers.get("flags"))
          ? ""
          : undefined,
  },
  dsDigest: digest((input) => dsLengths.get(numberIn(input, "digest type") ?? 0)),
  zonemdDigest: digest((input) => zonemdLengths.get(numberIn(input, "hash algorithm") ?? 0) ?? shortestDigest),
  fingerprint: digest((input) => fingerprintLengths.get(numberIn(input, "fingerprint type") ?? 0)),
  salt: {
    expects: "hexadecimal digits, `-` for none",
    read: readSalt,
    unpack: (wire) => unpackCounted(wire, printHex),
  },
  nextHash: {
    expects: "base32hex digits without padding",
    read: readNextHash,
    unpack: (wire) => unpackCounted(wire, printBase32Hex),
  },
} as const satisfies Record<string, FieldKind>;
