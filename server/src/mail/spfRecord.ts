/** What an SPF record consists of, with the place of each part in its decoded text. */
import type { Mapped } from "../text/mapped.js";
import type { Range } from "./mailRecord.js";
import type { MacroPart } from "./spfMacro.js";
import type { MechanismName, Qualifier } from "./spfTerms.js";

export interface DomainSpec extends Range {
  readonly text: string;
  readonly parts: readonly MacroPart[];
}

/** An address of 4 or 16 octets and how many of its bits count. */
export interface Network extends Range {
  readonly octets: readonly number[];
  readonly prefix: number;
}

export interface Mechanism extends Range {
  readonly kind: "mechanism";
  readonly text: string;
  readonly name: MechanismName;
  readonly qualifier: Qualifier;
  /** The term without its qualifier starts here. */
  readonly nameStart: number;
  /** Left out where the term has none: it means the domain of the record. */
  readonly domain?: DomainSpec;
  /** Of ip4 and ip6. */
  readonly network?: Network;
  /** Of a and mx: how many bits of an IPv4 and an IPv6 address count. */
  readonly prefixes?: { readonly ip4: number; readonly ip6: number };
}

export interface Modifier extends Range {
  readonly kind: "modifier";
  readonly text: string;
  /** In lower case. */
  readonly name: string;
  readonly nameEnd: number;
  readonly value: string;
  /** Of redirect and exp. */
  readonly domain?: DomainSpec;
}

/** A term that makes the record invalid. */
interface FaultyTerm extends Range {
  readonly kind: "faulty";
  readonly text: string;
}

export type SpfTerm = Mechanism | Modifier | FaultyTerm;

export interface SpfRecord {
  readonly mapped: Mapped;
  /** `v=spf1`, or what stands for it. */
  readonly version: Range;
  readonly terms: readonly SpfTerm[];
  /** Whether a receiver accepts it: any syntax error anywhere refuses the whole (RFC 7208 section 4.6). */
  readonly valid: boolean;
}

export const isMechanism = (term: SpfTerm): term is Mechanism => term.kind === "mechanism";

/** The first `all`: what follows it is never looked at (RFC 7208 section 5.1). */
export const allOf = (record: SpfRecord): Mechanism | undefined =>
  record.terms.filter(isMechanism).find((term) => term.name === "all");

export const modifierOf = (record: SpfRecord, name: string): Modifier | undefined =>
  record.terms.find((term): term is Modifier => term.kind === "modifier" && term.name === name);
