/** Finds CNAME records at the apex, where the SOA and NS records stand. */
import { nameOf } from "../../zone/record.js";
import { replace } from "../../text/edit.js";
import { on, recordRule, rfc } from "../rule.js";
import { removal } from "../recordEdits.js";
import { worded } from "../wording.js";

export const cnameAtApex = recordRule({
  id: "cname/at-apex",
  since: "0.1.0",
  severity: "error",
  summary: "A CNAME stands at the zone's own name, beside its SOA and NS records",
  references: [rfc(1034, "3.6.2"), rfc(1912, "2.4")],
  types: ["CNAME"],

  *find({ record }, { zone }) {
    if (zone.standing(record.owner.key) !== "apex") return;
    const target = nameOf(record, "canonical name")?.name;
    yield { ...on(record, record.typeWord), record, target };
  },

  message: ({ record }) => worded`CNAME at the apex ${record.owner}: servers refuse the zone; use A, AAAA or ALIAS`,

  fixes({ at, record, target }, { zone, server }) {
    const fixes = [];
    if (!record.generated && target !== undefined && server === "powerdns")
      fixes.push({
        title: "Make it an ALIAS record, which PowerDNS knows",
        kind: "review" as const,
        edits: [replace(at, "ALIAS")],
      });
    const edits = removal([record], zone, record.uri);
    if (edits !== undefined) fixes.push({ title: "Delete this CNAME record", kind: "review" as const, edits });
    return fixes;
  },
});
