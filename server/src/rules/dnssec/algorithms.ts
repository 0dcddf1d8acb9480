/** The registries of DNSSEC algorithms and digests, as RFC 9904, RFC 9905 and RFC 9906 left them. */

export interface Algorithm {
  readonly name: string;
  /** "deprecated": MUST NOT sign; "discouraged": NOT RECOMMENDED for signing; "none": the registry has it for other ends. */
  readonly use: "good" | "deprecated" | "discouraged" | "none";
  readonly rsa?: true;
  /** The length of a public key on a curve. */
  readonly octets?: number;
}

export const algorithms: ReadonlyMap<number, Algorithm> = new Map<number, Algorithm>([
  [1, { name: "RSAMD5", use: "deprecated", rsa: true }],
  [2, { name: "DH", use: "none" }],
  [3, { name: "DSA", use: "deprecated" }],
  [5, { name: "RSASHA1", use: "deprecated", rsa: true }],
  [6, { name: "DSA-NSEC3-SHA1", use: "deprecated" }],
  [7, { name: "RSASHA1-NSEC3-SHA1", use: "deprecated", rsa: true }],
  [8, { name: "RSASHA256", use: "good", rsa: true }],
  [10, { name: "RSASHA512", use: "discouraged", rsa: true }],
  [12, { name: "ECC-GOST", use: "deprecated", octets: 64 }],
  [13, { name: "ECDSAP256SHA256", use: "good", octets: 64 }],
  [14, { name: "ECDSAP384SHA384", use: "good", octets: 96 }],
  [15, { name: "ED25519", use: "good", octets: 32 }],
  [16, { name: "ED448", use: "good", octets: 57 }],
  [17, { name: "SM2SM3", use: "good", octets: 64 }],
  [23, { name: "ECC-GOST12", use: "good", octets: 64 }],
  [252, { name: "INDIRECT", use: "none" }],
  [253, { name: "PRIVATEDNS", use: "good" }],
  [254, { name: "PRIVATEOID", use: "good" }],
]);

export const digests: ReadonlyMap<number, { readonly name: string; readonly deprecated: boolean }> = new Map([
  [1, { name: "SHA-1", deprecated: true }],
  [2, { name: "SHA-256", deprecated: false }],
  [3, { name: "GOST R 34.11-94", deprecated: true }],
  [4, { name: "SHA-384", deprecated: false }],
  [5, { name: "GOST R 34.11-2012", deprecated: false }],
  [6, { name: "SM3", deprecated: false }],
]);
