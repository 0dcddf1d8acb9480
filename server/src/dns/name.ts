/** Domain names: read from master-file text, compared without case, printed as BIND prints them. */
import { decimalEscape, octetsOf, unitAt, type Encoding } from "../text/octets.js";

/** An absolute domain name. */
export interface Name {
  /** In presentation form, final dot included, case as written, each special octet escaped in one way only. */
  readonly text: string;
  /** `text` in lower case: two names are equal when their keys are (RFC 4343). */
  readonly key: string;
}

export type NameFaultReason =
  "empty label" | "label over 63 octets" | "name over 255 octets" | "bad escape" | "no origin" | "no name";

export interface NameFault {
  readonly reason: NameFaultReason;
  /** Units of the raw text. */
  readonly start: number;
  readonly end: number;
}

export interface NameReading {
  readonly name?: Name;
  /** Whether the origin was appended; true for `@`. */
  readonly relative: boolean;
  /** Labels as written, without the origin's. */
  readonly labels: number;
  readonly fault?: NameFault;
}

const special = new Set(['"', "(", ")", ".", ";", "\\", "@", "$"].map((c) => c.charCodeAt(0)));

function printOctet(octet: number): string {
  if (special.has(octet)) return `\\${String.fromCharCode(octet)}`;
  return octet > 0x20 && octet < 0x7f ? String.fromCharCode(octet) : decimalEscape(octet);
}

const lower = (text: string): string => text.replace(/[A-Z]+/g, (upper) => upper.toLowerCase());

export const makeName = (text: string): Name => ({ text, key: lower(text) });

export const rootName: Name = makeName(".");

const plainName = /^[A-Za-z0-9_*-]{1,63}(?:\.[A-Za-z0-9_*-]{1,63})*\.?$/;

/** The octets of a name on the wire, its root label included (RFC 1035 section 3.1). */
export function wireLength(name: Name): number {
  if (name.text === ".") return 1;
  if (!name.text.includes("\\")) return name.text.length + 1;
  return name.text.replace(/\\(?:[0-9]{3}|.)/gs, "x").length + 1;
}

/** A name, absolute and as printed, on the wire: not compressed (RFC 1035 section 3.1). */
export function wireOctets(text: string): number[] {
  const octets: number[] = [];
  let label: number[] = [];
  for (const [part, digits] of text.matchAll(/\\([0-9]{3})|\\.|./gs)) {
    if (part !== ".") label.push(digits === undefined ? part.charCodeAt(part.length - 1) : Number(digits));
    else if (label.length > 0) {
      octets.push(label.length, ...label);
      label = [];
    }
  }
  return [...octets, 0];
}

/** A name on the wire in canonical form: in lower case, not compressed (RFC 4034 section 6.2). */
export const wireName = ({ key }: Name): Uint8Array => Uint8Array.from(wireOctets(key));

/**
 * Reads a name as written in a zone file (RFC 1035 section 5.1). Total: what can't be read has a fault. A name that ends without
 * a dot is relative to `origin`.
 */
export function readName(raw: string, origin: Name | undefined, encoding: Encoding = "utf-8"): NameReading {
  if (raw === "@")
    return origin === undefined
      ? { relative: true, labels: 0, fault: { reason: "no origin", start: 0, end: 1 } }
      : { name: origin, relative: true, labels: 0 };
  if (raw === ".") return { name: rootName, relative: false, labels: 0 };
  if (raw === "") return { relative: false, labels: 0, fault: { reason: "no name", start: 0, end: 0 } };
  const quick = raw.length < 200 && plainName.test(raw);
  const read = quick ? { text: raw, labels: countDots(raw), absolute: raw.endsWith(".") } : readLabels(raw, encoding);
  if ("reason" in read) return { relative: !raw.endsWith("."), labels: 0, fault: read };
  if (read.absolute) {
    const name = makeName(read.text);
    if (wireLength(name) > 255)
      return {
        relative: false,
        labels: read.labels,
        fault: { reason: "name over 255 octets", start: 0, end: raw.length },
      };
    return { name, relative: false, labels: read.labels };
  }
  const labels = quick ? read.labels + 1 : read.labels;
  if (origin === undefined)
    return { relative: true, labels, fault: { reason: "no origin", start: 0, end: raw.length } };
  const name = makeName(origin.text === "." ? `${read.text}.` : `${read.text}.${origin.text}`);
  if (name.text.length > 254 && wireLength(name) > 255)
    return { relative: true, labels, fault: { reason: "name over 255 octets", start: 0, end: raw.length } };
  return { name, relative: true, labels };
}

function countDots(raw: string): number {
  let dots = 0;
  for (let i = raw.indexOf("."); i >= 0; i = raw.indexOf(".", i + 1)) dots++;
  return dots;
}

function readLabels(raw: string, encoding: Encoding): { text: string; labels: number; absolute: boolean } | NameFault {
  let text = "";
  let labelStart = 0;
  let labelOctets = 0;
  let labels = 0;
  let index = 0;
  while (index < raw.length) {
    const unit = unitAt(raw, index);
    if (unit.fault !== undefined) return { reason: "bad escape", start: index, end: index + unit.used };
    if (unit.code === 0x2e && !unit.escaped) {
      if (labelOctets === 0) return { reason: "empty label", start: index, end: index + 1 };
      text += ".";
      labels++;
      labelOctets = 0;
      labelStart = index + 1;
    } else {
      for (const octet of unit.octet ? [unit.code] : octetsOf(unit.code, encoding)) {
        text += printOctet(octet);
        labelOctets++;
      }
      if (labelOctets > 63) {
        const dot = raw.indexOf(".", index);
        return { reason: "label over 63 octets", start: labelStart, end: dot < 0 ? raw.length : dot };
      }
    }
    index += unit.used;
  }
  return { text, labels: labelOctets > 0 ? labels + 1 : labels, absolute: labelOctets === 0 };
}

/** The labels of a name in presentation form, the root's left out. */
export function labelsOf(text: string): string[] {
  if (text === ".") return [];
  if (!text.includes("\\")) return text.slice(0, -1).split(".");
  return text.slice(0, -1).match(/(?:\\(?:[0-9]{3}|.)|[^.\\])+/gs) ?? [];
}

/** The key or text of the name one label up; undefined for the root. */
export function parentOf(text: string): string | undefined {
  if (text === ".") return undefined;
  const dot = firstDot(text);
  return dot === text.length - 1 ? "." : text.slice(dot + 1);
}

/** Where the first label ends in a presentation form. */
export function firstDot(text: string): number {
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === ".") return i;
  }
  return text.length;
}

/** Whether `key` is `ancestor` or below it; both are keys. */
export function isAtOrBelow(key: string, ancestor: string): boolean {
  if (ancestor === "." || key === ancestor) return true;
  if (!key.endsWith(ancestor)) return false;
  const cut = key.length - ancestor.length;
  if (key[cut - 1] !== ".") return false;
  let slashes = 0;
  while (key[cut - 2 - slashes] === "\\") slashes++;
  return slashes % 2 === 0;
}

/** A name relative to an origin, as one would write it: `@`, without the origin, or absolute. */
export function relativeTo(name: Name, origin: Name | undefined): string {
  if (origin === undefined) return name.text;
  if (name.key === origin.key) return "@";
  if (!isAtOrBelow(name.key, origin.key)) return name.text;
  return name.text.slice(0, origin.text === "." ? -1 : -(origin.text.length + 1));
}

/** A hash of a key, 32 bits unsigned (FNV-1a). */
export function hashKey(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
