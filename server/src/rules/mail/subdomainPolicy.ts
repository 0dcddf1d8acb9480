/** Finds DMARC records below the organizational domain that do less than one thinks (RFC 9989 section 4.10). */
import { parentOf } from "../../dns/name.js";
import { dmarcTag } from "../../mail/dmarc.js";
import { organizationalDomain } from "../../mail/dmarcWalk.js";
import { reviewFix } from "../../mail/mailRecord.js";
import { afterTag, withoutTag } from "../../mail/tagList.js";
import { sourceSpan } from "../../text/mapped.js";
import { isOwnData, isWhole } from "../lookup.js";
import { on, ownerRule, recordRule, rfc } from "../rule.js";
import { pointer, worded } from "../wording.js";
import { dmarcOf, organizationOf, policyAt, realMx, walkFrom, withoutDot } from "./domains.js";
import { isOfKind } from "./texts.js";

export const idleSubdomainPolicy = recordRule({
  id: "dmarc/idle-subdomain-policy",
  since: "0.1.0",
  severity: "warning",
  summary: "sp or np of a domain that is not the organizational one",
  references: [rfc(9989, "4.7"), rfc(9989, "4.10.2")],
  types: ["TXT"],
  *find({ record }, context) {
    const found = context.dmarc === "rfc7489" ? undefined : policyAt(record, context.zone);
    if (found === undefined || found.policy.effect !== "policy" || found.policy.psd !== "u") return;
    const { mapped, policy } = found;
    const domain = withoutDot(found.domain);
    const organization = organizationOf(context, domain);
    if (organization === domain) return;
    for (const name of ["sp", "np"]) {
      const tag = dmarcTag(policy, name);
      if (tag !== undefined)
        yield {
          ...on(record, sourceSpan(mapped, tag.start, tag.end)),
          mapped,
          policy,
          written: tag,
          name,
          organization,
        };
    }
  },
  message: ({ name, organization }) =>
    worded`${name} has no effect here: names below follow the policy of ${organization}, not this one`,
  fixes: ({ mapped, policy, written, name }) => [
    reviewFix(mapped, `Remove ${name}`, withoutTag(policy.list, written)),
    reviewFix(
      mapped,
      "Add psd=n: make this an organizational domain",
      afterTag(policy.list.tags.at(-1) ?? written, "psd=n"),
    ),
  ],
});

export const skippedRecord = ownerRule({
  id: "dmarc/skipped-record",
  since: "0.1.0",
  severity: "information",
  summary: "The DMARC record above a mail domain is not the one that holds for it",
  references: [rfc(9989, "4.10"), rfc(9989, "4.10.1")],
  types: ["MX"],
  *find({ owner, records }, context) {
    const { zone } = context;
    const [mx] = realMx(records);
    if (mx === undefined || mx.generated || owner.key.startsWith("*.") || context.dmarc === "rfc7489") return;
    if (!isWhole(zone) || !isOwnData(zone, owner.key) || owner.key === zone.apex?.key) return;
    const domain = withoutDot(owner.key);
    if (dmarcOf(context, domain) !== "none") return;
    const above = nearestAbove(domain, (name) => typeof dmarcOf(context, name) !== "string");
    const found = walkFrom(context, domain);
    const applied = organizationalDomain(domain, found);
    if (above === undefined || above === applied || !found.some((walked) => walked.domain === applied)) return;
    const skipped = zone.recordsAt(`_dmarc.${above}.`).find((record) => isOfKind(record, "dmarc"));
    const related = skipped === undefined ? [] : [pointer(skipped, `The record of ${above}`, mx.uri)];
    yield { ...on(mx, mx.ownerWord ?? mx.typeWord), related, owner, above, applied };
  },
  message: ({ owner, above, applied }) =>
    worded`Mail of ${owner} follows the DMARC record of ${applied}, not that of ${above}`,
});

/** The domain next above for which something holds. */
function nearestAbove(domain: string, holds: (domain: string) => boolean): string | undefined {
  for (let at = parentOf(`${domain}.`); at !== undefined && at !== "."; at = parentOf(at))
    if (holds(withoutDot(at))) return withoutDot(at);
  return undefined;
}
