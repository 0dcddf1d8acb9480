/** What may be written inside the strings of text records: SPF terms, tags of mail records, their values. */
import type { Name } from "../dns/name.js";
import { spfCompletions } from "../mail/explainSpf.js";
import { mailCompletions } from "../mail/mail.js";
import { mailKindOf, type MailKind } from "../mail/mailKind.js";
import { isSpf } from "../mail/spf.js";
import { decodeWords } from "../syntax/characterString.js";
import type { Word } from "../syntax/word.js";
import { decodedIndex, sourceSpan, type Mapped } from "../text/mapped.js";
import { textOf } from "../zone/record.js";
import { touches } from "../text/span.js";
import type { CompletionItem } from "./completionItem.js";
import { notListed, zoneOffers, type TextOffer } from "./completionMail.js";
import { hostsIn, isPast, mostRead } from "./completionNames.js";
import type { CompletionPlace } from "./completionPlace.js";

/** Completes inside the strings `words` of an owner. */
export function textItems(place: CompletionPlace, words: readonly Word[], owner: Name | undefined): CompletionItem[] {
  const { mapped } = decodeWords(words, "utf-8");
  const index = decodedIndex(mapped, place.offset);
  const { text } = mapped;
  const kind = mailKindOf(owner?.key ?? "", text);
  const found =
    kind === undefined
      ? startOffers(text)
      : kind === "spf"
        ? spfOffers(place, mapped, index)
        : { ...mailCompletions[kind](mapped, index), extra: reportOffers(place, kind, text, index) };
  const whole = sourceSpan(mapped, found.from, found.to);
  // At the start of a string what is replaced is nothing, and may seem to be at the end of the string before.
  const span = found.from === found.to ? { start: place.offset, end: place.offset } : whole;
  // Between two strings there is nothing to complete.
  if (!touches(span, place.offset)) return [];
  const more = kind === undefined ? [] : zoneOffers(place, kind, text, index);
  const offers: readonly TextOffer[] = [
    ...notListed([...more, ...found.extra], text, found.from, found.to),
    ...found.items.map((item) => ({ ...item, kind: kind === "spf" ? ("term" as const) : ("tag" as const) })),
  ];
  return offers.map(({ label, insert, summary, kind: itemKind }, rank) => ({
    label,
    kind: itemKind,
    insert,
    span,
    detail: summary,
    about: { what: "words", name: summary },
    sort: String(rank).padStart(4, "0"),
    // What is replaced may start before the word that an editor would compare.
    filter: insert,
  }));
}

interface Found {
  readonly from: number;
  readonly to: number;
  readonly items: readonly { readonly label: string; readonly insert: string; readonly summary: string }[];
  readonly extra: readonly TextOffer[];
}

/** A text that says nothing yet may become an SPF record, or a proof. */
function startOffers(text: string): Found {
  const items = /^\s*[A-Za-z=]{0,6}$/.test(text)
    ? [
        { label: "v=spf1", insert: "v=spf1 mx ~all", summary: "SPF: who may send mail as this domain" },
        { label: "v=spf1 -all", insert: "v=spf1 -all", summary: "SPF: no host may send mail as this domain" },
      ]
    : [];
  return { from: 0, to: text.length, items, extra: [] };
}

const target = /(?:^|\s)[-+~?]?(a|mx|include|exists|redirect)[:=]([^\s/]*)$/i;

/** The terms, and domains of the zone where a term names one. */
function spfOffers(place: CompletionPlace, mapped: Mapped, index: number): Found {
  const found = spfCompletions(mapped, index);
  const match = target.exec(mapped.text.slice(0, index));
  const name = match?.[1]?.toLowerCase();
  if (name === undefined) return { ...found, extra: [] };
  const extra =
    name === "include" || name === "redirect"
      ? spfDomains(place)
      : name === "exists"
        ? []
        : spfHosts(place, match?.[2] ?? "");
  return { ...found, extra };
}

const spfHosts = (place: CompletionPlace, typed: string): TextOffer[] =>
  hostsIn(place, typed).map(({ name, addresses }) => {
    const domain = name.text.replace(/\.$/, "");
    return { label: domain, insert: domain, summary: addresses.join(", "), kind: "host" };
  });

/** Names of this zone that have an SPF record of their own. */
function spfDomains(place: CompletionPlace): TextOffer[] {
  const { snapshot } = place;
  const offers: TextOffer[] = [];
  let seen = 0;
  for (const record of snapshot.zone.recordsOfType("TXT")) {
    if (isPast(place, ++seen, mostRead)) break;
    const mapped = textOf(record);
    const domain = record.owner.text.replace(/\.$/, "");
    if (mapped !== undefined && isSpf(mapped.text) && record.owner.key !== snapshot.zone.apex?.key)
      offers.push({ label: domain, insert: domain, summary: `Of this zone: ${mapped.text}`, kind: "host" });
  }
  return offers;
}

const report = /(?:^|;)\s*(rua|ruf)\s*=\s*(?:[^;]*,)?\s*([^;,]*)$/i;

/** Addresses that reports of this zone already go to, and one of its own. */
function reportOffers(place: CompletionPlace, kind: MailKind, text: string, index: number): TextOffer[] {
  const { snapshot } = place;
  const match = report.exec(text.slice(0, index));
  if (match === null || (kind !== "dmarc" && kind !== "tls-rpt")) return [];
  const domain = snapshot.zone.apex?.text.replace(/\.$/, "") ?? "example.com";
  const local = kind === "dmarc" ? "dmarc-reports" : "tls-reports";
  const addresses = new Set([`mailto:${local}@${domain}`]);
  let seen = 0;
  for (const record of snapshot.zone.recordsOfType("TXT")) {
    if (isPast(place, ++seen, mostRead)) break;
    for (const [address] of textOf(record)?.text.matchAll(/mailto:[^\s;,!"]+@[^\s;,!"]+/g) ?? [])
      addresses.add(address);
  }
  return [...addresses].map((address) => ({
    label: address,
    insert: address,
    summary: "Reports go there by mail",
    kind: "text",
  }));
}
