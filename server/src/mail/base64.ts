/** Base64 as DKIM writes it (RFC 4648 section 4, white space allowed), decoded without a host's help. */
import type { Range } from "./mailRecord.js";

export interface Base64Fault extends Range {
  /** "length": a number of characters that no octets have; "padding": equals signs that are missing, too many or not at the end. */
  readonly reason: "character" | "length" | "padding";
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const sextets = new Map(Array.from(alphabet, (character, value) => [character, value]));

/** How far the second, third and fourth character of four shift the octet that they end. */
const shifts = [4, 2, 0] as const;

/** The octets that could be read, and the first fault; its range is of `text`. */
export function decodeBase64(text: string): { octets: Uint8Array; fault: Base64Fault | undefined } {
  const octets = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let count = 0;
  let characters = 0;
  let bits = 0;
  let padding = 0;
  let fault: Base64Fault | undefined;
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === " " || character === "\t" || character === "\r" || character === "\n") continue;
    const sextet = sextets.get(character);
    if (character === "=") padding++;
    else if (sextet === undefined) fault ??= { start: i, end: i + 1, reason: "character" };
    else {
      if (padding > 0) fault ??= { start: i, end: i + 1, reason: "padding" };
      characters++;
      bits = ((bits << 6) | sextet) & 0xffffff;
      if (characters % 4 !== 1) octets[count++] = (bits >> (shifts[(characters + 2) % 4] ?? 0)) & 0xff;
    }
  }
  const rest = characters % 4;
  if (rest === 1) fault ??= { start: 0, end: text.length, reason: "length" };
  if (padding !== (4 - rest) % 4) fault ??= { start: 0, end: text.length, reason: "padding" };
  return { octets: octets.subarray(0, count), fault };
}

export function encodeBase64(octets: Uint8Array): string {
  let text = "";
  for (let i = 0; i < octets.length; i += 3) {
    const three = ((octets[i] ?? 0) << 16) | ((octets[i + 1] ?? 0) << 8) | (octets[i + 2] ?? 0);
    for (let j = 0; j < 4; j++) text += i + j <= octets.length ? alphabet.charAt((three >> (18 - 6 * j)) & 63) : "=";
  }
  return text;
}
