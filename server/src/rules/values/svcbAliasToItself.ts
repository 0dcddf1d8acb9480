/** Finds SVCB and HTTPS aliases of themselves. */
import { nameOf } from "../../zone/record.js";
import { replace } from "../../text/edit.js";
import { on, recordRule, rfc } from "../rule.js";
import { isEditable, spanOf } from "./fields.js";
import { isAlias, svcbTypes } from "./svcb.js";

export const svcbAliasToItself = recordRule({
  id: "values/svcb-alias-to-itself",
  since: "0.1.0",
  severity: "warning",
  summary: "An SVCB or HTTPS alias of its own owner",
  references: [rfc(9460, "2.4.2")],
  types: svcbTypes,
  *find({ record }) {
    const target = nameOf(record, "target");
    if (target !== undefined && isAlias(record) && target.name.text !== "." && target.name.key === record.owner.key)
      yield { ...on(record, target.span), record };
  },
  message: ({ record }) => `This ${record.type.name} alias leads back to its own name, so clients give up`,
  fixes: ({ record }) =>
    isEditable(record)
      ? [{ title: "Write priority 1", kind: "review", edits: [replace(spanOf(record, "priority"), "1")] }]
      : [],
});
