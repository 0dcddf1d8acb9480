/** Whether the name that a record points to is a host with addresses, as far as the zone can tell. */
import { readIpv4 } from "../../dns/address.js";
import { relativeTo } from "../../dns/name.js";
import { replace, type Fix } from "../../text/edit.js";
import { nameOf, type NameIn, type ZoneRecord } from "../../zone/record.js";
import { addressTypes, aliasAmong, dnameAbove, isWhole as isWholeZone } from "../lookup.js";
import { said } from "../wording.js";
import { incomplete } from "../names/incomplete.js";
import type { Zone } from "../../zone/zone.js";

export type Host =
  | { readonly state: "addresses" | "unknown" | "nothing" }
  /** The CNAME or DNAME record that leads away from the name. */
  | { readonly state: "alias"; readonly by: ZoneRecord };

export const hasAddress = (types: ReadonlySet<string>): boolean =>
  types.has("A6") || [...addressTypes].some((type) => types.has(type));

/** Whether what is absent is absent under the very name that is looked up. */
export const isWhole = (zone: Zone): boolean => zone.originKnown && isWholeZone(zone);

function dnameOver(key: string, zone: Zone): ZoneRecord | undefined {
  const above = dnameAbove(zone, key);
  return above === undefined ? undefined : zone.recordsAt(above).find((record) => record.type.name === "DNAME");
}

export function hostAt(key: string, zone: Zone): Host {
  const standing = zone.standing(key);
  if (!isWhole(zone) || standing === "outside" || standing === "delegation") return { state: "unknown" };
  if (standing === "occluded") {
    const dname = dnameOver(key, zone);
    return dname === undefined ? { state: "unknown" } : { state: "alias", by: dname };
  }
  const answering = zone.has(key) ? key : zone.wildcardFor(key);
  if (answering === undefined) return { state: "nothing" };
  const types = zone.typesAt(answering);
  if (hasAddress(types)) return { state: "addresses" };
  const cname = types.has("CNAME") ? aliasAmong(zone.recordsAt(answering)) : undefined;
  return cname === undefined ? { state: "nothing" } : { state: "alias", by: cname };
}

/** Whether rules on names already say that another name is meant: names/missing-trailing-dot, names/address-as-target. */
export const isMistyped = (target: NameIn, zone: Zone): boolean =>
  readIpv4(target.text) !== undefined || incomplete(target, zone) !== undefined;

/** The fix that names the end of an alias in place of the alias. */
export function nameTheEnd(record: ZoneRecord, target: NameIn, alias: ZoneRecord, zone: Zone): readonly Fix[] {
  const end = alias.type.name === "CNAME" ? nameOf(alias, "canonical name")?.name : undefined;
  if (end === undefined || end.text === "." || record.generated) return [];
  const { state } = hostAt(end.key, zone);
  if (state === "nothing" || state === "alias") return [];
  const text = target.relative ? relativeTo(end, record.origin) : end.text;
  return [{ title: `Name ${said(end)} itself`, kind: "review", edits: [replace(target.span, text)] }];
}
