/** Finds SPF records at names for other standards, and at `_spf` where the domain itself has none. */
import { labelsOf, makeName, parentOf } from "../../dns/name.js";
import { mailKindOfOwner } from "../../mail/mailKind.js";
import { isSpf } from "../../mail/spf.js";
import { textOf } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";
import { isOwnData, isWhole } from "../lookup.js";
import { moved } from "../recordEdits.js";
import { on, recordRule, rfc } from "../rule.js";
import { worded } from "../wording.js";
import { textsOf } from "./domains.js";

/** How many labels of a name are the standard's own. */
const lead = { dmarc: 1, "mta-sts": 1, "tls-rpt": 2 } as const;

/** The domain that the record was meant for; undefined where it may well be meant for its own name. */
function domainMeant(key: string, zone: Zone): string | undefined {
  const kind = mailKindOfOwner(key);
  const labels = labelsOf(key);
  if (kind === "dmarc" || kind === "mta-sts" || kind === "tls-rpt") return `${labels.slice(lead[kind]).join(".")}.`;
  if (kind === "dkim") return `${labels.slice(labels.indexOf("_domainkey") + 1).join(".")}.`;
  const parent = parentOf(key);
  if (kind !== undefined || parent === undefined || labels[0] !== "_spf") return undefined;
  return isWhole(zone) &&
    zone.has(parent) &&
    zone.typesAt(parent).has("MX") &&
    textsOf(zone.recordsAt(parent), "spf").length === 0
    ? parent
    : undefined;
}

export const spfWrongPlace = recordRule({
  id: "spf/wrong-place",
  since: "0.1.0",
  severity: "warning",
  summary: "An SPF record at a name where no receiver looks for it",
  references: [rfc(7208, "3"), rfc(7208, "4.4")],
  types: ["TXT"],
  *find({ record }, { zone }) {
    const { key } = record.owner;
    if (!key.startsWith("_") && !key.includes("._domainkey.")) return;
    if (!isSpf(textOf(record)?.text ?? "") || record.generated || !isOwnData(zone, key)) return;
    const domain = domainMeant(key, zone);
    if (domain !== undefined) yield { ...on(record, record.ownerWord ?? record.typeWord), record, domain };
  },
  message: ({ domain }) =>
    worded`Receivers ask ${domain.slice(0, -1)} itself for SPF: a record here says nothing to them`,
  fixes: ({ record, domain }, { zone }) => {
    if (textsOf(zone.recordsAt(domain), "spf").length > 0) return [];
    const edits = moved(record, makeName(domain), zone, record.uri);
    return edits.length === 0 ? [] : [{ title: `Move it to ${domain.slice(0, -1)}`, kind: "review", edits }];
  },
});
