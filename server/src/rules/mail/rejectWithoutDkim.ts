/** Finds DMARC policies that stop mail in zones without any DKIM key. */
import { dmarcTag } from "../../mail/dmarc.js";
import { sourceSpan } from "../../text/mapped.js";
import { isWhole } from "../lookup.js";
import { on, recordRule, rfc } from "../rule.js";
import { hasDkim, policyAt, sendsMail } from "./domains.js";

export const rejectWithoutDkim = recordRule({
  id: "dmarc/reject-without-dkim",
  since: "0.1.0",
  severity: "warning",
  summary: "A DMARC policy stops mail while the zone has no DKIM key",
  references: [rfc(9989, "7.4"), rfc(6376, "3.6.2")],
  types: ["TXT"],
  *find({ record }, { zone }) {
    const found = isWhole(zone) ? policyAt(record, zone) : undefined;
    if (found === undefined) return;
    const { mapped, policy, domain } = found;
    const { p, t, effect } = policy;
    const tag = dmarcTag(policy, "p");
    if (tag === undefined || effect !== "policy" || t === "y" || (p !== "reject" && p !== "quarantine")) return;
    if (!sendsMail(zone.recordsAt(domain)) || hasDkim(zone, domain)) return;
    yield { ...on(record, sourceSpan(mapped, tag.start, tag.end)), p };
  },
  message: ({ p }) => `No DKIM key is in this zone: forwarded mail fails DMARC and p=${p} stops it`,
});
