/** Finds records of types that only some servers know, and that no zone transfer carries. */
import { on, recordRule } from "../rule.js";
import { worded } from "../wording.js";

export const aliasType = recordRule({
  id: "cname/alias-type",
  since: "0.1.0",
  severity: "information",
  summary: "ALIAS and ANAME are no DNS types: only some servers and providers read them",
  references: [],
  types: ["ALIAS", "ANAME"],

  *find({ record }, { server }) {
    if (server === "powerdns" && record.type.name === "ALIAS") return;
    yield { ...on(record, record.typeWord), record };
  },

  message: ({ record }) => worded`${record.type.name} at ${record.owner} is no DNS type: only some servers read it`,
});
