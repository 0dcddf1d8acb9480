/** Finds NAPTR flags that no application defines. */
import { shown } from "../../text/problem.js";
import { on, recordRule, rfc } from "../rule.js";
import { rawOf, spanOf } from "./fields.js";

export const naptrFlags = recordRule({
  id: "values/naptr-flags",
  since: "0.1.0",
  severity: "warning",
  summary: "NAPTR flags that no application defines",
  references: [rfc(3403, "4.1"), rfc(3404, "4.3")],
  types: ["NAPTR"],
  *find({ record }) {
    const flags = rawOf(record, "flags");
    // "The flags S, A, U and P are mutually exclusive" (RFC 3404 section 4.3).
    if (flags === undefined || /^[SAUP]?$/i.test(flags)) return;
    yield { ...on(record, spanOf(record, "flags")), flags };
  },
  message: ({ flags }) => `NAPTR flags are one of S, A, U and P or empty; "${shown(flags, 20)}" is none of them`,
});
