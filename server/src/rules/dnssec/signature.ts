/** RRSIG records as rules see them (RFC 4034 section 3). */
import { numberOf, type ZoneRecord } from "../../zone/record.js";
import { rawOf } from "../values/fields.js";

/** Seconds since 1970 of YYYYMMDDHHmmSS, or of a plain number. */
function timeOf(record: ZoneRecord, field: string): number | undefined {
  const raw = rawOf(record, field);
  if (raw === undefined || !/^[0-9]+$/.test(raw)) return undefined;
  if (raw.length <= 10) return Number(raw);
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(raw);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) / 1000;
}

export const expirationOf = (record: ZoneRecord): number | undefined => timeOf(record, "expiration");
export const inceptionOf = (record: ZoneRecord): number | undefined => timeOf(record, "inception");

/** "2026-11-24" of seconds since 1970. */
export function dateOf(seconds: number): string {
  const date = new Date(seconds * 1000);
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

/** In upper case: "SOA". */
export const coveredBy = (record: ZoneRecord): string | undefined => rawOf(record, "type covered")?.toUpperCase();

export const signerTag = (record: ZoneRecord): number | undefined => numberOf(record, "key tag");

/** The signature over records of a type at a name. */
export const signatureOf = (records: readonly ZoneRecord[], type: string): ZoneRecord | undefined =>
  records.find((record) => record.type.name === "RRSIG" && coveredBy(record) === type);
