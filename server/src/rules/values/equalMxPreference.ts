/** Finds MX records of one name with equal preference. */
import { fieldOf, numberOf, type ZoneRecord } from "../../zone/record.js";
import { on, ownerRule, rfc } from "../rule.js";

export const equalMxPreference = ownerRule({
  id: "values/equal-mx-preference",
  since: "0.1.0",
  severity: "off",
  summary: "MX records with equal preference",
  references: [rfc(5321, "5.1")],
  types: ["MX"],
  *find({ ofType }) {
    const first = new Map<number, ZoneRecord>();
    for (const record of ofType("MX")) {
      const preference = numberOf(record, "preference");
      if (preference === undefined) continue;
      const other = first.get(preference);
      if (other === undefined) first.set(preference, record);
      else
        yield {
          ...on(record, fieldOf(record, "preference")?.span),
          related: [{ at: other.span, uri: other.uri, message: "The first of this preference" }],
          preference,
        };
    }
  },
  message: ({ preference }) =>
    `Another MX record has preference ${preference} too: senders choose among them at random`,
});
