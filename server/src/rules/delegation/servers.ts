/** What the rules on NS records share: whose server a record names, and what the zone knows of that host. */
import { isAtOrBelow, type Name } from "../../dns/name.js";
import { addressOf, nameOf, type NameIn, type ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";
import {
  addressesAmong,
  aliasAmong,
  delegationAbove,
  dnameAbove,
  hasAddress,
  isWhole,
  oncePerList,
  recordsFor,
  serversAmong,
} from "../lookup.js";
import type { RuleContext } from "../rule.js";

export const serverOf = (record: ZoneRecord): NameIn | undefined => nameOf(record, "name server");

/** The NS records of the zone itself. */
export const apexServers = (zone: Zone): readonly ZoneRecord[] =>
  zone.apex === undefined ? [] : serversAmong(zone.recordsAt(zone.apex.key));

export type Host =
  /** Other zones decide about it, or it has what it needs. */
  | { readonly kind: "fine" }
  | { readonly kind: "alias"; readonly by: ZoneRecord }
  | { readonly kind: "below a DNAME"; readonly dname: string }
  /** In the zone's own data, without address. */
  | { readonly kind: "no address" }
  /** At or below the delegation that it serves: nobody finds it without glue (RFC 9471). */
  | { readonly kind: "no glue" }
  /** Below another delegation of the zone. */
  | { readonly kind: "no sibling glue" };

const fine: Host = { kind: "fine" };

/** What the zone has of the host that the servers of `owner` name. */
export function hostOf(context: RuleContext, owner: Name, host: Name): Host {
  const { zone } = context;
  const standing = zone.standing(host.key);
  if (!isWhole(zone) || standing === "outside" || host.text === ".") return fine;
  const dname = dnameAbove(zone, host.key);
  if (dname !== undefined) return { kind: "below a DNAME", dname };
  if (standing === "apex" || standing === "authoritative") {
    const records = recordsFor(context, host.key) ?? [];
    const by = aliasAmong(records);
    if (by !== undefined) return { kind: "alias", by };
    return hasAddress(records) ? fine : { kind: "no address" };
  }
  if (hasAddress(zone.recordsAt(host.key))) return fine;
  // At the apex the host's own zone is asked for its address.
  if (owner.key === zone.apex?.key) return fine;
  const cut = standing === "delegation" ? host.key : delegationAbove(zone, host.key);
  return cut === owner.key || isAtOrBelow(host.key, owner.key) ? { kind: "no glue" } : { kind: "no sibling glue" };
}

const readAddresses = oncePerList((records) =>
  addressesAmong(records).filter((record) => addressOf(record) !== undefined),
);

/** The addresses of a host in the zone, glue among them. */
export const addressesOf = (zone: Zone, host: Name): readonly ZoneRecord[] =>
  zone.standing(host.key) === "outside" ? [] : readAddresses(zone.recordsAt(host.key));
