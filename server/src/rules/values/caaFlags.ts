/** Finds CAA flags with reserved bits. */
import { replace, type Fix } from "../../text/edit.js";
import { numberOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { isEditable, spanOf } from "./fields.js";

export const caaFlags = recordRule({
  id: "values/caa-flags",
  since: "0.1.0",
  severity: "warning",
  summary: "CAA flags other than 0 and 128",
  references: [rfc(8659, "4.1")],
  types: ["CAA"],
  *find({ record }) {
    const flags = numberOf(record, "flags");
    if (flags !== undefined && flags !== 0 && flags !== 128)
      yield { ...on(record, spanOf(record, "flags")), flags, record };
  },
  message: ({ flags }) => `CAA flags are 0, or 128 for critical; the other bits of ${flags} mean nothing`,
  fixes({ at, flags, record }): readonly Fix[] {
    if (!isEditable(record)) return [];
    const critical: Fix = { title: "Write 128 (critical)", kind: "review", edits: [replace(at, "128")] };
    const plain: Fix = { title: "Write 0 (not critical)", kind: "review", edits: [replace(at, "0")] };
    return flags >= 128 ? [critical, plain] : [plain, critical];
  },
});
