/** Finds signatures that do not fit the records or keys of their zone, and records without one. */
import { shown } from "../../text/problem.js";
import { numberOf } from "../../zone/record.js";
import { on, ownerRule, recordRule, rfc } from "../rule.js";
import { spanOf } from "../values/fields.js";
import { isWhole } from "../values/hosts.js";
import { said } from "../wording.js";
import { keysOf } from "./key.js";
import { coveredBy, signatureOf, signerTag } from "./signature.js";

export const unknownKey = recordRule({
  id: "dnssec/unknown-key",
  since: "0.1.0",
  severity: "warning",
  summary: "A signature at the apex by a key that the zone does not have",
  references: [rfc(4035, "5.3.1")],
  types: ["RRSIG"],
  *find({ record }, { zone }) {
    // Other names are signed with the same keys: one finding at the apex says it for all.
    if (record.owner.key !== zone.apex?.key || !isWhole(zone)) return;
    const tag = signerTag(record);
    const keys = keysOf(zone);
    if (tag === undefined || keys.length === 0 || keys.some((key) => key.tag === tag)) return;
    // One that can't be read may be it.
    if (keys.length < zone.countOfType("DNSKEY")) return;
    yield { ...on(record, spanOf(record, "key tag")), keyTag: tag };
  },
  message: ({ keyTag }) => `No DNSKEY of the zone has tag ${keyTag}, so this signature proves nothing`,
});

export const signatureWithoutRecords = recordRule({
  id: "dnssec/signature-without-records",
  since: "0.1.0",
  severity: "warning",
  summary: "A signature over a type that its owner does not have",
  references: [rfc(4035, "2.2")],
  types: ["RRSIG"],
  *find({ record }, { zone }) {
    const type = coveredBy(record);
    if (type === undefined || type.startsWith("TYPE") || !isWhole(zone)) return;
    if (zone.standing(record.owner.key) === "outside" || zone.typesAt(record.owner.key).has(type)) return;
    yield { ...on(record, spanOf(record, "type covered")), type, owner: record.owner };
  },
  message: ({ type, owner }) => `${said(owner, 35)} has no ${shown(type, 12)} record to which this signature belongs`,
});

export const originalTtl = recordRule({
  id: "dnssec/original-ttl",
  since: "0.1.0",
  severity: "information",
  summary: "The TTL in a signature is not that of the signed records",
  references: [rfc(4034, "3.1.4"), rfc(4035, "2.2")],
  types: ["RRSIG"],
  *find({ record }, { zone }) {
    const original = numberOf(record, "original TTL");
    const type = coveredBy(record);
    const signed = zone.recordsAt(record.owner.key).find((other) => other.type.name === type);
    if (original === undefined || signed?.ttl === undefined || signed.ttl === original) return;
    const related = [{ at: signed.span, uri: signed.uri, message: "The signed record" }];
    yield { ...on(record, spanOf(record, "original TTL")), related, original, ttl: signed.ttl };
  },
  message: ({ original, ttl }) =>
    `The records were signed with TTL ${original} and now have ${ttl}: sign the zone again`,
});

export const unsignedRecords = ownerRule({
  id: "dnssec/unsigned-records",
  since: "0.1.0",
  severity: "warning",
  summary: "Records without signature in a signed zone",
  references: [rfc(4035, "2.2")],
  *find({ owner, records }, { zone }) {
    if (zone.countOfType("RRSIG") === 0 || zone.apex === undefined || !isWhole(zone)) return;
    const apex = zone.recordsAt(zone.apex.key);
    if (signatureOf(apex, "SOA") === undefined || !zone.typesAt(zone.apex.key).has("DNSKEY")) return;
    const standing = zone.standing(owner.key);
    if (standing === "occluded" || standing === "outside") return;
    const signed = new Set(records.flatMap((record) => (record.type.name === "RRSIG" ? [coveredBy(record)] : [])));
    // A name below a cut is not the zone's: of a delegation DS and NSEC alone are signed (RFC 4035 section 2.2).
    const lacking = records.find(({ type: { name } }) => {
      if (name === "RRSIG" || signed.has(name) || signed.has(`TYPE${name}`)) return false;
      return standing !== "delegation" || name === "DS" || name === "NSEC";
    });
    if (lacking !== undefined) yield { ...on(lacking, lacking.typeWord), type: lacking.type.name };
  },
  message: ({ type }) => `The zone is signed, but this ${type} record is not: validating resolvers refuse it`,
});
