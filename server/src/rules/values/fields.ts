/** Fields of records as rules want them. */
import type { Span } from "../../text/span.js";
import { fieldOf, type ZoneRecord } from "../../zone/record.js";

/** Where a field stands; the record's type where it cannot be told. */
export const spanOf = (record: ZoneRecord, field: string): Span => fieldOf(record, field)?.span ?? record.typeWord;

/** The one word of a field, as written; undefined in the form of RFC 3597. */
export function rawOf(record: ZoneRecord, field: string): string | undefined {
  return record.rdata.generic ? undefined : fieldOf(record, field)?.words[0]?.raw;
}

/** The octets of a field of hex or base64. */
export function octetsOf(record: ZoneRecord, field: string): Uint8Array | undefined {
  const value = fieldOf(record, field)?.value;
  return value?.kind === "octets" ? value.octets : undefined;
}

/** Whether edits of its words edit this record alone, in the form it shows. */
export const isEditable = (record: ZoneRecord): boolean => !record.generated && !record.rdata.generic;
