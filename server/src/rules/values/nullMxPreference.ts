/** Finds a null MX whose preference is not 0. */
import { replace } from "../../text/edit.js";
import { fieldOf, numberOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { isNullMx } from "../lookup.js";

export const nullMxPreference = recordRule({
  id: "values/null-mx-preference",
  since: "0.1.0",
  severity: "warning",
  summary: "A null MX with another preference than 0",
  references: [rfc(7505, "3")],
  types: ["MX"],
  *find({ record }) {
    const preference = numberOf(record, "preference");
    const field = fieldOf(record, "preference");
    if (field === undefined || preference === undefined || preference === 0 || !isNullMx(record)) return;
    yield { ...on(record, field.span), preference, record };
  },
  message: ({ preference }) => `A null MX has preference 0; with ${preference} some senders don't know it for one`,
  fixes: ({ at, record }) =>
    record.generated || record.rdata.generic
      ? []
      : [{ title: "Write 0", kind: "safe", edits: [replace(at, "0")], preferred: true }],
});
