/** Finds zone digests of another version of the zone. */
import { numberOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { spanOf } from "./fields.js";

export const zonemdStale = recordRule({
  id: "values/zonemd-stale",
  since: "0.1.0",
  severity: "information",
  summary: "A ZONEMD record with another serial number than the zone",
  references: [rfc(8976, "4")],
  types: ["ZONEMD"],
  *find({ record }, { zone }) {
    const soa = zone.recordsAt(record.owner.key).find((other) => other.type.name === "SOA");
    const zoneSerial = soa === undefined ? undefined : numberOf(soa, "serial");
    const serial = numberOf(record, "serial");
    if (soa === undefined || serial === undefined || zoneSerial === undefined || serial === zoneSerial) return;
    const related = [{ at: spanOf(soa, "serial"), uri: soa.uri, message: "The zone's serial number" }];
    yield { ...on(record, spanOf(record, "serial")), related, serial, zoneSerial };
  },
  message: ({ serial, zoneSerial }) =>
    `The digest is of serial ${serial}, the zone's is ${zoneSerial}: make the digest again`,
});
