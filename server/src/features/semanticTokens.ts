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
import { directives } from "../zone/directive.js";
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

/** `defaultLibrary` is for `@`, which means the origin wherever it stands. */
export const semanticTokenModifiers = ["declaration", "deprecated", "defaultLibrary"] as const;
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
  for (const part of parts) if (!strings.includes(part.word)) yield* partTokens(part);
  if (strings.length > 0) yield* stringTokens(strings, record?.owner.key ?? "");
}

/** What of a template of `$GENERATE` is not its text: `$`, `${offset,width,base}`, escapes. */
const iterators = /\\.?|\$(?:\{[^}]*\}?|\$)?/g;

function* partTokens(part: Part): Iterable<SemanticToken> {
  const { word } = part;
  if (part.kind === "field" && part.field.kind === "svcParams") yield* parameterTokens(word);
  else if (part.kind === "argument" && part.directive === "$GENERATE" && part.role === "owner")
    yield* splitTokens(word, iterators, "variable", "declaration");
  else if (part.kind === "argument" && part.role === "range") yield* splitTokens(word, /[-/]/g, "number");
  else yield partToken(part);
}

/** A word of several pieces, and what parts them. */
const splitTokens = (
  word: Word,
  parting: RegExp,
  type: SemanticTokenType,
  ...modifiers: SemanticTokenModifier[]
): Iterable<SemanticToken> =>
  around(
    word,
    Array.from(word.raw.matchAll(parting), ({ index, 0: { length } }) =>
      token(span(word.start + index, word.start + index + length), "string"),
    ),
    type,
    ...modifiers,
  );

/** `key=value`: the key is a property. */
function* parameterTokens(word: Word): Iterable<SemanticToken> {
  const key = word.raw.indexOf("=");
  if (key < 0) yield token(word, word.quoted ? "string" : "property");
  else yield* around(word, [token(span(word.start, word.start + key), "property")], "string");
}

/** The tokens inside a word, in order, and what lies around them as tokens of type `rest`. */
function* around(
  word: Span,
  inner: readonly SemanticToken[],
  rest: SemanticTokenType,
  ...modifiers: SemanticTokenModifier[]
): Iterable<SemanticToken> {
  let at = word.start;
  for (const one of inner) {
    if (one.start > at) yield token(span(at, one.start), rest, ...modifiers);
    yield one;
    at = one.end;
  }
  if (at < word.end) yield token(span(at, word.end), rest, ...modifiers);
}

const nameToken = (word: Word, ...modifiers: SemanticTokenModifier[]): SemanticToken =>
  word.raw === "@" ? token(word, "variable", "defaultLibrary") : token(word, "variable", ...modifiers);

function partToken(part: Part): SemanticToken {
  const { word } = part;
  switch (part.kind) {
    case "owner":
      return nameToken(word, "declaration");
    case "ttl":
      return token(word, "number");
    case "class":
      return token(word, "keyword");
    case "type": {
      const status = part.type?.status;
      return status === "obsolete" || status === "deprecated" ? token(word, "type", "deprecated") : token(word, "type");
    }
    case "directive":
      return token(word, directives.some(({ name }) => name === word.raw.toUpperCase()) ? "macro" : "string");
    case "argument":
      return typedToken(word, argumentTypes[part.role]);
    case "field":
      return typedToken(word, fieldType(part.field));
    default:
      return token(word, "string");
  }
}

const typedToken = (word: Word, type: SemanticTokenType): SemanticToken => {
  if (type === "variable") return nameToken(word);
  return token(word, type === "enumMember" && /^[0-9]+$/.test(word.raw) ? "number" : type);
};

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
    case "caaTag":
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
    const from = next;
    while ((inner[next]?.start ?? Infinity) < word.end) next++;
    yield* around(word, inner.slice(from, next), "string");
  }
}

function innerOf(ownerKey: string, mapped: Mapped): readonly Inner[] {
  const kind = mailKindOf(ownerKey, mapped.text);
  if (kind === undefined) return [];
  return (kind === "spf" ? spfInner(mapped) : tagInner(mapped.text)).filter(({ start, end }) => start < end);
}

/** RFC 7208 section 6 and RFC 6652 section 3. */
const modifiers: ReadonlySet<string> = new Set(["redirect", "exp", "ra", "rp", "rr"]);

function spfInner(mapped: Mapped): Inner[] {
  const { version, terms } = parseSpf(mapped).value;
  return [
    { ...version, type: "enumMember" },
    ...terms.flatMap((term): Inner[] => {
      if (term.kind === "faulty") return [];
      if (!isMechanism(term))
        return [{ start: term.start, end: term.nameEnd, type: modifiers.has(term.name) ? "function" : "property" }];
      const nameEnd = term.nameStart + term.name.length;
      return [
        { start: term.start, end: term.nameStart, type: "operator" },
        { start: term.nameStart, end: nameEnd, type: "function" },
      ];
    }),
  ];
}

const mnemonic = /^[A-Za-z][A-Za-z0-9:]{0,15}$/;
const number = /^[0-9]{1,10}$/;

const tagInner = (text: string): Inner[] =>
  readTagList(text).tags.flatMap((tag): Inner[] => {
    if (tag.equals === undefined) return [];
    const name: Inner = { start: tag.start, end: tag.nameEnd, type: "property" };
    const { value, valueStart: start, valueEnd: end } = tag;
    if (mnemonic.test(value)) return [name, { start, end, type: "enumMember" }];
    return number.test(value) ? [name, { start, end, type: "number" }] : [name];
  });
