/** Octets of text: how the characters of a document count in a record. */

/** How the document's characters stand for octets: UTF-8, or one unit one octet (a file that is not UTF-8). */
export type Encoding = "utf-8" | "latin-1";

/** The octets of one code point. */
export function octetsOf(codePoint: number, encoding: Encoding): readonly number[] {
  if (codePoint < 0x80 || (encoding === "latin-1" && codePoint < 0x100)) return [codePoint];
  if (codePoint < 0x800) return [0xc0 | (codePoint >> 6), 0x80 | (codePoint & 0x3f)];
  if (codePoint < 0x10000)
    return [0xe0 | (codePoint >> 12), 0x80 | ((codePoint >> 6) & 0x3f), 0x80 | (codePoint & 0x3f)];
  return [
    0xf0 | (codePoint >> 18),
    0x80 | ((codePoint >> 12) & 0x3f),
    0x80 | ((codePoint >> 6) & 0x3f),
    0x80 | (codePoint & 0x3f),
  ];
}

/** `\DDD`: an octet in the master-file format (RFC 1035 section 5.1). */
export const decimalEscape = (octet: number): string => `\\${String(octet).padStart(3, "0")}`;

/** A result of reading one unit of master-file text: the code points or the octet that it stands for. */
export interface Unit {
  /** The code point, or the octet of a `\DDD`. */
  readonly code: number;
  /** Units of the raw text that were used. */
  readonly used: number;
  /** Whether a backslash made it. */
  readonly escaped: boolean;
  /** Whether it is an octet by number, not a character. */
  readonly octet: boolean;
  readonly fault?: "bad escape";
}

const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;

/** Reads the character or escape at `index` of raw master-file text (RFC 1035 section 5.1); total. */
export function unitAt(raw: string, index: number): Unit {
  const code = raw.codePointAt(index) ?? 0;
  if (code !== 0x5c) return { code, used: code > 0xffff ? 2 : 1, escaped: false, octet: false };
  const next = raw.codePointAt(index + 1);
  if (next === undefined) return { code, used: 1, escaped: true, octet: false, fault: "bad escape" };
  if (!isDigit(next)) return { code: next, used: next > 0xffff ? 3 : 2, escaped: true, octet: false };
  const digits = raw.slice(index + 1, index + 4);
  const value = /^[0-9]{3}$/.test(digits) ? Number(digits) : 256;
  if (value < 256) return { code: value, used: 4, escaped: true, octet: true };
  let used = 1;
  while (used < 4 && isDigit(raw.charCodeAt(index + used))) used++;
  return { code: next, used, escaped: true, octet: false, fault: "bad escape" };
}
