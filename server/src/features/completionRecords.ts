/** Whole records to complete: with their owner at the start of a line, without it behind one. */
import { relativeTo } from "../dns/name.js";
import { isReverse } from "../rules/lookup.js";
import type { ZoneSnapshot } from "../workspace/snapshot.js";
import { nameOf } from "../zone/record.js";
import type { Offer } from "./completionItem.js";
import type { FileNearby } from "./completionFiles.js";
import type { CompletionPlace } from "./completionPlace.js";
import { plainSnippet, recordSnippets, snippetsFor, type RecordSnippet } from "./snippets.js";

export interface CompletionOptions {
  /** Whether the editor can fill in places. */
  readonly snippets: boolean;
  /** What is in the folders in which an included file is looked for, the likeliest folder first; see `includeDirectory`. */
  readonly files?: readonly FileNearby[];
}

/** The records that one may start from, filled with what the zone says of itself. */
export function snippetsOf({ zone, context, origin }: ZoneSnapshot): readonly RecordSnippet[] {
  const host = (type: string, field: string, otherwise: string): string => {
    for (const record of zone.recordsOfType(type)) {
      const name = nameOf(record, field)?.name;
      if (name !== undefined && name.text !== ".") return relativeTo(name, origin);
    }
    return otherwise;
  };
  return recordSnippets({
    domain: (zone.apex ?? origin)?.text.replace(/\.$/, "") ?? "example.com",
    now: context.now,
    mailHost: host("MX", "exchange", "mail"),
    nameServer: host("NS", "name server", "ns1"),
  });
}

/** Whether the records of the zone say their class: then those that are added do. */
function saysClass({ zone }: ZoneSnapshot): boolean {
  for (const record of zone.records()) return record.classWord !== undefined;
  return true;
}

/** The lines of a record with their owners, in the snippet syntax of LSP. */
export function snippetLines(snapshot: ZoneSnapshot, { lines }: RecordSnippet): string {
  const middle = saysClass(snapshot) ? " IN " : " ";
  return lines.map(({ owner, type, rdata }) => `${owner}${middle}${type} ${rdata}`).join("\n");
}

const snippetText = (text: string, { snippets }: CompletionOptions): Pick<Offer, "insert" | "snippet"> =>
  snippets && /\$\{/.test(text) ? { insert: text, snippet: true } : { insert: plainSnippet(text) };

const offerOf = (snippet: RecordSnippet, text: string, filter: string, options: CompletionOptions): Offer => ({
  label: snippet.label,
  kind: "record",
  filter,
  ...snippetText(text, options),
  detail: snippet.summary,
  about: { what: "record", name: snippet.label },
});

/** Records with their owner; in a reverse zone those alone that stand there. */
export function wholeRecords(place: CompletionPlace, options: CompletionOptions): Offer[] {
  const { snapshot } = place;
  const reverse = isReverse(place.context.origin.key);
  return snippetsOf(snapshot)
    .filter((one) => !reverse || one.reverse === true)
    .map((snippet) => {
      const owner = plainSnippet(snippet.lines[0]?.owner ?? "");
      const filter = `${owner === "@" ? "" : `${owner} `}${snippet.label}`;
      return offerOf(snippet, snippetLines(snapshot, snippet), filter, options);
    });
}

/** The snippets for an owner that stands already. */
function snippetsAt({ snapshot }: CompletionPlace, ownerKey: string): RecordSnippet[] {
  const relative = relativeTo({ text: ownerKey, key: ownerKey }, snapshot.zone.apex ?? snapshot.origin);
  return snippetsFor(snippetsOf(snapshot), relative === "@" ? "" : relative, isReverse(ownerKey));
}

/** Whole records for the owner that stands already: the first line's type and RDATA, further lines under it. */
export function recordOffers(
  place: CompletionPlace,
  ownerKey: string | undefined,
  options: CompletionOptions,
): readonly Offer[] {
  if (ownerKey === undefined) return [];
  const types = place.snapshot.zone.typesAt(ownerKey);
  return snippetsAt(place, ownerKey)
    .filter(({ lines }) => lines[0]?.type !== "SOA" || !types.has("SOA"))
    .map((snippet) => {
      const text = snippet.lines
        .map(({ type, rdata }, index) => `${index === 0 ? "" : "\t"}${type} ${rdata}`)
        .join("\n");
      return offerOf(snippet, text, `${snippet.lines[0]?.type ?? ""} ${snippet.label}`, options);
    });
}

/** The RDATA of the records of a type for an owner, where the type is written already. */
export function rdataRecords(
  place: CompletionPlace,
  ownerKey: string | undefined,
  type: string,
  options: CompletionOptions,
): readonly Offer[] {
  if (ownerKey === undefined) return [];
  return snippetsAt(place, ownerKey)
    .filter(({ lines }) => lines[0]?.type === type)
    .map((snippet) => {
      const text = snippet.lines[0]?.rdata ?? "";
      const plain = plainSnippet(text);
      // What is typed so far has no quote.
      return offerOf(snippet, text, place.word === undefined ? plain : plain.replace(/^"/, ""), options);
    });
}
