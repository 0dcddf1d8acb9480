/** Zones as JSON in the shape of `dns-zonefile`, through that package itself; what its shape can't hold is named, never lost in silence. */
import * as library from "dns-zonefile";
import { loadedRecords, printRecord, type PrintedRecord } from "../zone/printRecords.js";
import type { Zone } from "../zone/zone.js";

export interface ZoneJson {
  /** What `dns-zonefile` made of the records. */
  readonly value: unknown;
  /** The records, as printed, of which there is nothing in it. */
  readonly missing: readonly string[];
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const isParser = (value: unknown): value is typeof library.parse => typeof value === "function";

/** The package's types say that it exports `parse` by name; what it exports is one object, by default. */
function parser(): typeof library.parse {
  const members = new Map<string, unknown>(Object.entries(library));
  const whole = members.get("default");
  const found: unknown = isObject(whole)
    ? Object.entries(whole).find(([name]) => name === "parse")?.[1]
    : members.get("parse");
  if (!isParser(found)) throw new Error("dns-zonefile has no parse");
  return found;
}

/** The types that the package reads; it passes over others without a word. */
const known = new Set([
  "SOA",
  "NS",
  "A",
  "AAAA",
  "CNAME",
  "MX",
  "PTR",
  "TXT",
  "SRV",
  "SPF",
  "CAA",
  "DS",
  "NAPTR",
  "TLSA",
]);

/** How many records of a type a value of unknown shape has. */
function countOf(value: unknown, type: string): number {
  if (typeof value !== "object" || value === null) return 0;
  const found: unknown = Object.entries(value).find(([key]) => key === type.toLowerCase())?.[1];
  return Array.isArray(found) ? found.length : found === undefined || found === null ? 0 : 1;
}

/** A zone's records in the shape of `dns-zonefile`, with what is missing from it. */
export function zoneToJson(zone: Zone): ZoneJson {
  const byType = new Map<string, PrintedRecord[]>();
  for (const record of loadedRecords(zone)) byType.set(record.type, [...(byType.get(record.type) ?? []), record]);
  const read = [...byType].filter(([type]) => known.has(type)).flatMap(([, records]) => records);
  const origin = zone.apex === undefined ? "" : `$ORIGIN ${zone.apex.text}\n`;
  const value: unknown = parser()(origin + read.map((record) => `${printRecord(record)}\n`).join(""));
  const missing: string[] = [];
  for (const [type, records] of byType)
    if (!known.has(type) || countOf(value, type) !== records.length) missing.push(...records.map(printRecord));
  return { value, missing };
}
