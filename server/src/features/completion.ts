/** What may be written at a place: names, types, values, mail tags and whole records. */
import { isReverse } from "../rules/lookup.js";
import type { Snapshot } from "../workspace/snapshot.js";
import { directives, isDirective } from "../zone/directive.js";
import { readHead, type Head } from "../zone/head.js";
import { commentItems } from "./completionComments.js";
import { fieldOffers, timeOffers } from "./completionFields.js";
import { fileOffers } from "./completionFiles.js";
import { placed, type CompletionItem, type Offer } from "./completionItem.js";
import { keyTargets, selectorOwners } from "./completionMail.js";
import { nameOffers, ownerOffers } from "./completionNames.js";
import { policyItems } from "./completionPolicy.js";
import { completionPlace, type CompletionPlace } from "./completionPlace.js";
import { recordOffers, rdataRecords, wholeRecords, type CompletionOptions } from "./completionRecords.js";
import { services } from "./completionServices.js";
import { textItems } from "./completionText.js";
import { typeOffers } from "./completionTypes.js";
import { fieldAtWord, generateRole } from "./entryParts.js";

export { documentationOf } from "./completionDocumentation.js";
export { includeDirectory, type FileNearby } from "./completionFiles.js";
export type { About, CompletionItem } from "./completionItem.js";

/** What may be written at an offset, in the order of `sort`. */
export const completion = (snapshot: Snapshot, offset: number, options: CompletionOptions): readonly CompletionItem[] =>
  completionList(snapshot, offset, options).items;

/** As `completion`, with whether anything was left out that more typing may bring up. */
export function completionList(
  snapshot: Snapshot,
  offset: number,
  options: CompletionOptions,
): { readonly items: readonly CompletionItem[]; readonly isCut: boolean } {
  if (snapshot.kind === "policy") return { items: policyItems(snapshot, offset, options), isCut: false };
  const place = completionPlace(snapshot, offset);
  return place === undefined
    ? { items: commentItems(snapshot, offset), isCut: false }
    : { items: zoneItems(place, options), isCut: place.limits.reached };
}

function zoneItems(place: CompletionPlace, options: CompletionOptions): CompletionItem[] {
  if (place.atLineStart) return lineStartItems(place, options);
  const before = { ...place.entry, words: place.before };
  if (isDirective(before)) return placed(place.span, 1, argumentOffers(place, options));
  const head = readHead(before, place.context, "utf-8", []);
  return head.typeWord === undefined || head.type === undefined
    ? headItems(place, head, options)
    : rdataItems(place, head, options);
}

/** Column 0: an owner, a directive or a whole record. */
function lineStartItems(place: CompletionPlace, options: CompletionOptions): CompletionItem[] {
  const { typed } = place;
  const known = directives.map(({ name, form }): Offer => ({
    label: name,
    kind: "directive",
    insert: `${name} `,
    detail: form,
    about: { what: "directive", name },
    goesOn: true,
  }));
  if (typed.startsWith("$")) return placed(place.span, 0, known);
  const origin: Offer = { label: "@", kind: "owner", insert: "@", detail: place.context.origin.text };
  const reverse = isReverse(place.context.origin.key);
  const offered: Offer[] = reverse
    ? []
    : services.map(({ owner, summary }) => ({ label: owner, kind: "owner", insert: owner, detail: summary }));
  const owners = ownerOffers(place).filter(({ label }) => label !== "@");
  const used = new Set(owners.map(({ label }) => label));
  const keys = reverse ? [] : selectorOwners(place).filter(({ label }) => !used.has(label));
  return [
    ...placed(place.span, 1, [origin, ...owners, ...keys]),
    ...placed(place.span, 2, wholeRecords(place, options)),
    ...placed(
      place.span,
      3,
      offered.filter(({ label }) => !used.has(label)),
    ),
    ...placed(place.span, 4, known),
  ];
}

const classes = [
  ["IN", "The Internet"],
  ["CH", "Chaosnet: what a name server says of itself"],
  ["HS", "Hesiod: users and groups"],
] as const;

