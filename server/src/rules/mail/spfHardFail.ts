/** Finds `-all` of domains whose DMARC policy is still p=none: the one refuses what the other would let pass. */
import { parseSpf } from "../../mail/spf.js";
import { allOf } from "../../mail/spfRecord.js";
import { reviewFix } from "../../mail/mailRecord.js";
import { sourceSpan } from "../../text/mapped.js";
import { textOf } from "../../zone/record.js";
import { isOwnData } from "../lookup.js";
import { on, recordRule, rfc } from "../rule.js";
import { dmarcOf, refusesAll, withoutDot } from "./domains.js";
import { isOfKind } from "./texts.js";

export const spfHardFail = recordRule({
  id: "spf/hard-fail",
  since: "0.1.0",
  severity: "hint",
  summary: "-all can refuse mail before DKIM and DMARC are looked at",
  references: [rfc(9989, "7.1"), rfc(7208, "8.4")],
  types: ["TXT"],
  *find({ record }, context) {
    const mapped = textOf(record);
    if (mapped === undefined || record.generated || !isOfKind(record, "spf") || refusesAll(record)) return;
    if (record.owner.key.startsWith("_") || !isOwnData(context.zone, record.owner.key)) return;
    const all = allOf(parseSpf(mapped).value);
    if (all?.qualifier !== "-") return;
    const policy = dmarcOf(context, withoutDot(record.owner.key));
    if (typeof policy === "string" || policy.effect !== "policy" || policy.p !== "none") return;
    yield { ...on(record, sourceSpan(mapped, all.start, all.end)), mapped, all };
  },
  message: () => "Some receivers refuse by -all alone, before DKIM and DMARC: forwarded mail is lost",
  fixes: ({ mapped, all }) => [reviewFix(mapped, "Write ~all", { start: all.start, end: all.nameStart, text: "~" })],
});
