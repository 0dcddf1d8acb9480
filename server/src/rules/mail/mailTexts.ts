/** Problems that reading the text of a mail record finds: its syntax, and what its text alone gives reason to advise. */
import { readMail } from "../../mail/mail.js";
import { mailKindOf } from "../../mail/mailKind.js";
import { unrelatedAt } from "./unrelatedText.js";
import { withZoneFixes } from "./mailFixes.js";
import { mailRules } from "../../mail/mailRules.js";
import { isSpf, looksLikeSpf, parseSpf } from "../../mail/spf.js";
import { adviseSpf, spfRules } from "../../mail/spfAdvice.js";
import { spfCost, spfCostProblems } from "../../mail/spfCost.js";
import { checkTextHygiene } from "../../mail/textHygiene.js";
import type { Mapped } from "../../text/mapped.js";
import type { Problem } from "../../text/problem.js";
import { textOf, type ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";
import { reader, type RuleContext, type RuleEntry } from "../rule.js";
import { resolverOf } from "./zoneResolver.js";

const rules: readonly RuleEntry[] = [...spfRules, ...mailRules].map((rule) => ({ ...rule, since: "0.1.0" }));

/** A name for services, such as `_spf.example.com`, sends no mail: its record is there for others to include. */
const isIncluded = (ownerKey: string): boolean => ownerKey.startsWith("_");

/** A set with more records has problems of its own. */
const mostRecords = 100;

/** The octets of all TXT records of a name, which are one answer (RFC 7208 section 3.4). */
function answerLength(zone: Zone, key: string): number {
  let octets = 0;
  for (const record of zone.recordsAt(key).slice(0, mostRecords))
    if (record.type.name === "TXT") for (const string of textOf(record)?.strings ?? []) octets += string.octets + 1;
  return octets;
}

function spfProblems({ owner }: ZoneRecord, mapped: Mapped, context: RuleContext): readonly Problem[] {
  const { value, problems } = parseSpf(mapped);
  if (!value.valid || !isSpf(mapped.text)) return problems;
  const resolver = resolverOf(context);
  const cost = spfCost(owner.text.replace(/\.$/, ""), value, resolver);
  const use = { included: isIncluded(owner.key), answer: answerLength(context.zone, owner.key) };
  return [...problems, ...adviseSpf(value, use), ...spfCostProblems(value, cost, resolver)];
}

function mailProblems(record: ZoneRecord, mapped: Mapped, context: RuleContext): readonly Problem[] {
  const { text } = mapped;
  if (isSpf(text) || looksLikeSpf(text)) return [...spfProblems(record, mapped, context), ...checkTextHygiene(mapped)];
  const kind = mailKindOf(record.owner.key, text);
  if (kind === undefined || kind === "spf") return [];
  // mail/unrelated-text has said all there is to say.
  if (unrelatedAt(record) !== undefined) return [];
  const { problems } = readMail(kind, mapped, record.owner.text, context.dmarc);
  // `*._domainkey` with an empty key is how domains without mail say that no selector is theirs.
  const parked = kind === "dkim" && record.owner.key.startsWith("*.");
  const reported = parked ? problems.filter(({ rule }) => rule !== "dkim/revoked-key") : problems;
  return [...reported, ...checkTextHygiene(mapped)];
}

export const mailTexts = reader(rules, ["TXT", "SPF"], ({ record }, context) => {
  const mapped = record.generated || record.template ? undefined : textOf(record);
  if (mapped === undefined) return [];
  return mailProblems(record, mapped, context).map((problem) => withZoneFixes(problem, record, mapped, context.zone));
});
