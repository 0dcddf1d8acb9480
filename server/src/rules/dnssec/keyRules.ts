/** Finds keys that validators cannot or should not use. */
import type { Severity } from "../../text/problem.js";
import { numberOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { spanOf } from "../values/fields.js";
import { algorithms } from "./algorithms.js";
import { bitsOf, keyFlag, keyOf, rsaParts, type Key } from "./key.js";

const types = ["DNSKEY", "CDNSKEY"];
const knownFlags = keyFlag.zone | keyFlag.entryPoint | keyFlag.revoked;

/** "CDNSKEY 0 3 0 AA==" asks for deletion (RFC 8078 section 4). */
const isDeletion = (key: Key): boolean => key.record.type.name === "CDNSKEY" && key.algorithm === 0;

export const keyFlags = recordRule({
  id: "dnssec/key-flags",
  since: "0.1.0",
  severity: "warning",
  summary: "Flags of a DNSKEY that let it sign nothing, or that are reserved",
  references: [rfc(4034, "2.1.1"), rfc(5011, "7")],
  types,
  *find({ record }) {
    const key = keyOf(record);
    if (key === undefined || isDeletion(key)) return;
    const isZoneKey = (key.flags & keyFlag.zone) !== 0;
    if (isZoneKey && (key.flags & ~knownFlags) === 0) return;
    yield { ...on(record, spanOf(record, "flags")), flags: key.flags, isZoneKey };
  },
  message: ({ flags, isZoneKey }) =>
    isZoneKey
      ? `Flags ${flags} have reserved bits; 256 is a zone signing key, 257 a key signing key`
      : `With flags ${flags} this is no key of the zone, so it validates nothing; write 256 or 257`,
});

export const keyProtocol = recordRule({
  id: "dnssec/key-protocol",
  since: "0.1.0",
  severity: "warning",
  summary: "The protocol of a DNSKEY is not 3",
  references: [rfc(4034, "2.1.2")],
  types,
  *find({ record }) {
    const protocol = numberOf(record, "protocol");
    if (protocol !== undefined && protocol !== 3) yield { ...on(record, spanOf(record, "protocol")), protocol };
  },
  message: ({ protocol }) => `The protocol is always 3; with ${protocol} validators ignore the key`,
});

/** What is wrong with the size of a key. */
function sizeFault(key: Key): string | undefined {
  const algorithm = algorithms.get(key.algorithm);
  if (algorithm?.octets !== undefined && key.octets.length !== algorithm.octets)
    return `A key of ${algorithm.name} has ${algorithm.octets} octets, not ${key.octets.length}: it validates nothing`;
  if (algorithm?.rsa !== true) return undefined;
  const parts = rsaParts(key.octets);
  if (parts === undefined) return "The RSA key has no modulus: it validates nothing";
  const padded = parts.exponent[0] === 0 || parts.modulus[0] === 0;
  return padded ? "The RSA key has leading zeros, which are prohibited: some validators refuse it" : undefined;
}

export const malformedKey = recordRule({
  id: "dnssec/malformed-key",
  since: "0.1.0",
  severity: "warning",
  summary: "A key whose length or form does not fit its algorithm",
  references: [rfc(3110, "2"), rfc(6605, "4"), rfc(8080, "3")],
  types,
  *find({ record }) {
    const key = keyOf(record);
    const fault = key === undefined || isDeletion(key) ? undefined : sizeFault(key);
    if (fault !== undefined) yield { ...on(record, spanOf(record, "public key")), fault };
  },
  message: ({ fault }) => fault,
});

export const shortKey = recordRule({
  id: "dnssec/short-key",
  since: "0.1.0",
  severity: "warning",
  summary: "An RSA key of less than 2048 bits",
  references: [rfc(6781, "3.4.2")],
  types,
  *find({ record }) {
    const key = keyOf(record);
    const parts = key !== undefined && algorithms.get(key.algorithm)?.rsa ? rsaParts(key.octets) : undefined;
    const bits = parts === undefined ? 0 : bitsOf(parts.modulus);
    const severity: Severity = bits < 1024 ? "warning" : "information";
    if (bits > 0 && bits < 2048) yield { ...on(record, spanOf(record, "public key")), severity, bits };
  },
  message: ({ bits }) => `An RSA key of ${bits} bits is weak; use 2048 bits or ECDSAP256SHA256 (13)`,
});

export const keyExponent = recordRule({
  id: "dnssec/key-exponent",
  since: "0.1.0",
  severity: "warning",
  summary: "An RSA key with exponent 3",
  references: [rfc(6781, "3.4.1"), rfc(3110, "2")],
  types,
  *find({ record }) {
    const key = keyOf(record);
    const parts = key !== undefined && algorithms.get(key.algorithm)?.rsa ? rsaParts(key.octets) : undefined;
    if (parts?.exponent.length === 1 && parts.exponent[0] === 3) yield on(record, spanOf(record, "public key"));
  },
  message: () => "An RSA key with exponent 3 is weak; make a new key, with exponent 65537",
});
