/** RDATA in wire format (RFC 1035 section 3.3), read octet by octet. */
import { decimalEscape } from "../text/octets.js";

export interface Wire {
  readonly octets: Uint8Array;
  at: number;
  /** The numbers that were read before, by the name of their field. */
  readonly numbers: Map<string, number>;
}

/** The next `count` octets; undefined where there are fewer. */
export function takeOctets(wire: Wire, count: number): Uint8Array | undefined {
  const end = wire.at + count;
  if (end > wire.octets.length) return undefined;
  const taken = wire.octets.subarray(wire.at, end);
  wire.at = end;
  return taken;
}

export const takeAll = (wire: Wire): Uint8Array => takeOctets(wire, wire.octets.length - wire.at) ?? new Uint8Array();

export const leftIn = (wire: Wire): number => wire.octets.length - wire.at;

/** A number of up to six octets in network order. */
export function takeNumber(wire: Wire, octets: number): number | undefined {
  return takeOctets(wire, octets)?.reduce((number, octet) => number * 256 + octet, 0);
}

/** Octets with their length before them. */
export function takeCounted(wire: Wire): Uint8Array | undefined {
  const length = takeNumber(wire, 1);
  return length === undefined ? undefined : takeOctets(wire, length);
}

function printLabel(label: Uint8Array): string {
  let text = "";
  for (const octet of label) {
    const character = String.fromCharCode(octet);
    if (/[A-Za-z0-9_*-]/.test(character)) text += character;
    else text += decimalEscape(octet);
  }
  return text;
}

/** A name as one may write it. Compressed names have no meaning in the generic form (RFC 3597 section 5). */
export function takeName(wire: Wire): string | undefined {
  const start = wire.at;
  let text = "";
  for (;;) {
    const length = takeNumber(wire, 1);
    if (length === undefined || length > 63 || wire.at - start > 255) return undefined;
    if (length === 0) return text === "" ? "." : text;
    const label = takeOctets(wire, length);
    if (label === undefined) return undefined;
    text += `${printLabel(label)}.`;
  }
}
