/** RDATA packed for the wire and written as `\# length hex` (RFC 3597 section 5). */
import { readIpv4, readIpv6 } from "../dns/address.js";
import { printHex } from "../dns/binary.js";
import { packParameters } from "../dns/kinds/svcParams.js";
import { wireOctets } from "../dns/name.js";
import type { FieldValue } from "../dns/rdata.js";
import { readRdata } from "../dns/readRdata.js";
import type { FieldKindName } from "../dns/recordType.js";
import { readEntry } from "../syntax/entry.js";
import { octetsOfWord } from "../syntax/characterString.js";
import type { Encoding } from "../text/octets.js";
import { span } from "../text/span.js";
import { numberOf, type ZoneRecord } from "../zone/record.js";

/** How many octets the numbers of a kind take. */
const widths: ReadonlyMap<FieldKindName, number> = new Map([
  ["u8", 1],
  ["u16", 2],
  ["u32", 4],
  ["duration", 4],
  ["time", 4],
  ["calendarTime", 4],
  ["svcPriority", 2],
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
  ["dsyncScheme", 1],
  ["gatewayType", 1],
  ["ipsecAlgorithm", 1],
  ["afsdbSubtype", 2],
  ["nsec3Flags", 1],
  ["nsec3ParamFlags", 1],
  ["csyncFlags", 2],
  ["objectLocation", 1],
]);

/** Kinds whose octets go behind their number, in one octet. */
const counted: ReadonlySet<FieldKindName> = new Set([
  "charString",
  "charStrings",
  "psdnAddress",
  "naptrFlags",
  "naptrServices",
  "naptrRegexp",
  "caaTag",
  "salt",
  "nextHash",
]);

function packNumber(number: number, width: number): number[] {
  const octets: number[] = [];
  for (let i = width - 1; i >= 0; i--) octets.push(Math.floor(number / 256 ** i) % 256);
  return octets;
}

const withCount = (octets: readonly number[]): number[] => [octets.length, ...octets];

/** Windows of 256 types, each with as many octets as it needs (RFC 4034 section 4.1.2). */
function packTypes(codes: readonly number[]): number[] {
  const windows = new Map<number, number[]>();
  for (const code of codes) {
    const bits = windows.get(code >> 8) ?? [];
    const at = (code & 0xff) >> 3;
    while (bits.length <= at) bits.push(0);
    bits[at] = (bits[at] ?? 0) | (0x80 >> (code & 7));
    windows.set(code >> 8, bits);
  }
  return [...windows].toSorted(([a], [b]) => a - b).flatMap(([window, bits]) => [window, ...withCount(bits)]);
}

/** Hundredths, as one digit and a power of ten (RFC 1876 section 2). */
function packSize(text: string): number {
  let digit = Math.round(Number.parseFloat(text) * 100);
  let power = 0;
  for (; digit > 9; power++) digit = Math.floor(digit / 10);
  return (digit << 4) | power;
}

/** LOC as it is printed: "52 22 23.000 N 4 53 32.000 E -2.00m 1m 10000m 10m" (RFC 1876 section 2). */
function packLocation(canonical: string): number[] {
  const words = canonical.split(" ");
  const axis = (from: number, negative: string): number[] => {
    const [degrees, minutes, seconds] = words.slice(from, from + 3).map(Number);
    const milliseconds = Math.round(((degrees ?? 0) * 60 + (minutes ?? 0)) * 60_000 + (seconds ?? 0) * 1000);
    return packNumber(2 ** 31 + (words[from + 3] === negative ? -milliseconds : milliseconds), 4);
  };
  const altitude = Math.round(Number.parseFloat(words[8] ?? "0") * 100) + 10_000_000;
  return [0, ...words.slice(9).map(packSize), ...axis(0, "S"), ...axis(4, "W"), ...packNumber(altitude, 4)];
}

/** APL as it is printed: the zeros at an address's end are left out (RFC 3123 section 4). */
function packPrefixes(canonical: string): number[] | undefined {
  const octets: number[] = [];
  for (const prefix of canonical.split(" ").filter((one) => one !== "")) {
    const [, not, family, address = "", length] = /^(!?)([12]):(.*)\/([0-9]+)$/.exec(prefix) ?? [];
    const read = family === "1" ? readIpv4(address) : readIpv6(address);
    if (read === undefined) return undefined;
    const kept = read.slice(0, read.findLastIndex((octet) => octet !== 0) + 1);
    octets.push(0, Number(family), Number(length), (not === "!" ? 0x80 : 0) | kept.length, ...kept);
  }
  return octets;
}

/** What is printed for values that are of no plain kind. */
function packPrinted(kind: FieldKindName, canonical: string): readonly number[] | undefined {
  switch (kind) {
    case "gateway":
      return canonical === "." ? [] : undefined;
    case "caaTag":
      return octetsOfWord(canonical, "latin-1");
    case "location":
      return packLocation(canonical);
    case "addressPrefixes":
      return packPrefixes(canonical);
    case "locator":
      return canonical.split(":").flatMap((group) => packNumber(Number.parseInt(group, 16), 2));
    default:
      return undefined;
  }
}

function packValue(record: ZoneRecord, { field, words, value }: FieldValue, encoding: Encoding) {
  const { kind } = field;
  if (kind === "svcParams") return packParameters(words, record.type, encoding);
  switch (value?.kind) {
    case "number": {
      const width = widths.get(kind);
      // "The D bit and the type" share an octet (RFC 8777 section 4.1).
      if (kind === "discoveryOptional") return [];
      if (kind === "relayType") return [((numberOf(record, "discovery optional") ?? 0) << 7) | value.number];
      return width === undefined ? undefined : packNumber(value.number, width);
    }
    case "name":
      return wireOctets(value.name.text);
    case "types":
      return kind === "typeCovered" ? packNumber(value.codes[0] ?? 0, 2) : packTypes(value.codes);
    case "address":
    case "octets":
      return [...value.octets];
    case "other":
      return packPrinted(kind, value.canonical);
    default:
      return undefined;
  }
}

function packField(record: ZoneRecord, field: FieldValue, encoding: Encoding): readonly number[] | undefined {
  const { kind } = field.field;
  if (field.value?.kind === "text") {
    const strings = field.words.map((word) => octetsOfWord(word.raw, encoding) ?? []);
    return strings.flatMap((octets) => (counted.has(kind) ? withCount(octets) : octets));
  }
  const octets = packValue(record, field, encoding);
  return octets !== undefined && counted.has(kind) ? withCount(octets) : octets;
}

/** The generic form of a record's RDATA, or the name of the field that can't be packed, "" where the whole would read back otherwise. */
export function genericRdata(
  record: ZoneRecord,
  encoding: Encoding,
): { readonly text: string } | { readonly unpacked: string } {
  const octets: number[] = [];
  for (const field of record.rdata.fields) {
    const packed = packField(record, field, encoding);
    if (packed === undefined) return { unpacked: field.field.name };
    octets.push(...packed);
  }
  const data = printHex(Uint8Array.from(octets));
  const text = octets.length === 0 ? "\\# 0" : `\\# ${octets.length} ${data}`;
  const { words } = readEntry(text, 0, text.length);
  const { type, origin, owner } = record;
  const back = readRdata(type, words, { origin, encoding, owner, type: span(0, 0) });
  return back.canonical === record.rdata.canonical ? { text } : { unpacked: "" };
}
