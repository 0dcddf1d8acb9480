/** Finds URI records whose target is no URI. */
import { shown } from "../../text/problem.js";
import { textOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { spanOf } from "./fields.js";

export const uriTarget = recordRule({
  id: "values/uri-target",
  since: "0.1.0",
  severity: "warning",
  summary: "The target of a URI record is not a URI",
  references: [rfc(7553, "4.4"), rfc(3986, "3.1")],
  types: ["URI"],
  *find({ record }) {
    const text = textOf(record)?.text;
    if (text === undefined || record.rdata.generic || /^[a-z][a-z0-9+.-]*:./i.test(text)) return;
    yield { ...on(record, spanOf(record, "target")), text };
  },
  message: ({ text }) =>
    text === ""
      ? "The URI is empty, which is not allowed"
      : `"${shown(text)}" is not a URI: it has no scheme such as https:`,
});
