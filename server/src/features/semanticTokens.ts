/** What each word is, for coloring: owners, types, fields and the terms inside mail records. */
import { fieldKind } from "../dns/fieldKinds.js";
import type { Field } from "../dns/recordType.js";
import { mailKindOf } from "../mail/mailKind.js";
import type { Range } from "../mail/mailRecord.js";
import { parseSpf } from "../mail/spf.js";
import { isMechanism } from "../mail/spfRecord.js";
import { readTagList } from "../mail/tagList.js";
import { decodeWords } from "../syntax/characterString.js";
import type { Word } from "../syntax/word.js";
import { pieces, type Mapped } from "../text/mapped.js";
import { span, type Span } from "../text/span.js";
import { entriesOf, type Here, type ZoneSnapshot } from "../workspace/snapshot.js";
import { partsOf, type ArgumentRole, type Part } from "./entryParts.js";

/** In the order of the numbers on the wire. */
export const semanticTokenTypes = [
  "variable",
  "type",
  "keyword",
  "number",
  "string",
  "comment",
  "macro",
  "property",
  "enumMember",
  "function",
  "operator",
] as const;
export type SemanticTokenType = (typeof semanticTokenTypes)[number];

export const semanticTokenModifiers = ["declaration", "deprecated"] as const;
export type SemanticTokenModifier = (typeof semanticTokenModifiers)[number];

export interface SemanticToken extends Span {
  readonly type: SemanticTokenType;
  readonly modifiers: readonly SemanticTokenModifier[];
}

/** The tokens of `start..end` in order; none spans lines or overlaps another. */
export function* semanticTokens(
  snapshot: ZoneSnapshot,
  start = 0,
  end = snapshot.text.length,
): Iterable<SemanticToken> {
  for (const here of entriesOf(snapshot, start, end)) {
    const tokens = [...entryTokens(here)].toSorted((a, b) => a.start - b.start);
    for (const one of tokens) if (one.end > start && one.start < end) yield one;
  }
}

const token = (
  { start, end }: Span,
  type: SemanticTokenType,
  ...modifiers: SemanticTokenModifier[]
): SemanticToken => ({
  start,
  end,
  type,
  modifiers,
});

function* entryTokens({ entry, record }: Here): Iterable<SemanticToken> {
  for (const comment of entry.comments) yield token(comment, "comment");
  const parts = partsOf(entry);
  const strings = parts
    .filter((part) => part.kind === "field" && part.field.kind === "charStrings")
    .map(({ word }) => word);
  for (const part of parts) if (!strings.includes(part.word)) yield partToken(part);
  if (strings.length > 0) yield* stringTokens(strings, record?.owner.key ?? "");
}

function partToken(part: Part): SemanticToken {
  const { word } = part;
  switch (part.kind) {
    case "owner":
      return token(word, "variable", "declaration");
    case "ttl":
      return token(word, "number");
    case "class":
      return token(word, "keyword");
    case "type": {
      const status = part.type?.status;
      return status === "obsolete" || status === "deprecated" ? token(word, "type", "deprecated") : token(word, "type");
    }
    case "directive":
      return token(word, "macro");
    case "argument":
      return token(word, argumentTypes[part.role]);
    case "field":
      return token(word, fieldType(part.field));
    default:
      return token(word, "string");
  }
}

const argumentTypes: Readonly<Record<ArgumentRole, SemanticTokenType>> = {
  origin: "variable",
  owner: "variable",
  ttl: "number",
  range: "number",
  file: "string",
  class: "keyword",
  type: "type",
  rdata: "string",
  extra: "string",
};

function fieldType({ kind }: Field): SemanticTokenType {
  switch (kind) {
    case "name":
    case "hostName":
    case "mailbox":
    case "names":
    case "prefixName":
    case "gateway":
      return "variable";
    case "typeCovered":
    case "typeList":
    case "typeListOrNothing":
    case "nxtTypeList":
      return "type";
    case "u8":
    case "u16":
    case "u32":
    case "u64":
    case "duration":
    case "time":
    case "calendarTime":
    case "ipv4":
    case "ipv6":
    case "svcPriority":
    case "prefixLength":
      return "number";
    case "svcParams":
      return "property";
    default:
      return fieldKind(kind).entries === undefined ? "string" : "enumMember";
  }
}

/** A piece of decoded text that is more than a string. */
interface Inner extends Range {
  readonly type: SemanticTokenType;
}

/** The strings of a text record: what a mail standard knows in them by itself, the rest as strings. */
function* stringTokens(words: readonly Word[], ownerKey: string): Iterable<SemanticToken> {
  const { mapped } = decodeWords(words, "utf-8");
  const inner = innerOf(ownerKey, mapped).flatMap(({ start, end, type }) =>
    pieces(mapped, start, end).map((piece) => token(piece, type)),
  );
  let next = 0;
  for (const word of words) {
    let at = word.start;
    for (let found = inner[next]; found !== undefined && found.start < word.end; found = inner[++next]) {
      if (found.start > at) yield token(span(at, found.start), "string");
      yield found;
      at = found.end;
    }
    if (at < word.end) yield token(span(at, word.end), "string");
  }
}

function innerOf(ownerKey: string, mapped: Mapped): readonly Inner[] {
  const kind = mailKindOf(ownerKey, mapped.text);
  if (kind === undefined) return [];
  return (kind === "spf" ? spfInner(mapped) : tagInner(mapped.text)).filter(({ start, end }) => start < end);
}

function spfInner(mapped: Mapped): Inner[] {
  const { version, terms } = parseSpf(mapped).value;
  return [
    { ...version, type: "keyword" },
    ...terms.flatMap((term): Inner[] => {
      if (term.kind === "faulty") return [];
      if (!isMechanism(term)) return [{ start: term.start, end: term.nameEnd, type: "property" }];
      const nameEnd = term.nameStart + term.name.length;
      return [
        { start: term.start, end: term.nameStart, type: "operator" },
        { start: term.nameStart, end: nameEnd, type: "function" },
      ];
    }),
  ];
}

const shortValue = /^[A-Za-z0-9:]{1,16}$/;

const tagInner = (text: string): Inner[] =>
  readTagList(text).tags.flatMap((tag): Inner[] => {
    if (tag.equals === undefined) return [];
    const name: Inner = { start: tag.start, end: tag.nameEnd, type: tag.index === 0 ? "keyword" : "property" };
    return shortValue.test(tag.value)
      ? [name, { start: tag.valueStart, end: tag.valueEnd, type: "enumMember" }]
      : [name];
  });
