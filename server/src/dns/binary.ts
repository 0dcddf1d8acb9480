/** Binary data in text: hexadecimal, base64 and base32hex, read as strictly and printed in the groups as BIND does. */

/** Where the text is wrong, counted in its characters. */
export interface BinaryFault {
  readonly at: number;
}

/** What BIND puts between two spaces. */
const groupLength = 56;

const hexDigits = "0123456789ABCDEF";
const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const base32Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUV";

function valuesOf(digits: string, anyCase: boolean): Int8Array {
  const values = new Int8Array(128).fill(-1);
  for (let i = 0; i < digits.length; i++) {
    values[digits.charCodeAt(i)] = i;
    if (anyCase) values[digits.toLowerCase().charCodeAt(i)] = i;
  }
  return values;
}

const hexValues = valuesOf(hexDigits, true);
const base64Values = valuesOf(base64Digits, false);
const base32Values = valuesOf(base32Digits, true);

/** Reads digits of `bits` bits each; what is left over must be less than a digit and zero. */
function readDigits(text: string, end: number, values: Int8Array, bits: number): Uint8Array | BinaryFault {
  const octets = new Uint8Array(Math.floor((end * bits) / 8));
  let rest = 0;
  let restBits = 0;
  let length = 0;
  for (let i = 0; i < end; i++) {
    const value = values[text.charCodeAt(i)] ?? -1;
    if (value < 0) return { at: i };
    rest = (rest << bits) | value;
    restBits += bits;
    if (restBits >= 8) {
      restBits -= 8;
      octets[length++] = rest >> restBits;
      rest &= (1 << restBits) - 1;
    }
  }
  return restBits >= bits || rest !== 0 ? { at: text.length } : octets;
}

export function readHex(text: string): Uint8Array | BinaryFault {
  return readDigits(text, text.length, hexValues, 4);
}

/** With the padding that makes the length a multiple of four (RFC 4648 section 4). */
export function readBase64(text: string): Uint8Array | BinaryFault {
  let end = text.length;
  while (end > 0 && text.length - end < 2 && text.charCodeAt(end - 1) === 0x3d) end--;
  const read = readDigits(text, end, base64Values, 6);
  return read instanceof Uint8Array && text.length % 4 !== 0 ? { at: text.length } : read;
}

/** Without padding (RFC 5155 section 3.3). */
export const readBase32Hex = (text: string): Uint8Array | BinaryFault => readDigits(text, text.length, base32Values, 5);

function printDigits(octets: Uint8Array, digits: string, bits: number): string {
  const parts: string[] = [];
  let rest = 0;
  let restBits = 0;
  for (const octet of octets) {
    rest = (rest << 8) | octet;
    restBits += 8;
    while (restBits >= bits) {
      restBits -= bits;
      parts.push(digits.charAt(rest >> restBits));
      rest &= (1 << restBits) - 1;
    }
  }
  if (restBits > 0) parts.push(digits.charAt(rest << (bits - restBits)));
  return parts.join("");
}

export const printHex = (octets: Uint8Array): string => printDigits(octets, hexDigits, 4);
export const printBase32Hex = (octets: Uint8Array): string => printDigits(octets, base32Digits, 5);

export function printBase64(octets: Uint8Array): string {
  const text = printDigits(octets, base64Digits, 6);
  return text.padEnd(Math.ceil(text.length / 4) * 4, "=");
}

/** With a space after each 56 characters. */
export function inGroups(text: string): string {
  if (text.length <= groupLength) return text;
  const groups: string[] = [];
  for (let i = 0; i < text.length; i += groupLength) groups.push(text.slice(i, i + groupLength));
  return groups.join(" ");
}
