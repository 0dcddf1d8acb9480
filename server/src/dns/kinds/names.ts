/** Field kinds that are domain names. */
import type { Word } from "../../syntax/word.js";
import { rawStart } from "../../syntax/word.js";
import type { Span } from "../../text/span.js";
import { quotedText, refuse, review, takeBare, type FieldKind, type RdataInput, type Reading } from "../fieldKind.js";
import { readName, type NameFault } from "../name.js";
import type { Field } from "../recordType.js";
import { leftIn, takeName } from "../wire.js";

function refuseName(input: RdataInput, word: Word, fault: NameFault): undefined {
  const start = rawStart(word);
  const at: Span = fault.end > fault.start ? { start: start + fault.start, end: start + fault.end } : word;
  const shownName = quotedText(word.raw);
  switch (fault.reason) {
    // Names are relative to what the server is told when it loads the file: nothing is wrong.
    case "no origin":
      return undefined;
    case "empty label": {
      const dots = word.raw.replace(/\.{2,}/g, ".").replace(/^\.(?=.)/, "");
      return refuse(input, "record/bad-name", at, `${shownName} has two dots in a row: the record is refused`, [
        review(`Write ${dots}`, word, dots),
      ]);
    }
    case "label over 63 octets":
      return refuse(input, "record/bad-name", at, "A label has more than 63 octets: the record is refused");
    case "name over 255 octets":
      return refuse(input, "record/bad-name", at, "The name has more than 255 octets: the record is refused");
    case "bad escape":
      return refuse(
        input,
        "record/bad-escape",
        at,
        `${quotedText(word.raw.slice(fault.start, fault.end))} is no escape: write \\DDD with three digits up to 255`,
      );
    case "no name":
      return refuse(input, "record/bad-name", at, "An empty name is none: the record is refused");
  }
}

/** The name in a word; a relative name without known origin is good, but has no value. */
export function readNameWord(input: RdataInput, word: Word): Reading | undefined {
  const { origin, encoding } = input.context;
  const { name, relative, labels, fault } = readName(word.raw, origin, encoding);
  if (name !== undefined) return { value: { kind: "name", name, relative, labels }, canonical: name.text };
  if (fault?.reason === "no origin") return { value: undefined, canonical: undefined };
  return fault === undefined ? undefined : refuseName(input, word, fault);
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
