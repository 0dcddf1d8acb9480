/** Finds a zone that two documents of the workspace hold. */
import { on, rfc, zoneRule } from "../rule.js";
import { isWhole } from "./hosts.js";
import { said } from "../wording.js";
import { firstSoa } from "./soa.js";

function firstOf<T, R>(all: Iterable<T>, find: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const found = find(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

export const zoneInTwoFiles = zoneRule({
  id: "values/zone-in-two-files",
  since: "0.1.0",
  severity: "information",
  summary: "Two documents hold the same zone",
  references: [rfc(1035, "5.2")],
  *find(_, { zone, zones }) {
    if (zone.apex === undefined || !isWhole(zone)) return;
    const { key } = zone.apex;
    const soa = firstSoa(zone);
    const otherSoa = firstOf(zones.all(), (other) =>
      other.apex?.key === key && other.uri !== zone.uri && isWhole(other) ? firstSoa(other) : undefined,
    );
    if (soa === undefined || otherSoa === undefined) return;
    const related = [{ at: otherSoa.span, uri: otherSoa.uri, message: "The other SOA record" }];
    yield { ...on(soa), related, apex: zone.apex };
  },
  message: ({ apex }) => `Another file holds the zone ${said(apex)} too: a change must go into both`,
});
