/** Where domain names are written: owners, names in RDATA, the domains that SPF terms and report addresses name, hosts in policies. */
import { isAtOrBelow, labelsOf, parentOf, readName, relativeTo, type Name } from "../dns/name.js";
import { mailKindOf } from "../mail/mailKind.js";
import { isDomain, readUriList, type MailUri } from "../mail/mailUri.js";
import { isPolicyHost } from "../mail/mtaStsPolicy.js";
import { domainName } from "../mail/resolver.js";
import { parseSpf } from "../mail/spf.js";
import { readTagList } from "../mail/tagList.js";
import { editMappedEach } from "../syntax/characterString.js";
import { readEntry } from "../syntax/entry.js";
import type { Word } from "../syntax/word.js";
import { replace, type Edit } from "../text/edit.js";
import { sourceSpan, type Mapped } from "../text/mapped.js";
import { shown } from "../text/problem.js";
import { span, touches, type Span } from "../text/span.js";
import type { Steps } from "../text/steps.js";
import { contextOf, entryAt, type PolicyFile, type Snapshot, type ZoneSnapshot } from "../workspace/snapshot.js";
import { readDirective } from "../zone/directive.js";
import { unknownOrigin } from "../zone/readZone.js";
import { namesOf, textOf, type NameIn, type ZoneRecord } from "../zone/record.js";
import type { Zone } from "../zone/zone.js";

/** Why something can't be done, in one sentence for the user. */
export interface Refusal {
  readonly refused: string;
}

export const refuse = (refused: string): Refusal => ({ refused });

/** A name in words for the user: without the stand-in for an origin that nothing tells. */
export const named = (name: Name): string =>
  shown(isAtOrBelow(name.key, unknownOrigin.key) ? relativeTo(name, unknownOrigin) : name.text, 50);

export interface NamePlace {
  readonly uri: string;
  readonly at: Span;
  readonly name: Name;
  /** As written. */
  readonly text: string;
  readonly role: "owner" | "target" | "mail" | "policy";
  /** What names it there: "MX", "SPF", "mx". */
  readonly by: string;
  /** The zone that it is part of; none for a policy. */
  readonly zone: Zone | undefined;
  /** The origin in force. */
  readonly origin: Name | undefined;
  /** Whether what it means depends on the origin. */
  readonly relative: boolean;
  /** Not written as a name, but made by `$GENERATE` or in the form of RFC 3597: there is nothing to write another name into. */
  readonly made: boolean;
  /** The edits that write another name there, relative or absolute as this one is; or why it can't be written. */
  rewrite(name: Name): readonly Edit[] | Refusal;
}

/** A record and the zone that it is read for. */
interface InZone {
  readonly record: ZoneRecord;
  readonly zone: Zone;
}

type Written = Pick<NamePlace, "at" | "name" | "text" | "relative">;

const inZoneFile = (
  { record, zone }: InZone,
  { at, name, text, relative }: Written,
  role: "owner" | "target",
): NamePlace => ({
  uri: record.uri,
  at: span(at.start, at.end),
  name,
  text,
  role,
  by: record.type.name,
  zone,
  origin: record.origin,
  relative,
  made: false,
  rewrite: (other) => [replace(at, relative ? relativeTo(other, record.origin) : other.text)],
});

/** A name that is not written as such: `at` is what it is made from. */
const madeFrom = (
  { record, zone }: InZone,
  at: Span,
  name: Name,
  role: "owner" | "target" | "mail",
  reason: string,
): NamePlace => ({
  uri: record.uri,
  at: span(at.start, at.end),
  name,
  text: name.text,
  role,
  by: record.type.name,
  zone,
  origin: record.origin,
  relative: false,
  made: true,
  rewrite: () => refuse(reason),
});

const byGenerate = (name: Name): string => `A $GENERATE line makes or names ${named(name)}: change that line`;

const inGenericForm = (name: Name, { type }: ZoneRecord): string =>
  `${named(name)} is named in a ${type.name} record of the form \\#: write that record in words first`;

/** A name as mail records and policies write it: without final dot; undefined where they can't. */
function plainDomain(name: Name): string | undefined {
  const plain = name.text.slice(0, -1);
  return plain.includes(".") && isDomain(plain) ? plain : undefined;
}

/** A domain in the decoded text of a mail record. */
interface Domain {
  readonly start: number;
  readonly end: number;
}

