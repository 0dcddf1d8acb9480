/** What a receiver decides about a sender: check_host() of RFC 7208 section 4, over whatever answers the resolver has. */
import { printAddress } from "../dns/address.js";
import { isAtOrBelow, labelsOf, type Name } from "../dns/name.js";
import { plainMapped } from "../text/mapped.js";
import { domainName, type Answer, type Resolver } from "./resolver.js";
import { isSpf, parseSpf } from "./spf.js";
import { expandMacros, readMacroString, type MacroLetter } from "./spfMacro.js";
import {
  isMechanism,
  modifierOf,
  type DomainSpec,
  type Mechanism,
  type Modifier,
  type SpfRecord,
} from "./spfRecord.js";
import { qualifierTable } from "./spfTerms.js";

/** "unknown": it hangs on an answer that the resolver does not have. */
export type SpfResult = "none" | "neutral" | "pass" | "fail" | "softfail" | "temperror" | "permerror" | "unknown";

export interface SpfRequest {
  /** 4 or 16 octets. */
  readonly ip: readonly number[];
  /** MAIL FROM; empty for a bounce. */
  readonly sender: string;
  readonly helo: string;
  /** The domain to check, where it is not the sender's (the HELO identity, RFC 7208 section 2.3). */
  readonly domain?: string;
}

interface SpfOptions {
  /** Terms that look something up (10), look-ups without an answer (2): RFC 7208 section 4.6.4. */
  readonly mostLookups?: number;
  readonly mostVoidLookups?: number;
  /** For %{r} and %{t} in explanations. */
  readonly receiver?: string;
  readonly now?: number;
}

/** A term that was looked at, in order. */
interface SpfStep {
  readonly domain: string;
  /** The term as written; empty where a record was looked for or none of its terms matched. */
  readonly term: string;
  /** How many includes and redirects led here. */
  readonly depth: number;
  /** What came of it, in words. */
  readonly outcome: string;
}

export interface SpfCheck {
  readonly result: SpfResult;
  /** What the domain says to those it refuses (RFC 7208 section 6.2). */
  readonly explanation?: string;
  /** The last step: what decided. */
  readonly decidedBy: SpfStep;
  readonly trace: readonly SpfStep[];
  readonly lookups: number;
  readonly voidLookups: number;
}

/** The state of one check. */
interface Check {
  readonly resolver: Resolver;
  readonly ip: readonly number[];
  readonly family: 4 | 6;
  readonly localPart: string;
  readonly senderDomain: string;
  readonly helo: string;
  readonly mostLookups: number;
  readonly mostVoidLookups: number;
  readonly options: SpfOptions;
  readonly trace: SpfStep[];
  lookups: number;
  voidLookups: number;
}

/** An IPv4 address in IPv6 form is an IPv4 address (RFC 7208 section 5). */
function plainAddress(ip: readonly number[]): readonly number[] {
  const mapped = ip.length === 16 && ip.slice(0, 10).every((octet) => octet === 0) && ip[10] === 255 && ip[11] === 255;
  return mapped ? ip.slice(12) : ip;
}

export function checkHost(request: SpfRequest, resolver: Resolver, options: SpfOptions = {}): SpfCheck {
  const ip = plainAddress(request.ip);
  const at = request.sender.lastIndexOf("@");
  const senderDomain = request.sender === "" ? request.helo : request.sender.slice(at + 1);
  const check: Check = {
    resolver,
    ip,
    family: ip.length === 4 ? 4 : 6,
    // A sender without a local part is the postmaster's (RFC 7208 section 4.3).
    localPart: at > 0 ? request.sender.slice(0, at) : "postmaster",
    senderDomain,
    helo: request.helo,
    mostLookups: options.mostLookups ?? 10,
    mostVoidLookups: options.mostVoidLookups ?? 2,
    options,
    trace: [],
    lookups: 0,
    voidLookups: 0,
  };
  const domain = request.domain ?? senderDomain;
  const { result, explain } = checkDomain(check, domain, 0);
  const explanation = result === "fail" && explain !== undefined ? explanationOf(check, explain) : undefined;
  const { trace, lookups, voidLookups } = check;
  const decidedBy = trace[trace.length - 1] ?? { domain, term: "", depth: 0, outcome: result };
  return { result, decidedBy, trace, lookups, voidLookups, ...(explanation === undefined ? {} : { explanation }) };
}

