/** Finds what is to be said once of a signed zone. */
import { on, ownerRule, rfc, zoneRule } from "../rule.js";
import { isWhole } from "../values/hosts.js";
import { firstSoa } from "../values/soa.js";
import { keyFlag, keysOf } from "./key.js";
import { signatureOf } from "./signature.js";
import type { Zone } from "../../zone/zone.js";
import type { ZoneRecord } from "../../zone/record.js";

/** The signature of the SOA record, which every signed zone has. */
function signatureOfZone(zone: Zone): ZoneRecord | undefined {
  if (!isWhole(zone) || zone.apex === undefined || zone.countOfType("RRSIG") === 0) return undefined;
  return signatureOf(zone.recordsAt(zone.apex.key), "SOA");
}

export const generatedFile = zoneRule({
  id: "dnssec/generated-file",
  since: "0.1.0",
  severity: "information",
  summary: "A signed zone file, which a signer made",
  references: [rfc(4035, "2")],
  *find(_, { zone }) {
    const first = signatureOfZone(zone);
    if (first !== undefined) yield on(first, first.typeWord);
  },
  message: () => "A signer made this file: edits break the signatures; edit the unsigned source and sign it",
});

export const noKey = zoneRule({
  id: "dnssec/no-key",
  since: "0.1.0",
  severity: "information",
  summary: "A signed zone without DNSKEY records",
  references: [rfc(4035, "2.1")],
  *find(_, { zone }) {
    if (zone.apex === undefined || signatureOfZone(zone) === undefined) return;
    const soa = firstSoa(zone);
    if (soa !== undefined && !zone.typesAt(zone.apex.key).has("DNSKEY")) yield on(soa, soa.ownerWord ?? soa.typeWord);
  },
  message: () => "The zone has signatures but no DNSKEY record, so nobody can check them",
});

export const noKeySigningKey = zoneRule({
  id: "dnssec/no-key-signing-key",
  since: "0.1.0",
  severity: "information",
  summary: "No DNSKEY with the flag of a key signing key",
  references: [rfc(4034, "2.1.1"), rfc(6781, "3.1")],
  *find(_, { zone }) {
    if (!isWhole(zone) || zone.countOfType("DNSKEY") === 0) return;
    const keys = keysOf(zone);
    const [first] = keys;
    if (first === undefined || keys.some((key) => (key.flags & keyFlag.entryPoint) !== 0)) return;
    yield on(first.record, first.record.typeWord);
  },
  message: () => "No DNSKEY has flags 257: tools that make DS records find no key signing key",
});

export const equalKeyTags = ownerRule({
  id: "dnssec/equal-key-tags",
  since: "0.1.0",
  severity: "off",
  summary: "Two keys of a zone with the same tag",
  references: [rfc(4034, "B")],
  types: ["DNSKEY"],
  *find(_, { zone }) {
    const first = new Map<string, ZoneRecord>();
    for (const { record, tag, algorithm } of keysOf(zone)) {
      const other = first.get(`${tag} ${algorithm}`);
      if (other === undefined) first.set(`${tag} ${algorithm}`, record);
      else
        yield { ...on(record), related: [{ at: other.span, uri: other.uri, message: "The other key" }], keyTag: tag };
    }
  },
  message: ({ keyTag }) => `Another key has tag ${keyTag} too, so validators must try both`,
});

/** What of a delegation is the zone's own or shown by its NSEC record (RFC 4035 section 2.3). */
const atCut = new Set(["NS", "DS", "RRSIG", "NSEC"]);

export const nsecTypes = ownerRule({
  id: "dnssec/nsec-types",
  since: "0.1.0",
  severity: "off",
  summary: "The types that NSEC lists are not those of its owner",
  references: [rfc(4034, "4.1.2")],
  types: ["NSEC"],
  *find({ owner, records, ofType }, { zone }) {
    const [nsec] = ofType("NSEC");
    const field = nsec?.rdata.fields.find(({ value }) => value?.kind === "types");
    if (nsec === undefined || field?.value?.kind !== "types" || !isWhole(zone)) return;
    if (zone.standing(owner.key) === "occluded") return;
    const listed = new Set(field.value.codes);
    const isCut = zone.standing(owner.key) === "delegation";
    const missing = records.find(
      ({ type }) => type.code > 0 && !listed.has(type.code) && (!isCut || atCut.has(type.name)),
    );
    if (missing !== undefined) yield { ...on(nsec, field.span), type: missing.type.name };
  },
  message: ({ type }) => `NSEC does not list ${type}, which its owner has: resolvers may take it for absent`,
});
