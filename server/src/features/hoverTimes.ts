/** Points in time as people read them, for serial numbers and signatures. */
import { timeOfDate } from "../dns/serial.js";

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

const dateText = (date: Date): string =>
  `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ""} ${date.getUTCFullYear()}`;

/** "24 November 2026, 12:00:00 UTC" of seconds since 1970. */
function printTime(seconds: number): string {
  const date = new Date(seconds * 1000);
  return `${dateText(date)}, ${date.toISOString().slice(11, 19)} UTC`;
}

const dated = /^(?:19|20)[0-9]{8}$/;

/** The date that a serial number holds: YYYYMMDDnn, or seconds since 1970; undefined for a plain counter. */
export function serialDate(serial: number): string | undefined {
  if (dated.test(String(serial))) {
    const time = timeOfDate(Math.floor(serial / 100));
    if (time !== undefined) return `${dateText(new Date(time * 1000))}, change ${serial % 100}`;
  }
  return serial >= 1_000_000_000 && serial < 1_900_000_000 ? `${printTime(serial)} (seconds since 1970)` : undefined;
}
