/** Punycode (RFC 3492): how a label with other than ASCII letters is written in the DNS, `xn--` in front. */

const base = 36;
const tMin = 1;
const tMax = 26;
const skew = 38;
const damp = 700;
const initialBias = 72;
const initialN = 0x80;
const largest = 0x7fffffff;

export const acePrefix = "xn--";

function adapt(delta: number, count: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? damp : 2));
  rest += Math.floor(rest / count);
  let k = 0;
  for (; rest > ((base - tMin) * tMax) / 2; k += base) rest = Math.floor(rest / (base - tMin));
  return k + Math.floor(((base - tMin + 1) * rest) / (rest + skew));
}

const threshold = (k: number, bias: number): number => Math.min(tMax, Math.max(tMin, k - bias));

function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 22;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a ? lower - 0x61 : base;
}

const characterOf = (digit: number): string => String.fromCharCode(digit < 26 ? digit + 0x61 : digit + 22);

/** The Unicode text of a label, `xn--` already taken off; undefined where it is no Punycode. At most a label's 63 characters. */
export function decodePunycode(text: string): string | undefined {
  if (text.length > 63) return undefined;
  const hyphen = text.lastIndexOf("-");
  const output = Array.from(hyphen > 0 ? text.slice(0, hyphen) : "", (c) => c.codePointAt(0) ?? 0);
  if (output.some((code) => code >= initialN)) return undefined;
  let n = initialN;
  let bias = initialBias;
  let index = 0;
  let at = hyphen > 0 ? hyphen + 1 : 0;
  while (at < text.length) {
    const before = index;
    let weight = 1;
    for (let k = base; ; k += base) {
      const digit = at < text.length ? digitOf(text.charCodeAt(at)) : base;
      at++;
      if (digit >= base) return undefined;
      index += digit * weight;
      const t = threshold(k, bias);
      if (index > largest) return undefined;
      if (digit < t) break;
      weight *= base - t;
    }
    const count = output.length + 1;
    bias = adapt(index - before, count, before === 0);
    n += Math.floor(index / count);
    if (n > 0x10ffff || (n >= 0xd800 && n <= 0xdfff)) return undefined;
    index %= count;
    output.splice(index, 0, n);
    index++;
  }
  return String.fromCodePoint(...output);
}

/** Unicode text in Punycode, without `xn--`; undefined where it would be longer than a label. */
export function encodePunycode(text: string): string | undefined {
  const codes = Array.from(text, (c) => c.codePointAt(0) ?? 0);
  if (codes.length > 63) return undefined;
  const plain = codes.filter((code) => code < initialN);
  let output = String.fromCharCode(...plain) + (plain.length > 0 ? "-" : "");
  let n = initialN;
  let bias = initialBias;
  let delta = 0;
  let handled = plain.length;
  while (handled < codes.length) {
    const next = Math.min(...codes.filter((code) => code >= n));
    delta += (next - n) * (handled + 1);
    n = next;
    for (const code of codes) {
      if (code < n) delta++;
      if (code !== n) continue;
      let rest = delta;
      for (let k = base; ; k += base) {
        const t = threshold(k, bias);
        if (rest < t) break;
        output += characterOf(t + ((rest - t) % (base - t)));
        rest = Math.floor((rest - t) / (base - t));
      }
      output += characterOf(rest);
      bias = adapt(delta, handled + 1, handled === plain.length);
      delta = 0;
      handled++;
    }
    delta++;
    n++;
  }
  return output.length > 63 - acePrefix.length ? undefined : output;
}
