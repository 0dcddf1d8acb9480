/** From problems to diagnoses: severities, suppression, and what is said once for a whole file. */
import { isAtOrBelow } from "../dns/name.js";
import { rules } from "../rules/catalogue.js";
import type { Server } from "../rules/rule.js";
import { judgedBy, saidOnce } from "../rules/server/constructs.js";
import { importSize } from "../rules/server/imports.js";
import { insert } from "../text/edit.js";
import { sliceText } from "../text/pagedText.js";
import type { Problem, Severity } from "../text/problem.js";
import { span, type Span } from "../text/span.js";
import { unknownOrigin, type SourceText, type ZoneReading } from "../zone/readZone.js";
import { severityOf, severityOfRule, type SeveritySettings } from "./severity.js";
import { suppress } from "./suppression.js";

/** A problem as it is shown. */
export interface Diagnosis extends Problem {
  readonly severity: Severity;
  readonly uri: string;
}

/** How many of a file are shown. */
const mostShown = 1000;
/** Below this many entries, a file with hardly a record is a zone file someone has just begun, unless nothing in it is of a zone. */
const fewEntries = 10;

/** What diagnoses depend on besides the problems. */
export interface DiagnosisSettings extends SeveritySettings {
  readonly server: Server;
}

/** The diagnoses of each document of a zone, in order; a document without any has an empty list. */
export function diagnose(
  reading: ZoneReading,
  problems: readonly Problem[],
  settings: DiagnosisSettings,
): ReadonlyMap<string, readonly Diagnosis[]> {
  const byDocument = new Map<string, Diagnosis[]>();
  for (const document of reading.documents()) byDocument.set(document.uri, []);
  const take = (found: Problem): void => {
    const problem = judgedBy(settings.server, found);
    if (problem === undefined) return;
    const uri = problem.uri ?? reading.zone.uri;
    const severity = severityOf(problem, rules.get(problem.rule), settings);
    if (severity !== "off") byDocument.get(uri)?.push({ ...problem, uri, severity });
  };
  const strangers = notZones(reading);
  const { zone } = reading;
  const isPart = zone.countOfType("SOA") === 0 && (zone.apex === undefined || !zone.has(zone.apex.key));
  for (const problem of problems)
    if (!strangers.has(problem.uri ?? reading.zone.uri)) take(isPart ? asOfPart(problem) : problem);
  for (const document of reading.documents())
    for (const problem of fileProblems(reading, document, strangers, settings.server)) take(problem);
  for (const { uri, text } of reading.documents()) {
    const { kept, own } = suppress(text, onceEach(byDocument.get(uri) ?? []), (rule) => isOn(rule, settings));
    byDocument.set(uri, [...kept]);
    for (const problem of own) take({ ...problem, uri });
    byDocument.set(uri, shownOf(byDocument.get(uri) ?? [], settings));
  }
  return byDocument;
}

/** Leaves out what only repeats that the file is not portable. */
function onceEach(list: readonly Diagnosis[]): readonly Diagnosis[] {
  const first = new Map<string, Diagnosis>();
  for (const one of list) {
    if (one.severity !== "information" || !saidOnce.has(one.rule)) continue;
    const key = `${one.rule} ${one.message}`;
    const known = first.get(key);
    if (known === undefined || one.at.start < known.at.start) first.set(key, one);
  }
  return list.filter((one) => (first.get(`${one.rule} ${one.message}`) ?? one) === one);
}

/** A file without SOA record or any other at the apex is a part of a zone, whose other files may say a TTL before it. */
const asOfPart = (problem: Problem): Problem =>
  problem.rule === "zone/no-ttl"
    ? { ...problem, severity: "information", message: "No TTL is said here: the file that includes this one has to" }
    : problem;

function isOn(rule: string, settings: SeveritySettings): boolean {
  const entry = rules.get(rule);
  return entry !== undefined && severityOfRule(entry, settings) !== "off";
}

