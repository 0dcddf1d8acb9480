/** DNSKEY records as rules see them: the key's tag, and the parts of an RSA key. */
import { keyTag } from "../../dns/keyTag.js";
import { numberOf, type ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";
import { octetsOf } from "../values/fields.js";

export interface Key {
  readonly record: ZoneRecord;
  readonly flags: number;
  readonly protocol: number;
  readonly algorithm: number;
  readonly octets: Uint8Array;
  readonly tag: number;
}

/** Bit 7: a key of the zone; bit 15: a secure entry point; bit 8: revoked (RFC 4034 section 2.1.1, RFC 5011 section 3). */
export const keyFlag = { zone: 0x100, entryPoint: 0x1, revoked: 0x80 } as const;

export function keyOf(record: ZoneRecord): Key | undefined {
  const flags = numberOf(record, "flags");
  const protocol = numberOf(record, "protocol");
  const algorithm = numberOf(record, "algorithm");
  const octets = octetsOf(record, "public key");
  if (flags === undefined || protocol === undefined || algorithm === undefined || octets === undefined)
    return undefined;
  return { record, flags, protocol, algorithm, octets, tag: keyTag(flags, protocol, algorithm, octets) };
}

/** The keys of a zone. */
export function keysOf(zone: Zone): readonly Key[] {
  if (zone.apex === undefined) return [];
  return zone.recordsAt(zone.apex.key).flatMap((record) => {
    const key = record.type.name === "DNSKEY" ? keyOf(record) : undefined;
    return key === undefined ? [] : [key];
  });
}

/** Exponent and modulus of an RSA key (RFC 3110 section 2); undefined where they don't fit. */
export function rsaParts(octets: Uint8Array): { exponent: Uint8Array; modulus: Uint8Array } | undefined {
  const short = octets[0] ?? 0;
  const start = short === 0 ? 3 : 1;
  const length = short === 0 ? ((octets[1] ?? 0) << 8) | (octets[2] ?? 0) : short;
  const modulus = octets.subarray(start + length);
  return length === 0 || modulus.length === 0
    ? undefined
    : { exponent: octets.subarray(start, start + length), modulus };
}

/** How many bits a number has. */
export function bitsOf(number: Uint8Array): number {
  const first = number.findIndex((octet) => octet !== 0);
  return first < 0 ? 0 : (number.length - first) * 8 - Math.clz32(number[first] ?? 0) + 24;
}
