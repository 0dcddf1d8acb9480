/** Where domain names are written: owners, names in RDATA, and the domains that SPF terms and report addresses name. */
import { readName, relativeTo, type Name } from "../dns/name.js";
import { mailKindOf } from "../mail/mailKind.js";
import { readUriList } from "../mail/mailUri.js";
import { domainName } from "../mail/resolver.js";
import { parseSpf } from "../mail/spf.js";
import { readTagList } from "../mail/tagList.js";
import { editMapped } from "../syntax/characterString.js";
import { replace, type Edit } from "../text/edit.js";
import { sourceSpan, type Mapped } from "../text/mapped.js";
import { span, touches, type Span } from "../text/span.js";
import { namesOf, textOf, type ZoneRecord } from "../zone/record.js";
import { readDirective } from "../zone/directive.js";
import type { Steps } from "../text/steps.js";
import { contextOf, entryAt, type ZoneSnapshot } from "../workspace/snapshot.js";
import type { Zone } from "../zone/zone.js";

export interface NamePlace {
  readonly uri: string;
  readonly at: Span;
  readonly name: Name;
  /** As written. */
  readonly text: string;
  readonly role: "owner" | "target" | "mail";
  /** The origin in force. */
  readonly origin: Name | undefined;
  /** The edits that write another name there, relative or absolute as this one is; none where that can't be written. */
  rewrite(name: Name): readonly Edit[];
}

const inZoneFile = (
  record: ZoneRecord,
  at: Span,
  name: Name,
  text: string,
  relative: boolean,
  role: "owner" | "target",
): NamePlace => ({
  uri: record.uri,
  at: span(at.start, at.end),
  name,
  text,
  role,
  origin: record.origin,
  rewrite: (other) => [replace(at, relative ? relativeTo(other, record.origin) : other.text)],
});

/** A name as mail records write it: without final dot; undefined where it has characters that need an escape. */
const plainDomain = (name: Name): string | undefined =>
  name.text.includes("\\") || name.text === "." ? undefined : name.text.slice(0, -1);

function inMail(record: ZoneRecord, mapped: Mapped, start: number, end: number): NamePlace[] {
  const text = mapped.text.slice(start, end);
  const name = domainName(text);
  if (name === undefined) return [];
  const dot = text.endsWith(".") ? "." : "";
  return [
    {
      uri: record.uri,
      at: sourceSpan(mapped, start, end),
      name,
      text,
      role: "mail",
      origin: undefined,
      rewrite(other) {
        const plain = plainDomain(other);
        return plain === undefined ? [] : editMapped(mapped, start, end, plain + dot);
      },
    },
  ];
}

function spfPlaces(record: ZoneRecord, mapped: Mapped): NamePlace[] {
  return parseSpf(mapped).value.terms.flatMap((term) => {
    const domain = term.kind === "faulty" ? undefined : term.domain;
    return domain === undefined || domain.text.includes("%") ? [] : inMail(record, mapped, domain.start, domain.end);
  });
}

/** The domains of the addresses in `rua` and `ruf`. */
function reportPlaces(record: ZoneRecord, mapped: Mapped): NamePlace[] {
  const { namedAnyCase } = readTagList(mapped.text);
  return ["rua", "ruf"].flatMap((name) => {
    const tag = namedAnyCase.get(name);
    if (tag === undefined) return [];
    return readUriList(mapped.text, tag.valueStart, tag.valueEnd, { sizes: true }).flatMap((uri) => {
      if (uri.domain === undefined) return [];
      const at = uri.text.toLowerCase().lastIndexOf(uri.domain);
      return at < 0 ? [] : inMail(record, mapped, uri.start + at, uri.start + at + uri.domain.length);
    });
  });
}

function mailPlaces(record: ZoneRecord): NamePlace[] {
  const mapped = record.type.name === "TXT" || record.type.name === "SPF" ? textOf(record) : undefined;
  if (mapped === undefined) return [];
  switch (mailKindOf(record.owner.key, mapped.text)) {
    case "spf":
      return spfPlaces(record, mapped);
    case "dmarc":
    case "tls-rpt":
      return reportPlaces(record, mapped);
    default:
      return [];
  }
}

const ownerPlaces = (record: ZoneRecord): NamePlace[] => {
  const { ownerWord, owner, ownerRelative } = record;
  return ownerWord === undefined ? [] : [inZoneFile(record, ownerWord, owner, ownerWord.raw, ownerRelative, "owner")];
};

/** Where a record writes names; none for those that `$GENERATE` makes. */
export function placesOf(record: ZoneRecord): NamePlace[] {
  if (record.generated) return [];
  const names = record.rdata.generic
    ? []
    : namesOf(record).map(({ span: at, name, text, relative }) =>
        inZoneFile(record, at, name, text, relative, "target"),
      );
  return [...ownerPlaces(record), ...names, ...mailPlaces(record)];
}

/** The name that the cursor is on. */
export interface NameHere {
  readonly name: Name;
  /** Undefined where the name is inherited from the record before, or stands in a directive. */
  readonly place: NamePlace | undefined;
}

export function nameAt(snapshot: ZoneSnapshot, offset: number): NameHere | undefined {
  const here = entryAt(snapshot, offset);
  if (here === undefined) return undefined;
  const { record, entry } = here;
  if (record !== undefined) {
    const place = placesOf(record).find(({ at }) => touches(at, offset));
    if (place !== undefined) return { name: place.name, place };
    const first = entry.words[0];
    const inherited = entry.leadingBlank && first !== undefined && offset < first.start;
    return inherited ? { name: record.owner, place: undefined } : undefined;
  }
  const word = entry.words.find((candidate, index) => index > 0 && touches(candidate, offset));
  if (word === undefined) return undefined;
  const context = contextOf(here);
  const directive = readDirective(entry, context, here.frame.encoding, []);
  const isName =
    directive.kind === "origin" ? word === entry.words[1] : directive.kind === "include" && word === entry.words[2];
  const name = isName ? readName(word.raw, context.origin, here.frame.encoding).name : undefined;
  return name === undefined ? undefined : { name, place: undefined };
}

/** The zones that a feature looks into: the document's own first. */
export function zonesOf({ zone, zones }: ZoneSnapshot): Zone[] {
  return [zone, ...[...zones.all()].filter((other) => other !== zone)];
}

/** How many records make a step. */
const stride = 256;

/** Every place in the workspace where the name of a key is written, each once. */
export function* placesOfName(snapshot: ZoneSnapshot, key: string): Steps<NamePlace[]> {
  const found = new Map<string, NamePlace>();
  let seen = 0;
  for (const zone of zonesOf(snapshot))
    for (const record of zone.records()) {
      if (++seen % stride === 0) yield;
      for (const place of placesOf(record))
        if (place.name.key === key) found.set(`${place.at.start} ${place.uri}`, place);
    }
  return [...found.values()];
}
