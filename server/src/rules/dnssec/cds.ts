/** Finds CDS and CDNSKEY records that ask the zone above for what cannot be. */
import { numberOf, type ZoneRecord } from "../../zone/record.js";
import { on, ownerRule, rfc, type OwnerSubject } from "../rule.js";
import { spanOf } from "../values/fields.js";
import { keyOf, keysOf } from "./key.js";

const types = ["CDS", "CDNSKEY"];

/** Algorithm 0 asks for deletion of the DS records (RFC 8078 section 4). */
const asksForDeletion = (record: ZoneRecord): boolean => numberOf(record, "algorithm") === 0;

const requests = ({ ofType }: OwnerSubject): readonly ZoneRecord[] => types.flatMap((type) => ofType(type));

const tagOf = (record: ZoneRecord): number | undefined =>
  record.type.name === "CDS" ? numberOf(record, "key tag") : keyOf(record)?.tag;

export const cdsWithoutKey = ownerRule({
  id: "dnssec/cds-without-key",
  since: "0.1.0",
  severity: "error",
  summary: "A CDS or CDNSKEY record of a key that the zone does not have",
  references: [rfc(7344, "4.1")],
  types,
  *find(subject, { zone }) {
    if (subject.owner.key !== zone.apex?.key || !zone.complete) return;
    const keys = keysOf(zone);
    for (const record of requests(subject)) {
      const tag = tagOf(record);
      const algorithm = numberOf(record, "algorithm");
      if (tag === undefined || asksForDeletion(record)) continue;
      const likely = keys.filter((key) => key.algorithm === algorithm);
      if (likely.some((key) => key.tag === tag)) continue;
      const type = record.type.name;
      const found = { ...on(record, spanOf(record, type === "CDS" ? "key tag" : "public key")), type, keyTag: tag };
      // BIND loads the zone where any key has the record's algorithm.
      yield likely.length === 0
        ? { ...found, refused: true }
        : { ...found, refused: false, severity: "warning" as const };
    }
  },
  message: ({ type, keyTag, refused }) =>
    `${type} is of key ${keyTag}, which is no DNSKEY of the zone: ${
      refused ? "BIND refuses the zone" : "the zone above must refuse it"
    }`,
});

export const cdsDeletion = ownerRule({
  id: "dnssec/cds-deletion",
  since: "0.1.0",
  severity: "warning",
  summary: "CDS or CDNSKEY records ask both for deletion and for keys",
  references: [rfc(8078, "4")],
  types,
  *find(subject, { zone }) {
    const all = requests(subject);
    const others = all.filter((record) => !asksForDeletion(record));
    const [other] = others;
    if (other === undefined) return;
    const asking = new Set(others.map(({ type }) => type.name));
    const related = [{ at: other.span, uri: other.uri, message: "This record asks for a key" }];
    for (const record of all) {
      if (!asksForDeletion(record)) continue;
      const type = record.type.name;
      // BIND looks at the records of each type, at the zone's own name.
      const refused = subject.owner.key === zone.apex?.key && asking.has(type);
      yield { ...on(record), related, type, ...(refused ? { severity: "error" as const } : {}) };
    }
  },
  message: ({ type }) => `This ${type} asks to delete the DS records and must be alone; others ask for keys`,
});

export const cdsPair = ownerRule({
  id: "dnssec/cds-pair",
  since: "0.1.0",
  severity: "information",
  summary: "CDS without CDNSKEY, or CDNSKEY without CDS",
  references: [rfc(7344, "4")],
  types,
  *find({ ofType }) {
    const [cds] = ofType("CDS");
    const [cdnskey] = ofType("CDNSKEY");
    const one = cds === undefined ? cdnskey : cdnskey === undefined ? cds : undefined;
    if (one !== undefined)
      yield { ...on(one, one.typeWord), has: one.type.name, lacks: cds === undefined ? "CDS" : "CDNSKEY" };
  },
  message: ({ has, lacks }) => `${has} has no ${lacks} beside it; zones above may read only one of the two`,
});
