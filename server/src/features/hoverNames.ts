/** What is known of a name: the addresses behind it, where its aliases lead, what it stands for. */
import { addressOfReverseName, printAddress, reverseNameOf, specialUse } from "../dns/address.js";
import { isAtOrBelow, labelsOf, type Name } from "../dns/name.js";
import { acePrefix, decodePunycode } from "../dns/punycode.js";
import { aliasAmong, endOfAlias, isAddress, recordsFor } from "../rules/lookup.js";
import type { RuleContext } from "../rules/rule.js";
import { addressOf, dataOf, nameOf, type ZoneRecord } from "../zone/record.js";
import { shown } from "../text/problem.js";
import type { Zone } from "../zone/zone.js";
import { code } from "./hoverMarkdown.js";

/** The addresses of A and AAAA records, as printed. */
const addressesAmong = (records: readonly ZoneRecord[]): string[] =>
  records.filter(isAddress).flatMap((record) => {
    const octets = addressOf(record);
    return octets === undefined ? [] : [printAddress(octets)];
  });

/** What a name leads to in the workspace, in one sentence. */
export function describeTarget(context: RuleContext, name: Name): string {
  if (name.text === ".") return "The root: no host at all.";
  const records = recordsFor(context, name.key);
  if (records === undefined) return describeForeign(context, name);
  const alias = aliasAmong(records);
  if (alias !== undefined) return describeAlias(context, alias);
  const addresses = addressesAmong(records);
  const wildcard = context.zones.zoneOf(name.key)?.wildcardFor(name.key);
  const by = wildcard === undefined ? "" : ` (answered by ${code(wildcard)})`;
  if (addresses.length > 0) return `Its addresses: ${addresses.map(code).join(", ")}${by}.`;
  if (records.length === 0) return "No record has this name in its zone.";
  const types = [...new Set(records.map((record) => record.type.name))];
  return `No address; it has ${types.map(code).join(", ")}${by}.`;
}

/** Glue, or a name that no zone at hand decides about. */
function describeForeign({ zone }: RuleContext, name: Name): string {
  const glue = addressesAmong(zone.recordsAt(name.key));
  if (glue.length > 0) return `Its addresses here: ${glue.map(code).join(", ")}.`;
  if (zone.apex !== undefined && isAtOrBelow(name.key, zone.apex.key)) return "Nothing here tells its addresses.";
  return "Outside the zones of this workspace.";
}

function describeAlias(context: RuleContext, alias: ZoneRecord): string {
  const end = endOfAlias(context, alias);
  if (end === undefined) return "An alias.";
  if (end.loop) return "An alias that leads back to itself: nothing answers.";
  const addresses = addressesAmong(end.last ?? []);
  const rest = addresses.length > 0 ? `, which has ${addresses.map(code).join(", ")}` : "";
  return `An alias of ${code(end.name.text)}${rest}.`;
}

/** The name that an address is found by, and what the workspace says of it. */
export function describeAddress(context: RuleContext, octets: readonly number[], owner: Name | undefined): string[] {
  const use = specialUse(octets);
  const lines = use === undefined ? [] : [`In ${code(use.prefix)}: ${use.use} (RFC ${use.reference}).`];
  const reverse = reverseNameOf(octets);
  const pointers = recordsFor(context, reverse)?.filter((record) => record.type.name === "PTR");
  const targets = (pointers ?? []).flatMap((record) => nameOf(record, "name")?.name ?? []);
  const back = owner !== undefined && targets.some((target) => target.key === owner.key);
  lines.push(
    pointers === undefined
      ? `Reverse name: ${code(reverse)}`
      : targets.length === 0
        ? `Reverse name: ${code(reverse)}, which has no PTR record.`
        : `Reverse name: ${code(reverse)}, which names ${targets.map(({ text }) => code(text)).join(", ")}${back || owner === undefined ? "" : ", not this owner"}.`,
  );
  return lines;
}

/** A name with its Punycode decoded; undefined where there is none. */
export function decodedName(name: Name): string | undefined {
  let any = false;
  const labels = labelsOf(name.text).map((label) => {
    if (!label.toLowerCase().startsWith(acePrefix)) return label;
    const decoded = decodePunycode(label.slice(acePrefix.length));
    any ||= decoded !== undefined;
    return decoded ?? label;
  });
  return any ? `${labels.join(".")}.` : undefined;
}

/** What names with underscores are for (RFC 8552). */
const serviceOwners: readonly (readonly [pattern: RegExp, meaning: string])[] = [
  [/^_dmarc\./, "The DMARC policy of mail from this domain (RFC 9989)"],
  [/\._report\._dmarc\./, "A permission for another domain to send its DMARC reports here (RFC 9990)"],
  [/^[^.]+\._domainkey\./, "The DKIM key of this selector (RFC 6376)"],
  [/^_domainkey\./, "The name above all DKIM selectors (RFC 6376)"],
  [/^_mta-sts\./, "Says that the domain has an MTA-STS policy, and which version (RFC 8461)"],
  [/^_smtp\._tls\./, "Where reports on TLS for mail go (RFC 8460)"],
  [/^[^.]+\._bimi\./, "The logo that mail programs show (BIMI)"],
  [/^_acme-challenge\./, "Proves control of the name to a certificate authority (RFC 8555)"],
  [/^_25\._tcp\./, "The certificate of a mail server (DANE, RFC 7672)"],
  [/^_[0-9]+\._(?:tcp|udp|sctp)\./, "The certificate of a service on this port (DANE, RFC 6698)"],
  [/^_[^.]+\._(?:tcp|udp|sctp|tls|dccp)\./, "Where the service is offered (RFC 2782)"],
  [/^\*\./, "A wildcard: answers for names below that do not exist (RFC 4592)"],
];

/** What the shape of an owner says of its purpose. */
export function describePurpose(key: string): string | undefined {
  const address = addressOfReverseName(key);
  if (address !== undefined) return `The reverse name of ${code(printAddress(address))}.`;
  const found = serviceOwners.find(([pattern]) => pattern.test(key));
  return found === undefined ? undefined : `${found[1]}.`;
}

const mostRecords = 12;

const recordLine = (record: ZoneRecord): string => shown(`${record.type.name} ${dataOf(record)}`, 100);

/** The records of an owner, a line each, the first of many. */
export function ownerLines(zone: Zone, key: string): string[] {
  const records = zone.recordsAt(key);
  const more = records.length > mostRecords ? [`; and ${records.length - mostRecords} more`] : [];
  return [...records.slice(0, mostRecords).map(recordLine), ...more];
}
