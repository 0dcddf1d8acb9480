/** The zone as a server has it loaded: includes read, $GENERATE written out, names absolute, in canonical order. */
import { isAtOrBelow, labelsOf } from "../dns/name.js";
import type { Steps } from "../text/steps.js";
import { loadedRecords, type PrintedRecord } from "../zone/printRecords.js";
import type { Zone } from "../zone/zone.js";

/** More records than these are of no use in an editor. */
const mostRecords = 200_000;
/** How many records make a step. */
const stride = 512;

const firstTypes = ["SOA", "NS"];

/** Orders by name as RFC 4034 section 6.1 does, SOA and NS before the other types, then by RDATA. */
function rankOf({ owner, type, rdata, record }: PrintedRecord): string {
  const first = firstTypes.indexOf(type);
  const code = String(record.type.code).padStart(5, "0");
  return [...labelsOf(owner.key).toReversed(), "", String(first < 0 ? firstTypes.length : first), code, rdata].join(
    "\0",
  );
}

const column = (text: string, least: number): string =>
  `${text} `.padEnd(Math.max(least, Math.ceil((text.length + 1) / 8) * 8));

/** Columns that depend on the line alone, so that two zones compare line by line. */
const lineOf = ({ owner, ttl, class: name, type, rdata }: PrintedRecord): string =>
  `${column(owner.text, 24)}${column(String(ttl), 8)}${name} ${column(type, 8)}${rdata}`.trimEnd();

/** What of the zone is not among the records that a server loads, in words. */
function leftOut(zone: Zone, unreadable: number, outside: number): string[] {
  const parts: string[] = [];
  if (unreadable > 0)
    parts.push(unreadable === 1 ? "1 record that can't be read" : `${unreadable} records that can't be read`);
  if (outside > 0) parts.push(outside === 1 ? "1 outside the zone" : `${outside} outside the zone`);
  const lines = parts.length === 0 ? [] : [`; Left out: ${parts.join(", ")}`];
  return zone.complete ? lines : [...lines, "; Parts of the zone could not be read, such as an included file"];
}

/** The text, a record a line; what could not be taken in is said in comments at its end. */
export function* expandedZone(zone: Zone): Steps<string> {
  const found: { readonly rank: string; readonly line: string }[] = [];
  let isCut = false;
  for (const printed of loadedRecords(zone)) {
    if (found.length >= mostRecords) {
      isCut = true;
      break;
    }
    found.push({ rank: rankOf(printed), line: lineOf(printed) });
    if (found.length % stride === 0) yield;
  }
  let unreadable = 0;
  let outside = 0;
  let seen = 0;
  for (const { owner, rdata } of zone.records()) {
    if (zone.apex !== undefined && !isAtOrBelow(owner.key, zone.apex.key)) outside++;
    else if (rdata.canonical === undefined) unreadable++;
    if (++seen >= mostRecords) break;
    if (seen % stride === 0) yield;
  }
  found.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0));
  yield;
  const lines = found.map(({ line }) => line);
  const unknown = zone.originKnown ? [] : ["; The zone's name is not known: names stand below one that is made up"];
  const cut = isCut ? [`; No more than ${mostRecords} records are shown`] : [];
  return [...unknown, ...lines, ...leftOut(zone, unreadable, outside), ...cut].map((line) => `${line}\n`).join("");
}
