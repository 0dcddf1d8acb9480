/** Directives: $ORIGIN, $TTL, $INCLUDE and $GENERATE (RFC 1035 section 5.1, RFC 2308 section 4, BIND). */
import { readName, type Name } from "../dns/name.js";
import { maximumTtl, readTtl } from "../dns/ttl.js";
import type { Entry } from "../syntax/entry.js";
import type { Word } from "../syntax/word.js";
import { remove, replace, type Fix } from "../text/edit.js";
import { nearest } from "../text/nearest.js";
import type { Encoding } from "../text/octets.js";
import { shown, type Problem } from "../text/problem.js";
import { span } from "../text/span.js";
import type { ZoneContext } from "./context.js";
import { nameProblem, ttlTooLarge } from "./head.js";

/** What BIND knows, as tables for completion and hover. */
export const directives = [
  {
    name: "$ORIGIN",
    form: "$ORIGIN name",
    summary: "Sets the name that is appended to relative names",
    rfc: 1035,
    section: "5.1",
  },
  { name: "$TTL", form: "$TTL time", summary: "Sets the TTL of records that state none", rfc: 2308, section: "4" },
  {
    name: "$INCLUDE",
    form: "$INCLUDE file [origin]",
    summary: "Reads another file at this place, with an origin of its own if one is given",
    rfc: 1035,
    section: "5.1",
  },
  {
    name: "$GENERATE",
    form: "$GENERATE start-stop[/step] owner [ttl] [class] type rdata",
    summary: "Makes a record for each number of a range (BIND); $ stands for the number",
    rfc: undefined,
    section: undefined,
  },
] as const;

export type Directive =
  | { readonly kind: "origin"; readonly origin: Name }
  | { readonly kind: "ttl"; readonly ttl: number }
  | { readonly kind: "include"; readonly file: Word; readonly origin: Name | undefined }
  | { readonly kind: "generate" }
  /** Known, or unreadable: nothing follows from it. */
  | { readonly kind: "nothing" };

const nothing: Directive = { kind: "nothing" };

/** Whether an entry is a directive: an unquoted word at column 0 that starts with "$". */
export const isDirective = (entry: Entry): boolean => {
  const first = entry.words[0];
  return first !== undefined && !entry.leadingBlank && !first.quoted && first.raw.startsWith("$");
};

/** Reads an entry that is a directive. */
export function readDirective(entry: Entry, context: ZoneContext, encoding: Encoding, problems: Problem[]): Directive {
  const [name, argument, second] = entry.words;
  if (name === undefined) return nothing;
  const keyword = name.raw.toUpperCase();
  switch (keyword) {
    case "$ORIGIN": {
      if (argument === undefined) return missing(name, "the origin", problems);
      extra(entry, 2, problems);
      if (argument.quoted) return refuseQuotes("directive/bad-origin", argument, problems);
      const read = readName(argument.raw, context.origin, encoding);
      if (read.name === undefined) {
        if (read.fault !== undefined) problems.push(nameProblem("directive/bad-origin", argument, read.fault));
        return nothing;
      }
      if (read.relative) problems.push(relativeOrigin(argument, read.name));
      return { kind: "origin", origin: read.name };
    }
    case "$TTL": {
      if (argument === undefined) return missing(name, "the time to live", problems);
      extra(entry, 2, problems);
      if (argument.quoted) return refuseQuotes("zone/bad-ttl", argument, problems);
      const read = readTtl(argument.raw);
      if ("fault" in read) {
        problems.push(badTtl(argument, read.fault));
        return nothing;
      }
      if (read.seconds > maximumTtl) problems.push(ttlTooLarge(argument));
      return { kind: "ttl", ttl: read.seconds > maximumTtl ? 0 : read.seconds };
    }
    case "$INCLUDE": {
      if (argument === undefined) return missing(name, "the file", problems);
      extra(entry, 3, problems);
      if (second === undefined) return { kind: "include", file: argument, origin: undefined };
      if (second.quoted) {
        refuseQuotes("directive/bad-origin", second, problems);
        return { kind: "include", file: argument, origin: undefined };
      }
      const read = readName(second.raw, context.origin, encoding);
      if (read.fault !== undefined) problems.push(nameProblem("directive/bad-origin", second, read.fault));
      return { kind: "include", file: argument, origin: read.name };
    }
    case "$GENERATE":
      return { kind: "generate" };
    // BIND writes it at the head of dumped zones and reads past it.
    case "$DATE":
      return nothing;
    default:
      problems.push(unknownDirective(name));
      return nothing;
  }
}

