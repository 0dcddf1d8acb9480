/** Points in time as people read them, for serial numbers and signatures. */

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

const dated = /^((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})$/;

/** The date that a serial number holds: YYYYMMDDnn, or seconds since 1970; undefined for a plain counter. */
export function serialDate(serial: number): string | undefined {
  const match = dated.exec(String(serial));
  if (match !== null) {
    const [, year, month, day, change] = match;
    const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
    if (date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day))
      return `${dateText(date)}, change ${Number(change)}`;
  }
  return serial >= 1_000_000_000 && serial < 1_900_000_000 ? `${printTime(serial)} (seconds since 1970)` : undefined;
}
