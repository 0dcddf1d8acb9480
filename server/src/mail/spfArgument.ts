/** The arguments of SPF terms: domain-specs, addresses and prefix lengths (RFC 7208 sections 5.6 and 7.1). */
import { printAddress, readIpv4, readIpv6 } from "../dns/address.js";
import { shown } from "../text/problem.js";
import type { Range } from "./mailRecord.js";
import { fault, replaceBy, review, safe, type Fault } from "./spfFault.js";
import { readMacroString, type MacroFault } from "./spfMacro.js";
import type { DomainSpec, Network } from "./spfRecord.js";

/** The text of the record, and the whole term that the argument belongs to. */
export interface ArgumentPlace {
  readonly text: string;
  readonly term: Range;
  /** Where the term's name starts, after its qualifier. */
  readonly nameStart: number;
  /** The term up to its argument, without qualifier: "include:", "redirect=". */
  readonly head: string;
}

const macroWords: Readonly<Record<MacroFault["reason"], string>> = {
  "stray percent": "has a % that begins no macro (a plain % is written %%)",
  "unknown letter": "is a macro with an unknown letter",
  "bad macro": "is no macro",
  "zero parts": "keeps no part of its value",
  "only in explanations": "may stand only in the text of an explanation",
};

/** The faults of a macro-string, in words. */
export function macroFaults({ text }: ArgumentPlace, faults: readonly MacroFault[]): Fault[] {
  return faults.map((found) => {
    const written = shown(text.slice(found.start, found.end), 20);
    const stray = found.reason === "stray percent";
    const message = stray ? `The term ${macroWords[found.reason]}` : `"${written}" ${macroWords[found.reason]}`;
    const remedies = stray ? [review("Write %%", replaceBy(found, "%%"))] : [];
    return fault("spf/bad-macro", found, `${message}: SPF fails`, ...remedies);
  });
}

/** A label that may end a domain: a letter or an inner hyphen, no hyphen at its ends (RFC 7208 section 7.1, toplabel). */
const isTopLabel = (label: string): boolean =>
  /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(label) && /[A-Za-z-]/.test(label);

/** Reads a domain-spec; it may not be empty. */
export function readDomainSpec(place: ArgumentPlace, at: Range): { domain: DomainSpec; faults: Fault[] } {
  const { text } = place;
  const { parts, faults: macros } = readMacroString(text, at.start, at.end, false);
  const domain = { ...at, text: text.slice(at.start, at.end), parts };
  if (at.start === at.end)
    return {
      domain,
      faults: [
        fault("spf/bad-argument", place.term, `"${place.head}" names no domain: SPF fails for the whole domain`),
      ],
    };
  const faults = macroFaults(place, macros);
  if (faults.length > 0) return { domain, faults };
  const last = parts[parts.length - 1];
  if (last === undefined || last.kind === "expand" || last.special) return { domain, faults };
  const labels = (last.text.endsWith(".") ? last.text.slice(0, -1) : last.text).split(".");
  const top = labels[labels.length - 1] ?? "";
  if (labels.length > 1 && isTopLabel(top)) return { domain, faults };
  return { domain, faults: [domainFault(place, domain, labels.length > 1)] };
}

function domainFault(place: ArgumentPlace, domain: DomainSpec, dotted: boolean): Fault {
  const rule = "spf/bad-domain";
  const named = shown(domain.text);
  const asNetwork = networkTerm(domain.text);
  if (asNetwork !== undefined)
    return fault(
      rule,
      domain,
      `"${place.head}" takes a host name, not the address ${named}: SPF fails`,
      review(`Write ${asNetwork}`, replaceBy({ start: place.nameStart, end: place.term.end }, asNetwork)),
    );
  const port = /:[0-9]{1,5}$/.exec(domain.text);
  if (port !== null) return cutFault(rule, domain, port.index, `SPF knows no ports, as in ${named}: SPF fails`, "port");
  const prefix = /\/[0-9/]{1,8}$/.exec(domain.text);
  if (prefix !== null)
    return cutFault(
      rule,
      domain,
      prefix.index,
      `"${place.head}" takes no prefix length, as in ${named}: SPF fails`,
      "prefix length",
    );
  if (!dotted) return fault(rule, domain, `${named} is one label, not a whole domain name: SPF fails`);
  return fault(rule, domain, `${named} does not end in a label that a domain name can end in: SPF fails`);
}

function cutFault(rule: string, domain: DomainSpec, index: number, message: string, what: string): Fault {
  const cut = { start: domain.start + index, end: domain.end };
  return fault(rule, domain, message, review(`Remove the ${what}`, replaceBy(cut, "")));
}

/** "ip4:192.0.2.0/24" for an address or network in text; undefined for anything else. */
export function networkTerm(text: string): string | undefined {
  const slash = text.indexOf("/");
  const address = slash < 0 ? text : text.slice(0, slash);
  const rest = slash < 0 ? "" : text.slice(slash);
  if (!/^(?:\/[0-9]{1,3})?$/.test(rest)) return undefined;
  if (readIpv4(address) !== undefined) return `ip4:${text}`;
  return readIpv6(address) === undefined ? undefined : `ip6:${text}`;
}

