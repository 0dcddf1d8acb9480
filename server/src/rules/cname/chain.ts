/** Finds CNAME records whose target is an alias too: each step costs a look-up. */
import { relativeTo } from "../../dns/name.js";
import { replace } from "../../text/edit.js";
import { shown } from "../../text/problem.js";
import { nameOf } from "../../zone/record.js";
import { endOfAlias } from "../lookup.js";
import { on, recordRule, rfc } from "../rule.js";
import { worded } from "../wording.js";

export const cnameChain = recordRule({
  id: "cname/chain",
  since: "0.1.0",
  severity: "information",
  summary: "The target of a CNAME is a CNAME too",
  references: [rfc(1034, "3.6.2")],
  types: ["CNAME"],

  *find({ record }, context) {
    const target = nameOf(record, "canonical name");
    if (target === undefined) return;
    const end = endOfAlias(context, record);
    if (end === undefined || end.loop || end.length < 2) return;
    yield { ...on(record, target.span), record, end };
  },

  message: ({ record, end }) => worded`${record.owner} reaches ${end.name} through ${end.length} CNAME records`,

  fixes({ at, record, end }) {
    if (record.generated) return [];
    const name = relativeTo(end.name, record.origin);
    return [{ title: `Point straight to ${shown(name)}`, kind: "review", preferred: true, edits: [replace(at, name)] }];
  },
});
