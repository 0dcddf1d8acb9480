/** Record types to complete, in the order that the owner suggests. */
import { recordTypes } from "../dns/recordTypes.js";
import { isReverse } from "../rules/lookup.js";
import type { Zone } from "../zone/zone.js";
import type { Offer } from "./completionItem.js";

const everyday = ["A", "AAAA", "CNAME", "MX", "TXT", "NS", "SRV", "CAA", "HTTPS"];

const byOwner: readonly (readonly [pattern: RegExp, types: readonly string[]])[] = [
  [/^_(?:dmarc|mta-sts|acme-challenge|domainkey)\.|\._(?:domainkey|bimi|dmarc)\.|^_smtp\._tls\./, ["TXT", "CNAME"]],
  [/^_[0-9]+\._(?:tcp|udp|sctp)\./, ["TLSA", "CNAME"]],
  [/^_[0-9]+\._https\./, ["HTTPS"]],
  [/^_dns\.|^_[0-9]+\._dns\./, ["SVCB"]],
  [/^_dsync\.|\._dsync\./, ["DSYNC"]],
  [/\.e164\.arpa\.$/, ["NAPTR", "NS"]],
  [/^_(?:spf|netblocks)[^.]*\./, ["TXT"]],
  [/^_[^.]+\._(?:tcp|udp|sctp|dccp|tls)\./, ["SRV", "URI", "TXT", "CNAME"]],
  [/\._(?:smimecert|openpgpkey)\./, ["SMIMEA", "OPENPGPKEY"]],
];

/** The types that one most likely writes at an owner, the likeliest first. */
function likelyTypes(ownerKey: string | undefined, zone: Zone): readonly string[] {
  if (ownerKey === undefined) return everyday;
  const apex = ownerKey === zone.apex?.key;
  if (apex) {
    const first = zone.countOfType("SOA") === 0 ? ["SOA", "NS"] : ["NS"];
    return isReverse(ownerKey) ? first : [...first, "MX", "A", "AAAA", "TXT", "CAA", "HTTPS", "DNSKEY"];
  }
  if (isReverse(ownerKey)) return ["PTR", "CNAME", "NS", "DNAME"];
  const found = byOwner.find(([pattern]) => pattern.test(ownerKey));
  if (found !== undefined) return found[1];
  // Nothing may stand beside a CNAME (RFC 1034 section 3.6.2), nor a CNAME beside anything.
  return zone.has(ownerKey) ? everyday.filter((type) => type !== "CNAME") : everyday;
}

const rankOf: Readonly<Record<string, number>> = { experimental: 2, deprecated: 3, obsolete: 4, vendor: 5 };

export function typeOffers(ownerKey: string | undefined, zone: Zone): Offer[] {
  const likely = likelyTypes(ownerKey, zone);
  const place = (name: string): number => (likely.includes(name) ? likely.indexOf(name) : likely.length);
  return recordTypes
    .filter(({ status }) => status !== "meta")
    .toSorted(
      (a, b) =>
        place(a.name) - place(b.name) ||
        (rankOf[a.status ?? ""] ?? 1) - (rankOf[b.status ?? ""] ?? 1) ||
        (a.name < b.name ? -1 : 1),
    )
    .map(({ name, summary }) => ({
      label: name,
      kind: "type",
      insert: name,
      detail: summary,
      about: { what: "type", name },
    }));
}
