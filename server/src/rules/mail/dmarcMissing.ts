/** Finds mail domains without any DMARC record. */
import { labelsOf } from "../../dns/name.js";
import { isLocalZone } from "../local.js";
import { isWhole, recordsFor } from "../lookup.js";
import { on, ownerRule, rfc } from "../rule.js";
import { worded } from "../wording.js";
import { below, isArpa, newRecord, realMx, sendsMail, textsOf, walkFrom, withoutDot } from "./domains.js";

export const dmarcMissing = ownerRule({
  id: "dmarc/missing",
  since: "0.1.0",
  severity: "warning",
  summary: "A domain with mail has no DMARC record",
  references: [rfc(9989, "4.7"), rfc(9989, "4.10")],
  types: ["MX", "TXT"],
  *find({ owner, records }, context) {
    const { zone } = context;
    if (owner.key !== zone.apex?.key || isArpa(owner.key) || !isWhole(zone) || !sendsMail(records)) return;
    // Mail of a network of one's own reaches no provider.
    if (labelsOf(owner.key).length < 2 || isLocalZone(zone)) return;
    const near = realMx(records)[0] ?? textsOf(records, "spf")[0];
    // Whatever stands there is judged where it stands; an alias may lead to a record elsewhere.
    if (near === undefined || recordsFor(context, `_dmarc.${owner.key}`)?.length !== 0) return;
    if (walkFrom(context, withoutDot(owner.key)).length > 0) return;
    // Of a zone further down the record of a domain above it may hold.
    const deep = labelsOf(owner.key).length > 2;
    const found = { ...on(near, near.ownerWord ?? near.typeWord), owner, near, deep };
    yield deep ? { ...found, severity: "information" as const } : found;
  },
  message: ({ owner, deep }) =>
    deep
      ? worded`${owner} has no DMARC record, and none of a domain above it is known here`
      : worded`${owner} has no DMARC record: forged mail passes, and large providers refuse its own`,
  fixes: ({ owner, near, uri }, { zone }) => {
    const text = `TXT "v=DMARC1; p=none; rua=mailto:postmaster@${withoutDot(owner.text)}"`;
    return newRecord(near, zone, uri, "Add a DMARC record that asks for reports", below("_dmarc", owner), text);
  },
});
