/** What a check of mail records may ask of the DNS, answered from zones at hand, from a table, or live. */
import { readName, type Name } from "../dns/name.js";

/**
 * "no data": the name exists without such records; "error": the DNS did not answer (try again later); "unknown": nobody here can
 * tell, such as for a name outside the workspace.
 */
export type Answer<T> =
  | { readonly kind: "found"; readonly records: readonly T[] }
  | { readonly kind: "no data" | "no such domain" | "error" | "unknown" };

export const found = <T>(records: readonly T[]): Answer<T> => ({ kind: "found", records });
export const unknown = { kind: "unknown" } as const;

/** Follows CNAMEs itself. An answer of kind "found" has at least one record. */
export interface Resolver {
  /** The text of each TXT record, its strings joined. */
  txt(name: Name): Answer<string>;
  /** The octets of each A (4) or AAAA (6) record. */
  addresses(name: Name, family: 4 | 6): Answer<readonly number[]>;
  /** The exchanges, most preferred first. */
  mx(name: Name): Answer<Name>;
  /** The names of the hosts that an address (4 or 16 octets) belongs to. */
  ptr(address: readonly number[]): Answer<Name>;
}

/** Knows nothing: for records that stand alone. */
export const noResolver: Resolver = {
  txt: () => unknown,
  addresses: () => unknown,
  mx: () => unknown,
  ptr: () => unknown,
};

/** The name that a domain in plain text stands for; every character but the dot is part of a label. Undefined where it is no name. */
export function domainName(domain: string): Name | undefined {
  if (domain === "" || domain === ".") return undefined;
  const escaped = domain.replace(/[^A-Za-z0-9._-]/gu, "\\$&");
  return readName(escaped.endsWith(".") ? escaped : `${escaped}.`, undefined, "latin-1").name;
}
