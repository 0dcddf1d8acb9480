/** Finds CNAME records that lead to a name of the zone that has no records. */
import { nameOf } from "../../zone/record.js";
import { endOfAlias } from "../lookup.js";
import { incomplete } from "../names/incomplete.js";
import { on, recordRule, rfc } from "../rule.js";
import { worded } from "../wording.js";

export const cnameMissingTarget = recordRule({
  id: "cname/missing-target",
  since: "0.1.0",
  severity: "information",
  summary: "A CNAME leads to a name of the zone that has no records",
  references: [rfc(1912, "2.4")],
  types: ["CNAME"],

  *find({ record }, context) {
    const target = nameOf(record, "canonical name");
    if (target === undefined || record.generated || incomplete(target, context.zone) !== undefined) return;
    const end = endOfAlias(context, record);
    if (end === undefined || end.loop || end.length > 1 || end.last?.length !== 0) return;
    yield { ...on(record, target.span), owner: record.owner, name: end.name };
  },

  message: ({ owner, name }) => worded`${owner} is an alias for ${name}, which has no records`,
});
