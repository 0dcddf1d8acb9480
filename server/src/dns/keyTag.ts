/** The key tag of a DNSKEY record, by which DS and RRSIG records find it (RFC 4034 appendix B). */
import type { Rdata } from "./rdata.js";

/** RSA with MD5 has a tag of its own (appendix B.1). */
const rsaMd5 = 1;

/** The tag of the RDATA's octets: flags, protocol, algorithm, key. */
export function keyTag(flags: number, protocol: number, algorithm: number, key: Uint8Array): number {
  if (algorithm === rsaMd5) return ((key[key.length - 3] ?? 0) << 8) | (key[key.length - 2] ?? 0);
  // The key starts at the fifth octet, an even place: its first octet counts as the high one.
  let sum = flags + (protocol << 8) + algorithm;
  for (let i = 0; i < key.length; i++) sum += i % 2 === 0 ? (key[i] ?? 0) << 8 : (key[i] ?? 0);
  return (sum + Math.floor(sum / 0x10000)) & 0xffff;
}

/** The tag of a DNSKEY, CDNSKEY or KEY record; undefined where a field can't be read. */
export function keyTagOf({ fields }: Rdata): number | undefined {
  const numbers = fields.flatMap(({ value }) => (value?.kind === "number" ? [value.number] : []));
  const [flags, protocol, algorithm] = numbers;
  const key = fields.find(({ field }) => field.kind === "publicKey")?.value;
  if (flags === undefined || protocol === undefined || algorithm === undefined || key?.kind !== "octets")
    return undefined;
  return keyTag(flags, protocol, algorithm, key.octets);
}
