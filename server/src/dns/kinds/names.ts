/** Field kinds that are domain names. */
import type { Word } from "../../syntax/word.js";
import { rawStart } from "../../syntax/word.js";
import type { Span } from "../../text/span.js";
import { quotedText, refuse, review, takeBare, type FieldKind, type RdataInput, type Reading } from "../fieldKind.js";
import { readName, type NameFault, type NameFaultReason } from "../name.js";
import type { Field } from "../recordType.js";
import { leftIn, takeName } from "../wire.js";

/** A relative name without origin is no fault of the record: the server is told the origin when it loads the file. */
type BadName = Exclude<NameFaultReason, "no origin">;

const messages: Readonly<Record<Exclude<BadName, "bad escape" | "empty label">, string>> = {
  "label over 63 octets": "A label has more than 63 octets: the record is refused",
  "name over 255 octets": "The name has more than 255 octets: the record is refused",
  "no name": "An empty name is none: the record is refused",
};

function refuseName(input: RdataInput, word: Word, { start, end }: NameFault, reason: BadName): undefined {
  const base = rawStart(word);
  const at: Span = end > start ? { start: base + start, end: base + end } : word;
  if (reason === "bad escape") {
    const escape = quotedText(word.raw.slice(start, end));
    return refuse(input, "record/bad-escape", at, `${escape} is no escape: write \\DDD with three digits up to 255`);
  }
  if (reason !== "empty label") return refuse(input, "record/bad-name", at, messages[reason]);
  const dots = word.raw.replace(/\.{2,}/g, ".").replace(/^\.(?=.)/, "");
  const where = word.raw.startsWith(".") ? "starts with a dot" : "has two dots in a row";
  return refuse(input, "record/bad-name", at, `${quotedText(word.raw)} ${where}: the record is refused`, [
    review(`Write ${dots}`, word, dots),
  ]);
}

/** The name in a word; a relative name without known origin is good, but has no value. */
export function readNameWord(input: RdataInput, word: Word): Reading | undefined {
  const { origin, encoding } = input.context;
  const { name, relative, labels, fault } = readName(word.raw, origin, encoding);
  if (name !== undefined) return { value: { kind: "name", name, relative, labels }, canonical: name.text };
  if (fault === undefined || fault.reason === "no origin") return { value: undefined, canonical: undefined };
  return refuseName(input, word, fault, fault.reason);
}

function readOne(input: RdataInput, field: Field): Reading | undefined {
  const word = takeBare(input, field);
  return word === undefined ? undefined : readNameWord(input, word);
}

function readAll(input: RdataInput, field: Field): Reading | undefined {
  const names: string[] = [];
  let known = true;
  while (input.at < input.words.length) {
    const reading = readOne(input, field);
    if (reading === undefined) return undefined;
    if (reading.canonical === undefined) known = false;
    else names.push(reading.canonical);
  }
  const canonical = names.join(" ");
  return known ? { value: { kind: "other", canonical }, canonical } : { value: undefined, canonical: undefined };
}

const nameKind = (expects: string): FieldKind => ({ expects, read: readOne, unpack: takeName });

export const nameKinds = {
  name: nameKind("a domain name"),
  hostName: nameKind("the name of a host"),
  mailbox: nameKind("a mailbox, written as a name: the first dot stands for @"),
  names: {
    expects: "domain names",
    read: readAll,
    unpack(wire) {
      const names: string[] = [];
      while (leftIn(wire) > 0) {
        const name = takeName(wire);
        if (name === undefined) return undefined;
        names.push(name);
      }
      return names.join(" ");
    },
  },
} as const satisfies Record<string, FieldKind>;