interface Decision {
  readonly result: SpfResult;
  /** The exp= of the record that refused, and its domain. */
  readonly explain?: { readonly modifier: Modifier; readonly domain: string };
}

function decide(
  check: Check,
  result: SpfResult,
  domain: string,
  term: string,
  depth: number,
  outcome: string,
): Decision {
  check.trace.push({ domain, term, depth, outcome });
  return { result };
}

/** The name to ask for; none for what can be no domain of a sender (RFC 7208 section 4.3). */
function queryName(domain: string): Name | undefined {
  const name = domainName(domain);
  return name === undefined || labelsOf(name.text).length < 2 ? undefined : name;
}

function checkDomain(check: Check, domain: string, depth: number): Decision {
  const name = queryName(domain);
  if (name === undefined) return decide(check, "none", domain, "", depth, "no domain name that can have SPF");
  const answer = check.resolver.txt(name);
  if (answer.kind === "error") return decide(check, "temperror", domain, "", depth, "the DNS does not answer");
  if (answer.kind === "unknown") return decide(check, "unknown", domain, "", depth, "the record is not known here");
  const texts = answer.kind === "found" ? answer.records.filter(isSpf) : [];
  const [text] = texts;
  if (text === undefined) return decide(check, "none", domain, "", depth, "no SPF record");
  if (texts.length > 1) return decide(check, "permerror", domain, "", depth, `${texts.length} SPF records`);
  const { value: record, problems } = parseSpf(plainMapped(text));
  const [problem] = problems;
  if (problem !== undefined)
    return decide(check, "permerror", domain, text.slice(problem.at.start, problem.at.end), depth, problem.message);
  return checkRecord(check, record, domain, depth);
}

function checkRecord(check: Check, record: SpfRecord, domain: string, depth: number): Decision {
  for (const term of record.terms) {
    if (!isMechanism(term)) continue;
    const matched = matches(check, term, domain, depth);
    if (matched === "no") continue;
    if (matched !== "yes") return { result: matched };
    const { result } = qualifierTable[term.qualifier];
    check.trace.push({ domain, term: term.text, depth, outcome: `matches: ${result}` });
    const modifier = modifierOf(record, "exp");
    return modifier === undefined ? { result } : { result, explain: { modifier, domain } };
  }
  const redirect = modifierOf(record, "redirect");
  if (redirect?.domain === undefined) return decide(check, "neutral", domain, "", depth, "no term matches: neutral");
  return checkRedirect(check, redirect, redirect.domain, domain, depth);
}

function checkRedirect(check: Check, term: Modifier, spec: DomainSpec, domain: string, depth: number): Decision {
  const counted = countLookup(check, domain, term.text, depth);
  if (counted !== undefined) return counted;
  const target = targetName(check, spec, domain);
  if (target === undefined) return decide(check, "unknown", domain, term.text, depth, "its domain is not known here");
  check.trace.push({ domain, term: term.text, depth, outcome: `goes on with ${target}` });
  const decision = checkDomain(check, target, depth + 1);
  if (decision.result !== "none") return decision;
  return decide(check, "permerror", domain, term.text, depth, `${target} has no SPF record`);
}

/** A permanent error where one look-up more is too many. */
function countLookup(check: Check, domain: string, term: string, depth: number): Decision | undefined {
  check.lookups++;
  if (check.lookups <= check.mostLookups) return undefined;
  return decide(check, "permerror", domain, term, depth, `look-up ${check.lookups} of at most ${check.mostLookups}`);
}

/** Whether a mechanism matches, or the result that ends the check. */
type Match = "yes" | "no" | "temperror" | "permerror" | "unknown";

