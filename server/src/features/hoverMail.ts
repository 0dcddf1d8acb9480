/** Hover on text records: what kind of record it is, each tag in plain words, and what receivers do with the whole. */
import { labelsOf, makeName, type Name } from "../dns/name.js";
import { rfc, type Reference } from "../dns/recordType.js";
import { printDuration } from "../dns/ttl.js";
import { parseDmarc } from "../mail/dmarc.js";
import { effectivePolicy, externalDestinations } from "../mail/dmarcAdvice.js";
import { describeSpfAt, explainSpf } from "../mail/explainSpf.js";
import { readMail, type TaggedKind } from "../mail/mail.js";
import { mailKindOf } from "../mail/mailKind.js";
import type { Description, Explained } from "../mail/mailRecord.js";
import { isSpf, parseSpf } from "../mail/spf.js";
import { mostLookups, shownLookups, spfCost, type SpfCost } from "../mail/spfCost.js";
import { allOf, modifierOf, type SpfRecord } from "../mail/spfRecord.js";
import { qualifierTable } from "../mail/spfTerms.js";
import { decodedIndex, type Mapped } from "../text/mapped.js";
import { shown } from "../text/problem.js";
import { recordsFor } from "../rules/lookup.js";
import { isOfKind } from "../rules/mail/texts.js";
import type { RuleContext } from "../rules/rule.js";
import { textOf, type ZoneRecord } from "../zone/record.js";
import type { FieldPlace } from "./fieldPlace.js";
import { plainName } from "./guidedFacts.js";
import { code, explainedTable, link, paragraphs, plain, sentence, table } from "./hoverMarkdown.js";
import { resolverOf } from "../rules/mail/zoneResolver.js";

const titles: Readonly<Record<TaggedKind, string>> = {
  dmarc: "DMARC policy",
  "dmarc-report": "Permission for DMARC reports",
  dkim: "DKIM key",
  "mta-sts": "MTA-STS",
  "tls-rpt": "TLS reports",
  bimi: "BIMI logo",
};

export function hoverMail(place: FieldPlace): string | undefined {
  const mapped = textOf(place.record);
  if (mapped === undefined) return undefined;
  const kind = mailKindOf(place.record.owner.key, mapped.text);
  const said =
    kind === undefined
      ? (historicText(place.record.owner.key, mapped.text) ?? describePlain(mapped.text))
      : kind === "spf"
        ? hoverSpf(place, mapped)
        : hoverTags(kind, place, mapped);
  return paragraphs(said, describeStrings(mapped));
}

function hoverTags(kind: TaggedKind, { record, offset, context }: FieldPlace, mapped: Mapped): string {
  const reading = readMail(kind, mapped, record.owner.text);
  const domain = domainOf(record);
  // The standards speak of any domain; here it is this one.
  const explained = reading
    .explain()
    .map(({ text, meaning }) => ({ text, meaning: meaning.replaceAll("<domain>", plainName(domain)) }));
  return paragraphs(
    describeAt(reading.describeAt(decodedIndex(mapped, offset))),
    `**${titles[kind]}**`,
    explainedTable("Tag", explained),
    verdict(explained),
    kind === "dmarc" ? policies(mapped) : undefined,
    zoneWords(kind, record, domain, mapped, context),
  );
}

/** The domain that a record of a name with underscores is for. */
function domainOf({ owner }: ZoneRecord): Name {
  const labels = labelsOf(owner.text);
  const first = labels.findLastIndex((label) => label.startsWith("_"));
  return makeName(`${labels.slice(first + 1).join(".")}.`);
}

/** What the zones of the workspace add to a record: who must allow reports, what the policy file says, whether DMARC is enough. */
function zoneWords(
  kind: TaggedKind,
  record: ZoneRecord,
  domain: Name,
  mapped: Mapped,
  context: RuleContext,
): string | undefined {
  switch (kind) {
    case "dmarc":
      return paragraphs(whyNot(mapped), destinations(domain, mapped, context));
    case "mta-sts":
      return policyWords(domain, context);
    case "bimi":
      return bimiWords(domain, context);
    case "dkim":
      return record.owner.key.startsWith("*.")
        ? "A wildcard: it answers for every selector that has no record of its own."
        : undefined;
    default:
      return undefined;
  }
}

/** Why a record does not hold as written (RFC 9989 section 4.10.1). */
function whyNot(mapped: Mapped): string | undefined {
  const { value, problems } = parseDmarc(mapped);
  if (value.effect === "policy") return undefined;
  const reason = problems.find(({ rule }) => decisive.has(rule));
  if (reason === undefined) return undefined;
  const section = reason.rule.endsWith("-policy") ? "4.10.1" : "4.7";
  return `**Why:** ${plain(sentence(reason.message))} ${link(rfc(9989, section))}`;
}

