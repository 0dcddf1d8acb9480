/** Serial numbers: the next one in the manner of the present one (RFC 1912 section 2.2), larger as RFC 1982 counts. */
import { dateOf, timeOfDate } from "../dns/serial.js";
import { replace } from "../text/edit.js";
import type { Span } from "../text/span.js";
import type { ZoneSnapshot } from "../workspace/snapshot.js";
import { fieldOf, numberOf } from "../zone/record.js";
import type { CodeAction } from "./action.js";

/** What a serial number is made of: YYYYMMDDnn, YYYYMMDD, seconds since 1970, or a number that counts. */
export type SerialForm = "date with counter" | "date" | "unix time" | "counter";

const modulus = 2 ** 32;
const half = 2 ** 31;
const dayInSeconds = 86400;

/** Whether `a` comes after `b` in the arithmetic of RFC 1982 section 3.2. */
export function isLaterSerial(a: number, b: number): boolean {
  const ahead = (a - b + modulus) % modulus;
  return ahead > 0 && ahead < half;
}

/** The time in seconds of YYYYMMDD; undefined where that is no day of the years in which there is a DNS. */
const timeOf = (date: number): number | undefined =>
  date >= 19830000 && date < 21000000 ? timeOfDate(date) : undefined;

/** The manner in which a serial number is written. `now` in seconds since 1970. */
function serialForm(serial: number, now: number): SerialForm {
  if (serial >= 1e9 && timeOf(Math.floor(serial / 100)) !== undefined) return "date with counter";
  if (serial >= 1e7 && serial < 1e8 && timeOf(serial) !== undefined) return "date";
  // From 2001 on, and not from the future.
  if (serial >= 1e9 && serial <= now + dayInSeconds) return "unix time";
  return "counter";
}

/** The day after a date whose 99 changes are used up. */
const dayAfter = (date: number): number => dateOf((timeOf(date) ?? 0) + dayInSeconds);

function following(serial: number, form: SerialForm, now: number): number {
  const today = dateOf(now);
  if (form === "date with counter") {
    const date = Math.floor(serial / 100);
    if (today > date) return today * 100 + 1;
    return serial % 100 < 99 ? serial + 1 : dayAfter(date) * 100;
  }
  if (form === "date") return today > serial ? today : serial + 1;
  if (form === "unix time") return Math.max(Math.floor(now), serial + 1);
  // Some software takes 0 for "none".
  return serial === modulus - 1 ? 1 : serial + 1;
}

/** The serial number after `serial`; refused where that one is none, or where the next would not count as later. */
export function nextSerial(
  serial: number,
  now: number,
): { readonly serial: number; readonly form: SerialForm } | { readonly refused: string } {
  if (!Number.isInteger(serial) || serial < 0 || serial >= modulus)
    return { refused: "The serial is over 4294967295: write one of at most 32 bits first" };
  const form = serialForm(serial, now);
  const next = following(serial, form, now);
  return next < modulus && isLaterSerial(next, serial)
    ? { serial: next, form }
    : { refused: `No later serial than ${serial} fits in 32 bits` };
}

/** The serial of the zone, where it stands in the document, and the next one. */
export interface SerialHere {
  readonly at: Span;
  readonly serial: number;
  readonly next: ReturnType<typeof nextSerial>;
}

/** `now` is the host's time in seconds since 1970. */
export function serialsOf(snapshot: ZoneSnapshot, now: number): readonly SerialHere[] {
  const found: SerialHere[] = [];
  for (const record of snapshot.zone.recordsOfType("SOA")) {
    const at = fieldOf(record, "serial")?.span;
    const serial = numberOf(record, "serial");
    if (record.uri !== snapshot.uri || record.generated || record.rdata.generic || at === undefined) continue;
    if (serial !== undefined) found.push({ at, serial, next: nextSerial(serial, now) });
  }
  return found;
}

/** The action that bumps the serial of the zone: its own command, never part of fix-all; undefined in a file without SOA. */
export function bumpSerial(snapshot: ZoneSnapshot, now: number): CodeAction | undefined {
  const [found] = serialsOf(snapshot, now);
  if (found === undefined) return undefined;
  const { at, next } = found;
  if ("refused" in next) return { title: "Bump the serial", kind: "source", edits: [], disabled: next.refused };
  return {
    title: `Bump the serial to ${next.serial}`,
    kind: "source",
    edits: [{ ...replace(at, String(next.serial)), uri: snapshot.uri }],
  };
}
