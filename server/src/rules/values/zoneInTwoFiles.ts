/** Finds a zone that two documents of the workspace hold. */
import { on, rfc, zoneRule } from "../rule.js";
import { brief, isWhole } from "./hosts.js";
import { firstSoa } from "./soa.js";

export const zoneInTwoFiles = zoneRule({
  id: "values/zone-in-two-files",
  since: "0.1.0",
  severity: "information",
  summary: "Two documents hold the same zone",
  references: [rfc(1035, "5.2")],
  *find(_, { zone, zones }) {
    if (zone.apex === undefined || !isWhole(zone)) return;
    const other = zones.zoneOf(zone.apex.key);
    if (other === undefined || other.uri === zone.uri || other.apex?.key !== zone.apex.key || !isWhole(other)) return;
    const soa = firstSoa(zone);
    const otherSoa = firstSoa(other);
    if (soa === undefined || otherSoa === undefined) return;
    const related = [{ at: otherSoa.span, uri: otherSoa.uri, message: "The other SOA record" }];
    yield { ...on(soa), related, apex: zone.apex };
  },
  message: ({ apex }) => `Another file holds the zone ${brief(apex)} too: a change must go into both`,
});