const decisive: ReadonlySet<string> = new Set(
  ["version", "duplicate-tag", "bad-policy", "no-policy", "missing-policy"].map((slug) => `dmarc/${slug}`),
);

/** Where reports go that another domain must have allowed (RFC 9990 section 4). */
function destinations(domain: Name, mapped: Mapped, context: RuleContext): string | undefined {
  const found = externalDestinations(parseDmarc(mapped).value, domain.text);
  const lines = found.map(({ uri, domain: host, verificationName }) => {
    if (verificationName === undefined) return `- ${code(uri)}: the name of its permission would be too long`;
    const records = recordsFor(context, `${verificationName}.`);
    const state =
      records === undefined
        ? "its zone is not in the workspace"
        : records.some((record) => isOfKind(record, "dmarc"))
          ? "it does"
          : "it does not, so no report is sent there";
    return `- ${code(uri)}: ${plain(host)} must allow it by TXT at ${code(verificationName)}; ${state}`;
  });
  return lines.length === 0 ? undefined : ["**Reports to other domains**", "", ...lines].join("\n");
}

function policyWords(domain: Name, context: RuleContext): string {
  const policy = context.policyOf(domain.key);
  const host = recordsFor(context, `mta-sts.${domain.key}`);
  const served =
    host === undefined || host.length > 0
      ? undefined
      : `The host ${code(`mta-sts.${plainName(domain)}`)} has no record.`;
  if (policy === undefined) return paragraphs(served, "The policy file is not in the workspace.");
  const days = policy.maxAge === undefined ? "" : `, kept for ${printDuration(policy.maxAge)}`;
  const hosts = policy.mx.map(({ pattern }) => code(pattern)).join(", ");
  const said = policy.valid
    ? `The policy file: mode ${code(policy.mode ?? "")}${days}; mail servers ${hosts === "" ? "none" : hosts}.`
    : "The policy file is not valid: senders take it for none.";
  return paragraphs(served, said);
}

/** Receivers show a logo only where DMARC of the domain stops mail. */
function bimiWords(domain: Name, context: RuleContext): string | undefined {
  const record = recordsFor(context, `_dmarc.${domain.key}`)?.find((one) => isOfKind(one, "dmarc"));
  const mapped = record === undefined ? undefined : textOf(record);
  if (recordsFor(context, domain.key) === undefined) return undefined;
  const policy = mapped === undefined ? undefined : effectivePolicy(parseDmarc(mapped).value);
  if (policy === undefined)
    return `${plain(plainName(domain))} has no DMARC policy of its own: without one no logo is shown.`;
  const enough = policy.domain !== "none" && policy.subdomains !== "none";
  return `DMARC here: this domain ${code(policy.domain)}, names below it ${code(policy.subdomains)}. ${
    enough ? "That is enough for BIMI." : "BIMI needs quarantine or reject for both."
  }`;
}

function hoverSpf({ record, offset, context }: FieldPlace, mapped: Mapped): string {
  const spf = parseSpf(mapped).value;
  const cost = isSpf(mapped.text) ? spfCost(plainName(record.owner), spf, resolverOf(context)) : undefined;
  const explained = explainSpf(spf, cost);
  return paragraphs(
    describeAt(describeSpfAt(spf, decodedIndex(mapped, offset))),
    "**SPF**: who may send mail as this domain",
    explainedTable("Term", explained),
    verdict([{ text: "", meaning: spfVerdict(spf) }]),
    cost === undefined ? undefined : costTree(cost),
  );
}

function describeAt(found: Description | undefined): string | undefined {
  if (found === undefined) return undefined;
  return paragraphs(`${code(found.title)}: ${plain(sentence(found.summary))}`, link(found.reference), "---");
}

function verdict(explained: readonly Explained[]): string | undefined {
  const meanings = explained.filter(({ text }) => text === "").map(({ meaning }) => plain(sentence(meaning)));
  return meanings.length === 0 ? undefined : `**What a receiver does with this:** ${meanings.join(" ")}`;
}

/** What receivers apply in the end (RFC 9989 section 4.7). */
function policies(mapped: Mapped): string | undefined {
  const policy = effectivePolicy(parseDmarc(mapped).value);
  if (policy === undefined) return undefined;
  const rows = [
    ["This domain", code(policy.domain)],
    ["Names below it", code(policy.subdomains)],
    ["Names that do not exist", code(policy.nonexistent)],
  ];
  return table([policy.testing ? "Mail from (one level milder: t=y)" : "Mail from", "Effective policy"], rows);
}

