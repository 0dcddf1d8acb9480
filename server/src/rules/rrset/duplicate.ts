/** Finds records that stand twice, the same or written another way. */
import { removal, ttlIsItsOwn } from "../recordEdits.js";
import { on, ownerRule, rfc, type Found, type OwnerSubject, type RuleContext } from "../rule.js";
import type { Fix } from "../../text/edit.js";
import type { ZoneRecord } from "../../zone/record.js";
import { pointer, worded } from "../wording.js";
import { rdataKey, setsOf, writtenRdata } from "./sets.js";

interface Duplicate extends Found {
  readonly record: ZoneRecord;
}

/** Records that repeat an earlier one of their set; `written`: in the same words. */
function* duplicates({ owner, records }: OwnerSubject, { zone }: RuleContext, written: boolean): Iterable<Duplicate> {
  if (zone.standing(owner.key) === "outside") return;
  for (const set of setsOf(records)) {
    const seen = new Map<string, ZoneRecord>();
    for (const record of set) {
      const key = rdataKey(record);
      if (key === undefined) continue;
      const first = seen.get(key);
      if (first === undefined) seen.set(key, record);
      else if (!record.generated && (writtenRdata(first) === writtenRdata(record)) === written) {
        const related = [pointer(first, "The first of them", record.uri)];
        yield { ...on(record), tag: "unnecessary", record, related };
      }
    }
  }
}

function fixesOf({ record }: Duplicate, { zone }: RuleContext): readonly Fix[] {
  const edits = removal([record], zone, record.uri);
  if (edits === undefined) return [];
  const kind = record.ttlWord === undefined || ttlIsItsOwn(record, zone) ? "safe" : "review";
  return [{ title: "Delete the duplicate", kind, preferred: true, edits }];
}

export const duplicateRecord = ownerRule({
  id: "rrset/duplicate",
  since: "0.1.0",
  severity: "warning",
  summary: "The same record stands twice",
  references: [rfc(2181, "5")],
  find: (subject, context) => duplicates(subject, context, true),
  message: ({ record }) => worded`This ${record.type.name} record of ${record.owner} stands in the zone twice`,
  fixes: fixesOf,
});

export const sameData = ownerRule({
  id: "rrset/same-data",
  since: "0.1.0",
  severity: "warning",
  summary: "Two records have the same data, written in different ways",
  references: [rfc(2181, "5"), rfc(4343, "3")],
  find: (subject, context) => duplicates(subject, context, false),
  message: ({ record }) => worded`This ${record.type.name} record of ${record.owner} means the same as one before it`,
  fixes: fixesOf,
});
