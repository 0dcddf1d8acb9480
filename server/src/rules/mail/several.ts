/** Finds names with more than one record of a mail standard that allows one. */
import type { Reference } from "../../dns/recordType.js";
import type { Severity } from "../../text/problem.js";
import type { Fix } from "../../text/edit.js";
import { textOf, type ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";
import { placeOf, removal } from "../recordEdits.js";
import { isOwnData } from "../lookup.js";
import { ownerRule, on, rfc, type OwnerCheck } from "../rule.js";
import { pointer } from "../wording.js";
import { mergeSpfRecords } from "./mergeSpfRecords.js";
import { isHome, isOfKind, type TextKind } from "./texts.js";

interface Several {
  readonly kind: TextKind;
  readonly severity: Severity;
  readonly summary: string;
  readonly message: string;
  readonly reference?: Reference;
}

function several({ kind, severity, summary, message, reference }: Several): OwnerCheck {
  return ownerRule({
    id: `${kind}/several-records`,
    since: "0.1.0",
    severity,
    summary,
    references: reference === undefined ? [] : [reference],
    types: ["TXT"],
    *find({ owner, records }, { zone }) {
      if (records.length < 2 || !isHome(owner.key, kind) || !isOwnData(zone, owner.key)) return;
      const [first, ...others] = records.filter((record) => isOfKind(record, kind));
      if (first === undefined) return;
      const all = [first, ...others];
      for (const record of others)
        yield {
          ...on(record, textOf(record)?.span),
          related: [pointer(first, "The first of them", record.uri)],
          record,
          all,
        };
    },
    message: () => message,
    fixes: ({ record, all }, { zone }) =>
      all.length > mostRecords
        ? []
        : [
            ...(kind === "spf" ? merged(record, all, zone) : []),
            ...kept("Remove this record", [record], record, zone),
            ...kept("Keep this record alone", allBut(record, all), record, zone),
          ],
  });
}

/** Each fix goes through all of them. */
const mostRecords = 16;

const allBut = (one: ZoneRecord, all: readonly ZoneRecord[]): ZoneRecord[] =>
  all.filter((record) => placeOf(record) !== placeOf(one));

function kept(title: string, gone: readonly ZoneRecord[], { uri }: ZoneRecord, zone: Zone): Fix[] {
  const edits = removal(gone, zone, uri);
  return edits === undefined ? [] : [{ title, kind: "review", edits }];
}

function merged({ uri }: ZoneRecord, all: readonly ZoneRecord[], zone: Zone): Fix[] {
  const one = mergeSpfRecords(all, zone, uri);
  if ("fault" in one) return [];
  const title = all.length === 2 ? "Merge the two records" : `Merge the ${all.length} records`;
  return [{ title, kind: "review", edits: one.edits, preferred: true }];
}

export const severalRecords: readonly OwnerCheck[] = [
  several({
    kind: "spf",
    severity: "error",
    summary: "A name has more than one SPF record",
    message: "This name has more than one SPF record: SPF fails for the whole domain",
    reference: rfc(7208, "4.5"),
  }),
  several({
    kind: "dmarc",
    severity: "error",
    summary: "A domain has more than one DMARC record",
    message: "This name has more than one DMARC record, so receivers ignore them all",
    reference: rfc(9989, "4.10"),
  }),
  several({
    kind: "dkim",
    severity: "error",
    summary: "A selector has more than one DKIM key",
    message: "This selector has more than one key: receivers may take either of them",
    reference: rfc(6376, "3.6.2.2"),
  }),
  several({
    kind: "mta-sts",
    severity: "error",
    summary: "A domain has more than one MTA-STS record",
    message: "This name has more than one MTA-STS record, so senders take it for none",
    reference: rfc(8461, "3.1"),
  }),
  several({
    kind: "tls-rpt",
    severity: "error",
    summary: "A domain has more than one TLS reporting record",
    message: "This name has more than one TLS-RPT record, so nobody sends reports",
    reference: rfc(8460, "3"),
  }),
  several({
    kind: "bimi",
    severity: "error",
    summary: "A selector has more than one BIMI record",
    message: "This name has more than one BIMI record, so receivers use none of them",
  }),
];
