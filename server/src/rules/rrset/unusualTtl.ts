/** Finds TTLs that resolvers do not keep to, or that keep servers busy. */
import { maximumTtl, printDuration } from "../../dns/ttl.js";
import type { Zone } from "../../zone/zone.js";
import { apexServers, serverOf } from "../delegation/servers.js";
import { on, ownerRule, rfc } from "../rule.js";

const least = 30;
const most = 604800;

function judge(ttl: number): string | undefined {
  if (ttl > maximumTtl) return undefined;
  if (ttl === 0) return "TTL 0: resolvers ask again for every single query";
  if (ttl < least) return `TTL of ${printDuration(ttl)} is very short: some resolvers keep it longer`;
  return ttl > most ? `TTL of ${printDuration(ttl)} is over a week: most resolvers keep it no longer` : undefined;
}

/** Whether the zone is served by Cloudflare, whose exports write 1 for "automatic". */
const isOfCloudflare = (zone: Zone): boolean =>
  apexServers(zone).some((ns) => serverOf(ns)?.name.key.endsWith(".ns.cloudflare.com."));

export const unusualTtl = ownerRule({
  id: "rrset/unusual-ttl",
  since: "0.1.0",
  severity: "hint",
  summary: "A TTL is 0, very short or over a week",
  references: [rfc(8767, "4"), rfc(2181, "8")],

  // Said once of a set: at the first of its records that says such a TTL.
  *find({ records }, { zone }) {
    // Hints are not served: their TTLs say nothing.
    if (zone.apex?.key === "." && zone.countOfType("SOA") === 0) return;
    const said = new Set<string>();
    for (const record of records) {
      const { ttlWord, ttl, type } = record;
      if (ttlWord === undefined || ttl === undefined || said.has(type.name)) continue;
      const text = ttl === 1 && isOfCloudflare(zone) ? undefined : judge(ttl);
      if (text === undefined) continue;
      said.add(type.name);
      yield { ...on(record, ttlWord), text };
    }
  },

  message: ({ text }) => text,
});
