/** Hover on text records: what kind of record it is, each tag in plain words, and what receivers do with the whole. */
import { parseDmarc } from "../mail/dmarc.js";
import { effectivePolicy } from "../mail/dmarcAdvice.js";
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
import { textOf } from "../zone/record.js";
import type { FieldPlace } from "./fieldPlace.js";
import { code, explainedTable, link, paragraphs, sentence, table } from "./hoverMarkdown.js";
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
      ? describePlain(mapped.text)
      : kind === "spf"
        ? hoverSpf(place, mapped)
        : hoverTags(kind, place, mapped);
  return paragraphs(said, describeStrings(mapped));
}

function hoverTags(kind: TaggedKind, { record, offset }: FieldPlace, mapped: Mapped): string {
  const reading = readMail(kind, mapped, record.owner.text);
  const explained = reading.explain();
  return paragraphs(
    describeAt(reading.describeAt(decodedIndex(mapped, offset))),
    `**${titles[kind]}**`,
    explainedTable("Tag", explained),
    verdict(explained),
    kind === "dmarc" ? policies(mapped) : undefined,
  );
}

function hoverSpf({ record, offset, context }: FieldPlace, mapped: Mapped): string {
  const spf = parseSpf(mapped).value;
  const domain = record.owner.text.replace(/\.$/, "");
  const cost = isSpf(mapped.text) ? spfCost(domain, spf, resolverOf(context)) : undefined;
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
  return paragraphs(`${code(found.title)}: ${sentence(found.summary)}`, link(found.reference), "---");
}

function verdict(explained: readonly Explained[]): string | undefined {
  const meanings = explained.filter(({ text }) => text === "").map(({ meaning }) => sentence(meaning));
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

function describePlain(text: string): string {
  const proof = proofs.find(([pattern]) => pattern.test(text));
  return proof === undefined
    ? "**Text** of no mail standard."
    : `**Text** that proves to ${proof[1]} who holds the domain.`;
}
