/** Times to live and other durations: read with units as BIND reads them, printed for people. */

/** What a TTL may be at most (RFC 2181 section 8); BIND takes what is larger for 0. */
export const maximumTtl = 0x7fffffff;

const largest = 0xffffffff;
const longestText = 63;

const week = 604800;
const day = 86400;
const hour = 3600;
const minute = 60;

function secondsPerUnit(code: number): number {
  switch (code | 0x20) {
    case 0x77:
      return week;
    case 0x64:
      return day;
    case 0x68:
      return hour;
    case 0x6d:
      return minute;
    case 0x73:
      return 1;
    default:
      return 0;
  }
}

const notATtl = { fault: "not a ttl" } as const;
const tooLarge = { fault: "too large" } as const;

/**
 * Reads `3600`, `1h` or `1W2d3h4m5s`, in any case, any order and with repetitions, as BIND does. What fits in 32 bits is
 * read; that a TTL over `maximumTtl` is no good is for the caller to say.
 */
export function readTtl(raw: string): { seconds: number } | { fault: "not a ttl" | "too large" } {
  if (raw.length === 0 || raw.length > longestText) return notATtl;
  let total = 0;
  let at = 0;
  while (at < raw.length) {
    let number = 0;
    const start = at;
    while (at < raw.length) {
      const digit = raw.charCodeAt(at) - 0x30;
      if (digit < 0 || digit > 9) break;
      number = number * 10 + digit;
      at++;
    }
    if (at === start) return notATtl;
    if (number > largest) return at === raw.length && start === 0 ? tooLarge : notATtl;
    if (at === raw.length) {
      // A number without unit stands alone; BIND also takes it after units that come to nothing.
      if (total !== 0) return notATtl;
      total = number;
      break;
    }
    const unit = secondsPerUnit(raw.charCodeAt(at));
    if (unit === 0) return notATtl;
    total += number * unit;
    at++;
  }
  return total > largest ? tooLarge : { seconds: total };
}

const units = [
  { seconds: week, letter: "w", word: "week" },
  { seconds: day, letter: "d", word: "day" },
  { seconds: hour, letter: "h", word: "hour" },
  { seconds: minute, letter: "m", word: "minute" },
  { seconds: 1, letter: "s", word: "second" },
] as const;

function split(seconds: number): { count: number; letter: string; word: string }[] {
  const found: { count: number; letter: string; word: string }[] = [];
  let rest = seconds;
  for (const unit of units) {
    const count = Math.floor(rest / unit.seconds);
    rest -= count * unit.seconds;
    if (count > 0) found.push({ count, letter: unit.letter, word: unit.word });
  }
  return found;
}

/** "1 hour 30 minutes". */
export function printDuration(seconds: number): string {
  const parts = split(seconds).map(({ count, word }) => `${count} ${word}${count === 1 ? "" : "s"}`);
  return parts.length === 0 ? "0 seconds" : parts.join(" ");
}

/** "1h30m", which reads back as the same number. */
export function ttlWithUnits(seconds: number): string {
  const parts = split(seconds).map(({ count, letter }) => `${count}${letter}`);
  return parts.length === 0 ? "0" : parts.join("");
}
