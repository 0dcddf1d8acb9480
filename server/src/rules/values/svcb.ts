/** SVCB and HTTPS records as their rules see them (RFC 9460). */
import type { Span } from "../../text/span.js";
import { fieldOf, nameOf, numberOf, type ZoneRecord } from "../../zone/record.js";

export const svcbTypes = ["SVCB", "HTTPS"];

export interface Parameter extends Span {
  /** In lower case: "alpn", "key7" by its name. */
  readonly key: string;
  /** As written. */
  readonly value: string;
}

/** The names of keys by number, as far as rules here ask for them. */
const numbered: ReadonlyMap<string, string> = new Map([
  ["key1", "alpn"],
  ["key4", "ipv4hint"],
  ["key6", "ipv6hint"],
  ["key7", "dohpath"],
]);

/** The parameters as written; `key="value"` is two words that touch. */
export function parametersOf(record: ZoneRecord): readonly Parameter[] {
  const found: Parameter[] = [];
  if (record.rdata.generic) return found;
  for (const word of fieldOf(record, "parameters")?.words ?? []) {
    const last = found[found.length - 1];
    if (last !== undefined && last.end === word.start) {
      found[found.length - 1] = { ...last, value: last.value + word.raw, end: word.end };
      continue;
    }
    const equals = word.raw.indexOf("=");
    const key = (equals < 0 ? word.raw : word.raw.slice(0, equals)).toLowerCase();
    const value = equals < 0 ? "" : word.raw.slice(equals + 1);
    found.push({ key: numbered.get(key) ?? key, value, start: word.start, end: word.end });
  }
  return found;
}

/** Priority 0: "AliasMode" (RFC 9460 section 2.4.2). */
export const isAlias = (record: ZoneRecord): boolean => numberOf(record, "priority") === 0;

/** The host that serves: "." is the owner in ServiceMode; undefined for the "." of AliasMode, which says that there is none. */
export function servedBy(record: ZoneRecord): string | undefined {
  const target = nameOf(record, "target");
  if (target === undefined || target.name.text !== ".") return target?.name.key;
  return isAlias(record) ? undefined : record.owner.key;
}