function matches(check: Check, term: Mechanism, domain: string, depth: number): Match {
  const note = (match: Match, outcome: string): Match => {
    check.trace.push({ domain, term: term.text, depth, outcome });
    return match;
  };
  if (term.name === "all") return "yes";
  if (term.network !== undefined)
    return inNetwork(check.ip, term.network.octets, term.network.prefix) ? "yes" : note("no", "does not match");
  if (countLookup(check, domain, term.text, depth) !== undefined) return "permerror";
  const target = term.domain === undefined ? domain : targetName(check, term.domain, domain);
  if (target === undefined) return note("unknown", "its domain is not known here");
  if (term.name === "include") return matchInclude(check, target, depth, note);
  const name = domainName(target);
  // What is no name of the DNS has no records (RFC 7208 section 4.8).
  if (name === undefined) return note("no", `${target} is no domain name`);
  const match = matchHosts(check, term, name);
  if (match === "void") {
    check.voidLookups++;
    if (check.voidLookups <= check.mostVoidLookups) return note("no", "finds nothing");
    return note("permerror", `look-up ${check.voidLookups} without an answer, of at most ${check.mostVoidLookups}`);
  }
  return match === "yes" ? match : note(match, outcomeWords[match]);
}

const outcomeWords: Readonly<Record<Exclude<Match, "yes">, string>> = {
  no: "does not match",
  temperror: "the DNS does not answer",
  permerror: "more than 10 mail servers",
  unknown: "its answer is not known here",
};

function matchInclude(
  check: Check,
  target: string,
  depth: number,
  note: (match: Match, outcome: string) => Match,
): Match {
  const { result } = checkDomain(check, target, depth + 1);
  if (result === "pass") return "yes";
  if (result === "none") return note("permerror", `${target} has no SPF record`);
  if (result === "fail" || result === "softfail" || result === "neutral")
    return note("no", `does not match: ${result}`);
  return result;
}

function matchHosts(check: Check, term: Mechanism, name: Name): Match | "void" {
  if (term.name === "exists") {
    const answer = check.resolver.addresses(name, 4);
    return answer.kind === "found" ? "yes" : withoutRecords(answer);
  }
  if (term.name === "ptr") return matchPtr(check, name);
  const prefix = check.family === 4 ? (term.prefixes?.ip4 ?? 32) : (term.prefixes?.ip6 ?? 128);
  const matchesName = (host: Name): Match | "void" => {
    const answer = check.resolver.addresses(host, check.family);
    if (answer.kind !== "found") return withoutRecords(answer);
    return answer.records.some((address) => inNetwork(check.ip, address, prefix)) ? "yes" : "no";
  };
  if (term.name === "a") return matchesName(name);
  const exchanges = check.resolver.mx(name);
  if (exchanges.kind !== "found") return withoutRecords(exchanges);
  // More than ten names are refused before any is asked for (RFC 7208 section 4.6.4).
  if (exchanges.records.length > 10) return "permerror";
  for (const exchange of exchanges.records) {
    if (exchange.key === ".") continue;
    const match = matchesName(exchange);
    if (match !== "no" && match !== "void") return match;
  }
  return "no";
}

function withoutRecords(answer: Exclude<Answer<unknown>, { kind: "found" }>): Match | "void" {
  if (answer.kind === "error") return "temperror";
  return answer.kind === "unknown" ? "unknown" : "void";
}

/** Errors of the DNS make ptr not match (RFC 7208 section 5.5). */
function matchPtr(check: Check, target: Name): Match | "void" {
  const names = check.resolver.ptr(check.ip);
  if (names.kind === "unknown") return "unknown";
  if (names.kind === "error") return "no";
  if (names.kind !== "found") return "void";
  let doubtful = false;
  for (const name of names.records.slice(0, 10)) {
    if (!isAtOrBelow(name.key, target.key)) continue;
    const validated = isValidated(check, name);
    if (validated === true) return "yes";
    doubtful ||= validated === undefined;
  }
  return doubtful ? "unknown" : "no";
}

