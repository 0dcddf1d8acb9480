/** Puts what a program printed, and what Zonewright read, into the words of a case. */
import { checkText, readText } from "../../server/src/analysis/check.js";
import { familyOf } from "../../server/src/analysis/severity.js";
import { loadedRecords, printRecord } from "../../server/src/zone/printRecords.js";
import { head, type Case } from "./cases.js";
import type { Answer } from "./programs.js";

export const refuses = "refuses";
export const somethingElse = "something else";

const ofApex = /^example\.com\. \S+ (?:soa|ns) ns\.example\.net\.(?: |$)/;

/** Records one a line, without SOA and NS of the apex, in one form: as Zonewright prints them, or as they are written. */
function recordsIn(text: string): string {
  const { zone } = readText(text, { origin: "example.com.", encoding: "latin-1" });
  const lines = Array.from(zone.records(), ({ owner, ttl, ttlWord, type, rdata, words }) => {
    const data = rdata.canonical ?? words.map(({ raw }) => raw).join(" ");
    const time = ttlWord !== undefined && /^[0-9]+$/.test(ttlWord.raw) ? Number(ttlWord.raw) : ttl;
    return `${owner.text} ${time ?? ""} ${type.name} ${data}`.toLowerCase();
  });
  return [...new Set(lines)]
    .filter((line) => !ofApex.test(line))
    .toSorted()
    .join("\n");
}

function readingOf({ readings }: Case, records: string): string {
  for (const [name, text] of Object.entries(readings))
    if (recordsIn(`$ORIGIN example.com.\n$TTL 3600\n${text}\n`) === records) return name;
  return somethingElse;
}

/** What a program made of a case: "refuses" or the name of a reading. */
export function answerOf(one: Case, answer: Answer): string {
  if ("refused" in answer) return refuses;
  if (answer.records !== undefined) return readingOf(one, recordsIn(answer.records));
  return Object.keys(one.readings)[0] ?? somethingElse;
}

/** The families of rules that tell how a file is read, and whether servers load it. */
const telling = new Set(
  "syntax zone directive include generate record text file server soa cname rrset delegation names".split(" "),
);

const ofHead = new Set(checkText(head, { origin: "example.com." }).diagnostics.map(({ rule }) => rule));

/** What Zonewright makes of a case, and the rules by which it says so. */
export function ownAnswer(one: Case): string {
  const { diagnostics, reading } = checkText(one.zone, {
    origin: "example.com.",
    files: new Map(Object.entries(one.files)),
  });
  const told = diagnostics.filter(({ rule }) => telling.has(familyOf(rule)) && !ofHead.has(rule));
  const refused = told.some(({ severity }) => severity === "error");
  const records = recordsIn(Array.from(loadedRecords(reading.zone), printRecord).join("\n"));
  const said = new Set(told.map(({ severity, rule }) => `${severity} \`${rule}\``));
  return [refused ? refuses : readingOf(one, records), ...[...said].toSorted()].join("; ");
}

/** The text of a case as its line shows it; undefined where it is too long or can't be seen. */
export function sampleOf({ zone }: Case): string | undefined {
  const text = zone.startsWith(head) ? zone.slice(head.length) : zone;
  const line = text.replace(/\n$/, "").replaceAll("\n", " ⏎ ");
  return /^[ -~⏎]{1,60}$/.test(line) && !/[`|]/.test(line) && line === line.trim() ? line : undefined;
}
