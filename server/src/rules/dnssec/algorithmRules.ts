/** Finds algorithms that DNSSEC no longer uses, advises against, or never had. */
import { numberOf, type ZoneRecord } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { spanOf } from "../values/fields.js";
import { algorithms } from "./algorithms.js";

const types = ["DNSKEY", "CDNSKEY", "DS", "CDS"];

/** The algorithm of a record; undefined for the 0 with which CDS and CDNSKEY ask for deletion (RFC 8078 section 4). */
function algorithmOf(record: ZoneRecord): number | undefined {
  const number = numberOf(record, "algorithm");
  return number === 0 && record.type.name.startsWith("CD") ? undefined : number;
}

export const deprecatedAlgorithm = recordRule({
  id: "dnssec/deprecated-algorithm",
  since: "0.1.0",
  severity: "warning",
  summary: "A DNSSEC algorithm that must no longer sign",
  references: [rfc(9904), rfc(9905, "2"), rfc(9906)],
  types,
  *find({ record }) {
    const algorithm = algorithms.get(algorithmOf(record) ?? -1);
    if (algorithm?.use !== "deprecated") return;
    yield { ...on(record, spanOf(record, "algorithm")), tag: "deprecated" as const, name: algorithm.name };
  },
  message: ({ name }) => `${name} is deprecated: resolvers may take the zone for unsigned; use algorithm 13`,
});

export const discouragedAlgorithm = recordRule({
  id: "dnssec/discouraged-algorithm",
  since: "0.1.0",
  severity: "information",
  summary: "A DNSSEC algorithm that is not recommended for signing",
  references: [rfc(9904)],
  types,
  *find({ record }) {
    const algorithm = algorithms.get(algorithmOf(record) ?? -1);
    if (algorithm?.use === "discouraged") yield { ...on(record, spanOf(record, "algorithm")), name: algorithm.name };
  },
  message: ({ name }) => `${name} is not recommended for signing; use RSASHA256 (8) or ECDSAP256SHA256 (13)`,
});

export const unknownAlgorithm = recordRule({
  id: "dnssec/unknown-algorithm",
  since: "0.1.0",
  severity: "warning",
  summary: "A DNSSEC algorithm that is not registered",
  references: [rfc(9904), rfc(4035, "5.2")],
  types,
  *find({ record }) {
    const number = algorithmOf(record);
    if (number !== undefined && !algorithms.has(number)) yield { ...on(record, spanOf(record, "algorithm")), number };
  },
  message: ({ number }) => `No validator knows algorithm ${number}, so it protects nothing`,
});
