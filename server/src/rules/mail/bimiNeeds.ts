/** Finds BIMI records whose domain lacks what receivers ask for: an enforced DMARC policy, and a CAA record for mark certificates. */
import { labelsOf, makeName, parentOf } from "../../dns/name.js";
import { parseBimi } from "../../mail/bimi.js";
import { organizationalDomain } from "../../mail/dmarcWalk.js";
import type { DmarcRecord } from "../../mail/dmarc.js";
import { textOf, type ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";
import { isOwnData, isWhole } from "../lookup.js";
import { on, recordRule, rfc, type RuleContext } from "../rule.js";
import { worded } from "../wording.js";
import { tagOf } from "../values/caa.js";
import { dmarcOf, newRecord, walkFrom, withoutDot } from "./domains.js";
import { isHome, isOfKind } from "./texts.js";

/** The domain whose logo it is; undefined where the record is no BIMI record that shows one. */
function logoDomain(record: ZoneRecord, zone: Zone): string | undefined {
  const mapped = textOf(record);
  const { key } = record.owner;
  if (mapped === undefined || record.generated || !isOfKind(record, "bimi") || !isHome(key, "bimi")) return undefined;
  if (!isOwnData(zone, key) || parseBimi(mapped).value.state !== "usable") return undefined;
  const labels = labelsOf(key);
  return `${labels.slice(labels.indexOf("_bimi") + 1).join(".")}.`;
}

/** What of a policy keeps receivers from showing a logo; undefined where nothing does. */
function weakness({ effect, p, sp, t, list }: DmarcRecord): string | undefined {
  if (effect !== "policy") return "its DMARC record does not hold as written";
  if (p === "none" || sp === "none")
    return p === "none" ? "its DMARC policy is p=none" : "its DMARC record has sp=none";
  const pct = list.namedAnyCase.get("pct")?.value;
  if (p === "quarantine" && pct !== undefined && pct !== "100") return `its DMARC record has pct=${pct.slice(0, 4)}`;
  return t === "y" ? "its DMARC policy is only being tested (t=y)" : undefined;
}

/** Why the domain's policy, or that of the domain above it, is not enough. */
function whyNot(context: RuleContext, domain: string): string | undefined {
  const found = walkFrom(context, domain);
  if (found.length === 0 && domain.split(".").length <= 2 && domain === withoutDot(context.zone.apex?.key ?? "."))
    return dmarcOf(context, domain) === "none" ? "it has no DMARC record" : undefined;
  const organization = organizationalDomain(domain, found);
  for (const walked of found) {
    const isOwn = walked.domain === domain;
    const why = isOwn || walked.domain === organization ? weakness(walked.record) : undefined;
    if (why !== undefined) return isOwn ? why : why.replace("its", "the organization's");
  }
  return undefined;
}

export const bimiWithoutDmarc = recordRule({
  id: "bimi/without-dmarc",
  since: "0.1.0",
  severity: "warning",
  summary: "BIMI needs a DMARC policy of quarantine or reject",
  references: [rfc(9989, "4.7")],
  types: ["TXT"],
  *find({ record }, context) {
    const domain = logoDomain(record, context.zone);
    const why = domain === undefined ? undefined : whyNot(context, withoutDot(domain));
    if (why !== undefined) yield { ...on(record, textOf(record)?.span), why };
  },
  message: ({ why }) => `No logo of the domain is shown: ${why}`,
});

/** Authorities that issue mark certificates, as of 2026-01. */
const markIssuers = ["digicert.com", "globalsign.com", "ssl.com"];

/** The CAA records that hold for a domain: its own, else those of the next name above (RFC 8659 section 3). */
function caaOf(zone: Zone, domain: string): readonly ZoneRecord[] {
  for (let at: string | undefined = domain; at !== undefined; at = parentOf(at)) {
    const found = zone.recordsAt(at).filter(({ type }) => type.name === "CAA");
    if (found.length > 0 || at === zone.apex?.key) return found;
  }
  return [];
}

export const bimiIssuers = recordRule({
  id: "bimi/any-issuer",
  since: "0.1.0",
  severity: "hint",
  summary: "BIMI with a mark certificate, which any authority may issue",
  references: [rfc(9495, "3"), rfc(8659, "3")],
  types: ["TXT"],
  *find({ record }, { zone }) {
    const mapped = textOf(record);
    const domain = logoDomain(record, zone);
    if (mapped === undefined || domain === undefined || !isWhole(zone)) return;
    if (parseBimi(mapped).value.evidence === undefined) return;
    if (caaOf(zone, domain).some((caa) => tagOf(caa) === "issuevmc")) return;
    yield { ...on(record, record.ownerWord ?? record.typeWord), record, domain };
  },
  message: ({ domain }) =>
    worded`No CAA record says who may issue mark certificates of ${domain.slice(0, -1)}: anyone may`,
  fixes: ({ record, domain }, { zone }) =>
    markIssuers.flatMap((issuer) =>
      newRecord(
        record,
        zone,
        record.uri,
        `Let ${issuer} alone issue them`,
        makeName(domain),
        `CAA 0 issuevmc "${issuer}"`,
      ),
    ),
});
