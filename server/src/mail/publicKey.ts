/** What the octets of a DKIM key are: an RSA key in either form, an Ed25519 key, or something that should not be there. */
import { BitString, fromBER, Integer, ObjectIdentifier, Sequence } from "asn1js";

export type PublicKey =
  | {
      readonly kind: "rsa";
      readonly form: "SubjectPublicKeyInfo" | "RSAPublicKey";
      readonly bits: number;
      readonly exponent: bigint;
    }
  /** `octets` are the 32 of the key; in a SubjectPublicKeyInfo they are wrapped, which DKIM does not allow (RFC 8463 section 4.2). */
  | { readonly kind: "ed25519"; readonly wrapped: boolean; readonly octets: Uint8Array }
  /** The outermost length says `needs` octets, and there are `has`. */
  | { readonly kind: "cut off" | "too long"; readonly has: number; readonly needs: number }
  | { readonly kind: "private" | "certificate" | "unreadable" }
  | { readonly kind: "other algorithm"; readonly algorithm: string };

const rsaEncryption = "1.2.840.113549.1.1.1";
const ed25519 = "1.3.101.112";

interface Header {
  /** Where the content starts. */
  readonly content: number;
  readonly length: number;
}

/** The identifier and length of the outermost SEQUENCE (X.690 section 8.1); undefined where it is none. */
function sequenceHeader(octets: Uint8Array): Header | undefined {
  const first = octets[1];
  if (octets[0] !== 0x30 || first === undefined) return undefined;
  if (first < 0x80) return { content: 2, length: first };
  const count = first & 0x7f;
  if (count === 0 || count > 4) return undefined;
  let length = 0;
  for (let i = 0; i < count; i++) length = length * 256 + (octets[2 + i] ?? 0);
  return { content: 2 + count, length };
}

export function readPublicKey(octets: Uint8Array): PublicKey {
  if (octets.length === 32) return { kind: "ed25519", wrapped: false, octets };
  const header = sequenceHeader(octets);
  if (header === undefined) return { kind: "unreadable" };
  // The version that starts every private key (RFC 8017 appendix A.1.2, RFC 5958, RFC 5915); no modulus is one octet long.
  if (octets[header.content] === 0x02 && octets[header.content + 1] === 1) return { kind: "private" };
  const needs = header.content + header.length;
  if (needs > octets.length) return { kind: "cut off", has: octets.length, needs };
  if (needs < octets.length) return { kind: "too long", has: octets.length, needs };
  const sequence = readSequence(octets);
  return sequence === undefined ? { kind: "unreadable" } : (readRsa(sequence, "RSAPublicKey") ?? readInfo(sequence));
}

function readSequence(octets: Uint8Array): Sequence | undefined {
  try {
    const { result, offset } = fromBER(octets);
    return offset === octets.length && result instanceof Sequence ? result : undefined;
  } catch {
    return undefined;
  }
}

/** `RSAPublicKey ::= SEQUENCE { modulus INTEGER, publicExponent INTEGER }` (RFC 8017 appendix A.1.1). */
function readRsa(
  { valueBlock: { value } }: Sequence,
  form: "SubjectPublicKeyInfo" | "RSAPublicKey",
): PublicKey | undefined {
  const [modulus, exponent] = value;
  if (value.length !== 2 || !(modulus instanceof Integer) || !(exponent instanceof Integer)) return undefined;
  return { kind: "rsa", form, bits: bitsOf(modulus.valueBlock.valueHexView), exponent: exponent.toBigInt() };
}

function bitsOf(modulus: Uint8Array): number {
  let at = 0;
  while (at < modulus.length && modulus[at] === 0) at++;
  const first = modulus[at];
  return first === undefined ? 0 : (modulus.length - at) * 8 - Math.clz32(first) + 24;
}

/** `SubjectPublicKeyInfo ::= SEQUENCE { algorithm SEQUENCE { OID, … }, subjectPublicKey BIT STRING }` (RFC 5280 section 4.1). */
function readInfo({ valueBlock: { value } }: Sequence): PublicKey {
  const [algorithm, key] = value;
  if (!(algorithm instanceof Sequence)) return { kind: "unreadable" };
  const identifier = algorithm.valueBlock.value[0];
  if (value.length === 3 && !(identifier instanceof ObjectIdentifier)) return { kind: "certificate" };
  if (value.length !== 2 || !(key instanceof BitString) || !(identifier instanceof ObjectIdentifier))
    return { kind: "unreadable" };
  const octets = key.valueBlock.valueHexView;
  const name = identifier.getValue();
  if (name === ed25519) return { kind: "ed25519", wrapped: true, octets };
  if (name !== rsaEncryption) return { kind: "other algorithm", algorithm: name };
  const inner = readSequence(octets);
  return (inner && readRsa(inner, "SubjectPublicKeyInfo")) ?? { kind: "unreadable" };
}
