/** What a field of a record holds, in words. */
import { describe, fieldKind } from "../dns/fieldKinds.js";
import { keyTagOf } from "../dns/keyTag.js";
import { naptrService } from "../dns/naptrServices.js";
import type { FieldValue } from "../dns/rdata.js";
import type { Field, RecordType } from "../dns/recordType.js";
import { caaTags, entryNamed, serviceKeys } from "../dns/registries.js";
import { printDuration } from "../dns/ttl.js";
import { readType } from "../dns/typeIndex.js";
import { caaIssuerTags, explainCaaIssuer, parseCaaIssuer } from "../mail/caaMail.js";
import { isAddress } from "../rules/lookup.js";
import { bitsOf, rsaParts } from "../rules/dnssec/key.js";
import type { Word } from "../syntax/word.js";
import { fieldOf, numberOf, textOf, type ZoneRecord } from "../zone/record.js";
import type { FieldPlace } from "./fieldPlace.js";
import { daneWords } from "./hoverDane.js";
import { hoverMail } from "./hoverMail.js";
import { code, link, paragraphs, sentence } from "./hoverMarkdown.js";
import { decodedName, describeAddress, describeTarget } from "./hoverNames.js";
import { serialDate } from "./hoverTimes.js";

export function hoverField(place: FieldPlace): string {
  const { record, field, word } = place;
  const mail = field.kind === "charStrings" ? hoverMail(place) : undefined;
  if (mail !== undefined) return mail;
  const found = fieldOf(record, field.name);
  const value = found === undefined ? undefined : describeField(place, found);
  const said = value ?? describeWord(field, word);
  const expected = found?.value === undefined ? expectedOf(field) : undefined;
  return paragraphs(titleOf(record.type, field), said, expected, daneWords(place), mailTagWords(place));
}

const titleOf = (type: RecordType, field: Field): string =>
  `**${field.name}** of ${type.name}: ${sentence(field.summary)}`;
const expectedOf = ({ kind }: Field): string => sentence(`Expected: ${fieldKind(kind).expects}`);

/** What a field is, of a record that can't be read. */
export const describeRow = (type: RecordType, field: Field): string =>
  paragraphs(titleOf(type, field), expectedOf(field));

/** `issue` says nothing of certificates for mail, nor they of it (RFC 9495 section 3). */
function mailTagWords({ record, field }: FieldPlace): string | undefined {
  const tag = fieldOf(record, "tag")?.words[0]?.raw.toLowerCase();
  return record.type.name === "CAA" && field.name === "tag" && (tag === "issuemail" || tag === "issuevmc")
    ? "`issue` and `issuewild` do not limit these certificates."
    : undefined;
}

function describeField(place: FieldPlace, found: FieldValue): string | undefined {
  const { value } = found;
  const { record, context, field } = place;
  switch (value?.kind) {
    case "name":
      if (field.kind === "mailbox") return `Mail to ${code(mailAddress(value.name.text))}.`;
      return paragraphs(
        code(value.name.text),
        withPrefix("Shown as ", decodedName(value.name)),
        value.name.text === "." ? describeRootTarget(record) : describeTarget(context, value.name),
      );
    case "address": {
      const described = describe(found);
      const owner = isAddress(record) ? record.owner : undefined;
      return paragraphs(
        described === undefined ? undefined : code(described.split(" ")[0] ?? described),
        describeAddress(context, value.octets, owner).join("\n\n"),
      );
    }
    case "number":
      return describeNumber(place, found, value.number);
    case "octets":
      return describeOctets(record, value.octets);
    case "text":
      return describeText(record, field) ?? registered(found);
    default:
      return describeWord(field, place.word) ?? withPrefix("", describe(found));
  }
}

const withPrefix = (prefix: string, text: string | undefined): string | undefined =>
  text === undefined ? undefined : `${prefix}${code(text)}`;

/** The root in a target says that there is none. */
function describeRootTarget(record: ZoneRecord): string {
  switch (record.type.name) {
    case "MX":
      return "Null MX: the domain takes no mail (RFC 7505).";
    case "SRV":
      return "The service is decidedly not offered here (RFC 2782).";
    case "SVCB":
    case "HTTPS":
      return numberOf(record, "priority") === 0
        ? "The service is not offered (RFC 9460 section 2.5.1)."
        : "The owner itself serves (RFC 9460 section 2.5.2).";
    default:
      return "The root: none.";
  }
}

