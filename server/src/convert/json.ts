/** Zones as JSON in the shape of `dns-zonefile`, through that package itself; what its shape can't hold is named, never lost in silence. */
import { readText } from "../analysis/check.js";
import { groupBy } from "../text/group.js";
import { finish, mapInSteps, type Steps } from "../text/steps.js";
import { loadedRecords, printRecord, type PrintedRecord } from "../zone/printRecords.js";
import type { Zone } from "../zone/zone.js";
import { parse } from "./library.js";
import { isEntry, typeShapes, type Entry } from "./shape.js";
import { jsonToZone } from "./zoneText.js";

export interface ZoneJson {
  /** What `dns-zonefile` made of the records. */
  readonly value: Readonly<Record<string, unknown>>;
  /** The records, as printed, of which there is nothing in it. */
  readonly missing: readonly string[];
}

/** A record as the package can read it: it takes quotes and backslashes that are escaped for those that are not, and one word for a digest. */
function lineFor(record: PrintedRecord): string {
  const rdata = record.rdata.replace(/\\(["\\])/g, (_, escaped) => (escaped === '"' ? "\\034" : "\\092"));
  const [tag, algorithm, digestType, ...digest] = rdata.split(" ");
  const whole = record.type === "DS" ? [tag, algorithm, digestType, digest.join("")].join(" ") : rdata;
  return printRecord({ ...record, rdata: whole });
}

/** What the package makes of one record; undefined where it makes nothing of it, or several things. */
function entryOf(record: PrintedRecord, origin: string): Entry | undefined {
  const key = record.type.toLowerCase();
  if (!typeShapes.has(key) || record.class !== "IN") return undefined;
  const value = parse(`${origin}${lineFor(record)}\n`);
  const found = isEntry(value) ? value[key] : undefined;
  const entry: unknown = Array.isArray(found) && found.length === 1 ? found[0] : found;
  if (!isEntry(entry)) return undefined;
  // It appends the origin to names that are absolute.
  return key === "ptr" ? { ...entry, fullname: record.owner.text } : entry;
}

/** A record and what the package made of it, which belongs under a key. */
interface Made {
  readonly printed: string;
  readonly key: string;
  readonly entry: Entry;
}

const valueOf = (zone: Zone, made: readonly Made[]): Entry => {
  const byKey = groupBy(made, ({ key }) => key);
  const lists = [...typeShapes.keys()].flatMap((key): [string, unknown][] => {
    const found = byKey.get(key)?.map(({ entry }) => entry);
    return found === undefined ? [] : [[key, key === "soa" ? found[0] : found]];
  });
  const origin: [string, unknown][] = zone.apex === undefined ? [] : [["$origin", zone.apex.text]];
  return Object.fromEntries<unknown>([...origin, ...lists]);
};

/** A zone's records in the shape of `dns-zonefile`, with what is missing from it. Each entry is written and read again to be sure. */
export const zoneToJson = (zone: Zone): ZoneJson => finish(zoneToJsonInSteps(zone));

/** How many records make a step. */
const stride = 64;

export function* zoneToJsonInSteps(zone: Zone): Steps<ZoneJson> {
  const origin = zone.apex === undefined ? "" : `$ORIGIN ${zone.apex.text}\n`;
  const made: Made[] = [];
  const missing: string[] = [];
  let seen = 0;
  for (const record of loadedRecords(zone)) {
    if (++seen % stride === 0) yield;
    const entry = entryOf(record, origin);
    const printed = printRecord(record);
    if (entry === undefined) missing.push(printed);
    else made.push({ printed, key: record.type.toLowerCase(), entry });
  }
  yield;
  const back = jsonToZone(valueOf(zone, made));
  yield;
  const again = "refused" in back ? "" : back.text;
  const held = new Set(yield* mapInSteps(loadedRecords(readText(again).zone), printRecord));
  for (const { printed } of made) if (!held.has(printed)) missing.push(printed);
  const kept = made.filter(({ printed }) => held.has(printed));
  return { value: valueOf(zone, kept), missing };
}
