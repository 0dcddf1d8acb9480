/** Finds SOA records after the first, and those that are not at the zone's own name. */
import { numberOf, type ZoneRecord } from "../../zone/record.js";
import { removal } from "../recordEdits.js";
import { on, recordRule, rfc } from "../rule.js";
import { pointer, worded } from "../wording.js";

const sameData = (a: ZoneRecord, b: ZoneRecord): boolean =>
  a.rdata.canonical !== undefined && a.rdata.canonical.toLowerCase() === b.rdata.canonical?.toLowerCase();

export const severalSoas = recordRule({
  id: "soa/several",
  since: "0.1.0",
  severity: "error",
  summary: "The zone has more than one SOA record",
  references: [rfc(1035, "5.2")],
  types: ["SOA"],

  *find({ record }, { zone }) {
    const apex = zone.apex?.key;
    if (apex === undefined || record.owner.key !== apex) return;
    const first = zone.recordsAt(apex).find(({ type }) => type.name === "SOA");
    if (first === undefined || (first.uri === record.uri && first.span.start === record.span.start)) return;
    const related = [pointer(first, "The first SOA record", record.uri)];
    const found = { ...on(record, record.typeWord), record, serial: numberOf(record, "serial"), related };
    // BIND drops one that is the same; NSD refuses the zone.
    yield sameData(record, first) ? { ...found, severity: "warning" as const, same: true } : { ...found, same: false };
  },

  message: ({ record, same }) =>
    same
      ? worded`The SOA record of ${record.owner} stands in the zone twice: NSD refuses the zone`
      : worded`${record.owner} has a second SOA record: servers refuse the zone`,

  fixes({ record }, { zone }) {
    const edits = removal([record], zone, record.uri);
    return edits === undefined ? [] : [{ title: "Delete this SOA record", kind: "review", edits }];
  },
});

export const soaNotAtApex = recordRule({
  id: "soa/not-at-apex",
  since: "0.1.0",
  severity: "error",
  summary: "An SOA record is not at the zone's own name",
  references: [rfc(1034, "4.2.1"), rfc(1035, "5.2")],
  types: ["SOA"],

  *find({ record }, { zone }) {
    const { apex } = zone;
    if (apex === undefined || record.owner.key === apex.key) return;
    yield { ...on(record, record.ownerWord ?? record.typeWord), record, apex };
  },

  message: ({ record, apex }) => worded`SOA at ${record.owner}, not at the zone ${apex}: servers refuse it`,

  fixes({ record }, { zone }) {
    // The zone's only one needs another owner instead.
    const edits = zone.countOfType("SOA") < 2 ? undefined : removal([record], zone, record.uri);
    return edits === undefined ? [] : [{ title: "Delete this SOA record", kind: "review", edits }];
  },
});

export const soaNotFirst = recordRule({
  id: "soa/not-first",
  since: "0.1.0",
  severity: "information",
  summary: "Another record stands before the SOA record",
  references: [rfc(1035, "5.2")],
  types: ["SOA"],

  *find({ record }, { zone }) {
    if (record.owner.key !== zone.apex?.key) return;
    for (const first of zone.records()) {
      if (first.type.name === "SOA") return;
      const related = [pointer(first, "The first record", record.uri)];
      yield { ...on(record, record.typeWord), first, related };
      return;
    }
  },

  message: ({ first }) =>
    worded`A record of type ${first.type.name} stands before the SOA record: some tools refuse the file`,
});
