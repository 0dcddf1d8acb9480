/** What rules ask of the zones: what is known of a name, where an alias ends, what stands above. */
import { labelsOf, parentOf, type Name } from "../dns/name.js";
import { nameOf, type ZoneRecord } from "../zone/record.js";
import type { Zone } from "../zone/zone.js";
import type { RuleContext } from "./rule.js";

/** Lists that are longer are looked through once: rules ask for the same owner's from record to record. */
const shortList = 16;

/** `find` on a list of records, kept for long lists: a zone hands out the same list until it is read again. */
export function oncePerList<T>(find: (records: readonly ZoneRecord[]) => T): (records: readonly ZoneRecord[]) => T {
  const known = new WeakMap<readonly ZoneRecord[], { readonly found: T }>();
  return (records) => {
    if (records.length <= shortList) return find(records);
    const kept = known.get(records) ?? { found: find(records) };
    known.set(records, kept);
    return kept.found;
  };
}

/** Whether all of the zone is there to be read: a file without SOA is a part of one, whose other parts may hold any name. */
export const isWhole = (zone: Zone): boolean => zone.complete && zone.countOfType("SOA") > 0;

/** Whether the zone answers with the records of this name itself. */
export function isOwnData(zone: Zone, key: string): boolean {
  const standing = zone.standing(key);
  return standing === "apex" || standing === "authoritative";
}

/** The zone that decides about a name, this one before others; undefined where none does, or only a part of it is there. */
function authorityOf({ zone, zones }: RuleContext, key: string): Zone | undefined {
  if (isOwnData(zone, key)) return isWhole(zone) ? zone : undefined;
  const other = zones.zoneOf(key);
  return other !== undefined && isWhole(other) && isOwnData(other, key) ? other : undefined;
}

/** What answers for a name, a wildcard's records among it; undefined where no zone at hand decides. */
export function recordsFor(context: RuleContext, key: string): readonly ZoneRecord[] | undefined {
  const zone = authorityOf(context, key);
  if (zone === undefined) return undefined;
  return zone.recordsAt(zone.has(key) ? key : (zone.wildcardFor(key) ?? key));
}

/** `MX 0 .`: the domain takes no mail (RFC 7505). */
export const isNullMx = (record: ZoneRecord): boolean =>
  record.type.name === "MX" && nameOf(record, "exchange")?.name.key === ".";

export const isAddress = (record: ZoneRecord): boolean => record.type.name === "A" || record.type.name === "AAAA";

/** Types that answer with addresses; the vendors' ones compute them. */
export const addressTypes: ReadonlySet<string> = new Set(["A", "AAAA", "ALIAS", "ANAME", "LUA", "DYNA", "DYNC"]);

export const hasAddress = oncePerList((records) => records.some((record) => addressTypes.has(record.type.name)));

/** Those that are A or AAAA. */
export const addressesAmong = oncePerList((records) => records.filter(isAddress));

export const serversAmong = oncePerList((records) => records.filter((record) => record.type.name === "NS"));

export const aliasAmong = oncePerList((records) => records.find((record) => record.type.name === "CNAME"));

export const aliasTarget = (record: ZoneRecord): Name | undefined => nameOf(record, "canonical name")?.name;

/** The nearest name above `key`, below or at the apex, for which `wanted` holds. */
function above(zone: Zone, key: string, wanted: (ancestor: string) => boolean): string | undefined {
  const apex = zone.apex?.key;
  if (apex === undefined || key === apex) return undefined;
  for (let at = parentOf(key); at !== undefined; at = parentOf(at)) {
    if (wanted(at)) return at;
    if (at === apex) return undefined;
  }
  return undefined;
}

/** The name above `key` whose DNAME stands for it. */
export const dnameAbove = (zone: Zone, key: string): string | undefined =>
  above(zone, key, (ancestor) => zone.typesAt(ancestor).has("DNAME"));

/** The delegation above `key`: what stands there belongs to another zone. */
export const delegationAbove = (zone: Zone, key: string): string | undefined =>
  above(zone, key, (ancestor) => ancestor !== zone.apex?.key && zone.typesAt(ancestor).has("NS"));

/** Where a chain of CNAME records leads. `last` is undefined where no zone at hand decides about `name`. */
export interface AliasEnd {
  readonly name: Name;
  /** CNAME records on the way, this one included. */
  readonly length: number;
  readonly loop: boolean;
  readonly last: readonly ZoneRecord[] | undefined;
}

const policies = new Set([".", "*.", "rpz-passthru.", "rpz-drop.", "rpz-tcp-only."]);

/** Whether a record is the rule of a response policy zone: its owner is a name that others have chosen. */
export const isPolicy = (record: ZoneRecord): boolean => policies.has(aliasTarget(record)?.key ?? "");

/** Resolvers give up on longer chains: BIND after 16 records, Unbound after 11. */
export const longestChain = 16;

/** How far a chain is followed, to tell a circle from one that is too long. */
const mostSteps = 64;

export function endOfAlias(context: RuleContext, first: ZoneRecord): AliasEnd | undefined {
  const seen = new Set([first.owner.key]);
  let name = aliasTarget(first);
  for (let length = 1; name !== undefined; length++) {
    if (seen.has(name.key)) return { name, length, loop: true, last: undefined };
    seen.add(name.key);
    const last: readonly ZoneRecord[] | undefined = recordsFor(context, name.key);
    const next: ZoneRecord | undefined = last === undefined ? undefined : aliasAmong(last);
    if (next === undefined || length === mostSteps) return { name, length, loop: false, last };
    name = aliasTarget(next);
  }
  return undefined;
}

/** Whether any label of a name begins with an underscore: a name for services, not for hosts (RFC 8552). */
export const isServiceName = (key: string): boolean => labelsOf(key).some((label) => label.startsWith("_"));

export const isReverse = (key: string): boolean => key.endsWith(".in-addr.arpa.") || key.endsWith(".ip6.arpa.");
