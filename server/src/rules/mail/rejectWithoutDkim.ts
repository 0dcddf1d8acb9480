/** Finds DMARC policies that stop mail in zones without any DKIM key. */
import { parentOf } from "../../dns/name.js";
import { dmarcTag, parseDmarc } from "../../mail/dmarc.js";
import { mailKindOfOwner } from "../../mail/mailKind.js";
import { sourceSpan } from "../../text/mapped.js";
import { textOf } from "../../zone/record.js";
import { isOwnData, isWhole } from "../lookup.js";
import { on, recordRule, rfc } from "../rule.js";
import { hasDkim, sendsMail } from "./domains.js";
import { isOfKind } from "./texts.js";

export const rejectWithoutDkim = recordRule({
  id: "dmarc/reject-without-dkim",
  since: "0.1.0",
  severity: "warning",
  summary: "A DMARC policy stops mail while the zone has no DKIM key",
  references: [rfc(9989, "7.4"), rfc(6376, "3.6.2")],
  types: ["TXT"],
  *find({ record }, { zone }) {
    const mapped = textOf(record);
    const domain = parentOf(record.owner.key);
    if (mapped === undefined || domain === undefined || record.generated) return;
    if (!isOfKind(record, "dmarc") || mailKindOfOwner(record.owner.key) !== "dmarc") return;
    if (!isWhole(zone) || !isOwnData(zone, record.owner.key)) return;
    const policy = parseDmarc(mapped).value;
    const { p, t, effect } = policy;
    const tag = dmarcTag(policy, "p");
    if (tag === undefined || effect !== "policy" || t === "y" || (p !== "reject" && p !== "quarantine")) return;
    if (!sendsMail(zone.recordsAt(domain)) || hasDkim(zone, domain)) return;
    yield { ...on(record, sourceSpan(mapped, tag.start, tag.end)), p };
  },
  message: ({ p }) => `No DKIM key is in this zone: forwarded mail fails DMARC and p=${p} stops it`,
});