/** The places of the domains of one text, in order: written together, as strings that grow have to be split. */
function inMail({ record, zone }: InZone, mapped: Mapped, domains: readonly Domain[], by: string): NamePlace[] {
  const found = domains.flatMap(({ start, end }) => {
    const text = mapped.text.slice(start, end);
    // Macros in the address of a report, and other things that were never meant to be names.
    const name = isDomain(text) ? domainName(text) : undefined;
    return name === undefined ? [] : [{ start, end, text, name }];
  });
  let last: { readonly plain: string; readonly edits: ReadonlyMap<number, readonly Edit[]> } | undefined;
  const written = (key: string, plain: string): ReadonlyMap<number, readonly Edit[]> => {
    if (last?.plain === plain) return last.edits;
    const same = found.filter(({ name }) => name.key === key);
    const changes = same.map(({ start, end, text }) => ({ start, end, text: plain + (text.endsWith(".") ? "." : "") }));
    const edits = editMappedEach(mapped, changes);
    last = { plain, edits: new Map(same.map(({ start }, i) => [start, edits[i] ?? []])) };
    return last.edits;
  };
  return found.map(({ start, end, text, name }) => ({
    uri: record.uri,
    at: sourceSpan(mapped, start, end),
    name,
    text,
    role: "mail",
    by,
    zone,
    origin: undefined,
    relative: false,
    made: false,
    rewrite(other) {
      const plain = plainDomain(other);
      const edits = plain === undefined ? [] : (written(name.key, plain).get(start) ?? []);
      return edits.length > 0 ? edits : refuse(`${named(other)} can't be written in the ${by} record that names it`);
    },
  }));
}

function spfDomains(mapped: Mapped): Domain[] {
  return parseSpf(mapped).value.terms.flatMap((term) => {
    const domain = term.kind === "faulty" ? undefined : term.domain;
    return domain === undefined || domain.text.includes("%") ? [] : [domain];
  });
}

