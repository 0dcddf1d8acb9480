/** Finds a zone that two documents of the workspace hold, where none of them is meant for other clients or made of the other. */
import type { Zone, Zones } from "../../zone/zone.js";
import { on, rfc, zoneRule } from "../rule.js";
import { pointer, worded } from "../wording.js";
import { isWhole } from "./hosts.js";
import { firstSoa } from "./soa.js";

/** Words in the names of folders and files that tell clients apart: views, split DNS. */
const sides =
  /(?:^|[-_.])(?:internal|external|inside|outside|intern|extern|int|ext|inner|outer|private|public|priv|pub|lan|wan|intranet|internet|trusted|untrusted|view|guest|vpn|dmz)(?=$|[-_.0-9])/;

const segments = (uri: string): string[] => uri.toLowerCase().split("/");

/** Whether the paths of two documents say that they are for other clients. */
function onOtherSides(a: string, b: string): boolean {
  const [ours, theirs] = [segments(a), segments(b)];
  const seen = new Set(theirs);
  const own = new Set(ours);
  return [...ours.filter((one) => !seen.has(one)), ...theirs.filter((one) => !own.has(one))].some((one) =>
    sides.test(one),
  );
}

/** Whether one of two documents is made of the other by a signer. */
const isSignedCopy = (a: Zone, b: Zone): boolean => (a.countOfType("RRSIG") === 0) !== (b.countOfType("RRSIG") === 0);

/** Whether the name servers of the workspace load both, never one beside the other. */
function inOtherViews(a: string, b: string, zones: Zones): boolean {
  const [ours, theirs] = [zones.viewsOf(a), zones.viewsOf(b)];
  return ours.size > 0 && theirs.size > 0 && ![...ours].some((view) => theirs.has(view));
}

export const zoneInTwoFiles = zoneRule({
  id: "values/zone-in-two-files",
  since: "0.1.0",
  severity: "information",
  summary: "Two documents hold the same zone",
  references: [rfc(1035, "5.2")],
  *find(_, { zone, zones }) {
    const { apex } = zone;
    if (apex === undefined || !isWhole(zone)) return;
    const soa = firstSoa(zone);
    if (soa === undefined) return;
    for (const other of zones.named(apex.key)) {
      if (other.uri === zone.uri || !isWhole(other)) continue;
      if (isSignedCopy(zone, other) || onOtherSides(zone.uri, other.uri) || inOtherViews(zone.uri, other.uri, zones))
        continue;
      const otherSoa = firstSoa(other);
      if (otherSoa === undefined) continue;
      yield { ...on(soa), related: [pointer(otherSoa, "The other SOA record", soa.uri)], apex };
      return;
    }
  },
  message: ({ apex }) => worded`Another file holds the zone ${apex} too: a change must go into both`,
});
