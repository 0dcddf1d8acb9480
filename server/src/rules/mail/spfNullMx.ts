/** Finds domains that take no mail, by a null MX, but let someone send in their name. */
import { replace } from "../../text/edit.js";
import { textOf } from "../../zone/record.js";
import { isNullMx } from "../lookup.js";
import { on, ownerRule, rfc } from "../rule.js";
import { pointer } from "../wording.js";
import { realMx, refusesAll, textsOf } from "./domains.js";

export const spfNullMx = ownerRule({
  id: "spf/null-mx",
  since: "0.1.0",
  severity: "warning",
  summary: "A domain whose null MX refuses mail lets others send in its name",
  references: [rfc(7505, "4.2"), rfc(7208, "10.1.2")],
  types: ["MX"],
  *find({ records }) {
    const refusal = records.find(isNullMx);
    if (refusal === undefined || realMx(records).length > 0) return;
    for (const record of textsOf(records, "spf")) {
      if (refusesAll(record) || record.generated) continue;
      const related = [pointer(refusal, "The null MX", record.uri)];
      yield { ...on(record, textOf(record)?.span), record, related };
    }
  },
  message: () => "By its null MX the domain takes no mail, so that bounces are lost: it should send none",
  fixes: ({ at, record }) =>
    record.comments.some(({ start }) => start < at.end)
      ? []
      : [{ title: 'Write "v=spf1 -all"', kind: "review", edits: [replace(at, '"v=spf1 -all"')] }],
});
