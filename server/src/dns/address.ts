/** IPv4 and IPv6 addresses: accepted and printed exactly as inet_pton and inet_ntop do, which is what BIND calls. */

/** The four octets of a dotted quad; no leading zeros, no short forms. */
export function readIpv4(raw: string): number[] | undefined {
  if (raw.length < 7 || raw.length > 15) return undefined;
  const octets: number[] = [];
  let value = -1;
  for (let i = 0; i <= raw.length; i++) {
    const code = i < raw.length ? raw.charCodeAt(i) : 0x2e;
    if (code === 0x2e) {
      if (value < 0) return undefined;
      octets.push(value);
      value = -1;
    } else {
      const digit = code - 0x30;
      if (digit < 0 || digit > 9 || value === 0) return undefined;
      value = (value < 0 ? 0 : value) * 10 + digit;
      if (value > 255) return undefined;
    }
  }
  return octets.length === 4 ? octets : undefined;
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/** The sixteen octets of an IPv6 address, `::` and a dotted quad at the end included. */
export function readIpv6(raw: string): number[] | undefined {
  if (raw.length < 2 || raw.length > 45) return undefined;
  const groups: number[] = [];
  let gap = -1;
  let at = 0;
  if (raw.charCodeAt(0) === 0x3a) {
    if (raw.charCodeAt(1) !== 0x3a) return undefined;
    gap = 0;
    at = 2;
  }
  while (at < raw.length) {
    const start = at;
    let value = 0;
    while (at < raw.length) {
      const digit = hexDigit(raw.charCodeAt(at));
      if (digit < 0) break;
      value = value * 16 + digit;
      at++;
      if (at - start > 4) return undefined;
    }
    const code = raw.charCodeAt(at);
    if (code === 0x2e) {
      const quad = readIpv4(raw.slice(start));
      const [a, b, c, d] = quad ?? [];
      if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
      groups.push((a << 8) | b, (c << 8) | d);
      break;
    }
    if (at === start) return undefined;
    groups.push(value);
    if (at === raw.length) break;
    if (code !== 0x3a) return undefined;
    at++;
    if (at === raw.length) return undefined;
    if (raw.charCodeAt(at) === 0x3a) {
      if (gap >= 0) return undefined;
      gap = groups.length;
      at++;
    }
  }
  if (groups.length > 8 || (gap < 0 ? groups.length !== 8 : groups.length === 8)) return undefined;
  const octets: number[] = [];
  for (let i = 0; i < groups.length; i++) {
    if (i === gap) for (let fill = groups.length; fill < 8; fill++) octets.push(0, 0);
    const group = groups[i] ?? 0;
    octets.push(group >> 8, group & 0xff);
  }
  while (octets.length < 16) octets.push(0);
  return octets;
}

export const printIpv4 = (octets: ArrayLike<number>): string =>
  `${octets[0] ?? 0}.${octets[1] ?? 0}.${octets[2] ?? 0}.${octets[3] ?? 0}`;

/** In lower case, the first longest run of zero groups as `::`, and the quad shown where inet_ntop shows it. */
export function printIpv6(octets: ArrayLike<number>): string {
  const groups: number[] = [];
  for (let i = 0; i < 16; i += 2) groups.push(((octets[i] ?? 0) << 8) | (octets[i + 1] ?? 0));
  let gap = -1;
  let gapLength = 1;
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (end < 8 && groups[end] === 0) end++;
    if (end - i > gapLength) {
      gap = i;
      gapLength = end - i;
    }
    i = Math.max(i, end);
  }
  const withQuad = gap === 0 && (gapLength === 6 || (gapLength === 5 && groups[5] === 0xffff));
  const last = withQuad ? 6 : 8;
  let text = "";
  for (let i = 0; i < last; i++) {
    if (i === gap) {
      text += i === 0 ? "::" : ":";
      i += gapLength - 1;
      continue;
    }
    text += (groups[i] ?? 0).toString(16);
    if (i < 7) text += ":";
  }
  if (!withQuad) return text;
  return text + printIpv4([octets[12] ?? 0, octets[13] ?? 0, octets[14] ?? 0, octets[15] ?? 0]);
}

/** The address of either kind, as it is printed. */
export const printAddress = (octets: ArrayLike<number>): string =>
  octets.length === 4 ? printIpv4(octets) : printIpv6(octets);

