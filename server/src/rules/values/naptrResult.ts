/** Finds NAPTR records with two results or none. */
import { nameOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { rawOf, spanOf } from "./fields.js";

export const naptrResult = recordRule({
  id: "values/naptr-result",
  since: "0.1.0",
  severity: "warning",
  summary: "A NAPTR record with both regexp and replacement, or neither",
  references: [rfc(3403, "4.1")],
  types: ["NAPTR"],
  *find({ record }) {
    const regexp = rawOf(record, "regexp");
    const replacement = nameOf(record, "replacement");
    if (regexp === undefined || replacement === undefined) return;
    const both = regexp !== "" && replacement.name.text !== ".";
    const neither = regexp === "" && replacement.name.text === ".";
    if (both || neither) yield { ...on(record, spanOf(record, both ? "replacement" : "regexp")), both };
  },
  message: ({ both }) =>
    both
      ? 'NAPTR has a regexp and a replacement: clients refuse it; write "." for the one not meant'
      : "NAPTR has neither regexp nor replacement, so it leads nowhere",
});
