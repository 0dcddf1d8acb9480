/** Finds records of type SPF, which no mail server reads. */
import { replace } from "../../text/edit.js";
import { textOf } from "../../zone/record.js";
import { removal } from "../recordEdits.js";
import { on, recordRule, rfc } from "../rule.js";
import { isEditable } from "./fields.js";

export const spfType = recordRule({
  id: "values/spf-type",
  since: "0.1.0",
  severity: "warning",
  summary: "A record of type SPF",
  references: [rfc(7208, "3.1")],
  types: ["SPF"],
  *find({ record }, { zone }) {
    const text = textOf(record)?.text.toLowerCase();
    const twin = zone
      .recordsAt(record.owner.key)
      .find((other) => other.type.name === "TXT" && /^v=spf1(?: |$)/i.test(textOf(other)?.text ?? ""));
    const same = twin !== undefined && textOf(twin)?.text.toLowerCase() === text;
    yield { ...on(record, record.typeWord), tag: "deprecated" as const, record, twin, same };
  },
  message: ({ twin, same }) => {
    if (twin === undefined) return "Mail servers read SPF from TXT records alone, and this name has none: write TXT";
    return same
      ? "Mail servers read SPF from TXT records alone: this copy of type SPF is of no use"
      : "Mail servers read SPF from TXT records alone, and the TXT record of this name differs";
  },
  fixes: ({ at, record, twin }, { zone }) => {
    if (!isEditable(record)) return [];
    if (twin === undefined) return [{ title: "Write TXT", kind: "safe", edits: [replace(at, "TXT")] }];
    const edits = removal([record], zone, record.uri);
    return edits === undefined ? [] : [{ title: "Remove the record of type SPF", kind: "review", edits }];
  },
});