/** The name whose PTR record names the host of an address: "1.2.0.192.in-addr.arpa." (RFC 1035, RFC 3596). */
export function reverseNameOf(octets: readonly number[]): string {
  const labels: string[] = [];
  for (let i = octets.length - 1; i >= 0; i--) {
    const octet = octets[i] ?? 0;
    if (octets.length === 4) labels.push(String(octet));
    else labels.push((octet & 0xf).toString(16), (octet >> 4).toString(16));
  }
  return `${labels.join(".")}.${octets.length === 4 ? "in-addr" : "ip6"}.arpa.`;
}

const quadSuffix = ".in-addr.arpa.";
const nibbleSuffix = ".ip6.arpa.";

/** The address that a whole reverse name stands for; `key` is in lower case and absolute. Undefined for anything else. */
export function addressOfReverseName(key: string): number[] | undefined {
  if (key.endsWith(quadSuffix)) return readIpv4(key.slice(0, -quadSuffix.length))?.reverse();
  if (!key.endsWith(nibbleSuffix) || key.length !== 63 + nibbleSuffix.length) return undefined;
  const octets: number[] = [];
  for (let i = 62; i > 0; i -= 4) {
    const high = hexDigit(key.charCodeAt(i));
    const low = hexDigit(key.charCodeAt(i - 2));
    if (high < 0 || low < 0 || key.charCodeAt(i - 1) !== 0x2e || (i > 2 && key.charCodeAt(i - 3) !== 0x2e))
      return undefined;
    octets.push((high << 4) | low);
  }
  return octets;
}

/** A block of addresses set aside for a use (the special-purpose registries, RFC 6890). */
export interface SpecialUse {
  readonly prefix: string;
  readonly use: string;
  readonly reference: number;
}

interface Block extends SpecialUse {
  readonly octets: readonly number[];
  readonly length: number;
}

function block(prefix: string, use: string, reference: number): Block {
  const [address = "", length = ""] = prefix.split("/");
  return { prefix, use, reference, octets: readIpv4(address) ?? readIpv6(address) ?? [], length: Number(length) };
}

/** The narrower of overlapping blocks first. */
const blocks: readonly Block[] = [
  block("0.0.0.0/32", "this host", 1122),
  block("0.0.0.0/8", "this network", 791),
  block("10.0.0.0/8", "private use", 1918),
  block("100.64.0.0/10", "shared by carriers' customers", 6598),
  block("127.0.0.0/8", "loopback", 1122),
  block("169.254.0.0/16", "link-local", 3927),
  block("172.16.0.0/12", "private use", 1918),
  block("192.0.2.0/24", "documentation", 5737),
  block("192.88.99.0/24", "6to4 relay anycast, withdrawn", 7526),
  block("192.168.0.0/16", "private use", 1918),
  block("198.18.0.0/15", "benchmarking", 2544),
  block("198.51.100.0/24", "documentation", 5737),
  block("203.0.113.0/24", "documentation", 5737),
  block("224.0.0.0/4", "multicast", 5771),
  block("255.255.255.255/32", "limited broadcast", 8190),
  block("240.0.0.0/4", "reserved", 1112),
  block("::1/128", "loopback", 4291),
  block("::/128", "no address", 4291),
  block("::ffff:0:0/96", "an IPv4 address in IPv6 form", 4291),
  block("64:ff9b::/96", "IPv4 translated to IPv6", 6052),
  block("64:ff9b:1::/48", "IPv4 translated to IPv6, locally", 8215),
  block("100::/64", "discarded", 6666),
  block("2001:db8::/32", "documentation", 3849),
  block("3fff::/20", "documentation", 9637),
  block("2002::/16", "6to4", 3056),
  block("5f00::/16", "segment routing", 9602),
  block("fc00::/7", "unique local", 4193),
  block("fe80::/10", "link-local", 4291),
  block("ff00::/8", "multicast", 4291),
];

function holds({ octets, length }: Block, address: readonly number[]): boolean {
  if (octets.length !== address.length) return false;
  for (let i = 0; i * 8 < length; i++) {
    const bits = Math.min(8, length - i * 8);
    const mask = 0xff & (0xff << (8 - bits));
    if (((octets[i] ?? 0) & mask) !== ((address[i] ?? 0) & mask)) return false;
  }
  return true;
}

/** What an address is set aside for; undefined for one that may be reached from anywhere. */
export const specialUse = (octets: readonly number[]): SpecialUse | undefined =>
  blocks.find((candidate) => holds(candidate, octets));
