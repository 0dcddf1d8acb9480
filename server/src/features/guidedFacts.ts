/** What a domain publishes for mail, as far as its zone tells: what guided changes start from. */
import { isAtOrBelow, makeName, relativeTo, type Name } from "../dns/name.js";
import { parseDkim } from "../mail/dkim.js";
import { mailKindOfOwner } from "../mail/mailKind.js";
import { parseSpf } from "../mail/spf.js";
import { isMechanism, type SpfRecord } from "../mail/spfRecord.js";
import { isOwnData, isWhole } from "../rules/lookup.js";
import { isOfKind, type TextKind } from "../rules/mail/texts.js";
import type { ZoneSnapshot } from "../workspace/snapshot.js";
import { nameOf, numberOf, textOf, type ZoneRecord } from "../zone/record.js";
import type { Zone } from "../zone/zone.js";

/** A name made of labels and a name below which they stand. */
export const below = (labels: string, name: Name): Name =>
  makeName(name.text === "." ? `${labels}.` : `${labels}.${name.text}`);

/** A name as mail records and people write it. */
export const plainName = ({ text }: Name): string => text.replace(/\.$/, "");

/** Whether the zone is all there, so that what it lacks can be told. */
export const canTellAbsent = ({ zone }: ZoneSnapshot): boolean => isWhole(zone) && zone.originKnown;

/** Whether a record of its own can be put in at a name that has none. */
export const isFree = (zone: Zone, name: Name): boolean =>
  isOwnData(zone, name.key) && zone.recordsAt(name.key).length === 0;

/** The records of a standard at a name, those of `$GENERATE` left out. */
export const textsAt = (zone: Zone, key: string, kind: TextKind): ZoneRecord[] =>
  zone.recordsAt(key).filter((record) => !record.generated && isOfKind(record, kind));

/** The mail servers of a domain by preference; the root is that of a null MX (RFC 7505). */
function exchangesOf(zone: Zone, key: string): Name[] {
  return zone
    .recordsAt(key)
    .filter((record) => record.type.name === "MX")
    .toSorted((a, b) => (numberOf(a, "preference") ?? 0) - (numberOf(b, "preference") ?? 0))
    .flatMap((record) => nameOf(record, "exchange")?.name ?? []);
}

/** The hosts that take mail for a domain: none for a null MX. */
export const mailHostsOf = (zone: Zone, key: string): Name[] =>
  exchangesOf(zone, key).filter(({ text }) => text !== ".");

export const hasNullMx = (zone: Zone, key: string): boolean => exchangesOf(zone, key).some(({ text }) => text === ".");

/** The one SPF record of a name; undefined where it has none, or several. */
export function spfAt(zone: Zone, key: string): { record: ZoneRecord; spf: SpfRecord } | undefined {
  const [record, ...others] = textsAt(zone, key, "spf");
  const mapped = record === undefined ? undefined : textOf(record);
  if (record === undefined || mapped === undefined || others.length > 0) return undefined;
  return { record, spf: parseSpf(mapped).value };
}

/** Whether an SPF record passes any sender. */
export const passesSomeone = ({ terms, valid }: SpfRecord): boolean =>
  !valid ||
  terms.some(
    (term) => (isMechanism(term) && term.qualifier === "+") || (term.kind === "modifier" && term.name === "redirect"),
  );

export interface DkimFacts {
  /** Selectors with a key that can be used, or an alias or zone where one may be; relative to the domain. */
  readonly selectors: readonly string[];
  /** Whether all keys below any name are revoked by `*._domainkey` with an empty p. */
  readonly wildcardRevoked: boolean;
}

const mostRecords = 20_000;

/** The DKIM keys at and below a domain. */
export function dkimFacts(zone: Zone, domain: Name): DkimFacts {
  const selectors = new Set<string>();
  let wildcardRevoked = false;
  let seen = 0;
  for (const type of ["TXT", "CNAME", "DNAME", "NS"])
    for (const record of zone.recordsOfType(type)) {
      if (++seen > mostRecords) break;
      const { owner } = record;
      const isKey = mailKindOfOwner(owner.key) === "dkim";
      if (!isKey && !owner.key.startsWith("_domainkey.")) continue;
      if (!isAtOrBelow(owner.key, domain.key)) continue;
      const mapped = type === "TXT" ? textOf(record) : undefined;
      const state = mapped === undefined ? "usable" : parseDkim(mapped).value.state;
      if (state === "usable" && (isKey || type !== "TXT"))
        selectors.add(relativeTo(owner, domain).replace(/\._domainkey$/, ""));
      if (state === "revoked" && owner.key === `*._domainkey.${domain.key}`) wildcardRevoked = true;
    }
  return { selectors: [...selectors], wildcardRevoked };
}

/** The address that a report of the zone already goes to, or a new one of the domain; undefined where it takes no mail. */
export function reportAddress(zone: Zone, domain: Name, local: string): string | undefined {
  for (const name of [`_dmarc.${domain.key}`, `_smtp._tls.${domain.key}`])
    for (const record of zone.recordsAt(name)) {
      const found = /mailto:[^\s;,!"]+@[^\s;,!"]+/.exec(textOf(record)?.text ?? "")?.[0];
      if (found !== undefined) return found;
    }
  return hasNullMx(zone, domain.key) ? undefined : `mailto:${local}@${plainName(domain)}`;
}