/** Of the words of a directive, BIND takes the name of a file alone in quotes. */
function refuseQuotes(rule: string, word: Word, problems: Problem[]): Directive {
  problems.push({
    rule,
    at: span(word.start, word.end),
    message: `${shown(word.raw, 40)} must stand without quotes: the zone is refused`,
    fixes: [{ title: "Remove the quotes", kind: "review", edits: [replace(word, word.raw)] }],
  });
  return nothing;
}

function missing(name: Word, what: string, problems: Problem[]): Directive {
  problems.push({
    rule: "directive/missing-argument",
    at: span(name.start, name.end),
    message: `${name.raw.toUpperCase()} lacks ${what}`,
  });
  return nothing;
}

function extra(entry: Entry, known: number, problems: Problem[]): void {
  const first = entry.words[known];
  const last = entry.words[entry.words.length - 1];
  if (first === undefined || last === undefined) return;
  const at = span(first.start, last.end);
  problems.push({
    rule: "directive/extra-argument",
    at,
    message: `"${shown(first.raw, 30)}" is more than ${(entry.words[0]?.raw ?? "").toUpperCase()} takes: the file is refused`,
    fixes: [{ title: "Remove it", kind: "review", edits: [remove(at)] }],
  });
}

/** BIND, NSD and Knot append the origin; PowerDNS takes every origin for an absolute one. */
function relativeOrigin(word: Word, means: Name): Problem {
  // One label is meant so; one of several labels mostly lacks its dot.
  const looksWhole = word.raw.replace(/^\./, "").includes(".") && !word.quoted;
  const asRead: Fix = {
    title: `Write ${means.text}`,
    kind: looksWhole ? "review" : "safe",
    edits: [replace(word, means.text)],
  };
  const dotted: Fix = {
    title: `Write ${word.raw}.`,
    kind: "review",
    preferred: true,
    edits: [replace(word, `${word.raw}.`)],
  };
  return {
    rule: "directive/relative-origin",
    at: span(word.start, word.end),
    message: `"${shown(word.raw, 25)}" has no final dot and means ${shown(means.text, 40)}`,
    ...(looksWhole ? {} : { severity: "information" as const }),
    fixes: looksWhole ? [dotted, asRead] : [{ ...asRead, preferred: true }],
  };
}

const badTtl = (word: Word, fault: "not a ttl" | "too large"): Problem => ({
  rule: "zone/bad-ttl",
  at: span(word.start, word.end),
  message:
    fault === "too large"
      ? `"${shown(word.raw, 20)}" is too large for a TTL: at most 2147483647 seconds`
      : `"${shown(word.raw, 20)}" is no TTL: seconds, or numbers with the units w, d, h, m and s`,
});

function unknownDirective(name: Word): Problem {
  const near = nearest(
    name.raw,
    directives.map((directive) => directive.name),
  );
  return {
    rule: "directive/unknown",
    at: span(name.start, name.end),
    message:
      near === undefined
        ? `${shown(name.raw, 30)} is no directive that a server knows`
        : `${shown(name.raw, 30)} is no directive; did you mean ${near}?`,
    ...(near === undefined
      ? {}
      : { fixes: [{ title: `Change to ${near}`, kind: "review", edits: [replace(name, near)] }] }),
  };
}
