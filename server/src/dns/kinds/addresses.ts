/** Field kinds that are addresses: IPv4, IPv6, hardware, OSI and ATM ones, locators and gateways. */
import { printIpv4, printIpv6, readIpv4, readIpv6 } from "../address.js";
import { printHex, readHex } from "../binary.js";
import {
  fieldOfType,
  numberIn,
  other,
  quotedText,
  refuse,
  review,
  takeBare,
  type FieldKind,
  type RdataInput,
  type Reading,
} from "../fieldKind.js";
import type { Field } from "../recordType.js";
import { leftIn, takeAll, takeName, takeOctets } from "../wire.js";
import { readDigits } from "./numbers.js";
import { readNameWord } from "./names.js";

interface Family {
  readonly size: 4 | 16;
  readonly called: string;
  readonly recordType: string;
  readonly read: (raw: string) => number[] | undefined;
  readonly print: (octets: ArrayLike<number>) => string;
}

const ipv4: Family = { size: 4, called: "IPv4", recordType: "A", read: readIpv4, print: printIpv4 };
const ipv6: Family = { size: 16, called: "IPv6", recordType: "AAAA", read: readIpv6, print: printIpv6 };

/** What the address may have been meant to be: without zeros in front, a zone index or a prefix length. */
function repaired(raw: string, family: Family): string | undefined {
  const bare = raw.replace(/[%/].*$/s, "").replace(/\.$/, "");
  const text = family === ipv4 && bare.length < 20 ? bare.replace(/(^|\.)0+(?=[0-9])/g, "$1") : bare;
  const octets = text === raw ? undefined : family.read(text);
  return octets === undefined ? undefined : family.print(octets);
}

function refuseAddress(input: RdataInput, family: Family): undefined {
  const word = input.words[input.at - 1];
  if (word === undefined) return undefined;
  const rest = family === ipv4 ? ipv6 : ipv4;
  if (input.type.name === family.recordType && rest.read(word.raw) !== undefined) {
    const message = `${quotedText(word.raw)} is an ${rest.called} address: ${family.recordType} records have ${family.called} ones`;
    return refuse(input, "record/address-of-other-family", word, message, [
      { ...review(`Change the type to ${rest.recordType}`, input.context.type, rest.recordType), preferred: true },
    ]);
  }
  const mended = repaired(word.raw, family);
  const zeros = mended !== undefined && family === ipv4 && /(^|\.)0[0-9]/.test(word.raw);
  const why = zeros ? ": numbers have no zeros in front" : "";
  return refuse(
    input,
    "record/bad-address",
    word,
    `${quotedText(word.raw)} is no ${family.called} address${why}`,
    mended === undefined ? [] : [review(`Write ${mended}`, word, mended)],
  );
}

function readAddress(input: RdataInput, field: Field, family: Family): Reading | undefined {
  const word = takeBare(input, field);
  if (word === undefined) return undefined;
  const octets = family.read(word.raw);
  if (octets === undefined) return refuseAddress(input, family);
  return { value: { kind: "address", octets }, canonical: family.print(octets) };
}

const address = (family: Family): FieldKind => ({
  expects: `an ${family.called} address`,
  read: (input, field) => readAddress(input, field, family),
  unpack(wire) {
    const octets = takeOctets(wire, family.size);
    return octets === undefined ? undefined : family.print(octets);
  },
});

/** Groups of digits between separators: "00-00-5e-00-53-2a" and "14:4fff:ff20:ee64". */
function readGroups(raw: string, separator: string, groups: number, digits: number): number[] | undefined {
  if (raw.length > groups * (digits + 1)) return undefined;
  const parts = raw.split(separator);
  if (parts.length !== groups) return undefined;
  const values: number[] = [];
  for (const part of parts) {
    if (part === "" || part.length > digits || !/^[0-9A-Fa-f]+$/.test(part)) return undefined;
    values.push(Number.parseInt(part, 16));
  }
  return values;
}

function hardware(groups: number): FieldKind {
  const print = (octets: ArrayLike<number>): string =>
    Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("-");
  return {
    expects: `${groups} pairs of hexadecimal digits with hyphens between them`,
    read(input, field) {
      const word = takeBare(input, field);
      if (word === undefined) return undefined;
      const octets = readGroups(word.raw, "-", groups, 2);
      if (octets !== undefined)
        return { value: { kind: "octets", octets: Uint8Array.from(octets) }, canonical: print(octets) };
      const digits = word.raw.replace(/[^0-9A-Fa-f]/g, "");
      const mended = digits.length === groups * 2 ? (digits.toLowerCase().match(/../g) ?? []).join("-") : undefined;
      const message = `${quotedText(word.raw)} is no ${groups * 8}-bit address: write ${groups} pairs with hyphens`;
      return refuse(
        input,
        "record/bad-hardware-address",
        word,
        message,
        mended === undefined ? [] : [review(`Write ${mended}`, word, mended)],
      );
    },
    unpack(wire) {
      const octets = takeOctets(wire, groups);
      return octets === undefined ? undefined : print(octets);
    },
  };
}

const printLocator = (groups: readonly number[]): string => groups.map((group) => group.toString(16)).join(":");

