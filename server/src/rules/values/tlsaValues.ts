/** Finds TLSA and SMIMEA records whose numbers no client knows. */
import { numberOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { spanOf } from "./fields.js";

const known: readonly { field: string; highest: number; values: string }[] = [
  { field: "usage", highest: 3, values: "0 to 3" },
  { field: "selector", highest: 1, values: "0 or 1" },
  { field: "matching type", highest: 2, values: "0 to 2" },
];

export const tlsaValues = recordRule({
  id: "values/tlsa-values",
  since: "0.1.0",
  severity: "error",
  summary: "A number of a TLSA record that no client knows",
  references: [rfc(6698, "2.1"), rfc(6698, "4.1")],
  types: ["TLSA", "SMIMEA"],
  *find({ record }) {
    for (const { field, highest, values } of known) {
      const number = numberOf(record, field);
      // 255 is for private use (RFC 6698 section 7).
      if (number === undefined || number <= highest || number === 255) continue;
      yield { ...on(record, spanOf(record, field)), field, number, values };
    }
  },
  message: ({ field, number, values }) =>
    `The ${field} is ${values}; no client knows ${number}, so the record is ignored`,
});
