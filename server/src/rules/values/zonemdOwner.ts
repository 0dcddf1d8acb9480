/** Finds ZONEMD records below the apex. */
import { on, recordRule, rfc } from "../rule.js";

export const zonemdOwner = recordRule({
  id: "values/zonemd-owner",
  since: "0.1.0",
  severity: "warning",
  summary: "A ZONEMD record that is not at the apex",
  references: [rfc(8976, "2")],
  types: ["ZONEMD"],
  *find({ record }, { zone }) {
    if (zone.standing(record.owner.key) === "authoritative") yield on(record, record.ownerWord ?? record.typeWord);
  },
  message: () => "ZONEMD stands at the zone's apex; at another name it is ignored",
});