const locator: FieldKind = {
  expects: "four groups of hexadecimal digits with colons between them",
  read(input, field) {
    const word = takeBare(input, field);
    if (word === undefined) return undefined;
    const groups = readGroups(word.raw, ":", 4, 4);
    if (groups !== undefined) return other(printLocator(groups));
    const message = `${quotedText(word.raw)} is no ${field.name}: write four groups of hexadecimal digits`;
    return refuse(input, "record/bad-address", word, message);
  },
  unpack(wire) {
    const octets = takeOctets(wire, 8);
    if (octets === undefined) return undefined;
    return printLocator([0, 2, 4, 6].map((i) => ((octets[i] ?? 0) << 8) | (octets[i + 1] ?? 0)));
  },
};

function readHexWithDots(input: RdataInput, field: Field, prefix: string): Reading | undefined {
  const word = takeBare(input, field);
  if (word === undefined) return undefined;
  const good = word.raw.slice(0, prefix.length).toLowerCase() === prefix;
  const octets = good ? readHex(word.raw.slice(prefix.length).replaceAll(".", "")) : undefined;
  if (octets instanceof Uint8Array && octets.length > 0)
    return { value: { kind: "octets", octets }, canonical: prefix + printHex(octets).toLowerCase() };
  const start = prefix === "" ? "" : `${prefix} and `;
  const message = `${quotedText(word.raw)} is no ${fieldOfType(input, field)}: write ${start}pairs of hexadecimal digits`;
  return refuse(input, "record/bad-hex", word, message);
}

function readAtm(input: RdataInput, field: Field): Reading | undefined {
  const word = input.words[input.at];
  if (word?.quoted !== false || !word.raw.startsWith("+")) return readHexWithDots(input, field, "");
  input.at++;
  const digits = word.raw.slice(1).replaceAll(".", "");
  if (readDigits(digits) !== undefined) return other(`+${digits}`);
  return refuse(input, "record/bad-address", word, `${quotedText(word.raw)} is no number of the form + and digits`);
}

/** The gateway of IPSECKEY and the relay of AMTRELAY, whose form the type field before tells. */
function gatewayForm(input: RdataInput): number | undefined {
  return numberIn(input, input.type.name === "AMTRELAY" ? "relay type" : "gateway type");
}

function readGateway(input: RdataInput, field: Field): Reading | undefined {
  const form = gatewayForm(input);
  if (form === 1) return readAddress(input, field, ipv4);
  if (form === 2) return readAddress(input, field, ipv6);
  const word = takeBare(input, field);
  if (word === undefined || form === undefined) return undefined;
  if (form === 3) return readNameWord(input, word);
  if (form === 0 && word.raw === ".") return other(".");
  const message =
    form === 0 ? `Type 0 has no ${field.name}: write "."` : `Type ${form} is none of 0 to 3: the record is refused`;
  return refuse(input, "record/bad-address", word, message, form === 0 ? [review('Write "."', word, ".")] : []);
}

/** An IPv6 address whose first `length` bits are not part of the record (RFC 2874 section 3.1). */
function masked(octets: readonly number[], length: number): number[] {
  return octets.map((octet, i) => octet & (0xff >> Math.min(8, Math.max(0, length - i * 8))));
}

function readSuffix(input: RdataInput, field: Field): Reading | undefined {
  const reading = readAddress(input, field, ipv6);
  if (reading?.value?.kind !== "address") return undefined;
  const octets = masked(reading.value.octets, numberIn(input, "prefix length") ?? 0);
  return { value: { kind: "address", octets }, canonical: printIpv6(octets) };
}

export const addressKinds = {
  ipv4: address(ipv4),
  ipv6: address(ipv6),
  eui48: hardware(6),
  eui64: hardware(8),
  locator,
  nsap: {
    expects: "0x and hexadecimal digits",
    read: (input, field) => readHexWithDots(input, field, "0x"),
    unpack: (wire) => (leftIn(wire) > 0 ? `0x${printHex(takeAll(wire))}` : undefined),
  },
  atmAddress: { expects: "+ and digits, or hexadecimal digits", read: readAtm },
  gateway: {
    expects: "an address or a name, as the type before says; `.` for none",
    read: readGateway,
    unpack(wire, type) {
      const form = wire.numbers.get(type.name === "AMTRELAY" ? "relay type" : "gateway type");
      if (form === 0) return ".";
      if (form === 3) return takeName(wire);
      if (form !== 1 && form !== 2) return undefined;
      const octets = takeOctets(wire, form === 1 ? 4 : 16);
      return octets === undefined ? undefined : form === 1 ? printIpv4(octets) : printIpv6(octets);
    },
  },
  addressSuffix: {
    expects: "an IPv6 address whose last bits count",
    read: readSuffix,
    // BIND prints the field's two spaces all the same.
    absent: (input) => (numberIn(input, "prefix length") === 128 ? { canonical: "" } : undefined),
  },
  prefixName: {
    expects: "a domain name",
    read(input, field) {
      const word = takeBare(input, field);
      return word === undefined ? undefined : readNameWord(input, word);
    },
    absent: (input) => (numberIn(input, "prefix length") === 0 ? { canonical: undefined } : undefined),
  },
} as const satisfies Record<string, FieldKind>;