/** The number of a prefix length without leading zeros; undefined where it is none or too long for the address. */
export function readPrefix(text: string, most: number): number | undefined {
  if (!/^(?:0|[1-9][0-9]{0,2})$/.test(text)) return undefined;
  const value = Number(text);
  return value <= most ? value : undefined;
}

/** A prefix length that cannot be read; `at` covers its digits. */
export function prefixFault({ text }: ArgumentPlace, at: Range, most: number): Fault {
  const written = text.slice(at.start, at.end);
  const mask = most === 32 ? maskLength(written) : undefined;
  const bare = written.replace(/^0+(?=[0-9])/, "");
  const remedies = [
    ...(mask === undefined ? [] : [safe(`Write /${mask}`, replaceBy(at, String(mask)))]),
    ...(bare !== written && readPrefix(bare, most) !== undefined ? [safe(`Write /${bare}`, replaceBy(at, bare))] : []),
  ];
  const why =
    mask === undefined
      ? `"/${shown(written, 20)}" is no prefix length from 0 to ${most}`
      : `SPF takes a prefix length, not the netmask ${shown(written, 20)}`;
  return fault("spf/bad-prefix", at, `${why}: SPF fails`, ...remedies);
}

/** The prefix length of a netmask such as 255.255.255.0. */
function maskLength(text: string): number | undefined {
  const octets = readIpv4(text);
  if (octets === undefined) return undefined;
  const bits = octets.map((octet) => octet.toString(2).padStart(8, "0")).join("");
  const ones = bits.indexOf("0") < 0 ? 32 : bits.indexOf("0");
  return bits.includes("1", ones) ? undefined : ones;
}

/** Reads the network of `ip4:` or `ip6:`; `at` covers what follows the colon. */
export function readNetwork(place: ArgumentPlace, at: Range, family: 4 | 6): { network?: Network; faults: Fault[] } {
  const written = place.text.slice(at.start, at.end);
  const slash = written.indexOf("/");
  const addressEnd = slash < 0 ? at.end : at.start + slash;
  const address = place.text.slice(at.start, addressEnd);
  const most = family === 4 ? 32 : 128;
  const octets = family === 4 ? readIpv4(address) : readIpv6(address);
  if (octets === undefined) return { faults: [addressFault(place, at, { start: at.start, end: addressEnd }, family)] };
  if (slash < 0) return { network: { ...at, octets, prefix: most }, faults: [] };
  const digits = { start: addressEnd + 1, end: at.end };
  const prefix = readPrefix(place.text.slice(digits.start, digits.end), most);
  if (prefix === undefined) return { faults: [prefixFault(place, digits, most)] };
  return { network: { ...at, octets, prefix }, faults: [] };
}

function addressFault(place: ArgumentPlace, whole: Range, at: Range, family: 4 | 6): Fault {
  const written = place.text.slice(at.start, at.end);
  const wholeText = place.text.slice(whole.start, whole.end);
  const rule = "spf/bad-address";
  if (written === "")
    return fault("spf/bad-argument", place.term, `"${place.head}" names no address: SPF fails for the whole domain`);
  const right = networkTerm(wholeText);
  if (right !== undefined) {
    const name = { start: place.nameStart, end: place.nameStart + 3 };
    const kind = family === 4 ? "IPv4" : "IPv6";
    return fault(
      rule,
      whole,
      `${shown(written)} is no ${kind} address: SPF fails`,
      safe(`Write ${right.slice(0, 4)}`, replaceBy(name, right.slice(0, 3))),
    );
  }
  if (written.includes("%")) return fault("spf/bad-macro", at, `Macros may not stand in "${place.head}": SPF fails`);
  const plain = family === 4 ? plainQuad(written) : undefined;
  if (plain !== undefined)
    return fault(
      rule,
      at,
      `${shown(written)} has leading zeros, which SPF does not allow: SPF fails`,
      review(`Write ${plain}`, replaceBy(at, plain)),
    );
  const port = family === 4 ? /:[0-9]{1,5}$/.exec(written) : null;
  if (port !== null && readIpv4(written.slice(0, port.index)) !== undefined)
    return fault(
      rule,
      at,
      `SPF knows no ports, as in ${shown(written)}: SPF fails`,
      review("Remove the port", replaceBy({ start: at.start + port.index, end: at.end }, "")),
    );
  if (whole.end === at.end && /^(?:[A-Za-z0-9_-]{1,63}\.){1,20}[A-Za-z][A-Za-z0-9-]{1,62}\.?$/.test(written))
    return fault(
      rule,
      at,
      `"${place.head}" takes an address, not the host name ${shown(written)}: SPF fails`,
      review(`Write a:${shown(written)}`, replaceBy({ start: place.nameStart, end: at.start }, "a:")),
    );
  return fault(rule, at, `${shown(written)} is no IPv${family} address: SPF fails for the whole domain`);
}

/** A dotted quad without its leading zeros; undefined where it has none, or is none. */
function plainQuad(text: string): string | undefined {
  if (!/^(?:[0-9]{1,4}\.){3}[0-9]{1,4}$/.test(text)) return undefined;
  const octets = readIpv4(
    text
      .split(".")
      .map((part) => part.replace(/^0+(?=[0-9])/, ""))
      .join("."),
  );
  return octets === undefined ? undefined : printAddress(octets);
}
