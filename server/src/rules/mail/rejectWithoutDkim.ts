/** Finds DMARC policies that stop mail in zones without any DKIM key. */
import { parentOf } from "../../dns/name.js";
import { dmarcTag, parseDmarc } from "../../mail/dmarc.js";
import { mailKindOfOwner } from "../../mail/mailKind.js";
import { sourceSpan } from "../../text/mapped.js";
import { nameOf, textOf, type ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";
import { isOwnData, isWhole } from "../lookup.js";
import { on, recordRule, rfc } from "../rule.js";
import { isOfKind } from "./texts.js";

/** Whether a domain sends mail, as far as its zone tells: it has a mail server, or an SPF record that lets one through. */
const sendsMail = (records: readonly ZoneRecord[]): boolean =>
  records.some(
    (record) =>
      (record.type.name === "MX" && nameOf(record, "exchange")?.name.key !== ".") ||
      (isOfKind(record, "spf") && !/^v=spf1\s{1,8}-all\s*$/i.test(textOf(record)?.text ?? "")),
  );

/** Keys are TXT records, aliases of a provider's, or in a zone of their own. */
function hasDkim(zone: Zone): boolean {
  for (const type of ["TXT", "CNAME", "DNAME", "NS"])
    for (const { owner } of zone.recordsOfType(type))
      if (mailKindOfOwner(owner.key) === "dkim" || owner.key.startsWith("_domainkey.")) return true;
  return false;
}

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
    if (!sendsMail(zone.recordsAt(domain)) || hasDkim(zone)) return;
    yield { ...on(record, sourceSpan(mapped, tag.start, tag.end)), p };
  },
  message: ({ p }) => `No DKIM key is in this zone: forwarded mail fails DMARC and p=${p} stops it`,
});
