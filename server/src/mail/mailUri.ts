/** URIs that reports go to (RFC 3986, RFC 6068), in lists with commas: what is wrong with each, and whose host it is. */
import type { Range } from "./mailRecord.js";
import { isSpace, splitRange } from "./tagList.js";

export type UriFault =
  | "empty"
  | "bare address"
  | "no scheme"
  | "space"
  | "bad character"
  | "bad escape"
  | "exclamation mark"
  | "no address"
  | "bad domain";

export interface MailUri extends Range {
  readonly text: string;
  /** In lower case; empty where there is none. */
  readonly scheme: string;
  /** The mail address of a `mailto:`, percent-decoding undone. */
  readonly address: string | undefined;
  /** The domain of the address, or the host; in lower case, without final dot. */
  readonly domain: string | undefined;
  /** `!10m`: the obsolete limit of a report's size (RFC 7489 section 6.2). */
  readonly size: Range | undefined;
  readonly fault: { readonly reason: UriFault; readonly at: Range } | undefined;
}

/** Whether it is a URI by RFC 3986 and RFC 6068, which let `mailto:` stand alone, though no report can go there. */
export const isUri = ({ scheme, fault }: MailUri): boolean =>
  fault === undefined || (scheme === "mailto" && (fault.reason === "no address" || fault.reason === "bad domain"));

const label = /^[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?$/;

/** Whether it may be a host's name: labels of letters, digits, hyphens and underscores, not all digits at its end. */
export function isDomain(text: string): boolean {
  const labels = (text.endsWith(".") ? text.slice(0, -1) : text).split(".");
  return text.length <= 254 && labels.every((part) => label.test(part)) && !/^[0-9]+$/.test(labels.at(-1) ?? "0");
}

const sizePattern = /!([0-9]{1,20})[kmgt]?$/i;

/** What RFC 3986 allows unescaped, but for the comma and the exclamation mark. */
const uriCharacter = /[A-Za-z0-9\-._~:/?#[\]@$&'()*+=%;]/;

export interface UriOptions {
  /** Whether `!10m` may follow, as in DMARC before RFC 9989. */
  readonly sizes: boolean;
}

/** The URIs of a list between decoded units `start` and `end`. */
export function readUriList(text: string, start: number, end: number, options: UriOptions): MailUri[] {
  return splitRange(text, start, end, ",").map((part) =>
    readUri(text, part.start < part.end ? part : part.outer, options),
  );
}

function readUri(text: string, range: Range, options: UriOptions): MailUri {
  const written = text.slice(range.start, range.end);
  const sized = options.sizes ? sizePattern.exec(written.slice(-24)) : null;
  const end = sized === null ? range.end : range.end - sized[0].length;
  const uri = text.slice(range.start, end);
  const colon = uri.indexOf(":");
  const scheme =
    colon > 0 && /^[A-Za-z][A-Za-z0-9+.-]*$/.test(uri.slice(0, Math.min(colon, 40)))
      ? uri.slice(0, colon).toLowerCase()
      : "";
  const target = targetOf(scheme, uri.slice(colon + 1));
  return {
    start: range.start,
    end: range.end,
    text: written,
    scheme,
    address: target.address,
    domain: target.domain,
    size: sized === null ? undefined : { start: end, end: range.end },
    fault: faultOf(text, { start: range.start, end }, scheme, target),
  };
}

interface Target {
  readonly address: string | undefined;
  readonly domain: string | undefined;
}

function decodePercents(text: string): string {
  return text.replace(/%([0-7][0-9A-Fa-f])/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

function targetOf(scheme: string, rest: string): Target {
  if (scheme === "mailto") {
    const query = rest.indexOf("?");
    const address = decodePercents(query < 0 ? rest : rest.slice(0, query));
    const at = address.lastIndexOf("@");
    return at <= 0 || at === address.length - 1
      ? { address: undefined, domain: undefined }
      : { address, domain: canonicalDomain(address.slice(at + 1)) };
  }
  if (!rest.startsWith("//")) return { address: undefined, domain: undefined };
  const authority = /^[^/?#]*/.exec(rest.slice(2))?.[0] ?? "";
  const host = authority.slice(authority.lastIndexOf("@") + 1).replace(/:[0-9]{0,5}$/, "");
  return { address: undefined, domain: host === "" ? undefined : canonicalDomain(host) };
}

const canonicalDomain = (domain: string): string => domain.toLowerCase().replace(/\.$/, "");

function faultOf(text: string, at: Range, scheme: string, target: Target): MailUri["fault"] {
  if (at.start === at.end || text.slice(at.start, at.end).trim() === "") return { reason: "empty", at };
  for (let i = at.start; i < at.end; i++) {
    const one = { start: i, end: i + 1 };
    if (isSpace(text, i)) return { reason: "space", at: one };
    const character = text.charAt(i);
    if (character === "!") return { reason: "exclamation mark", at: one };
    if (!uriCharacter.test(character)) return { reason: "bad character", at: one };
    if (character === "%" && !/^%[0-9A-Fa-f]{2}$/.test(text.slice(i, Math.min(i + 3, at.end))))
      return { reason: "bad escape", at: one };
  }
  if (scheme === "") return { reason: text.slice(at.start, at.end).includes("@") ? "bare address" : "no scheme", at };
  if (scheme !== "mailto" && scheme !== "https" && scheme !== "http") return undefined;
  if (target.domain === undefined) return { reason: "no address", at };
  const literal = /^\[[0-9a-f.:]+\]$/.test(target.domain);
  return literal || isDomain(target.domain) || /^[0-9.]+$/.test(target.domain)
    ? undefined
    : { reason: "bad domain", at };
}
