/** Finds CNAME records that lead back to where they began. */
import { on, recordRule, rfc } from "../rule.js";
import { aliasTarget, endOfAlias } from "../lookup.js";
import { nameOf } from "../../zone/record.js";
import { worded } from "../wording.js";

export const cnameLoop = recordRule({
  id: "cname/loop",
  since: "0.1.0",
  // Not an error: servers load the zone; it is resolvers that fail.
  severity: "warning",
  summary: "CNAME records lead in a circle",
  references: [rfc(1034, "3.6.2"), rfc(1034, "5.2.2")],
  types: ["CNAME"],

  *find({ record }, context) {
    const at = nameOf(record, "canonical name")?.span;
    if (at === undefined) return;
    // Said at each record of the circle, not at those that lead into it.
    const self = aliasTarget(record)?.key === record.owner.key;
    const end = endOfAlias(context, record);
    if (self || (end?.loop === true && end.name.key === record.owner.key))
      yield { ...on(record, at), owner: record.owner, self };
  },

  message: ({ owner, self }) =>
    self
      ? worded`${owner} is an alias for itself: nothing can be looked up there`
      : worded`The CNAME chain of ${owner} leads back to it: nothing can be looked up`,
});
