/** Finds a name whose mail depends on one MX host. */
import { on, ownerRule, rfc } from "../rule.js";
import { isNullMx } from "../lookup.js";

export const singleMx = ownerRule({
  id: "values/single-mx",
  since: "0.1.0",
  severity: "off",
  summary: "A single MX record",
  references: [rfc(5321, "5.1")],
  types: ["MX"],
  *find({ ofType }) {
    const [only, second] = ofType("MX");
    if (only !== undefined && second === undefined && !isNullMx(only)) yield on(only);
  },
  message: () => "The name has one MX record: no other host takes its mail when this one is down",
});
