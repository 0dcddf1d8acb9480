/** The rules on how large a set of records is. */
import type { Value } from "../../dns/rdata.js";
import { wireLength } from "../../dns/name.js";
import type { FieldKindName } from "../../dns/recordType.js";
import type { ZoneRecord } from "../../zone/record.js";
import { on, ownerRule, rfc } from "../rule.js";
import { worded } from "../wording.js";
import { setsOf } from "./sets.js";

const numberLengths: Partial<Record<FieldKindName, number>> = { u8: 1, u32: 4, duration: 4, time: 4, u64: 8 };

function valueLength(value: Value | undefined, kind: FieldKindName): number {
  switch (value?.kind) {
    case "number":
      return numberLengths[kind] ?? 2;
    case "name":
      return wireLength(value.name);
    case "address":
    case "octets":
      return value.octets.length;
    case "text":
      return value.mapped.strings.reduce((sum, { octets }) => sum + octets + 1, 0);
    case "types":
      return value.codes.length * 2;
    default:
      return 0;
  }
}

const dataLength = ({ rdata }: ZoneRecord): number =>
  rdata.fields.reduce((sum, { field, value }) => sum + valueLength(value, field.kind), 0);

/** The octets of a record in an answer, its owner compressed (RFC 1035 sections 3.2.1 and 4.1.4). */
const recordLength = (record: ZoneRecord): number => 12 + dataLength(record);

/** Header and question of an answer, its EDNS record. */
const besides = (record: ZoneRecord): number => 12 + wireLength(record.owner) + 4 + 11;

/** What resolvers announce since DNS Flag Day 2020. */
const usualLimit = 1232;
const messageLimit = 65535;
/** What BIND holds of a set, each record with two octets for its length: found by trying. */
const bindLimit = 65512;

export const tooLarge = ownerRule({
  id: "rrset/too-large",
  since: "0.1.0",
  severity: "information",
  summary: "The answer with a set of records does not fit in a UDP packet, or in no message at all",
  references: [rfc(9715, "3"), rfc(1035, "4.2.1"), rfc(7766, "5")],

  *find({ owner, records }, { zone }) {
    if (zone.standing(owner.key) === "outside") return;
    for (const set of setsOf(records, 1)) {
      const [record] = set;
      // Data of these is a program or a pointer: servers answer with other records.
      if (record.type.status === "vendor") continue;
      const octets = set.reduce((sum, each) => sum + recordLength(each), besides(record));
      if (octets <= usualLimit) continue;
      const refused = set.reduce((sum, each) => sum + 2 + dataLength(each), 0) > bindLimit;
      const found = { ...on(record), record, octets, refused };
      if (refused) yield { ...found, severity: "error" as const };
      else if (set.length > 1) yield octets > messageLimit ? { ...found, severity: "warning" as const } : found;
    }
  },

  message: ({ record, octets, refused }) =>
    refused
      ? worded`${record.type.name} records of ${record.owner} make ${octets} octets: BIND refuses the zone`
      : octets > messageLimit
        ? worded`${record.type.name} records of ${record.owner} make ${octets} octets: no answer holds them`
        : worded`${record.type.name} answer for ${record.owner} is ${octets} octets: asked again over TCP`,
});

const mostRecords = 100;

export const tooMany = ownerRule({
  id: "rrset/too-many",
  since: "0.1.0",
  severity: "information",
  summary: "A name has more than 100 records of one type, or more than 100 types",
  references: [],

  *find({ owner, records }, { zone }) {
    if (records.length <= mostRecords || zone.standing(owner.key) === "outside") return;
    for (const set of setsOf(records)) {
      const over = set[mostRecords];
      if (over !== undefined) yield { ...on(over), owner, count: `${set.length} ${over.type.name} records` };
    }
    const types = new Set(records.map(({ type }) => type.name));
    const [first] = records;
    if (types.size > mostRecords && first !== undefined) yield { ...on(first), owner, count: `${types.size} types` };
  },

  message: ({ owner, count }) => worded`${owner} has ${count}: named refuses more than 100 by default`,
});
