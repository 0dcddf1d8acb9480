/** What is under the cursor, in words: names made absolute, times made human, mail tags explained. */
import { describe } from "../dns/fieldKinds.js";
import { printClass, readClass } from "../dns/recordClass.js";
import { printDuration, readTtl } from "../dns/ttl.js";
import { nearestTypes } from "../dns/typeIndex.js";
import { readName } from "../dns/name.js";
import { shown } from "../text/problem.js";
import { span } from "../text/span.js";
import type { Word } from "../syntax/word.js";
import { contextOf, entryAt, type Here, type Snapshot, type ZoneSnapshot } from "../workspace/snapshot.js";
import { nameProblem } from "../zone/head.js";
import type { ZoneRecord } from "../zone/record.js";
import { partsOf, type Part } from "./entryParts.js";
import { hoverDirective } from "./hoverDirective.js";
import { hoverComment } from "./hoverComment.js";
import { describeRow, hoverField } from "./hoverFields.js";
import { hoverPolicy } from "./hoverPolicy.js";
import { code, link, paragraphs, plain, sentence, table, zoneBlock, type Hover } from "./hoverMarkdown.js";
import { decodedName, describePurpose, ownerLines } from "./hoverNames.js";

/** The meaning of the token at an offset; undefined where there is none, as in comments. */
export function hover(snapshot: Snapshot, offset: number): Hover | undefined {
  return snapshot.kind === "policy" ? hoverPolicy(snapshot, offset) : hoverZone(snapshot, offset);
}

function hoverZone(snapshot: ZoneSnapshot, offset: number): Hover | undefined {
  const here = entryAt(snapshot, offset);
  if (here === undefined) return undefined;
  const { entry } = here;
  if (entry.leadingBlank && offset < (entry.words[0]?.start ?? entry.start)) return hoverInherited(snapshot, here);
  const part = partsOf(entry).find(({ word }) => word.start <= offset && offset < word.end);
  if (part === undefined) return hoverComment(snapshot.text, entry, offset);
  const markdown = hoverPart(snapshot, here, part, offset);
  return markdown === undefined ? undefined : { span: span(part.word.start, part.word.end), markdown };
}

/** The blank at the start of a line stands for the owner of the record before. */
function hoverInherited(snapshot: ZoneSnapshot, { entry, record }: Here): Hover | undefined {
  const first = entry.words[0];
  if (first === undefined || record === undefined) return undefined;
  return { span: span(entry.start, first.start), markdown: hoverOwner(snapshot, record, true) };
}

function hoverPart(snapshot: ZoneSnapshot, here: Here, part: Part, offset: number): string | undefined {
  const { entry, record } = here;
  switch (part.kind) {
    case "owner":
      return record === undefined ? hoverName(part.word, here) : hoverOwner(snapshot, record, false);
    case "ttl":
      return hoverTtl(part.word, record);
    case "class":
      return hoverClass(part.word);
    case "type":
      return record === undefined ? hoverRow(part) : hoverType(record);
    case "field":
      return record === undefined
        ? describeRow(part.type, part.field)
        : hoverField({ record, field: part.field, word: part.word, offset, context: snapshot.context });
    case "generic":
      return hoverGeneric(record);
    case "directive":
    case "argument":
      return hoverDirective(entry, part, contextOf(here));
    default:
      return "Not read: what stands before it is no record type that is known.";
  }
}

function hoverClass({ raw }: Word): string | undefined {
  const known = readClass(raw);
  return known === undefined ? undefined : `Class **${printClass(known)}**${known === 1 ? ": the Internet." : "."}`;
}

function hoverName(word: Word, here: Here): string | undefined {
  const { name, fault } = readName(word.raw, contextOf(here).origin);
  return name === undefined ? fault && plain(sentence(nameProblem("", word, fault).message)) : code(name.text);
}

const standings = {
  apex: "The apex: the name of the zone itself.",
  authoritative: undefined,
  delegation: "A delegation: this name and all below are another zone's, served by the name servers named here.",
  occluded: "Below a delegation: only glue, the addresses of its name servers, counts here.",
  outside: "Outside the zone: servers ignore this record.",
} as const;

function hoverOwner({ zone }: ZoneSnapshot, record: ZoneRecord, inherited: boolean): string {
  const { owner } = record;
  const decoded = decodedName(owner);
  return paragraphs(
    `**${code(owner.text)}**`,
    inherited ? "The owner of the record before, as the line starts with a blank." : undefined,
    decoded === undefined ? undefined : `Shown as ${code(decoded)}.`,
    standings[zone.standing(owner.key)],
    describePurpose(owner.key),
    zoneBlock(ownerLines(zone, owner.key)),
  );
}

function hoverTtl({ raw }: Word, record: ZoneRecord | undefined): string | undefined {
  const read = readTtl(raw);
  const ttl = record?.ttl ?? ("seconds" in read ? read.seconds : undefined);
  if (ttl === undefined) return undefined;
  return paragraphs(
    `**Time to live**: ${printDuration(ttl)} (${ttl} seconds).`,
    "How long resolvers may keep the record before they ask again.",
    link({ rfc: 1035, section: "3.2.1" }),
  );
}

const statuses = {
  obsolete: "Obsolete.",
  experimental: "Experimental, and rarely seen.",
  meta: "Never stands in a zone.",
  deprecated: "Deprecated.",
  vendor:
    "No type of DNS: the server computes an answer from it. BIND, NSD and Knot DNS refuse it; no transfer carries it.",
} as const;

function hoverUnknownType({ raw }: Word): string {
  const meant = nearestTypes(raw.toUpperCase()).map(code).join(" or ");
  return paragraphs(
    `${code(shown(raw, 40))} is no record type.`,
    meant === "" ? undefined : `Is ${meant} meant?`,
    "The rest of the record is not read.",
  );
}

function hoverRow({ type, word }: Part & { readonly kind: "type" }): string | undefined {
  if (type === undefined) return hoverUnknownType(word);
  const status = type.status === undefined ? undefined : statuses[type.status];
  const number = type.code >= 0 ? ` (type ${type.code})` : "";
  return paragraphs(`**${type.name}**${number}: ${sentence(type.summary)}`, status, link(type.reference));
}

function hoverType(record: ZoneRecord): string {
  const { type, typeWord, rdata, ttl, ttlWord } = record;
  const rows = (type.fields ?? []).map(({ name, summary }) => {
    const value = rdata.fields.find(({ field }) => field.name === name);
    const written = value?.words.map(({ raw }) => raw).join(" ") ?? "";
    const described = value === undefined ? undefined : describe(value);
    const more = described === undefined || described === written ? "" : ` (${shown(described, 60)})`;
    return [name, `${code(shown(written, 40))}${more}`, summary];
  });
  const time =
    ttl === undefined || ttlWord !== undefined
      ? undefined
      : `Time to live: ${printDuration(ttl)}, said before this line.`;
  return paragraphs(
    hoverRow({ kind: "type", word: typeWord, type }),
    rows.length === 0 ? undefined : table(["Field", "Here", "What it is"], rows),
    time,
  );
}

function hoverGeneric(record: ZoneRecord | undefined): string {
  const canonical = record?.rdata.canonical;
  return paragraphs(
    "Data in the form for unknown types: `\\#`, its length in octets, hexadecimal digits.",
    record === undefined || canonical === undefined
      ? undefined
      : zoneBlock([`${record.type.name} ${shown(canonical, 200)}`]),
    link({ rfc: 3597, section: "5" }),
  );
}
