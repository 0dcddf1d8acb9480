/** Finds TLSA records that carry a whole certificate or key. */
import { numberOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { spanOf } from "./fields.js";

export const tlsaFullData = recordRule({
  id: "values/tlsa-full-data",
  since: "0.1.0",
  severity: "information",
  summary: "A TLSA record with a whole certificate in place of a digest",
  references: [rfc(7671, "10.1.1")],
  types: ["TLSA"],
  *find({ record }) {
    if (numberOf(record, "matching type") === 0) yield on(record, spanOf(record, "matching type"));
  },
  message: () => "Matching type 0 puts the whole data into DNS; a SHA-256 digest (1) does with 32 octets",
});