function spfVerdict(spf: SpfRecord): string {
  if (!spf.valid) return "Receivers refuse the whole record: SPF ends with an error (permerror)";
  const all = allOf(spf);
  if (all === undefined)
    return modifierOf(spf, "redirect") === undefined
      ? "Mail from other hosts is treated as if there were no SPF"
      : "Where no term matches, the record of the other domain decides";
  return {
    pass: "Any host in the world passes SPF as this domain",
    fail: "Mail from other hosts fails SPF and may be refused at once",
    softfail: "Mail from other hosts is suspicious; for DMARC it did not pass",
    neutral: "Nothing is said about other hosts: SPF protects nothing",
  }[qualifierTable[all.qualifier].result];
}

/** How many lines of a tree are shown. */
const mostLines = 24;

/** The look-ups, and which include leads to how many. */
function costTree(cost: SpfCost): string {
  const title = `**Look-ups: ${shownLookups(cost)} of ${mostLookups}**${cost.lookups > mostLookups ? ", too many: SPF fails" : ""}`;
  const lines = treeLines(cost, 0).slice(0, mostLines);
  return lines.length === 0 ? title : [title, "", ...lines].join("\n");
}

function treeLines(cost: SpfCost, depth: number): string[] {
  if (depth > 6) return [];
  return cost.terms.flatMap(({ term, lookups, nested, provider, note }) => {
    const by = provider === undefined ? "" : ` (${provider.name})`;
    const why = note === undefined || note === "provider" ? "" : `, ${note}`;
    const line = `${"  ".repeat(depth)}- ${code(term.text)}: ${lookups}${by}${why}`;
    return [line, ...(nested === undefined ? [] : treeLines(nested, depth + 1))];
  });
}

/** Lengths, and what receivers read where there is more than one string. */
function describeStrings(mapped: Mapped): string {
  const lengths = mapped.strings.map(({ octets }) => octets);
  const total = lengths.reduce((sum, octets) => sum + octets, 0);
  if (lengths.length < 2) return `One string of ${total} octets.`;
  return paragraphs(
    `${lengths.length} strings of ${lengths.join(" + ")} octets, joined without a space to ${total}:`,
    code(shown(mapped.text, 600)),
  );
}

/** Texts by which services know who holds a domain. */
const proofs: readonly (readonly [RegExp, string])[] = [
  [/^google-site-verification=/, "Google"],
  [/^MS=ms/i, "Microsoft 365"],
  [/^apple-domain-verification=/, "Apple"],
  [/^facebook-domain-verification=/, "Meta"],
  [/^atlassian-domain-verification=/, "Atlassian"],
  [/^adobe-idp-site-verification=/, "Adobe"],
  [/^stripe-verification=/, "Stripe"],
  [/^_?globalsign-domain-verification=/i, "GlobalSign"],
  [/^docusign=/, "DocuSign"],
  [/^yandex-verification:/, "Yandex"],
  [/^openai-domain-verification=/, "OpenAI"],
  [/^zoho-verification=/, "Zoho"],
  [/^amazonses:/, "Amazon SES"],
];

/** What is no longer looked for, or by few, at names for mail. */
const historic: readonly (readonly [owner: RegExp, text: RegExp, meaning: string, reference: Reference])[] = [
  [/^_adsp\._domainkey\./, /^dkim=/, "Author Domain Signing Practices: historic, DMARC took its place.", rfc(5617)],
  [
    /^_report\._domainkey\./,
    /^r[aprs]=/,
    "Where reports on failed DKIM signatures go; few verifiers send them.",
    rfc(6651),
  ],
  [/\._atps\./, /^v=ATPS1/, "Allows another domain to sign as this one; few verifiers look for it.", rfc(6541)],
  [
    /^_domainkey\./,
    /(?:^|;\s*)[ot]=/,
    "The policy of DomainKeys, before DKIM: historic, no verifier asks for it.",
    rfc(4870),
  ],
];

function historicText(owner: string, text: string): string | undefined {
  const found = historic.find(([name, content]) => name.test(owner) && content.test(text));
  return found === undefined ? undefined : paragraphs(`**Text**: ${found[2]}`, link(found[3]));
}

function describePlain(text: string): string {
  const proof = proofs.find(([pattern]) => pattern.test(text));
  return proof === undefined
    ? "**Text** of no mail standard."
    : `**Text** that proves to ${proof[1]} who holds the domain.`;
}
