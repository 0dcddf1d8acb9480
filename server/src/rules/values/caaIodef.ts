/** Finds CAA contacts that are not of the form that authorities read. */
import { shown } from "../../text/problem.js";
import { replace } from "../../text/edit.js";
import { on, recordRule, rfc } from "../rule.js";
import { tagOf, valueOf } from "./caa.js";
import { isEditable, spanOf } from "./fields.js";

const address = /^[^\s@:/]+@[^\s@:/]+$/;

export const caaIodef = recordRule({
  id: "values/caa-iodef",
  since: "0.1.0",
  severity: "warning",
  summary: "The value of a CAA iodef record is not a mailto or http URL",
  references: [rfc(8659, "4.4")],
  types: ["CAA"],
  *find({ record }) {
    const value = valueOf(record);
    if (value === undefined || tagOf(record) !== "iodef" || /^(?:mailto:.|https?:\/\/.)/i.test(value)) return;
    yield { ...on(record, spanOf(record, "value")), value, record };
  },
  message: ({ value }) => `"${shown(value)}" is not a mailto: or https: URL, so no report arrives`,
  fixes: ({ at, value, record }) =>
    !address.test(value) || !isEditable(record) || /["\\]/.test(value)
      ? []
      : [{ title: "Write mailto: before it", kind: "safe", edits: [replace(at, `"mailto:${value}"`)] }],
});
