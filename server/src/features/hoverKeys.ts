/** Keys of DNSSEC: their tag, and how strong an RSA key is. */
import { fieldOf, numberOf, type ZoneRecord } from "../zone/record.js";

const rsaAlgorithms: ReadonlySet<number> = new Set([1, 5, 7, 8, 10]);

function octetsOf(record: ZoneRecord): Uint8Array | undefined {
  const value = fieldOf(record, "public key")?.value;
  return value?.kind === "octets" ? value.octets : undefined;
}

/** The key tag of a DNSKEY, CDNSKEY or KEY record (RFC 4034 appendix B). */
export function keyTag(record: ZoneRecord): number | undefined {
  const key = octetsOf(record);
  const flags = numberOf(record, "flags");
  const protocol = numberOf(record, "protocol");
  const algorithm = numberOf(record, "algorithm");
  if (key === undefined || flags === undefined || protocol === undefined || algorithm === undefined) return undefined;
  if (algorithm === 1) return ((key[key.length - 3] ?? 0) << 8) | (key[key.length - 2] ?? 0);
  let sum = flags + (protocol << 8) + algorithm;
  key.forEach((octet, index) => {
    sum += index % 2 === 0 ? octet << 8 : octet;
  });
  return (sum + ((sum >>> 16) & 0xffff)) & 0xffff;
}

/** The bits of an RSA key's modulus (RFC 3110 section 2); undefined for other keys. */
export function rsaBits(record: ZoneRecord): number | undefined {
  const key = octetsOf(record);
  const algorithm = numberOf(record, "algorithm");
  if (key === undefined || algorithm === undefined || !rsaAlgorithms.has(algorithm)) return undefined;
  const long = key[0] === 0;
  const exponent = long ? ((key[1] ?? 0) << 8) | (key[2] ?? 0) : (key[0] ?? 0);
  let at = (long ? 3 : 1) + exponent;
  while (at < key.length && key[at] === 0) at++;
  const first = key[at];
  return first === undefined ? undefined : (key.length - at) * 8 - Math.clz32(first) + 24;
}