/** After the owner: records for it, its type, TTL and class. */
function headItems(place: CompletionPlace, head: Head, options: CompletionOptions): CompletionItem[] {
  const { zone } = place.snapshot;
  const owner = typeof head.owner === "object" ? head.owner : undefined;
  const times = head.ttl === undefined && head.class === undefined ? timeOffers("5m", "1h", "1d") : [];
  const classOffers: Offer[] =
    head.class === undefined
      ? classes.map(([name, detail]) => ({ label: name, kind: "class", insert: name, detail }))
      : [];
  const types = placed(place.span, 2, typeOffers(owner?.key, zone));
  const records = placed(place.span, 1, recordOffers(place, owner?.key, options));
  return [...records, ...types, ...placed(place.span, 3, [...classOffers, ...times])];
}

const textKinds: ReadonlySet<string> = new Set(["charString", "charStrings"]);

function rdataItems(place: CompletionPlace, head: Head, options: CompletionOptions): CompletionItem[] {
  const { type } = head;
  const owner = typeof head.owner === "object" ? head.owner : undefined;
  const field = type === undefined ? undefined : fieldAtWord(type, head.words.length);
  if (type === undefined || field === undefined || head.words[0]?.raw === "\\#") return [];
  if (!textKinds.has(field.kind) || type.name === "RESINFO") {
    const keys = type.name === "CNAME" ? keyTargets(place, owner) : [];
    const offers = fieldOffers(place, { type, field, owner, before: head.words, snippets: options.snippets });
    const isSmtp = type.name === "TLSA" && owner?.key.startsWith("_25._tcp.") === true;
    return placed(place.span, 1, [...keys, ...(isSmtp && head.words.length === 0 ? forSmtp(offers) : offers)]);
  }
  if (type.name !== "TXT" && type.name !== "SPF") return [];
  const skipped = place.before.length - head.words.length;
  const words = place.entry.words.slice(skipped);
  if (place.word?.quoted === true) return textItems(place, words, owner);
  // Words without quotes are strings of their own: those of SPF would be glued, so it is offered whole, in quotes.
  const isSpfText = /^v=spf/i.test(words[0]?.raw ?? "");
  if (place.word !== undefined && head.words.length > 0 && !isSpfText) return textItems(place, words, owner);
  if (place.word !== undefined && head.words.length === 0 && words.length === 1)
    return placed(place.span, 1, rdataRecords(place, owner?.key, "TXT", options));
  return place.word === undefined && words.length === 0
    ? placed(place.span, 1, rdataRecords(place, owner?.key, "TXT", options))
    : [];
}

/** Usages of TLSA with those first that mail servers use: the others are "NOT RECOMMENDED" (RFC 7672 section 3.1.3). */
const forSmtp = (offers: readonly Offer[]): Offer[] => [
  ...offers.filter(({ label }) => label.startsWith("3 ")),
  ...offers.filter(({ label }) => label.startsWith("2 ")),
  ...offers.filter(({ label }) => !/^[23] /.test(label)),
];

function argumentOffers(place: CompletionPlace, options: CompletionOptions): Offer[] {
  const [directive, ...rest] = place.before;
  const keyword = directive?.raw.toUpperCase();
  const index = rest.length;
  if (keyword === "$ORIGIN" && index === 0) return originOffers(place);
  if (keyword === "$INCLUDE" && index === 0) return fileOffers(place, options.files ?? [], options.snippets);
  if (keyword === "$INCLUDE" && index === 1) return originOffers(place);
  if (keyword === "$TTL" && index === 0) return timeOffers("1h", "1d", "5m", "12h");
  return keyword === "$GENERATE" ? generateOffers(place, index) : [];
}

function originOffers(place: CompletionPlace): Offer[] {
  const { apex } = place.snapshot.zone;
  const zone: Offer[] =
    apex === undefined ? [] : [{ label: apex.text, kind: "owner", insert: apex.text, detail: "The zone" }];
  return [...zone, ...ownerOffers(place).filter(({ label }) => label !== "@" && !label.startsWith("*"))];
}

/** `$GENERATE range owner [ttl] [class] type rdata`. */
function generateOffers(place: CompletionPlace, index: number): Offer[] {
  const template = (insert: string, detail: string): Offer => ({ label: insert, kind: "value", insert, detail });
  if (index === 0) return [template("1-254", "From 1 to 254"), template("0-255/2", "From 0 to 255, every other one")];
  if (index === 1) return [template("$", "The number"), template("host-${0,3,d}", "The number with three digits")];
  const words = place.before.slice(1);
  const typed = words.findIndex((_, at) => generateRole(words, at) === "type");
  if (typed < 0) return typeOffers(undefined, place.snapshot.zone);
  return words[typed]?.raw.toUpperCase() === "PTR" ? nameOffers(place) : [];
}