/** Where the domain of an address stands in it: not in what follows a question mark. */
function domainIn({ text, scheme, domain, start }: MailUri): Domain[] {
  if (domain === undefined) return [];
  const mailto = /^[^?]*/.exec(text)?.[0] ?? "";
  const authority = /^[^:]*:\/\/[^/?#]*/.exec(text)?.[0] ?? "";
  const at = (scheme === "mailto" ? mailto : authority).toLowerCase().lastIndexOf(domain);
  return at < 0 ? [] : [{ start: start + at, end: start + at + domain.length }];
}

/** The domains of the addresses in `rua` and `ruf`, in order. */
function reportDomains(mapped: Mapped): Domain[] {
  const { namedAnyCase } = readTagList(mapped.text);
  const tags = ["rua", "ruf"].flatMap((name) => namedAnyCase.get(name) ?? []);
  return tags
    .toSorted((a, b) => a.start - b.start)
    .flatMap(({ valueStart, valueEnd }) => readUriList(mapped.text, valueStart, valueEnd, { sizes: true }))
    .flatMap(domainIn);
}

function mailPlaces(here: InZone): NamePlace[] {
  const { record } = here;
  const mapped = record.type.name === "TXT" || record.type.name === "SPF" ? textOf(record) : undefined;
  if (mapped === undefined) return [];
  switch (mailKindOf(record.owner.key, mapped.text)) {
    case "spf":
      return inMail(here, mapped, spfDomains(mapped), "SPF");
    case "dmarc":
      return inMail(here, mapped, reportDomains(mapped), "DMARC");
    case "tls-rpt":
      return inMail(here, mapped, reportDomains(mapped), "TLS-RPT");
    default:
      return [];
  }
}

const ownerPlaces = (here: InZone): NamePlace[] => {
  const { ownerWord, owner: name, ownerRelative: relative } = here.record;
  if (ownerWord === undefined) return [];
  return [inZoneFile(here, { at: ownerWord, name, text: ownerWord.raw, relative }, "owner")];
};

/** Each name in the RDATA, those of lists among them. */
function allNamesOf(record: ZoneRecord): Pick<NameIn, "name" | "relative" | "text" | "span">[] {
  const lists = record.rdata.fields.filter(({ field }) => field.kind === "names").flatMap(({ words }) => words);
  const listed = lists.flatMap((word) => {
    const { name, relative } = readName(word.raw, record.origin);
    return name === undefined ? [] : [{ name, relative, text: word.raw, span: word }];
  });
  return [...namesOf(record), ...listed];
}

/** The words of a template that a number goes into stand for many names; the others for the name that is written. */
const isFixed = (raw: string): boolean => !/[$\\"();]/.test(raw);

/** The words of the RDATA of `$GENERATE` lines, by where these stand: each line makes thousands of records. */
type Templates = Map<string, readonly Word[]>;

function templateOf({ record, zone }: InZone, { start, end }: Word, templates: Templates): readonly Word[] {
  const id = `${start} ${record.uri}`;
  const known = templates.get(id);
  if (known !== undefined) return known;
  const raw = zone.written(record.uri, { start, end }).replace(/^"(.*)"$/s, " $1 ");
  const { words } = readEntry(raw, 0, raw.length, start);
  templates.set(id, words);
  return words;
}

/** A name in a `$GENERATE` line is one where no number goes into it. */
function generatedPlaces(here: InZone, templates: Templates): NamePlace[] {
  const { record } = here;
  const { ownerWord, words } = record;
  const places: NamePlace[] = [];
  if (ownerWord !== undefined) {
    const { raw: text } = ownerWord;
    const owner = { at: ownerWord, name: record.owner, text, relative: !text.endsWith(".") };
    places.push(
      isFixed(text)
        ? inZoneFile(here, owner, "owner")
        : madeFrom(here, ownerWord, record.owner, "owner", byGenerate(record.owner)),
    );
  }
  const [first] = words;
  if (first === undefined) return places;
  const names = record.rdata.generic ? [] : record.rdata.fields;
  for (const { value, words: own } of names) {
    if (value?.kind !== "name") continue;
    const template = templateOf(here, first, templates);
    const word = template[words.findIndex((candidate) => candidate === own[0])];
    places.push(
      word !== undefined && template.length === words.length && isFixed(word.raw)
        ? inZoneFile(here, { at: word, name: value.name, text: word.raw, relative: value.relative }, "target")
        : madeFrom(here, first, value.name, "target", byGenerate(value.name)),
    );
  }
  for (const { name } of mailPlaces(here)) places.push(madeFrom(here, first, name, "mail", byGenerate(name)));
  return places;
}

/** Where a record writes or makes names. */
export function placesOf(record: ZoneRecord, zone: Zone, templates: Templates = new Map()): NamePlace[] {
  const here = { record, zone };
  if (record.generated) return generatedPlaces(here, templates);
  const targets = namesIn(here);
  return [...ownerPlaces(here), ...targets, ...mailPlaces(here)];
}

function namesIn(here: InZone): NamePlace[] {
  const { record } = here;
  if (record.rdata.generic)
    return namesOf(record).map(({ span: at, name }) => madeFrom(here, at, name, "target", inGenericForm(name, record)));
  return allNamesOf(record).map(({ span: at, name, text, relative }) =>
    inZoneFile(here, { at, name, text, relative }, "target"),
  );
}

/** The hosts that a policy lists; patterns stand for many and name none. */
function placesInPolicy({ uri, policy }: PolicyFile): NamePlace[] {
  return policy.entries.flatMap(({ key, value, valueSpan }) => {
    const name = key === "mx" && !value.startsWith("*") ? domainName(value) : undefined;
    if (name === undefined) return [];
    return [
      {
        uri,
        at: span(valueSpan.start, valueSpan.end),
        name,
        text: value,
        role: "policy",
        by: "mx",
        zone: undefined,
        origin: undefined,
        relative: false,
        made: false,
        rewrite(other) {
          const plain = plainDomain(other);
          return plain !== undefined && isPolicyHost(plain)
            ? [replace(valueSpan, plain)]
            : refuse(`${named(other)} can't be written in the MTA-STS policy that lists it`);
        },
      },
    ];
  });
}

/** The name that the cursor is on. */
export interface NameHere {
  readonly name: Name;
  /** Undefined where the name is inherited from the record before, or stands in a directive. */
  readonly place: NamePlace | undefined;
}

export function nameAt(snapshot: Snapshot, offset: number): NameHere | undefined {
  if (snapshot.kind === "zone") return nameInZone(snapshot, offset);
  const place = placesInPolicy(snapshot).find(({ at }) => touches(at, offset));
  return place && { name: place.name, place };
}

function nameInZone(snapshot: ZoneSnapshot, offset: number): NameHere | undefined {
  const here = entryAt(snapshot, offset);
  if (here === undefined) return undefined;
  const { record, entry } = here;
  if (record !== undefined) {
    const place = placesOf(record, snapshot.zone).find(
      ({ at, made }) => touches(at, offset) && !(made && record.generated),
    );
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

/** The zones in which the name of a key is the same, the document's own first: below an origin that nothing tells, that one alone. */
export function zonesOf(snapshot: Snapshot, key: string): Zone[] {
  const all = [...snapshot.zones.all()];
  if (snapshot.kind === "policy") return all;
  const { zone } = snapshot;
  return isAtOrBelow(key, unknownOrigin.key) ? [zone] : [zone, ...all.filter((other) => other !== zone)];
}

/** What answers for a name: its records, those of the wildcard, or the DNAME above it. */
export function answering(snapshot: ZoneSnapshot, key: string): readonly ZoneRecord[] {
  const found = zonesOf(snapshot, key).flatMap((zone) => zone.recordsAt(key));
  if (found.length > 0) return found;
  const zone = snapshot.zones.zoneOf(key) ?? snapshot.zone;
  const wildcard = zone.wildcardFor(key);
  if (wildcard !== undefined) return zone.recordsAt(wildcard);
  for (let above = parentOf(key); above !== undefined; above = parentOf(above)) {
    if (!zone.typesAt(above).has("DNAME")) continue;
    return zone.recordsAt(above).filter(({ type }) => type.name === "DNAME");
  }
  return [];
}

/** Where it stands, as a key of maps. */
const idOf = ({ uri, at }: NamePlace): string => `${at.start} ${at.end} ${uri}`;

/** How many records make a step. */
const stride = 256;

/**
 * Every place of every zone and policy, those of a `$GENERATE` line once; for a key, those at least that its name stands in. Undefined
 * now and then, where others may have their turn.
 */
function* eachPlace(snapshot: Snapshot, zones: readonly Zone[], key?: string): Iterable<NamePlace | undefined> {
  let seen = 0;
  for (const zone of zones) {
    let generated = new Set<string>();
    const templates: Templates = new Map();
    for (const record of key === undefined ? zone.records() : zone.recordsNaming(key)) {
      if (++seen % stride === 0) yield undefined;
      const found = placesOf(record, zone, templates);
      if (!record.generated) {
        if (generated.size > 0) generated = new Set();
        yield* found;
      } else
        for (const place of found) {
          const id = `${idOf(place)} ${place.name.key}`;
          if (!generated.has(id)) yield place;
          generated.add(id);
        }
    }
    yield undefined;
  }
  for (const file of snapshot.policies()) yield* placesInPolicy(file);
}

/** Every place in the workspace whose name is the same here; undefined as above. */
export function* everyPlace(snapshot: ZoneSnapshot): Iterable<NamePlace | undefined> {
  const { zone: own } = snapshot;
  for (const place of eachPlace(snapshot, zonesOf(snapshot, "")))
    if (place === undefined || place.zone === own || !isAtOrBelow(place.name.key, unknownOrigin.key)) yield place;
}

/** Every place in the workspace where the name of a key is written or made, each once. */
export function* placesOfName(snapshot: Snapshot, key: string): Steps<NamePlace[]> {
  const found = new Map<string, NamePlace>();
  for (const place of eachPlace(snapshot, zonesOf(snapshot, key), key))
    if (place === undefined) yield;
    else if (place.name.key === key) found.set(idOf(place), place);
  return [...found.values()];
}

/** How many names with underscores below a name are looked for: each costs as much as the name itself. */
const mostBelow = 128;

/**
 * The owners with underscores that are there for a name: `_25._tcp.mail` and `s1._domainkey.mail` say something of `mail`
 * (RFC 8552 section 1.1).
 */
export function* attributesOf(snapshot: Snapshot, key: string): Steps<string[]> {
  const found = new Set<string>();
  const depth = labelsOf(key).length;
  let seen = 0;
  for (const zone of zonesOf(snapshot, key))
    for (const owner of zone.owners()) {
      if (++seen % stride === 0) yield;
      if (owner.length === key.length || !isAtOrBelow(owner, key)) continue;
      const above = labelsOf(owner).at(-depth - 1);
      if (above?.startsWith("_") === true) found.add(owner);
    }
  return found.size > mostBelow ? [] : [...found];
}

/** A place among those that is read for more than one zone or origin, and what it means there too. */
export function* otherMeaning(
  snapshot: Snapshot,
  places: readonly NamePlace[],
): Steps<{ readonly place: NamePlace; readonly other: Name } | undefined> {
  // What depends on the origin is read for several where the document is included.
  const relative = places.filter(
    ({ uri, zone, relative: depends }) => depends && zone !== undefined && zone.uri !== uri,
  );
  const wanted = new Map(relative.map((place) => [idOf(place), place]));
  const documents = new Map(relative.map((place) => [place.uri, place]));
  const isReadFor = (zone: Zone): boolean =>
    [...documents].some(([uri, { at }]) => uri !== zone.uri && zone.written(uri, at) !== "");
  let seen = 0;
  for (const zone of Array.from(snapshot.zones.all()).filter(isReadFor))
    for (const record of zone.records()) {
      if (++seen % stride === 0) yield;
      if (!documents.has(record.uri)) continue;
      for (const one of placesOf(record, zone)) {
        const place = wanted.get(idOf(one));
        if (place !== undefined && place.name.key !== one.name.key) return { place, other: one.name };
      }
    }
  return undefined;
}
