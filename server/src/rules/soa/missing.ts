/** Finds files without SOA record. */
import { relativeTo } from "../../dns/name.js";
import { insert } from "../../text/edit.js";
import type { ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";
import { nameOf } from "../../zone/record.js";
import { on, rfc, zoneRule } from "../rule.js";
import { worded } from "../wording.js";

function firstOf(records: Iterable<ZoneRecord>): ZoneRecord | undefined {
  for (const record of records) return record;
  return undefined;
}

/** An SOA record for the zone, with the timers of RIPE-203. */
function draft(zone: Zone, { origin }: ZoneRecord): string | undefined {
  const { apex } = zone;
  if (apex === undefined) return undefined;
  const ns = zone.recordsAt(apex.key).find(({ type }) => type.name === "NS");
  const server = ns === undefined ? undefined : nameOf(ns, "name server")?.name;
  const below = (label: string): string =>
    relativeTo({ text: `${label}.${apex.text}`, key: `${label}.${apex.key}` }, origin);
  const primary = server === undefined ? below("ns1") : relativeTo(server, origin);
  return `${relativeTo(apex, origin)} 3600 IN SOA ${primary} ${below("hostmaster")} 1 86400 7200 3600000 3600`;
}

/** Whether a file holds the root's name servers and their addresses alone: what a resolver starts from, and no zone. */
function isHints(zone: Zone): boolean {
  if (zone.countOfType("A") + zone.countOfType("AAAA") === 0) return false;
  for (const { type, owner } of zone.records())
    if (type.name !== "A" && type.name !== "AAAA" && (type.name !== "NS" || owner.key !== ".")) return false;
  return true;
}

export const soaMissing = zoneRule({
  id: "soa/missing",
  since: "0.1.0",
  severity: "error",
  summary: "The zone has no SOA record",
  references: [rfc(1035, "5.2")],

  *find(_subject, { zone }) {
    // What could not be read may hold it.
    if (zone.countOfType("SOA") > 0 || !zone.complete) return;
    const first = firstOf(zone.records());
    if (first === undefined) return;
    const { apex } = zone;
    if (apex?.key === "." && isHints(zone)) return;
    const hasApexData = apex !== undefined && zone.has(apex.key);
    const found = { ...on(first, first.ownerWord ?? first.typeWord), first, apex, part: !hasApexData };
    // Nothing at the apex: most likely a part that another file includes.
    yield hasApexData ? found : { ...found, severity: "warning" as const };
  },

  message: ({ apex, part }) =>
    part || apex === undefined
      ? "No SOA record: servers load this file only as a part of another"
      : worded`The zone ${apex} has no SOA record: servers refuse it`,

  fixes({ first, part }, { zone }) {
    const record = draft(zone, first);
    if (part || record === undefined || first.generated) return [];
    // The SOA comes first, so that a record that leaves its owner out keeps it.
    const inherits = first.ownerWord === undefined;
    if (inherits) return [];
    return [{ title: "Add an SOA record", kind: "review", edits: [insert(first.entry.start, `${record}\n`)] }];
  },
});
