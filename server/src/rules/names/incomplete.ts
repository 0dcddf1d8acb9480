/** Whether a relative name was meant to be absolute: asked by the rule on it and by rules that then keep silent. */
import { isAtOrBelow, labelsOf, parentOf, type Name } from "../../dns/name.js";
import { readIpv4 } from "../../dns/address.js";
import type { NameIn } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";
import { endsComplete } from "./topLevelDomains.js";

export interface Incomplete {
  /** "apex": it repeats the zone's name; the others by its last label. */
  readonly by: "apex" | "surely" | "perhaps";
  /** What was meant, absolute, in lower case. */
  readonly key: string;
}

/** What is written, as a key of its own: `name` without the origin that was appended to it. */
function writtenKey(name: Name, labels: number): string | undefined {
  const all = labelsOf(name.key);
  if (labels < 1 || labels > all.length) return undefined;
  return `${all.slice(0, labels).join(".")}.`;
}

/** Whether the zone has the name or a part of the way to it: then it is relative on purpose. */
function isThere(zone: Zone, key: string, labels: number): boolean {
  let at: string | undefined = key;
  for (let left = labels; at !== undefined && left > 0; left--) {
    if (zone.has(at)) return true;
    at = parentOf(at);
  }
  const wildcard = zone.wildcardFor(key);
  return wildcard !== undefined && labelsOf(wildcard).length > labelsOf(key).length - labels + 1;
}

/** Whether a relative name of several labels looks complete and leads nowhere as it is. */
export function incomplete(target: NameIn, zone: Zone): Incomplete | undefined {
  if (!target.relative || target.labels < 2) return undefined;
  const key = writtenKey(target.name, target.labels);
  if (key === undefined || key === target.name.key || readIpv4(key.slice(0, -1)) !== undefined) return undefined;
  const apex = zone.apex?.key;
  const by =
    apex !== undefined && apex !== "." && isAtOrBelow(key, apex) && labelsOf(apex).length > 1
      ? "apex"
      : endsComplete(labelsOf(key));
  if (by === undefined || isThere(zone, target.name.key, target.labels)) return undefined;
  return { by, key };
}