/** Whether a host's name leads back to the sender's address; undefined where that is not known. */
function isValidated(check: Check, name: Name): boolean | undefined {
  const addresses = check.resolver.addresses(name, check.family);
  if (addresses.kind === "unknown") return undefined;
  return (
    addresses.kind === "found" && addresses.records.some((address) => inNetwork(check.ip, address, address.length * 8))
  );
}

/** Whether the first `prefix` bits are the same. */
function inNetwork(ip: readonly number[], network: readonly number[], prefix: number): boolean {
  if (ip.length !== network.length) return false;
  for (let i = 0; i * 8 < prefix; i++) {
    const mask = 0xff & (0xff << Math.max(0, 8 - (prefix - i * 8)));
    if (((ip[i] ?? 0) & mask) !== ((network[i] ?? 0) & mask)) return false;
  }
  return true;
}

/** The domain that a domain-spec comes to; undefined where a macro's value is not known. */
function targetName(check: Check, spec: DomainSpec, domain: string): string | undefined {
  const expanded = expandMacros(spec.parts, (letter) => macroValues[letter](check, domain));
  return expanded === undefined ? undefined : shortened(expanded);
}

/** Labels are taken from the left until 253 characters are left (RFC 7208 section 7.3). */
function shortened(name: string): string {
  const full = name.endsWith(".") ? name.slice(0, -1) : name;
  if (full.length <= 253) return full;
  const dot = full.indexOf(".", full.length - 254);
  return dot < 0 ? full : full.slice(dot + 1);
}

const macroValues: Readonly<Record<MacroLetter, (check: Check, domain: string) => string | undefined>> = {
  s: ({ localPart, senderDomain }) => `${localPart}@${senderDomain}`,
  l: ({ localPart }) => localPart,
  o: ({ senderDomain }) => senderDomain,
  d: (_, domain) => domain,
  h: ({ helo }) => helo,
  v: ({ family }) => (family === 4 ? "in-addr" : "ip6"),
  i: ({ ip, family }) =>
    family === 4
      ? printAddress(ip)
      : ip.flatMap((octet) => [(octet >> 4).toString(16), (octet & 15).toString(16)]).join("."),
  c: ({ ip }) => printAddress(ip),
  p: (check, domain) => validatedName(check, domain),
  r: ({ options }) => options.receiver ?? "unknown",
  t: ({ options }) => String(options.now ?? 0),
};

/** %{p}: the domain itself before a name below it before any other (RFC 7208 section 7.3). */
function validatedName(check: Check, domain: string): string | undefined {
  const answer = check.resolver.ptr(check.ip);
  if (answer.kind === "unknown") return undefined;
  if (answer.kind !== "found") return "unknown";
  const validated = answer.records.slice(0, 10).filter((name) => isValidated(check, name) === true);
  const key = domainName(domain)?.key ?? ".";
  const best =
    validated.find((name) => name.key === key) ?? validated.find((name) => isAtOrBelow(name.key, key)) ?? validated[0];
  return best === undefined ? "unknown" : best.text.slice(0, -1);
}

/** Whatever goes wrong with an explanation, there is just none (RFC 7208 section 6.2). */
function explanationOf(check: Check, { modifier, domain }: NonNullable<Decision["explain"]>): string | undefined {
  const target = modifier.domain === undefined ? undefined : targetName(check, modifier.domain, domain);
  const name = target === undefined ? undefined : domainName(target);
  const answer = name === undefined ? undefined : check.resolver.txt(name);
  if (answer?.kind !== "found" || answer.records.length !== 1) return undefined;
  const text = answer.records[0] ?? "";
  if (!/^[\x20-\x7e]*$/.test(text)) return undefined;
  const { parts, faults } = readMacroString(text, 0, text.length, true);
  return faults.length > 0 ? undefined : expandMacros(parts, (letter) => macroValues[letter](check, domain));
}
