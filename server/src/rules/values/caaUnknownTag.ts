/** Finds CAA records with a tag that no authority knows. */
import { replace } from "../../text/edit.js";
import { nearest } from "../../text/nearest.js";
import { shown } from "../../text/problem.js";
import { numberOf, type ZoneRecord } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { caaTags, tagOf } from "./caa.js";
import { isEditable, spanOf } from "./fields.js";

/** "If the value is set to 1, the property is critical": an authority that does not know it must not issue. */
const isCritical = (record: ZoneRecord): boolean => ((numberOf(record, "flags") ?? 0) & 128) !== 0;

export const caaUnknownTag = recordRule({
  id: "values/caa-unknown-tag",
  since: "0.1.0",
  severity: "warning",
  summary: "A CAA tag that is not registered",
  references: [rfc(8659, "4.1")],
  types: ["CAA"],
  *find({ record }) {
    const tag = tagOf(record);
    if (tag === undefined || caaTags.includes(tag)) return;
    yield {
      ...on(record, spanOf(record, "tag")),
      written: tag,
      meant: nearest(tag, caaTags),
      critical: isCritical(record),
      record,
    };
  },
  message: ({ written, meant, critical }) =>
    meant === undefined
      ? `No authority knows the CAA tag "${shown(written, 20)}", so ${critical ? "none may issue" : "the record has no effect"}`
      : `No authority knows the CAA tag "${shown(written, 20)}"; did you mean ${meant}?`,
  fixes: ({ at, meant, record }) =>
    meant === undefined || !isEditable(record)
      ? []
      : [{ title: `Write ${meant}`, kind: "review", edits: [replace(at, meant)] }],
});
