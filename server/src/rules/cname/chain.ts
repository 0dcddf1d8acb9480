/** Finds CNAME records whose target is an alias too: each step costs a look-up. */
import { relativeTo } from "../../dns/name.js";
import { replace } from "../../text/edit.js";
import { shown } from "../../text/problem.js";
import { nameOf } from "../../zone/record.js";
import { aliasAmong, endOfAlias, longestChain } from "../lookup.js";
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
    const found = { ...on(record, target.span), record, end };
    yield end.length > longestChain ? { ...found, severity: "warning" as const } : found;
  },

  message: ({ record, end }) =>
    end.length > longestChain
      ? worded`${record.owner} leads through more than ${longestChain} CNAME records: resolvers give up`
      : worded`${record.owner} reaches ${end.name} through ${end.length} CNAME records`,

  fixes({ at, record, end }) {
    // Beyond what is followed there is no end to point to.
    if (record.generated || aliasAmong(end.last ?? []) !== undefined) return [];
    const name = relativeTo(end.name, record.origin);
    return [{ title: `Point straight to ${shown(name)}`, kind: "review", preferred: true, edits: [replace(at, name)] }];
  },
});
