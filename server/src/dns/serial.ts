/** Dates as serial numbers hold them, YYYYMMDD in UTC (RFC 1912 section 2.2). */

/** YYYYMMDD of a time in seconds since 1970. */
export function dateOf(seconds: number): number {
  const date = new Date(seconds * 1000);
  return (date.getUTCFullYear() * 100 + date.getUTCMonth() + 1) * 100 + date.getUTCDate();
}

/** The time in seconds since 1970 at which the day YYYYMMDD starts; undefined where no calendar has it. */
export function timeOfDate(date: number): number | undefined {
  const seconds = Date.UTC(Math.floor(date / 10000), (Math.floor(date / 100) % 100) - 1, date % 100) / 1000;
  return dateOf(seconds) === date ? seconds : undefined;
}
