/** The context of a line: what the lines before it leave to it (RFC 1035 section 5.1). */
import type { Name } from "../dns/name.js";

export interface ZoneContext {
  /** Appended to relative names. */
  readonly origin: Name;
  /** The last owner, which a line that starts with a blank inherits; "unreadable" where it could not be read. */
  readonly owner: Name | "unreadable" | undefined;
  /** `$ORIGIN` came after the last owner. */
  readonly originMoved: boolean;
  /** Whether the document is one that another includes. */
  readonly included: boolean;
  /** No owner was written yet since an included file "start"ed, or "after" one ended. */
  readonly include: "start" | "after" | undefined;
  /** From `$TTL`, or from an SOA record's minimum where nothing else says one; in seconds. */
  readonly defaultTtl: number | undefined;
  /** The last TTL that a record said. */
  readonly lastTtl: number | undefined;
  /** A record has already taken the TTL of the one before, or found none: said once is enough. */
  readonly ttlTaken: boolean;
  /** The zone's class. */
  readonly class: number;
  /** Whether a record set the class, or the SOA record left it at IN. */
  readonly classKnown: boolean;
  /** How many records `$GENERATE` made before. */
  readonly generated: number;
  /** Something before could not be read: what is missing is not to be complained of. */
  readonly unsure: boolean;
}

const ownerKey = (owner: ZoneContext["owner"]): string | undefined => (typeof owner === "object" ? owner.text : owner);

export const sameContext = (a: ZoneContext, b: ZoneContext): boolean =>
  a === b ||
  (a.origin.text === b.origin.text &&
    ownerKey(a.owner) === ownerKey(b.owner) &&
    a.originMoved === b.originMoved &&
    a.included === b.included &&
    a.include === b.include &&
    a.defaultTtl === b.defaultTtl &&
    a.lastTtl === b.lastTtl &&
    a.ttlTaken === b.ttlTaken &&
    a.class === b.class &&
    a.classKnown === b.classKnown &&
    a.generated === b.generated &&
    a.unsure === b.unsure);

export const startContext = (origin: Name): ZoneContext => ({
  origin,
  owner: undefined,
  originMoved: false,
  included: false,
  include: undefined,
  defaultTtl: undefined,
  lastTtl: undefined,
  ttlTaken: false,
  class: 1,
  classKnown: false,
  generated: 0,
  unsure: false,
});
