/** Finds zones without mail that do not say so, so that their name can be forged. */
import { labelsOf } from "../../dns/name.js";
import { isNullMx, isWhole } from "../lookup.js";
import { on, recordRule, rfc } from "../rule.js";
import { listed } from "../wording.js";
import { dmarcOf, hasNullMx, isArpa, realMx, refusesAll, textsOf, walkFrom, withoutDot } from "./domains.js";
import { effectivePolicy } from "../../mail/dmarcAdvice.js";

export const parkedDomain = recordRule({
  id: "mail/parked-domain",
  since: "0.1.0",
  severity: "hint",
  summary: "A zone without mail that does not say so",
  references: [rfc(7505, "3"), rfc(7208, "10.1.2"), rfc(9989, "5.1")],
  types: ["SOA"],
  *find({ record }, context) {
    const { zone } = context;
    const apex = zone.apex;
    if (apex === undefined || record.owner.key !== apex.key || !isWhole(zone)) return;
    if (isArpa(apex.key) || labelsOf(apex.key).length < 2) return;
    for (const mx of zone.recordsOfType("MX")) if (!isNullMx(mx)) return;
    const records = zone.recordsAt(apex.key);
    const spf = textsOf(records, "spf");
    if (realMx(records).length > 0 || spf.some((one) => !refusesAll(one))) return;
    const domain = withoutDot(apex.key);
    const policy = dmarcOf(context, domain);
    const inherited = walkFrom(context, domain).length > 0;
    const rejects = typeof policy !== "string" && effectivePolicy(policy)?.domain === "reject";
    const missing = [
      ...(hasNullMx(records) ? [] : ["a null MX"]),
      ...(spf.length > 0 ? [] : ["SPF -all"]),
      ...(rejects || policy === "unknown" || (policy === "none" && inherited) ? [] : ["DMARC p=reject"]),
    ];
    if (missing.length > 0) yield { ...on(record, record.ownerWord ?? record.typeWord), missing };
  },
  message: ({ missing }) => `The zone has no mail but lacks ${listed(missing)}, which would stop forgers`,
});
