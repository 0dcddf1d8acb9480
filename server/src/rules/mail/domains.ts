/** What rules on mail ask of a domain: whether it takes or sends mail, what it publishes, and records to put beside it. */
import { parentOf, makeName, type Name } from "../../dns/name.js";
import { parseDmarc, type DmarcRecord } from "../../mail/dmarc.js";
import { organizationalDomain, treeWalk, type Walked } from "../../mail/dmarcWalk.js";
import { mailKindOfOwner } from "../../mail/mailKind.js";
import { domainName } from "../../mail/resolver.js";
import type { Fix } from "../../text/edit.js";
import { plainMapped, type Mapped } from "../../text/mapped.js";
import { nameOf, textOf, type ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";
import { recordAddition } from "../recordEdits.js";
import { isNullMx, isOwnData, oncePerList } from "../lookup.js";
import type { RuleContext } from "../rule.js";
import { isOfKind, type TextKind } from "./texts.js";
import { resolverOf } from "./zoneResolver.js";

export const withoutDot = (name: string): string => name.replace(/\.$/, "");

const isRealMx = (record: ZoneRecord): boolean =>
  record.type.name === "MX" && nameOf(record, "exchange") !== undefined && !isNullMx(record);

/** The MX records that name a host. */
export const realMx: (records: readonly ZoneRecord[]) => readonly ZoneRecord[] = oncePerList((records) =>
  records.filter(isRealMx),
);

const textsByKind = oncePerList(() => new Map<TextKind, readonly ZoneRecord[]>());

export function textsOf(records: readonly ZoneRecord[], kind: TextKind): readonly ZoneRecord[] {
  const known = textsByKind(records);
  const texts = known.get(kind) ?? records.filter((record) => isOfKind(record, kind));
  known.set(kind, texts);
  return texts;
}

export const hasNullMx = oncePerList((records) => records.some(isNullMx));

/** `v=spf1 -all`: nobody sends in the name of the domain. */
export const refusesAll = (record: ZoneRecord): boolean => /^v=spf1\s{1,8}-all\s*$/i.test(textOf(record)?.text ?? "");

/** Whether a domain sends mail, as far as its zone tells: it has a mail server, or an SPF record that lets one through. */
export const sendsMail = oncePerList((records) =>
  records.some((record) => isRealMx(record) || (isOfKind(record, "spf") && !refusesAll(record))),
);

/** Whether a domain says that it takes part in no mail: by a null MX or a closed SPF record, and by nothing else. */
export const isParked = oncePerList(
  (records) =>
    !sendsMail(records) &&
    records.some((record) => isNullMx(record) || (isOfKind(record, "spf") && refusesAll(record))),
);

/** How many records are looked at for a name below the apex: a zone may have as many policies as other records. */
const mostLooked = 500;

/**
 * Whether the zone has a DKIM key: a TXT record, an alias of a provider's, or a zone of its own. For a domain below the apex also
 * true where that would take long to tell.
 */
export function hasDkim(zone: Zone, domainKey: string): boolean {
  let left = domainKey === zone.apex?.key ? Infinity : mostLooked;
  for (const type of ["TXT", "CNAME", "DNAME", "NS"])
    for (const owner of zone.ownersOfType(type))
      if (left-- <= 0 || mailKindOfOwner(owner.key) === "dkim" || owner.key.startsWith("_domainkey.")) return true;
  return false;
}

/** Whether the name is for hosts of the reverse tree, which send no mail. */
export const isArpa = (key: string): boolean => key === "." || key === "arpa." || key.endsWith(".arpa.");

/** The name below a domain. */
export const below = (labels: string, domain: Name): Name => makeName(`${labels}.${domain.text}`);

/** The fix that puts a record in after `near`; `rest` is its type and data. */
export function newRecord(near: ZoneRecord, zone: Zone, home: string, title: string, owner: Name, rest: string): Fix[] {
  const edit = recordAddition(near, zone, home, owner, `IN ${rest}`);
  return edit === undefined ? [] : [{ title, kind: "review", edits: [edit] }];
}

/** The DMARC record of a domain (without `_dmarc`); "unknown" where no zone at hand decides about it. */
export function dmarcOf(context: RuleContext, domain: string): DmarcRecord | "none" | "unknown" {
  const name = domainName(`_dmarc.${domain}`);
  const answer = name === undefined ? undefined : resolverOf(context).txt(name);
  if (answer === undefined || answer.kind === "no data" || answer.kind === "no such domain") return "none";
  if (answer.kind !== "found") return "unknown";
  const texts = answer.records.filter((text) => /^v[ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/i.test(text));
  const [text] = texts;
  return text === undefined || texts.length > 1 ? "none" : parseDmarc(plainMapped(text)).value;
}

/** The records on the way up from a domain that the zones at hand have, the domain's own first. */
export const walkFrom = (context: RuleContext, domain: string): readonly Walked<DmarcRecord>[] =>
  treeWalk(domain, (name) => {
    const record = dmarcOf(context, name);
    return typeof record === "string" ? undefined : record;
  });

/** The organization's domain of a domain, as far as the zones at hand tell (RFC 9989 section 4.10.2). */
export const organizationOf = (context: RuleContext, domain: string): string =>
  organizationalDomain(domain, walkFrom(context, domain));

/** The domain that a policy at `_dmarc.<domain>` is for; undefined for any other name. */
export const policyDomain = (ownerKey: string): string | undefined =>
  mailKindOfOwner(ownerKey) === "dmarc" ? parentOf(ownerKey) : undefined;

/** A DMARC policy where receivers look for it. */
interface PolicyHere {
  readonly mapped: Mapped;
  readonly policy: DmarcRecord;
  /** The key of the domain that it is for. */
  readonly domain: string;
}

/** The policy that a record of the zone's own is; undefined where it is none. */
export function policyAt(record: ZoneRecord, zone: Zone): PolicyHere | undefined {
  const mapped = textOf(record);
  const domain = policyDomain(record.owner.key);
  if (mapped === undefined || domain === undefined || record.generated || !isOfKind(record, "dmarc")) return undefined;
  return isOwnData(zone, record.owner.key) ? { mapped, policy: parseDmarc(mapped).value, domain } : undefined;
}
