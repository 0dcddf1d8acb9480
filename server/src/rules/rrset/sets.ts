/** RRsets: the records of one owner, class and type, and when two of them are the same. */
import type { Value } from "../../dns/rdata.js";
import { fieldOf, type ZoneRecord } from "../../zone/record.js";

const one = new Set(["SOA"]);

/** Signatures are sets by the type that they cover (RFC 4034 section 3). */
function setOf(record: ZoneRecord): string {
  if (record.type.name !== "RRSIG" && record.type.name !== "SIG") return record.type.name;
  const covered = fieldOf(record, "type covered")?.words[0]?.raw ?? "";
  return `${record.type.name} ${covered.toUpperCase()}`;
}

/** Sets of more than one record, or of `least`, in order of their first one. */
export function setsOf(records: readonly ZoneRecord[], least = 2): (readonly [ZoneRecord, ...ZoneRecord[]])[] {
  if (records.length < least) return [];
  const sets = new Map<string, [ZoneRecord, ...ZoneRecord[]]>();
  for (const record of records) {
    if (one.has(record.type.name)) continue;
    const key = setOf(record);
    const set = sets.get(key);
    if (set === undefined) sets.set(key, [record]);
    else set.push(record);
  }
  return [...sets.values()].filter((set) => set.length >= least);
}

function valueKey(value: Value): string {
  switch (value.kind) {
    case "number":
      return String(value.number);
    case "name":
      return value.name.key;
    case "address":
    case "octets":
      return value.octets.join(".");
    case "text":
      return value.mapped.strings
        .map(({ start, end }) => JSON.stringify(value.mapped.text.slice(start, end)))
        .join(" ");
    case "types":
      return value.codes.join(",");
    default:
      return value.canonical;
  }
}

/** Equal for records with the same RDATA, names compared without case; undefined for what could not be read. */
export function rdataKey({ rdata }: ZoneRecord): string | undefined {
  if (rdata.canonical === undefined) return undefined;
  if (rdata.generic || !rdata.fields.some(({ value }) => value?.kind === "name")) return rdata.canonical;
  const keys: string[] = [];
  for (const { value } of rdata.fields) {
    if (value === undefined) return rdata.canonical;
    keys.push(valueKey(value));
  }
  return keys.join(" ");
}

/** What was typed, white space aside. */
export const writtenRdata = ({ words }: ZoneRecord): string =>
  words.map(({ raw, quoted }) => (quoted ? `"${raw}"` : raw)).join(" ");
