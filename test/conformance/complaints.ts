/** What named-checkzone complains of, and whether errors of ours stand where the fault is. */
import type { Diagnosis } from "../../server/src/analysis/diagnose.js";
import { familyOf } from "../../server/src/analysis/severity.js";
import { makeName } from "../../server/src/dns/name.js";
import { lastAtMost } from "../../server/src/text/pagedText.js";
import type { SourceText, ZoneReading } from "../../server/src/zone/readZone.js";

/** What servers load in any case: text that only mail systems read. */
const ofMail = new Set(["spf", "dkim", "dmarc", "mta-sts", "tls-rpt", "bimi", "mail"]);

/** The errors that a server has to share. */
export const errorsOf = (diagnostics: readonly Diagnosis[]): readonly Diagnosis[] =>
  diagnostics.filter(({ severity, rule }) => severity === "error" && !ofMail.has(familyOf(rule)));

export interface Complaint {
  readonly text: string;
  /** The document as BIND calls it, and the line from 1; undefined where it names none. */
  readonly file: string | undefined;
  readonly line: number | undefined;
}

const placed = /^(?:dns_rdata_fromtext: |dns_master_load: |\$GENERATE: )?([^\s:]+):(\d+): (.*)$/;

/** Errors of a line that have no function's name before them. */
const errorOfLine =
  /^(?:unknown RR type|no current owner name|class '|no TTL specified; zone rejected|type '.*': |DS record at top)/;
const errorOfZone = /^(?:has (?:no|0) |NS '[^']*' |CDS\/CDNSKEY )/;

/** The errors among what a checker said of a zone that it refused. */
export function complaintsOf(messages: readonly string[]): Complaint[] {
  const found: Complaint[] = [];
  for (const message of messages) {
    const [, file, line, text = ""] = placed.exec(message) ?? [];
    const ofZone = /^zone \S+: (.*)$/.exec(message)?.[1] ?? "";
    if (line === undefined && errorOfZone.test(ofZone)) found.push({ text: ofZone, file: undefined, line: undefined });
    if (line === undefined || /> MAXTTL, setting/.test(text)) continue;
    if (/^(?:dns_|\$GENERATE)/.test(message) || errorOfLine.test(text) || isBadHash(text, messages))
      found.push({ text, file, line: Number(line) });
  }
  return found;
}

/** A bad owner refuses a zone where it is that of an NSEC3 record; BIND words both alike. */
const isBadHash = (text: string, messages: readonly string[]): boolean =>
  /: bad owner name/.test(text) && messages.some((message) => /failed: bad owner name/.test(message));

/** Where an error of ours answers a complaint. */
export type Place =
  /** On the line that BIND names. */
  | "same line"
  /** On another line of the same entry. */
  | "same entry"
  /** On a record of the name that BIND complains of, which names the line after it, or none. */
  | "same name"
  /** Where the fault begins that BIND notices later or in the file that is included. */
  | "beginning"
  /** BIND names no place. */
  | "no place";

/** The lines of a document and of its entries, from 1. */
interface Lines {
  lineOf(offset: number): number;
  /** The first and last line of the entry that covers a line. */
  around(line: number): { readonly first: number; readonly last: number };
}

function linesOf({ text }: SourceText): Lines {
  const lineOf = (offset: number): number => {
    const index = Math.min(lastAtMost(text.starts, offset), Math.max(0, text.pages.length - 1));
    const page = text.pages[index];
    const inPage = page === undefined ? 0 : lastAtMost(page.lines, offset - (text.starts[index] ?? 0));
    return (text.lineStarts[index] ?? 0) + inPage + 1;
  };
  const firstLines = text.pages.flatMap((page, i) =>
    Array.from(page.entries, (entry) => lineOf(entry + (text.starts[i] ?? 0))),
  );
  return {
    lineOf,
    around(line) {
      const index = firstLines.findLastIndex((first) => first <= line);
      return { first: firstLines[index] ?? 1, last: Math.max(line, (firstLines[index + 1] ?? Infinity) - 1) };
    },
  };
}

const unended = new Set(["syntax/unclosed-quote", "syntax/unclosed-parenthesis"]);

/** What is said once, at the first line, as the others follow from it. */
const saidOnce: readonly { readonly text: RegExp; readonly rule: string }[] = [
  { text: /^no current owner name/, rule: "zone/no-owner" },
  { text: /^no TTL specified; zone rejected/, rule: "zone/no-ttl" },
];

/** Rules that answer complaints of a zone as a whole. */
const ofWholeZone: readonly { readonly text: RegExp; readonly rules: RegExp }[] = [
  { text: /^has 0 SOA/, rules: /^soa\// },
  { text: /^has no NS/, rules: /^(?:soa\/missing|delegation\/apex-ns-missing)$/ },
  { text: /^CDS/, rules: /^dnssec\/cds-/ },
];

/** Whether an error stands at a record of the name that a complaint is about. */
function isAtName(text: string, errors: readonly Diagnosis[], { zone }: ZoneReading): boolean | undefined {
  const target = /^NS '([^']+)'/.exec(text)?.[1];
  const owner = /^(\S+): (?:CNAME and other data|multiple RRs)/.exec(text)?.[1];
  const about = target ?? owner;
  if (about === undefined) return undefined;
  const { key } = makeName(about.endsWith(".") ? about : `${about}.`);
  for (const record of target === undefined ? zone.recordsAt(key) : zone.recordsOfType("NS")) {
    if (target !== undefined && record.rdata.canonical?.toLowerCase() !== key) continue;
    if (
      errors.some(({ uri, at }) => uri === record.uri && record.entry.start <= at.start && at.start < record.entry.end)
    )
      return true;
  }
  return false;
}

/** Where an error of ours answers a complaint; undefined where none does. */
export function placeOf(
  { text, file, line }: Complaint,
  errors: readonly Diagnosis[],
  reading: ZoneReading,
  calledBy: (uri: string) => string,
): Place | undefined {
  const atName = isAtName(text, errors, reading);
  if (atName !== undefined) return atName ? "same name" : undefined;
  if (file === undefined || line === undefined) {
    const known = ofWholeZone.find((each) => each.text.test(text));
    return errors.some(({ rule }) => known === undefined || known.rules.test(rule)) ? "no place" : undefined;
  }
  let place: Place | undefined;
  const once = saidOnce.find((each) => each.text.test(text));
  for (const document of reading.documents()) {
    if (calledBy(document.uri) !== file) continue;
    const lines = linesOf(document);
    const { first, last } = lines.around(line);
    for (const { uri, at, rule } of errors) {
      if (uri !== document.uri) continue;
      const from = lines.lineOf(at.start);
      const to = lines.lineOf(Math.max(at.start, at.end - 1));
      if (from <= line && line <= to) return "same line";
      if (first <= from && from <= last) place = "same entry";
      else if (from < line && (unended.has(rule) || rule === once?.rule)) place ??= "beginning";
    }
  }
  // What cannot be read is a file of its own for BIND.
  if (
    place === undefined &&
    errors.some(({ rule, message }) => rule === "include/not-found" && message.includes(`"${file}"`))
  )
    return "beginning";
  return place;
}
