/** Serial numbers: the dates in them (RFC 1912 section 2.2), which of two is later (RFC 1982), and the one that comes next. */

/** YYYYMMDD in UTC of a time in seconds since 1970. */
export function dateOf(seconds: number): number {
  const date = new Date(seconds * 1000);
  return (date.getUTCFullYear() * 100 + date.getUTCMonth() + 1) * 100 + date.getUTCDate();
}

/** The time in seconds since 1970 at which the day YYYYMMDD starts; undefined where no calendar has it. */
export function timeOfDate(date: number): number | undefined {
  const seconds = Date.UTC(Math.floor(date / 10000), (Math.floor(date / 100) % 100) - 1, date % 100) / 1000;
  return dateOf(seconds) === date ? seconds : undefined;
}

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

export const overflow = "The serial is over 4294967295: write one of at most 32 bits first";

export type NextSerial = { readonly serial: number; readonly form: SerialForm } | { readonly refused: string };

/** The serial number after `serial`; refused where that one is none, or where the next would not count as later. */
export function nextSerial(serial: number, now: number): NextSerial {
  if (!Number.isInteger(serial) || serial < 0 || serial >= modulus) return { refused: overflow };
  const form = serialForm(serial, now);
  const next = following(serial, form, now);
  return next < modulus && isLaterSerial(next, serial)
    ? { serial: next, form }
    : { refused: `No later serial than ${serial} fits in 32 bits` };
}
