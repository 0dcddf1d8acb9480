/** The head of a record: owner, class, TTL and type, in the order in which BIND looks for them. */
import { readName, rootName, type Name, type NameFault } from "../dns/name.js";
import { readClass } from "../dns/recordClass.js";
import { readRdata } from "../dns/readRdata.js";
import type { RecordType } from "../dns/recordType.js";
import { nearestTypes, readType } from "../dns/typeIndex.js";
import { maximumTtl, readTtl } from "../dns/ttl.js";
import type { Entry } from "../syntax/entry.js";
import { rawStart, type Word } from "../syntax/word.js";
import { insert, replace, type Fix } from "../text/edit.js";
import type { Encoding } from "../text/octets.js";
import { shown, type Problem } from "../text/problem.js";
import { span, type Span } from "../text/span.js";
import type { ZoneContext } from "./context.js";

export interface Head {
  /** The owner that it has; "unreadable" where that is not known. */
  readonly owner: Name | "unreadable";
  /** Undefined where it is inherited. */
  readonly ownerWord: Word | undefined;
  readonly ownerRelative: boolean;
  /** In seconds. */
  readonly ttl: number | undefined;
  readonly ttlWord: Word | undefined;
  readonly class: number | undefined;
  readonly classWord: Word | undefined;
  readonly type: RecordType | undefined;
  readonly typeWord: Word | undefined;
  readonly words: readonly Word[];
}

const faultText: Record<NameFault["reason"], string> = {
  "empty label": "has an empty label: two dots in a row, or a dot at its start",
  "label over 63 octets": "has a label of more than 63 octets",
  "name over 255 octets": "is longer than 255 octets with the origin appended",
  "bad escape": "has a bad escape: \\DDD takes three digits up to 255",
  "no origin": "is relative, and the origin is not known",
  "no name": "is empty",
};

/** The problem of a name that can't be read, at the place of the fault. */
export function nameProblem(rule: string, word: Word, fault: NameFault): Problem {
  const start = rawStart(word);
  const at = fault.end > fault.start ? span(start + fault.start, start + fault.end) : word;
  return { rule, at: span(at.start, at.end), message: `"${shown(word.raw, 30)}" ${faultText[fault.reason]}` };
}

/** Reads the head of an entry that has a word and is no directive. */
export function readHead(entry: Entry, context: ZoneContext, encoding: Encoding, problems: Problem[]): Head {
  const { words } = entry;
  let index = 0;
  let owner: Name | "unreadable" = "unreadable";
  let ownerWord: Word | undefined;
  let ownerRelative = false;
  const first = words[0];
  if (entry.leadingBlank || first === undefined) {
    if (context.owner === undefined) {
      if (!context.unsure && first !== undefined) problems.push(noOwner(entry, first));
    } else owner = context.owner;
  } else {
    ownerWord = first;
    index = 1;
    const read = readName(first.raw, context.origin, encoding);
    ownerRelative = read.relative;
    if (read.name !== undefined) owner = read.name;
    else if (read.fault !== undefined) problems.push(nameProblem("zone/bad-owner", first, read.fault));
  }
  let classWord = classAt(words[index]);
  if (classWord !== undefined) index++;
  const ttlWord = words[index];
  const ttl = ttlWord === undefined || ttlWord.quoted ? undefined : readTtl(ttlWord.raw);
  const hasTtl = ttl !== undefined && "seconds" in ttl;
  if (hasTtl) index++;
  if (classWord === undefined) {
    classWord = classAt(words[index]);
    if (classWord !== undefined) index++;
  }
  const typeWord = words[index];
  const type = typeWord === undefined || typeWord.quoted ? undefined : readType(typeWord.raw);
  if (typeWord === undefined) problems.push(missingType(entry));
  else if (type === undefined) problems.push(unknownType(typeWord, entry, index));
  let seconds: number | undefined;
  if (hasTtl && ttlWord !== undefined) {
    seconds = ttl.seconds > maximumTtl ? 0 : ttl.seconds;
    if (ttl.seconds > maximumTtl) problems.push(ttlTooLarge(ttlWord));
  }
  return {
    owner,
    ownerWord,
    ownerRelative,
    ttl: seconds,
    ttlWord: hasTtl ? ttlWord : undefined,
    class: classWord?.class,
    classWord: classWord?.word,
    type,
    typeWord,
    words: words.slice(index + 1),
  };
}

