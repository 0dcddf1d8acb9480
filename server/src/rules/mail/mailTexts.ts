/** Problems that reading the text of a mail record finds: its syntax, and what its text alone gives reason to advise. */
import { readMail } from "../../mail/mail.js";
import { mailKindOf, type MailKind } from "../../mail/mailKind.js";
import { unrelatedAt } from "./unrelatedText.js";
import { withZoneFixes } from "./mailFixes.js";
import { mailRules } from "../../mail/mailRules.js";
import { parentOf } from "../../dns/name.js";
import { parseDmarc } from "../../mail/dmarc.js";
import { isSpf, looksLikeSpf, parseSpf } from "../../mail/spf.js";
import { adviseSpf, spfRules } from "../../mail/spfAdvice.js";
import { spfCost, spfCostProblems } from "../../mail/spfCost.js";
import { checkTextHygiene } from "../../mail/textHygiene.js";
import type { Mapped } from "../../text/mapped.js";
import type { Problem } from "../../text/problem.js";
import type { Span } from "../../text/span.js";
import { textOf, type ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";
import { isExampleZone, isLocalZone } from "../local.js";
import { reader, type RuleContext, type RuleEntry } from "../rule.js";
import { isParked } from "./domains.js";
import { resolverOf } from "./zoneResolver.js";

const holds = (at: Span, offset: number): boolean => at.start <= offset && offset < at.end;

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

/** What keeps a text from being an SPF record at all. */
const ofWhole = new Set(["spf/version", "spf/sender-id", "spf/glued-strings", "spf/bad-character"]);

function spfProblems({ owner }: ZoneRecord, mapped: Mapped, context: RuleContext): readonly Problem[] {
  const { value, problems } = parseSpf(mapped);
  // Of what is no SPF record, its terms have no effect either way.
  if (!isSpf(mapped.text)) return problems.filter(({ rule }) => ofWhole.has(rule));
  if (!value.valid) return problems;
  const { zone } = context;
  const resolver = resolverOf(context);
  const cost = spfCost(owner.text.replace(/\.$/, ""), value, resolver);
  const isSeen = (use: string): boolean => (use === "documentation" ? isExampleZone(zone) : isLocalZone(zone));
  const use = { included: isIncluded(owner.key), answer: answerLength(zone, owner.key), isSeen };
  return [...problems, ...adviseSpf(value, use), ...spfCostProblems(value, cost, resolver)];
}

/** What the text alone gives reason to say, and its place in the zone does not. */
function* outOfPlace({ owner }: ZoneRecord, kind: MailKind, mapped: Mapped, { zone }: RuleContext): Iterable<string> {
  // `*._domainkey` with an empty key is how domains without mail say that no selector is theirs.
  if (kind === "dkim" && owner.key.startsWith("*.")) yield "dkim/revoked-key";
  const domain = parentOf(owner.key);
  // Who sends nothing has no sender that could go unseen.
  if (
    kind === "dmarc" &&
    domain !== undefined &&
    isParked(zone.recordsAt(domain)) &&
    parseDmarc(mapped).value.p !== "none"
  )
    yield "dmarc/no-reports";
}

/** What the text has that no mail record has; where its standard says so too, that once. */
function* hygieneProblems(mapped: Mapped, own: readonly Problem[]): Iterable<Problem> {
  for (const problem of checkTextHygiene(mapped))
    if (problem.rule !== "mail/non-ascii" || !own.some(({ at }) => holds(at, problem.at.start))) yield problem;
}

function mailProblems(record: ZoneRecord, mapped: Mapped, context: RuleContext): readonly Problem[] {
  const { text } = mapped;
  if (isSpf(text) || looksLikeSpf(text)) {
    const own = spfProblems(record, mapped, context);
    return [...own, ...hygieneProblems(mapped, own)];
  }
  const kind = mailKindOf(record.owner.key, text);
  if (kind === undefined || kind === "spf") return [];
  // mail/unrelated-text has said all there is to say.
  if (unrelatedAt(record) !== undefined) return [];
  const left = new Set(outOfPlace(record, kind, mapped, context));
  const own = readMail(kind, mapped, record.owner.text, context.dmarc).problems.filter(({ rule }) => !left.has(rule));
  return [...own, ...hygieneProblems(mapped, own)];
}

// Nobody reads the type SPF (RFC 7208 section 3.1): what its text would mean in TXT is seen once it is TXT.
export const mailTexts = reader(rules, ["TXT"], ({ record }, context) => {
  const mapped = record.generated || record.template ? undefined : textOf(record);
  if (mapped === undefined) return [];
  return mailProblems(record, mapped, context).map((problem) => withZoneFixes(problem, record, mapped, context.zone));
});
