/** Puts the records of JSON in the shape of `dns-zonefile` into a zone, at a line of its document. */
import { readText } from "../analysis/check.js";
import { editsOf, type DocumentEdit } from "../features/action.js";
import { lineBreakOf } from "../features/format.js";
import { nameIn, nextFrom, standAlone } from "../features/keepContext.js";
import { insert, type Edit } from "../text/edit.js";
import { sliceText } from "../text/pagedText.js";
import { contextOf, entryAt, type ZoneSnapshot } from "../workspace/snapshot.js";
import { loadedRecords, printRecord } from "../zone/printRecords.js";
import { jsonToZone } from "./zoneText.js";

export interface Inserted {
  readonly edits: readonly DocumentEdit[];
  /** What of the JSON is not in them, each with its reason. */
  readonly missing: readonly string[];
}

/**
 * The records are written with TTL and class, so that they lean on nothing before them; what follows keeps its owner and TTL. A
 * document without any record takes the whole text, directives and all.
 */
export function insertJson(
  snapshot: ZoneSnapshot,
  offset: number,
  json: unknown,
): Inserted | { readonly refused: string } {
  const made = jsonToZone(json);
  if ("refused" in made) return made;
  const here = entryAt(snapshot, offset);
  const eol = lineBreakOf(snapshot);
  const isEmpty = nextFrom(snapshot, 0) === undefined;
  if (isEmpty || here === undefined) {
    const end = snapshot.text.length;
    const text = made.text.replaceAll("\n", eol);
    return { edits: editsOf([insert(end, text)], snapshot.uri), missing: made.missing };
  }
  const { origin } = contextOf(here);
  const missing = [...made.missing];
  const hasSoa = snapshot.zone.countOfType("SOA") > 0;
  const lines: string[] = [];
  for (const record of loadedRecords(readText(made.text, { origin: origin.text }).zone)) {
    const printed = printRecord(record);
    if (record.type === "SOA" && hasSoa) missing.push(`${printed}: the zone has an SOA record already`);
    else lines.push(nameIn(record.owner, origin) + printed.slice(record.owner.text.length) + eol);
  }
  const atEnd = offset >= snapshot.text.length && /[\r\n]$/.test(sliceText(snapshot.text, here.entry.start, offset));
  const at = atEnd ? offset : here.entry.start;
  const kept = standAlone(nextFrom(snapshot, at), true);
  if ("obstacle" in kept) return { refused: kept.obstacle };
  const edits = lines.length === 0 ? [] : [insert(at, lines.join("")), ...kept];
  return { edits: editsOf(merged(edits), snapshot.uri), missing };
}

/** Edits at one place as one, so that their order is sure. */
function merged(edits: readonly Edit[]): readonly Edit[] {
  const [first, second] = edits;
  if (first === undefined || second === undefined || first.start !== second.start) return edits;
  return [insert(first.start, first.text + second.text)];
}
