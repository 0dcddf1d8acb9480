/** The digest of a DNSKEY record that DS and CDS records hold (RFC 4034 section 5.1.4). */
import { sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha384 } from "@noble/hashes/sha2.js";
import { wireName, type Name } from "./name.js";

/** SHA-1 (RFC 4034 appendix A.2), SHA-256 (RFC 4509), SHA-384 (RFC 6605); GOST and SM3 are not computed. */
const hashes: ReadonlyMap<number, (octets: Uint8Array) => Uint8Array> = new Map([
  [1, sha1],
  [2, sha256],
  [4, sha384],
]);

export interface DigestedKey {
  readonly flags: number;
  readonly protocol: number;
  readonly algorithm: number;
  readonly octets: Uint8Array;
}

/** The digest over the canonical owner and the RDATA of the key; undefined for a digest type that is not computed. */
export function dsDigest(digestType: number, owner: Name, key: DigestedKey): Uint8Array | undefined {
  const hash = hashes.get(digestType);
  if (hash === undefined) return undefined;
  const name = wireName(owner);
  const data = new Uint8Array(name.length + 4 + key.octets.length);
  data.set(name);
  data.set([key.flags >> 8, key.flags & 0xff, key.protocol, key.algorithm], name.length);
  data.set(key.octets, name.length + 4);
  return hash(data);
}
