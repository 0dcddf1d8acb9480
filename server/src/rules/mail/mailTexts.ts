/** Problems that reading the text of a mail record finds: its syntax, and what its text alone gives reason to advise. */
import { readMail } from "../../mail/mail.js";
import { mailKindOf } from "../../mail/mailKind.js";
import { mailRules } from "../../mail/mailRules.js";
import { isSpf, looksLikeSpf, parseSpf } from "../../mail/spf.js";
import { adviseSpf, spfRules } from "../../mail/spfAdvice.js";
import { spfCost, spfCostProblems } from "../../mail/spfCost.js";
import { checkTextHygiene } from "../../mail/textHygiene.js";
import type { Mapped } from "../../text/mapped.js";
import type { Problem } from "../../text/problem.js";
import { textOf, type ZoneRecord } from "../../zone/record.js";
import { reader, type RuleContext, type RuleEntry } from "../rule.js";
import { resolverOf } from "./zoneResolver.js";

const rules: readonly RuleEntry[] = [...spfRules, ...mailRules].map((rule) => ({ ...rule, since: "0.1.0" }));

/** A name for services, such as `_spf.example.com`, sends no mail: its record is there for others to include. */
const isIncluded = (ownerKey: string): boolean => ownerKey.startsWith("_");

function spfProblems({ owner }: ZoneRecord, mapped: Mapped, context: RuleContext): readonly Problem[] {
  const { value, problems } = parseSpf(mapped);
  if (!value.valid || !isSpf(mapped.text)) return problems;
  const cost = spfCost(owner.text.replace(/\.$/, ""), value, resolverOf(context));
  return [...problems, ...adviseSpf(value, { included: isIncluded(owner.key) }), ...spfCostProblems(value, cost)];
}

function mailProblems(record: ZoneRecord, mapped: Mapped, context: RuleContext): readonly Problem[] {
  const { text } = mapped;
  if (isSpf(text) || looksLikeSpf(text)) return [...spfProblems(record, mapped, context), ...checkTextHygiene(mapped)];
  const kind = mailKindOf(record.owner.key, text);
  if (kind === undefined || kind === "spf") return [];
  return [...readMail(kind, mapped, record.owner.text).problems, ...checkTextHygiene(mapped)];
}

export const mailTexts = reader(rules, ["TXT", "SPF"], ({ record }, context) => {
  const mapped = record.generated || record.template ? undefined : textOf(record);
  return mapped === undefined ? [] : mailProblems(record, mapped, context);
});
