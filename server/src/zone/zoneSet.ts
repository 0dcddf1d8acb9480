/** A set of zones that finds them by name at the cost of the name's labels, however many zones there are. */
import { parentOf } from "../dns/name.js";
import type { Zone, Zones } from "./zone.js";

export interface ZoneSet extends Zones {
  /** Takes a zone in, or takes note that its name may have changed. */
  put(zone: Zone): void;
  remove(zone: Zone): void;
}

/** How far two URIs share their folders, in UTF-16 units. */
function shared(a: string, b: string): number {
  let folder = 0;
  for (let i = 0; i < a.length && a[i] === b[i]; i++) if (a[i] === "/") folder = i + 1;
  return folder;
}

/** The one of several zones of the same name that lies nearest to a document; the first by its document where that decides nothing. */
function nearest(zones: ReadonlySet<Zone>, near: string | undefined): Zone | undefined {
  let best: Zone | undefined;
  for (const zone of zones) {
    if (zone.uri === near) return zone;
    if (best === undefined) best = zone;
    else {
      const nearer = near === undefined ? 0 : shared(zone.uri, near) - shared(best.uri, near);
      if (nearer > 0 || (nearer === 0 && zone.uri < best.uri)) best = zone;
    }
  }
  return best;
}

export function openZoneSet(viewsOf: Zones["viewsOf"] = () => new Set()): ZoneSet {
  const apexes = new Map<Zone, string | undefined>();
  const byApex = new Map<string, Set<Zone>>();

  const forget = (zone: Zone): void => {
    const apex = apexes.get(zone);
    apexes.delete(zone);
    const others = apex === undefined ? undefined : byApex.get(apex);
    if (apex === undefined || others === undefined) return;
    others.delete(zone);
    if (others.size === 0) byApex.delete(apex);
  };

  return {
    put(zone) {
      // A zone whose name is not known answers for no name.
      const apex = zone.originKnown ? zone.apex?.key : undefined;
      if (apexes.has(zone) && apexes.get(zone) === apex) return;
      forget(zone);
      apexes.set(zone, apex);
      if (apex === undefined) return;
      const others = byApex.get(apex);
      if (others === undefined) byApex.set(apex, new Set([zone]));
      else others.add(zone);
    },
    remove: forget,
    zoneOf(key, near) {
      for (let at: string | undefined = key; at !== undefined; at = parentOf(at)) {
        const zones = byApex.get(at);
        if (zones !== undefined) return nearest(zones, near);
      }
      return undefined;
    },
    named: (key) => [...(byApex.get(key) ?? [])].toSorted((a, b) => (a.uri < b.uri ? -1 : 1)),
    all: () => apexes.keys(),
    viewsOf,
  };
}

export function zoneSetOf(zones: Iterable<Zone>): Zones {
  const set = openZoneSet();
  for (const zone of zones) set.put(zone);
  return set;
}
