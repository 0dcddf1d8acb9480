/** A zone that notes what is looked up in it, so that one knows what to check again when that changes. */
import { parentOf } from "../dns/name.js";
import type { Zone } from "../zone/zone.js";

/** What a look-up depended on: keys of owners, `typeKey`s, or everything. */
export type Looked = Set<string>;

export const everything = "\u0000";
export const typeKey = (type: string): string => `\u0000${type}`;

/** The key of the policy of a mail domain. */
export const policyKey = (domain: string): string => `\u0000policy ${domain}`;

/** What version control has of the zone. */
export const committedKey = "\u0000committed";

/** Which zones there are. */
export const zonesKey = "\u0000zones";

/** `zone` with each look-up noted in the set that `looked` gives at that time. */
export function trackedZone(zone: Zone, looked: () => Looked): Zone {
  const noteAncestors = (key: string): void => {
    const apex = zone.apex?.key;
    for (let at: string | undefined = key; at !== undefined; at = parentOf(at)) {
      looked().add(at);
      if (at === apex) break;
    }
  };
  return {
    uri: zone.uri,
    get apex() {
      return zone.apex;
    },
    get originKnown() {
      return zone.originKnown;
    },
    get complete() {
      return zone.complete;
    },
    written: (uri, at) => zone.written(uri, at),
    recordsAt(key) {
      looked().add(key);
      return zone.recordsAt(key);
    },
    typesAt(key) {
      looked().add(key);
      return zone.typesAt(key);
    },
    has(key) {
      looked().add(key);
      return zone.has(key);
    },
    countOfType(type) {
      looked().add(typeKey(type));
      return zone.countOfType(type);
    },
    recordsOfType(type) {
      looked().add(typeKey(type));
      return zone.recordsOfType(type);
    },
    ownersOfType(type) {
      looked().add(typeKey(type));
      return zone.ownersOfType(type);
    },
    records() {
      looked().add(everything);
      return zone.records();
    },
    recordsNaming(key) {
      looked().add(everything);
      return zone.recordsNaming(key);
    },
    owners() {
      looked().add(everything);
      return zone.owners();
    },
    standing(key) {
      noteAncestors(key);
      return zone.standing(key);
    },
    wildcardFor(key) {
      noteAncestors(key);
      for (let at = parentOf(key); at !== undefined && at !== zone.apex?.key; at = parentOf(at))
        looked().add(`*.${at}`);
      if (zone.apex !== undefined) looked().add(`*.${zone.apex.key}`);
      return zone.wildcardFor(key);
    },
  };
}
