/** The words of a record's text, as they stand on their line. */
import type { Word } from "../../syntax/word.js";
import { fieldOf, type ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";

/** Types whose last field is text that people write. */
export const textTypes = ["TXT", "SPF", "CAA", "AVC", "WALLET"];

/** The words of the text field; none in the form of RFC 3597. */
export function textWords(record: ZoneRecord): readonly Word[] {
  if (record.rdata.generic) return [];
  return fieldOf(record, record.type.name === "CAA" ? "value" : "text")?.words ?? [];
}

/** What stands between two places, if that is on one line and not parted by parentheses or comments. */
export function onOneLine(record: ZoneRecord, zone: Zone, start: number, end: number): string | undefined {
  const written = zone.written(record.uri, { start, end });
  return /[\r\n]/.test(written) ? undefined : written;
}