/** The mail address behind a mailbox name: its first dot stands for "@", `\.` for a dot (RFC 1035 section 8). */
function mailAddress(text: string): string {
  let local = "";
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === "\\") local += text.charAt(++i);
    else if (character === ".") return `${local}@${text.slice(i + 1).replace(/\.$/, "")}`;
    else local += character;
  }
  return local;
}

function describeNumber({ record, field }: FieldPlace, found: FieldValue, number: number): string | undefined {
  if (field.name === "serial") {
    const date = serialDate(number);
    return date === undefined ? "A plain counter: no date in it." : `As a date: ${date}.`;
  }
  if (field.name === "original TTL") return sentence(printDuration(number));
  const described = describe(found);
  const tag = field.name === "flags" ? keyTagLine(record) : undefined;
  return paragraphs(described === undefined ? undefined : sentence(described), tag);
}

function keyTagLine(record: ZoneRecord): string | undefined {
  const tag = keyTagOf(record.rdata);
  return tag === undefined ? undefined : `Key tag: ${tag}.`;
}

const rsaAlgorithms: ReadonlySet<number> = new Set([1, 5, 7, 8, 10]);

/** The bits of an RSA key's modulus; undefined for what is no such key. */
function rsaBits(record: ZoneRecord, octets: Uint8Array): number | undefined {
  const isRsa = fieldOf(record, "public key") !== undefined && rsaAlgorithms.has(numberOf(record, "algorithm") ?? 0);
  const parts = isRsa ? rsaParts(octets) : undefined;
  return parts === undefined ? undefined : bitsOf(parts.modulus);
}

function describeOctets(record: ZoneRecord, octets: Uint8Array): string {
  const bits = rsaBits(record, octets);
  return paragraphs(
    `${octets.length} octets${bits === undefined ? "" : `, RSA with ${bits} bits`}.`,
    keyTagLine(record),
  );
}

/** What the registry of the field says of a text. */
function registered(found: FieldValue): string | undefined {
  const { kind } = found.field;
  if (kind !== "naptrFlags" && kind !== "naptrServices") return undefined;
  const described = describe(found);
  const service = kind === "naptrServices" ? naptrService(found.words[0]?.raw ?? "") : undefined;
  return described === undefined ? undefined : paragraphs(sentence(described), link(service?.reference));
}

function describeText(record: ZoneRecord, field: Field): string | undefined {
  const mapped = textOf(record);
  if (mapped === undefined) return undefined;
  if (record.type.name === "CAA" && field.name === "value") {
    const tag = fieldOf(record, "tag")?.words[0]?.raw.toLowerCase() ?? "";
    if (caaIssuerTags.some((row) => row.tag === tag))
      return explainCaaIssuer(parseCaaIssuer(tag, mapped).value)
        .map(({ meaning }) => sentence(meaning))
        .join("\n\n");
    if (tag === "iodef") return `Requests against the policy are reported to ${code(mapped.text)}.`;
  }
  return undefined;
}

const protocols: Readonly<Record<string, string>> = {
  h2: "HTTP/2 over TLS",
  h3: "HTTP/3 over QUIC",
  "http/1.1": "HTTP/1.1 over TLS",
  dot: "DNS over TLS",
  doq: "DNS over QUIC",
};

/** A word that stands for something by itself: a type, a tag, a parameter. */
function describeWord(field: Field, word: Word): string | undefined {
  switch (field.kind) {
    case "typeList":
    case "typeListOrNothing":
    case "nxtTypeList":
    case "typeCovered": {
      const type = readType(word.raw);
      return type === undefined ? undefined : `${code(type.name)}: ${sentence(type.summary)}`;
    }
    case "caaTag": {
      const tag = entryNamed(caaTags, word.raw);
      return tag === undefined
        ? undefined
        : paragraphs(`${code(tag.name)}: ${sentence(tag.summary)}`, link(tag.reference));
    }
    case "svcParams":
      return describeParameter(word.raw);
    default:
      return undefined;
  }
}

function describeParameter(raw: string): string | undefined {
  const equals = raw.indexOf("=");
  const key = equals < 0 ? raw : raw.slice(0, equals);
  const row = entryNamed(serviceKeys, key);
  if (row === undefined) return undefined;
  const value = equals < 0 ? "" : raw.slice(equals + 1).replace(/^"|"$/g, "");
  const known = row.name === "alpn" ? value.split(",").flatMap((id) => protocols[id] ?? []) : [];
  return paragraphs(
    `${code(row.name)}: ${sentence(row.summary)}`,
    known.length === 0 ? undefined : sentence(known.join(", ")),
    link(row.reference),
  );
}
