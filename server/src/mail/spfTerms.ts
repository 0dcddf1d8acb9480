/** The words of SPF (RFC 7208): its mechanisms, modifiers, qualifiers and macro letters, each with what it means. */
import { rfc, type Reference } from "./mailRecord.js";
import type { MacroLetter } from "./spfMacro.js";

export const mechanismNames = ["all", "include", "a", "mx", "ptr", "ip4", "ip6", "exists"] as const;
export type MechanismName = (typeof mechanismNames)[number];

/** Narrows a word in any case to a mechanism's name. */
export const mechanismNamed = (word: string): MechanismName | undefined => {
  const lower = word.toLowerCase();
  return mechanismNames.find((name) => name === lower);
};

export type Qualifier = "+" | "-" | "~" | "?";

interface SpfTermRow {
  readonly summary: string;
  /** What completion inserts, up to where the value starts. */
  readonly insert: string;
  readonly example: string;
  readonly reference: Reference;
  /** DNS look-ups that it counts for by itself (RFC 7208 section 4.6.4). */
  readonly lookups: 0 | 1;
  /** Described, never offered. */
  readonly discouraged?: true;
}

const term = (insert: string, example: string, section: string, lookups: 0 | 1, summary: string): SpfTermRow => ({
  insert,
  example,
  lookups,
  summary,
  reference: rfc(7208, section),
});

const reporting = (insert: string, example: string, summary: string): SpfTermRow => ({
  insert,
  example,
  lookups: 0,
  summary,
  reference: rfc(6652, "3"),
});

export const mechanismTable: Readonly<Record<MechanismName, SpfTermRow>> = {
  all: term("all", "~all", "5.1", 0, "Every sender: the default at the end of a record"),
  include: term(
    "include:",
    "include:_spf.example.net",
    "5.2",
    1,
    "Senders that the SPF record of another domain passes",
  ),
  a: term("a", "a:host.example.com/28", "5.3", 1, "The addresses of a host, this domain's unless another is named"),
  mx: term("mx", "mx:example.com", "5.4", 1, "The mail servers of a domain, this one unless another is named"),
  ptr: {
    ...term("ptr", "ptr:example.com", "5.5", 1, "Hosts whose reverse name is in the domain; slow and deprecated"),
    discouraged: true,
  },
  ip4: term("ip4:", "ip4:192.0.2.0/24", "5.6", 0, "An IPv4 address or network"),
  ip6: term("ip6:", "ip6:2001:db8::/32", "5.6", 0, "An IPv6 address or network"),
  exists: term(
    "exists:",
    "exists:%{i}._spf.example.com",
    "5.7",
    1,
    "Senders for which a name, made by macros, has an address",
  ),
};

export const modifierTable: ReadonlyMap<string, SpfTermRow> = new Map([
  [
    "redirect",
    term(
      "redirect=",
      "redirect=_spf.example.com",
      "6.1",
      1,
      "The record of another domain decides where no term matched",
    ),
  ],
  ["exp", term("exp=", "exp=why.%{d}", "6.2", 0, "The name of a TXT record that explains a refusal to the sender")],
  ["ra", reporting("ra=", "ra=postmaster", "Local part of the address that wants SPF failure reports")],
  ["rp", reporting("rp=", "rp=10", "Percentage of failures to report")],
  ["rr", reporting("rr=", "rr=all", "Which results to report")],
]);

interface QualifierRow {
  /** The result of a term that matches. */
  readonly result: "pass" | "fail" | "softfail" | "neutral";
  readonly summary: string;
  /** "… may send". */
  readonly verb: string;
}

export const qualifierTable: Readonly<Record<Qualifier, QualifierRow>> = {
  "+": { result: "pass", summary: "Pass: the sender is authorized (the default)", verb: "may send" },
  "-": { result: "fail", summary: "Fail: the sender is not authorized", verb: "must not send" },
  "~": { result: "softfail", summary: "Softfail: the sender is probably not authorized", verb: "should not send" },
  "?": {
    result: "neutral",
    summary: "Neutral: nothing is said about the sender",
    verb: "may or may not send",
  },
};

export const qualifierOf = (character: string): Qualifier | undefined =>
  character === "+" || character === "-" || character === "~" || character === "?" ? character : undefined;

export const macroTable: Readonly<Record<MacroLetter, string>> = {
  s: "The sender's address",
  l: "The local part of the sender's address",
  o: "The domain of the sender's address",
  d: "The domain whose record this is",
  i: "The sender's IP address, its parts separated by dots",
  p: "The sender's checked host name; slow and deprecated",
  h: "The name the sender gave in HELO or EHLO",
  c: "The sender's IP address as people write it (explanations only)",
  r: "The name of the receiving host (explanations only)",
  t: "The time in seconds since 1970 (explanations only)",
  v: "in-addr for IPv4, ip6 for IPv6",
};
