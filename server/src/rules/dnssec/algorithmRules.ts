/** Finds algorithms that DNSSEC no longer uses, advises against, or never had. */
import { numberOf, type ZoneRecord } from "../../zone/record.js";
import { on, ownerRule, recordRule, rfc } from "../rule.js";
import { spanOf } from "../values/fields.js";
import { worded } from "../wording.js";
import { algorithms } from "./algorithms.js";

const types = ["DNSKEY", "CDNSKEY", "DS", "CDS"];

/** The algorithm of a record; undefined for the 0 with which CDS and CDNSKEY ask for deletion (RFC 8078 section 4). */
function algorithmOf(record: ZoneRecord): number | undefined {
  const number = numberOf(record, "algorithm");
  return number === 0 && record.type.name.startsWith("CD") ? undefined : number;
}

/** The first record of each type and algorithm among those of an owner: what holds of one holds of the others. */
function firstOfEach(records: readonly ZoneRecord[]): readonly { record: ZoneRecord; algorithm: number }[] {
  const firsts = new Map<string, { record: ZoneRecord; algorithm: number }>();
  for (const record of records) {
    const algorithm = types.includes(record.type.name) ? algorithmOf(record) : undefined;
    const key = `${record.type.name} ${algorithm}`;
    if (algorithm !== undefined && !firsts.has(key)) firsts.set(key, { record, algorithm });
  }
  return [...firsts.values()];
}

export const deprecatedAlgorithm = ownerRule({
  id: "dnssec/deprecated-algorithm",
  since: "0.1.0",
  severity: "warning",
  summary: "A DNSSEC algorithm that must no longer sign",
  references: [rfc(9904), rfc(9905, "2"), rfc(9906)],
  types,
  *find({ owner, records }) {
    const firsts = firstOfEach(records);
    for (const { record, algorithm: number } of firsts) {
      const algorithm = algorithms.get(number);
      if (algorithm?.use !== "deprecated") continue;
      // Beside a good one, as while the keys roll, validators go by that.
      const better = firsts.find((other) => {
        return other.record.type.name === record.type.name && algorithms.get(other.algorithm)?.use === "good";
      });
      const found = { ...on(record, spanOf(record, "algorithm")), tag: "deprecated" as const, owner };
      const { name } = algorithm;
      if (better === undefined) yield { ...found, name, better: undefined };
      else yield { ...found, name, better: algorithms.get(better.algorithm)?.name, severity: "information" as const };
    }
  },
  message: ({ owner, name, better }) =>
    better === undefined
      ? worded`${name} is deprecated: resolvers may take ${owner} for unsigned; use algorithm 13`
      : worded`${name} is deprecated and of no use beside ${better}`,
});

export const discouragedAlgorithm = ownerRule({
  id: "dnssec/discouraged-algorithm",
  since: "0.1.0",
  severity: "information",
  summary: "A DNSSEC algorithm that is not recommended for signing",
  references: [rfc(9904)],
  types,
  *find({ records }) {
    for (const { record, algorithm: number } of firstOfEach(records)) {
      const algorithm = algorithms.get(number);
      if (algorithm?.use === "discouraged") yield { ...on(record, spanOf(record, "algorithm")), name: algorithm.name };
    }
  },
  message: ({ name }) => `${name} is not recommended for signing; use RSASHA256 (8) or ECDSAP256SHA256 (13)`,
});

export const unknownAlgorithm = recordRule({
  id: "dnssec/unknown-algorithm",
  since: "0.1.0",
  severity: "warning",
  summary: "An algorithm that is not registered for signing zones",
  references: [rfc(9904), rfc(4035, "5.2")],
  types,
  *find({ record }) {
    const number = algorithmOf(record);
    const algorithm = number === undefined ? undefined : algorithms.get(number);
    if (number === undefined || (algorithm !== undefined && algorithm.use !== "none")) return;
    yield { ...on(record, spanOf(record, "algorithm")), number, name: algorithm?.name };
  },
  message: ({ number, name }) =>
    name === undefined
      ? `No validator knows algorithm ${number}, so it protects nothing`
      : `${name} can't sign zones, so it protects nothing`,
});
