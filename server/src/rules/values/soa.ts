/** The SOA record of a zone. */
import type { ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";

export function firstSoa(zone: Zone): ZoneRecord | undefined {
  for (const soa of zone.recordsOfType("SOA")) return soa;
  return undefined;
}
