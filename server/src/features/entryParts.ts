/** What each word of an entry is: owner, TTL, class, type or field of a record, or a directive and its arguments. */
import { rootName } from "../dns/name.js";
import { readClass } from "../dns/recordClass.js";
import type { Field, RecordType } from "../dns/recordType.js";
import { readType } from "../dns/typeIndex.js";
import { readTtl } from "../dns/ttl.js";
import type { Entry } from "../syntax/entry.js";
import type { Word } from "../syntax/word.js";
import { startContext } from "../zone/context.js";
import { isDirective } from "../zone/directive.js";
import { readHead, type Head } from "../zone/head.js";

export type Part =
  | { readonly kind: "owner" | "ttl" | "class" | "extra"; readonly word: Word }
  | { readonly kind: "type"; readonly word: Word; readonly type: RecordType | undefined }
  | { readonly kind: "field"; readonly word: Word; readonly type: RecordType; readonly field: Field }
  /** `\#`, the length and the data of RFC 3597. */
  | { readonly kind: "generic"; readonly word: Word; readonly type: RecordType }
  | { readonly kind: "directive"; readonly word: Word }
  | { readonly kind: "argument"; readonly word: Word; readonly directive: string; readonly role: ArgumentRole };

export type ArgumentRole = "origin" | "ttl" | "file" | "range" | "owner" | "class" | "type" | "rdata" | "extra";

/** Which field of a type the word of that place belongs to: the last one takes all that is left. */
export function fieldAtWord(type: RecordType, index: number): Field | undefined {
  const { fields } = type;
  return fields?.[Math.min(index, fields.length - 1)];
}

/** What stands where depends on no context; the names in it do. */
const nowhere = { ...startContext(rootName), unsure: true };

/** The head of an entry, its owner's name left aside. */
export const headOf = (entry: Entry): Head => readHead(entry, nowhere, "utf-8", []);

/** The parts of an entry, in order. */
export const partsOf = (entry: Entry): readonly Part[] => {
  if (entry.words.length === 0) return [];
  return isDirective(entry) ? directiveParts(entry) : recordParts(entry);
};

function recordParts(entry: Entry): Part[] {
  const head = headOf(entry);
  const typeIndex = entry.words.length - head.words.length - 1;
  return entry.words.map((word, index): Part => {
    if (word === head.ownerWord) return { kind: "owner", word };
    if (word === head.ttlWord) return { kind: "ttl", word };
    if (word === head.classWord) return { kind: "class", word };
    if (word === head.typeWord) return { kind: "type", word, type: head.type };
    if (head.type === undefined) return { kind: "extra", word };
    if (head.words[0]?.raw === "\\#" && !head.words[0].quoted) return { kind: "generic", word, type: head.type };
    const field = fieldAtWord(head.type, index - typeIndex - 1);
    return field === undefined ? { kind: "extra", word } : { kind: "field", word, type: head.type, field };
  });
}

const roles: ReadonlyMap<string, readonly ArgumentRole[]> = new Map<string, readonly ArgumentRole[]>([
  ["$ORIGIN", ["origin"]],
  ["$TTL", ["ttl"]],
  ["$INCLUDE", ["file", "origin"]],
]);

function directiveParts(entry: Entry): Part[] {
  const [first, ...rest] = entry.words;
  if (first === undefined) return [];
  const directive = first.raw.toUpperCase();
  return [
    { kind: "directive", word: first },
    ...rest.map((word, index): Part => {
      const role = directive === "$GENERATE" ? generateRole(rest, index) : (roles.get(directive)?.[index] ?? "extra");
      return { kind: "argument", word, directive, role };
    }),
  ];
}

/** `$GENERATE range owner [ttl] [class] type rdata`. */
export function generateRole(words: readonly Word[], index: number): ArgumentRole {
  if (index === 0) return "range";
  if (index === 1) return "owner";
  const typeIndex = words.findIndex(({ raw, quoted }, i) => i > 1 && !quoted && isTypeWord(raw));
  if (index === typeIndex) return "type";
  if (typeIndex >= 0 && index > typeIndex) return "rdata";
  const raw = words[index]?.raw ?? "";
  if ("seconds" in readTtl(raw)) return "ttl";
  return readClass(raw) === undefined ? "extra" : "class";
}

const isTypeWord = (raw: string): boolean =>
  readClass(raw) === undefined && "fault" in readTtl(raw) && readType(raw) !== undefined;