function classAt(word: Word | undefined): { word: Word; class: number } | undefined {
  if (word === undefined || word.quoted) return undefined;
  const found = readClass(word.raw);
  return found === undefined ? undefined : { word, class: found };
}

export const ttlTooLarge = (word: Word): Problem => ({
  rule: "zone/ttl-too-large",
  at: span(word.start, word.end),
  message: `A TTL of ${shown(word.raw, 20)} is over 2147483647 seconds, and servers take it for 0`,
  fixes: [{ title: "Write 604800 (1 week)", kind: "review", edits: [replace(word, "604800")] }],
});

const noOwner = (entry: Entry, first: Word): Problem => ({
  rule: "zone/no-owner",
  at: span(first.start, first.end),
  message: "The line starts with a blank, and no record before it has an owner to inherit",
  fixes: [{ title: "Write @ as its owner", kind: "review", edits: [insert(entry.start, "@")] }],
});

function wordsSpan(words: readonly Word[], entry: Entry): Span {
  const first = words[0];
  const last = words[words.length - 1];
  return first === undefined || last === undefined ? span(entry.start, entry.start) : span(first.start, last.end);
}

const missingType = (entry: Entry): Problem => ({
  rule: "zone/missing-type",
  at: wordsSpan(entry.words, entry),
  message: "The record ends before its type",
});

/** The types that a word may stand for: those alone that the RDATA fits, where it fits any. */
function fittingTypes(word: Word, words: readonly Word[]): readonly string[] {
  const nearest = nearestTypes(word.raw);
  const at = span(word.start, word.end);
  const fitting = nearest.filter((name) => {
    const type = readType(name);
    const context = { origin: rootName, encoding: "utf-8", type: at, owner: undefined } as const;
    return type !== undefined && readRdata(type, words, context).problems.length === 0;
  });
  return fitting.length > 0 ? fitting : nearest;
}

const looksLikeTtl = /^[0-9]+[a-z]+$/i;

function unknownType(word: Word, entry: Entry, index: number): Problem {
  const at = span(word.start, word.end);
  const written = shown(word.raw, 30);
  const before = entry.words[index - 1];
  if (looksLikeTtl.test(word.raw) && "fault" in readTtl(word.raw))
    return {
      rule: "zone/bad-ttl",
      at,
      message: `"${written}" is no TTL: the units are w, d, h, m and s`,
    };
  if (readClass(word.raw) !== undefined || "seconds" in readTtl(word.raw))
    return { rule: "zone/unknown-type", at, message: `"${written}" stands where the type is expected` };
  // "A 192.0.2.1" at column 0: the type is taken for the owner.
  if (index === 1 && !entry.leadingBlank && before !== undefined && readType(before.raw) !== undefined)
    return {
      rule: "zone/unknown-type",
      at: span(before.start, before.end),
      message: `"${shown(before.raw, 20)}" at the start of the line is read as an owner, not as a type`,
      fixes: [
        { title: "Write @ as its owner", kind: "review", edits: [insert(before.start, "@ ")] },
        { title: "Indent the line, for the owner above", kind: "review", edits: [insert(before.start, "\t")] },
      ],
    };
  const nearest = fittingTypes(word, entry.words.slice(index + 1));
  const near: Fix[] = nearest.map((type) => ({
    title: `Change to ${type}`,
    kind: "review",
    edits: [replace(word, type)],
  }));
  const [guess] = nearest;
  return {
    rule: "zone/unknown-type",
    at,
    message:
      guess === undefined ? `"${written}" is no record type` : `"${written}" is no record type; did you mean ${guess}?`,
    ...(near.length === 0 ? {} : { fixes: near }),
  };
}
