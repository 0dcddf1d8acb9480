/** The serial of an SOA record and the one that comes next, or why none does. */
import { nextSerial, overflow, type NextSerial } from "../../dns/serial.js";
import { replace, type Fix } from "../../text/edit.js";
import { shown } from "../../text/problem.js";
import type { Span } from "../../text/span.js";
import { fieldOf, type ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";

/** The SOA record of the zone's own name. */
export function soaOf(zone: Zone): ZoneRecord | undefined {
  return zone.apex === undefined
    ? undefined
    : zone.recordsAt(zone.apex.key).find(({ type, generated }) => type.name === "SOA" && !generated);
}

/** The serial, where it stands, and the next one. */
export interface SerialHere {
  readonly at: Span;
  /** Undefined where it is no number of 32 bits. */
  readonly serial: number | undefined;
  readonly next: NextSerial;
}

/** Why what stands in place of a serial has no next one. */
function whyNot(written: string, record: ZoneRecord): string {
  if (/^[0-9]+$/.test(written)) return overflow;
  return record.template
    ? `The serial is filled in by a tool, in the place of ${shown(written, 30)}: let that tool count it`
    : `"${shown(written, 30)}" is no serial: write a number first`;
}

/** The serial of an SOA record; undefined where none is written. `now` in seconds since 1970. */
export function serialIn(record: ZoneRecord, now: number): SerialHere | undefined {
  const field = fieldOf(record, "serial");
  if (field === undefined || record.generated) return undefined;
  const at = { start: field.span.start, end: field.span.end };
  if (record.rdata.generic)
    return {
      at,
      serial: undefined,
      next: { refused: "The record is written in the form of RFC 3597: write it in words first" },
    };
  const { value } = field;
  if (value?.kind === "number") return { at, serial: value.number, next: nextSerial(value.number, now) };
  return { at, serial: undefined, next: { refused: whyNot(field.words[0]?.raw ?? "", record) } };
}

/** Writes a later serial than `base`, the record's own if left out; none where there is no later one. */
export function bumpFixes(record: ZoneRecord, now: number | undefined, base?: number): readonly Fix[] {
  if (now === undefined) return [];
  const found = serialIn(record, now);
  const next = base === undefined ? found?.next : nextSerial(base, now);
  if (found === undefined || found.serial === undefined || next === undefined || "refused" in next) return [];
  return [
    { title: `Bump the serial to ${next.serial}`, kind: "review", edits: [replace(found.at, String(next.serial))] },
  ];
}
