/** Hover on TLSA records of mail servers (RFC 7672): whose mail they are for, and whether senders can use them. */
import { nameOf, fieldOf, numberOf, type ZoneRecord } from "../zone/record.js";
import { makeName } from "../dns/name.js";
import type { Zone } from "../zone/zone.js";
import type { FieldPlace } from "./fieldPlace.js";
import { plainName } from "./guidedFacts.js";
import { code, link, paragraphs } from "./hoverMarkdown.js";

const mostRecords = 5000;

/** The domains whose mail a host takes. */
function domainsOf(zone: Zone, hostKey: string): string[] {
  const domains = new Set<string>();
  let seen = 0;
  for (const record of zone.recordsOfType("MX")) {
    if (++seen > mostRecords) break;
    if (nameOf(record, "exchange")?.name.key === hostKey) domains.add(plainName(record.owner));
  }
  return [...domains];
}

const digestLengths: Readonly<Record<number, readonly [name: string, octets: number]>> = {
  1: ["SHA-256", 32],
  2: ["SHA-512", 64],
};

/** Whether the data is as long as its digest is. */
function digestWords(record: ZoneRecord): string | undefined {
  const digest = digestLengths[numberOf(record, "matching type") ?? 0];
  const value = fieldOf(record, "association data")?.value;
  if (digest === undefined || value?.kind !== "octets") return undefined;
  const [name, octets] = digest;
  return value.octets.length === octets
    ? `A ${name} digest, ${octets} octets as it must have.`
    : `A ${name} digest has ${octets} octets, this one ${value.octets.length}: it matches nothing.`;
}

/** What a TLSA record at port 25 means to a sender of mail; undefined for others. */
export function daneWords({ record, context, field }: FieldPlace): string | undefined {
  if (record.type.name !== "TLSA") return undefined;
  const digest = field.name === "association data" ? digestWords(record) : undefined;
  const host = /^_25\._tcp\.(.+)$/.exec(record.owner.key)?.[1];
  if (host === undefined) return digest;
  const domains = domainsOf(context.zone, makeName(host).key);
  const usage = numberOf(record, "usage");
  const usable =
    usage === 0 || usage === 1
      ? "Senders of mail cannot use it: for SMTP the usage is 3 (DANE-EE) or 2 (DANE-TA)."
      : usage === 2
        ? "Senders of mail deliver only over TLS, to a server whose certificate chain holds this authority."
        : usage === 3
          ? "Senders of mail deliver only over TLS, to a server with this certificate or key; names and dates do not count."
          : undefined;
  return paragraphs(
    digest,
    domains.length === 0
      ? undefined
      : `For mail of ${domains.slice(0, 4).map(code).join(", ")}${domains.length > 4 ? " and others" : ""}.`,
    usable,
    usable === undefined
      ? undefined
      : `It counts only where the zone is signed (DNSSEC). ${link({ rfc: 7672, section: "3.1" })}`,
  );
}
