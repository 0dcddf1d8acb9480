/** What one may ask of a zone, and of the zones of a workspace. */
import type { Name } from "../dns/name.js";
import type { Span } from "../text/span.js";
import type { ZoneRecord } from "./record.js";

/**
 * Where a name stands: "delegation" is a name with NS records below the apex, "occluded" what lies below one (glue) or below a
 * DNAME: not part of the zone's own data (RFC 2136 section 7.18).
 */
export type Standing = "apex" | "authoritative" | "delegation" | "occluded" | "outside";

export interface Zone {
  /** The document that it starts in. */
  readonly uri: string;
  /** The zone's name: the owner of the SOA, else the origin it was read with; undefined where neither is known. */
  readonly apex: Name | undefined;
  /** Whether the origin was known; else names are read below a stand-in for it. */
  readonly originKnown: boolean;
  /** False where a part of it could not be read, such as a template or a missing include: what is absent may be there. */
  readonly complete: boolean;
  /** What is written at a span of one of its documents. */
  written(uri: string, at: Span): string;
  /** In order of reading. */
  recordsAt(key: string): readonly ZoneRecord[];
  /** The types, such as "MX", of the records at an owner. */
  typesAt(key: string): ReadonlySet<string>;
  /** Whether any record has an owner of this key. */
  has(key: string): boolean;
  countOfType(type: string): number;
  recordsOfType(type: string): Iterable<ZoneRecord>;
  /** The owners of the records of a type, one a record: no record is read for that. */
  ownersOfType(type: string): Iterable<Name>;
  /** Every record, included and generated ones among them, in order of reading. */
  records(): Iterable<ZoneRecord>;
  /** Every record that the name of a key may stand in, and others: those are left out whose lines can't have it. In order of reading. */
  recordsNaming(key: string): Iterable<ZoneRecord>;
  /** The keys of all owners, each once. */
  owners(): Iterable<string>;
  standing(key: string): Standing;
  /** The wildcard whose records answer for an absent name of this key (RFC 4592); undefined where there is none or the name exists. */
  wildcardFor(key: string): string | undefined;
}

/** The zones of a workspace. */
export interface Zones {
  /**
   * The zone in which a name of this key stands: the one with the deepest apex. Of several with that name, the one whose document
   * is `near` or lies nearest to it.
   */
  zoneOf(key: string, near?: string): Zone | undefined;
  /** The zones with this very name, in order of their documents. */
  named(key: string): Iterable<Zone>;
  all(): Iterable<Zone>;
  /** The views in which name servers are told to load the zone that starts in a document; "" is outside of any view. */
  viewsOf(uri: string): ReadonlySet<string>;
}

/** A set of one. */
export function onlyZone(zone: Zone): Zones {
  return {
    zoneOf: (key) => (zone.standing(key) === "outside" ? undefined : zone),
    named: (key) => (zone.apex?.key === key ? [zone] : []),
    all: () => [zone],
    viewsOf: () => new Set(),
  };
}
