/** Finds digests of keys that DNSSEC no longer uses or never had. */
import { numberOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { spanOf } from "../values/fields.js";
import { digests } from "./algorithms.js";

const types = ["DS", "CDS"];

export const deprecatedDigest = recordRule({
  id: "dnssec/deprecated-digest",
  since: "0.1.0",
  severity: "warning",
  summary: "A digest type that must no longer be used for delegations",
  references: [rfc(9904), rfc(9905, "2"), rfc(9906)],
  types,
  *find({ record }) {
    const digest = digests.get(numberOf(record, "digest type") ?? -1);
    if (digest?.deprecated !== true) return;
    yield { ...on(record, spanOf(record, "digest type")), tag: "deprecated" as const, name: digest.name };
  },
  message: ({ name }) => `A digest of ${name} is deprecated and may be ignored; publish one of SHA-256 (2)`,
});

export const unknownDigest = recordRule({
  id: "dnssec/unknown-digest",
  since: "0.1.0",
  severity: "warning",
  summary: "A digest type that is not registered",
  references: [rfc(9904), rfc(4035, "5.2")],
  types,
  *find({ record }) {
    const number = numberOf(record, "digest type");
    if (number === undefined || digests.has(number)) return;
    // CDS 0 0 0 00 asks for deletion (RFC 8078 section 4).
    if (record.type.name === "CDS" && number === 0 && numberOf(record, "algorithm") === 0) return;
    yield { ...on(record, spanOf(record, "digest type")), number };
  },
  message: ({ number }) => `No validator knows digest type ${number}, so the record has no effect`,
});
