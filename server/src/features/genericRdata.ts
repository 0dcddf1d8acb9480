/** RDATA packed for the wire and written as `\# length hex` (RFC 3597 section 5), where every field is of a plain kind. */
import { printHex } from "../dns/binary.js";
import { labelsOf, type Name } from "../dns/name.js";
import type { FieldValue } from "../dns/rdata.js";
import { readRdata } from "../dns/readRdata.js";
import type { FieldKindName } from "../dns/recordType.js";
import { readEntry } from "../syntax/entry.js";
import { octetsOfWord } from "../syntax/characterString.js";
import type { Encoding } from "../text/octets.js";
import { span } from "../text/span.js";
import type { ZoneRecord } from "../zone/record.js";

/** How many octets the numbers of a kind take. */
const widths: ReadonlyMap<FieldKindName, number> = new Map([
  ["u8", 1],
  ["u16", 2],
  ["u32", 4],
  ["duration", 4],
  ["algorithm", 1],
  ["digestType", 1],
  ["hashAlgorithm", 1],
  ["keyFlags", 2],
  ["keyProtocol", 1],
  ["certificateType", 2],
  ["sshAlgorithm", 1],
  ["sshFingerprintType", 1],
  ["tlsaUsage", 1],
  ["tlsaSelector", 1],
  ["tlsaMatchingType", 1],
  ["zonemdScheme", 1],
  ["zonemdHash", 1],
  ["caaFlags", 1],
  ["afsdbSubtype", 2],
  ["nsec3Flags", 1],
  ["nsec3ParamFlags", 1],
  ["csyncFlags", 2],
  ["objectLocation", 1],
]);

function packNumber(number: number, width: number): number[] {
  const octets: number[] = [];
  for (let i = width - 1; i >= 0; i--) octets.push(Math.floor(number / 256 ** i) % 256);
  return octets;
}

function packName({ text }: Name): number[] {
  return [
    ...labelsOf(text).flatMap((label) => {
      const octets = octetsOfWord(label, "latin-1") ?? [];
      return [octets.length, ...octets];
    }),
    0,
  ];
}

function packField({ field, words, value }: FieldValue, encoding: Encoding): number[] | undefined {
  if (value === undefined) return undefined;
  switch (value.kind) {
    case "number": {
      const width = widths.get(field.kind);
      return width === undefined ? undefined : packNumber(value.number, width);
    }
    case "name":
      return packName(value.name);
    case "address":
      return [...value.octets];
    case "text": {
      const strings = words.map((word) => octetsOfWord(word.raw, encoding) ?? []);
      const counted = field.kind === "charString" || field.kind === "charStrings";
      return strings.flatMap((octets) => (counted ? [octets.length, ...octets] : octets));
    }
    case "octets":
      return [...value.octets];
    default:
      return undefined;
  }
}

/** The generic form of a record's RDATA; undefined where this can't make it, or where it would not read back the same. */
export function genericRdata(record: ZoneRecord, encoding: Encoding): string | undefined {
  const octets: number[] = [];
  for (const field of record.rdata.fields) {
    const packed = packField(field, encoding);
    if (packed === undefined) return undefined;
    octets.push(...packed);
  }
  const data = printHex(Uint8Array.from(octets));
  const text = octets.length === 0 ? "\\# 0" : `\\# ${octets.length} ${data}`;
  const { words } = readEntry(text, 0, text.length);
  const { type, origin, owner } = record;
  const back = readRdata(type, words, { origin, encoding, owner, type: span(0, 0) });
  return back.canonical === record.rdata.canonical ? text : undefined;
}