/** Each once, in order, and no more than a reader can bear. */
function shownOf(list: readonly Diagnosis[], settings: SeveritySettings): Diagnosis[] {
  const sorted = list.toSorted(
    (a, b) => a.at.start - b.at.start || a.at.end - b.at.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
  const unique = sorted.filter((one, i) => {
    const before = sorted[i - 1];
    return (
      before === undefined ||
      before.rule !== one.rule ||
      before.at.start !== one.at.start ||
      before.at.end !== one.at.end ||
      before.message !== one.message
    );
  });
  if (unique.length <= mostShown) return unique;
  const shown = unique.slice(0, mostShown);
  const last = shown[shown.length - 1];
  const severity = severityOf({ rule: tooMany, at: span(0, 0), message: "" }, rules.get(tooMany), settings);
  if (last === undefined || severity === "off") return shown;
  const more = unique.length - mostShown;
  const message =
    more === 1 ? "1 more problem in this file is not shown" : `${more} more problems in this file are not shown`;
  return [...shown, { rule: tooMany, at: last.at, message, severity, uri: last.uri }];
}

const tooMany = "file/too-many-problems";

/** Control characters, or what could not be decoded: what no text has, and binary files have near their start. */
function isBinary(text: string): boolean {
  for (let i = 0; i < Math.min(text.length, 512); i++) {
    const code = text.charCodeAt(i);
    if (code < 0x09 || (code > 0x0d && code < 0x20) || code === 0xfffd) return true;
  }
  return false;
}

/** A directive, a class, or a type that is no word of any language: what some line of a zone has. */
const ofZone =
  /^\$[A-Za-z]|^(?![#/])[^;\n]*[ \t](?:IN|CH|HS|SOA|NS|AAAA|MX|CNAME|TXT|PTR|SRV|soa|ns|aaaa|mx|cname|txt|ptr)(?=[ \t\r\n])/m;

/** The documents that hold something other than a zone. */
function notZones(reading: ZoneReading): ReadonlySet<string> {
  const counts = new Map<string, { entries: number; rows: number; soa: boolean; included: boolean }>();
  for (const frame of reading.frames()) {
    const count = counts.get(frame.uri) ?? { entries: 0, rows: 0, soa: false, included: false };
    count.entries += frame.entries;
    count.rows += frame.template === undefined ? frame.rows.length : frame.entries;
    count.soa ||= frame.rows.some((row) => row.type.name === "SOA");
    count.included ||= frame.include !== undefined;
    counts.set(frame.uri, count);
  }
  const found = new Set<string>();
  for (const { uri, text } of reading.documents()) {
    const { entries = 0, rows = 0, soa = false, included = false } = counts.get(uri) ?? {};
    if (soa || included || entries === 0) continue;
    const start = text.pages[0]?.text ?? "";
    const isStranger = rows === 0 && (isBinary(start) || (entries > 1 && !ofZone.test(start)));
    if (isStranger || (entries >= fewEntries && rows * 5 < entries)) found.add(uri);
  }
  return found;
}

function* fileProblems(
  reading: ZoneReading,
  document: SourceText,
  strangers: ReadonlySet<string>,
  server: Server,
): Iterable<Problem> {
  const { uri, text } = document;
  const line: Span = span(0, firstLineEnd(document));
  if (strangers.has(uri)) {
    yield {
      rule: "file/not-a-zone",
      uri,
      at: line,
      message: "This does not look like a zone file, and is not checked",
    };
    return;
  }
  if (uri === reading.zone.uri) {
    const records = reading.frames().reduce((sum, { rows }) => sum + rows.length, 0);
    const problem = importSize(server, records - reading.zone.countOfType("SOA"), text.length);
    if (problem !== undefined) yield { ...problem, uri, at: line };
  }
  const marked = reading.frames().find((frame) => frame.uri === uri && frame.template !== undefined);
  if (marked?.template !== undefined) {
    const { start, end } = marked.template;
    const at = span(start + marked.base, end + marked.base);
    yield { rule: "file/template", uri, at, message: "This is a template: what a tool fills in is not checked" };
  }
  if (uri === reading.zone.uri && !reading.zone.originKnown && text.length > 0 && usesOrigin(reading))
    yield {
      rule: "file/unknown-origin",
      uri,
      at: line,
      message: "The zone's name is not known: relative names can't be checked",
      fixes: [{ title: "Write $ORIGIN at the top", kind: "review", edits: [insert(0, "$ORIGIN example.com.\n")] }],
    };
  if (text.length > 0 && !/[\r\n]/.test(sliceText(text, text.length - 1, text.length)))
    yield {
      rule: "file/no-final-newline",
      uri,
      at: span(text.length, text.length),
      message: "The last line has no line break, which some servers refuse",
      fixes: [{ title: "End the file with a line break", kind: "safe", edits: [insert(text.length, "\n")] }],
    };
}

const usesOrigin = (reading: ZoneReading): boolean =>
  reading.frames().some((frame) => frame.rows.some((row) => isAtOrBelow(row.owner.key, unknownOrigin.key)));

function firstLineEnd({ text }: SourceText): number {
  const first = text.pages[0]?.text ?? "";
  const end = first.search(/[\r\n]/);
  return end < 0 ? Math.min(first.length, 200) : end;
}
