/** Finds records whose owner is not in the zone: servers drop them or refuse the zone. */
import type { ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";
import { placeOf, removal } from "../recordEdits.js";
import { on, recordRule, rfc } from "../rule.js";
import { worded } from "../wording.js";

const refusing = new Set(["nsd", "powerdns"]);

/** The record and those after it that leave the owner out. */
function withHeirs(record: ZoneRecord, zone: Zone): ZoneRecord[] {
  const found: ZoneRecord[] = [];
  for (const each of zone.recordsAt(record.owner.key)) {
    if (placeOf(each) === placeOf(record)) found.push(each);
    else if (found.length > 0 && each.uri === record.uri) {
      if (each.ownerWord !== undefined) break;
      found.push(each);
    }
  }
  return found;
}

export const outOfZone = recordRule({
  id: "names/out-of-zone",
  since: "0.1.0",
  // BIND and Knot drop the record and load the rest; NSD and PowerDNS refuse the zone.
  severity: "warning",
  summary: "An owner is not in the zone: its records are dropped, or the zone is refused",
  references: [rfc(1035, "5.2")],

  *find({ record }, { zone, server }) {
    const { ownerWord, owner } = record;
    // Where the zone's name is not known, it may be that of the owner.
    if (
      ownerWord === undefined ||
      zone.apex === undefined ||
      !zone.originKnown ||
      zone.standing(owner.key) !== "outside"
    )
      return;
    if (record.type.name === "SOA") return;
    const found = { ...on(record, ownerWord), tag: "unnecessary" as const, record, apex: zone.apex };
    yield refusing.has(server) ? { ...found, severity: "error" as const } : found;
  },

  message: ({ record, apex }) => worded`${record.owner} is not in the zone ${apex}: its records are lost`,

  fixes({ record }, { zone }) {
    const gone = withHeirs(record, zone);
    const edits = removal(gone, zone, record.uri);
    if (edits === undefined) return [];
    const title = gone.length > 1 ? `Delete these ${gone.length} records` : "Delete this record";
    return [{ title, kind: "review", preferred: true, edits }];
  },
});
