/** Finds zones with hosts that leave their certificates to every authority. */
import { isLocalZone } from "../local.js";
import { on, rfc, zoneRule } from "../rule.js";
import { hasAddress, isWhole } from "./hosts.js";
import { firstSoa } from "./soa.js";

export const caaMissing = zoneRule({
  id: "values/caa-missing",
  since: "0.1.0",
  severity: "hint",
  summary: "A zone with hosts has no CAA record",
  references: [rfc(8659, "3")],
  *find(_, { zone }) {
    if (zone.apex === undefined || !isWhole(zone) || zone.countOfType("CAA") > 0) return;
    if (zone.apex.key.endsWith(".arpa.") || zone.apex.key === "." || isLocalZone(zone)) return;
    const www = zone.typesAt(`www.${zone.apex.key}`);
    if (!hasAddress(zone.typesAt(zone.apex.key)) && !hasAddress(www) && !www.has("CNAME")) return;
    const soa = firstSoa(zone);
    if (soa !== undefined) yield on(soa, soa.typeWord);
  },
  message: () => "The zone has no CAA record: every authority may issue certificates for its names",
});
