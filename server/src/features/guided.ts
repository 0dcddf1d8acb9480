/** Guided changes to the mail records of a zone: created, made stricter, merged, flattened, locked down. */
import { entryAt, type Snapshot, type ZoneSnapshot } from "../workspace/snapshot.js";
import type { ZoneRecord } from "../zone/record.js";
import type { CodeAction } from "./action.js";
import { createRecords, type GuidedOptions } from "./guidedCreate.js";
import { stricterDmarc } from "./guidedDmarc.js";
import { lockDown } from "./guidedLockDown.js";
import { createMtaSts, enforceFromPolicy, enforceFromZone, policyHosts, renewId } from "./guidedMtaSts.js";
import { flattenInclude, mergeRecords, replaceByAddresses } from "./guidedSpf.js";

const isAtApex = ({ zone }: ZoneSnapshot, { owner }: ZoneRecord): boolean => owner.key === zone.apex?.key;

const startTypes: ReadonlySet<string> = new Set(["SOA", "NS", "MX", "TXT"]);

function zoneActions(snapshot: ZoneSnapshot, offset: number, options: GuidedOptions): CodeAction[] {
  const here = entryAt(snapshot, offset);
  const { record } = here ?? {};
  if (record === undefined || record.generated || record.template || (here?.entry.problems.length ?? 0) > 0) return [];
  const isStart = isAtApex(snapshot, record) && startTypes.has(record.type.name);
  return [
    ...stricterDmarc(snapshot, record),
    ...enforceFromZone(snapshot, record),
    ...renewId(snapshot, record),
    ...mergeRecords(snapshot, record),
    ...flattenInclude(snapshot, record, offset),
    ...replaceByAddresses(snapshot, record, offset),
    ...(isStart ? createRecords(snapshot, record) : []),
    ...(isStart || record.type.name === "MX" ? createMtaSts(snapshot, record, options) : []),
    ...(isStart ? lockDown(snapshot, record) : []),
  ];
}

/** The guided changes at an offset, those that cannot be made here with their reason. */
export const guidedActions = (snapshot: Snapshot, offset: number, options: GuidedOptions): readonly CodeAction[] =>
  snapshot.kind === "zone"
    ? zoneActions(snapshot, offset, options)
    : [...enforceFromPolicy(snapshot), ...policyHosts(snapshot)];
