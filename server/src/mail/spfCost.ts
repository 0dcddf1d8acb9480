/** What an SPF record costs its receivers in look-ups (RFC 7208 section 4.6.4), counted through all its includes. */
import { printAddress } from "../dns/address.js";
import type { Fix } from "../text/edit.js";
import { plainMapped, sourceSpan } from "../text/mapped.js";
import { shown, type Problem, type Related } from "../text/problem.js";
import { problemAt, reviewFix, type Range } from "./mailRecord.js";
import { currentInclude, nearestInclude, providerOfInclude, type Provider } from "./providers.js";
import { domainName, noResolver, type Answer, type Resolver } from "./resolver.js";
import { isSpf, parseSpf } from "./spf.js";
import { expandMacros } from "./spfMacro.js";
import {
  allOf,
  isMechanism,
  modifierOf,
  type DomainSpec,
  type Mechanism,
  type Modifier,
  type SpfRecord,
} from "./spfRecord.js";
import { mechanismTable } from "./spfTerms.js";

export const mostLookups = 10;
const mostVoidLookups = 2;
const mostExchanges = 10;

/**
 * "void": it finds nothing; "no spf", "several spf", "invalid spf": what it includes has not one valid record; "loop": what it
 * includes includes it; "too many exchanges": more than 10 mail servers; "provider": counted by the table of providers; "unknown":
 * what it leads to is not known here, and may cost more.
 */
type SpfCostNote =
  | "void"
  | "no spf"
  | "several spf"
  | "invalid spf"
  | "loop"
  | "too many exchanges"
  | "provider"
  | "unknown"
  | "too deep";

export interface SpfTermCost {
  readonly term: Mechanism | Modifier;
  /** The term's own look-up and all that it leads to. */
  readonly lookups: number;
  readonly voidLookups: number;
  /** The domain it leads to, where that does not hang on the sender. */
  readonly target?: string;
  readonly note?: SpfCostNote;
  readonly provider?: Provider;
  /** Of include and redirect, where the record is known. */
  readonly nested?: SpfCost;
}

/** The cost for a sender that no term matches. */
export interface SpfCost {
  readonly domain: string;
  readonly lookups: number;
  readonly voidLookups: number;
  /** Whether something unknown may add to it: "at least". */
  readonly atLeast: boolean;
  /** Whether the table of providers is part of it: "about". */
  readonly approximate: boolean;
  /** Each term that looks something up, in the order in which receivers come to it. */
  readonly terms: readonly SpfTermCost[];
}

/** "about 7", "at least 4", "10": the number as far as it is known. */
export const shownLookups = ({ lookups, atLeast, approximate }: SpfCost): string =>
  `${atLeast ? "at least " : approximate ? "about " : ""}${lookups}`;

interface Counting {
  readonly resolver: Resolver;
  /** Finished records by domain: each is counted once however often it is included. */
  readonly done: Map<string, SpfCost>;
  readonly open: Set<string>;
}

/** Chains of includes beyond this have long failed. */
const deepest = 24;
/** With this many records behind one, it has long failed too: each record of a zone may lead to all the others. */
const mostRecords = 64;

/** Counts on beyond ten, so that one sees by how much a record is over. */
export function spfCost(domain: string, record: SpfRecord, resolver: Resolver): SpfCost {
  return costOf(domain, record, { resolver, done: new Map(), open: new Set() });
}

const keyOf = (domain: string): string => domainName(domain)?.key ?? domain;

function costOf(domain: string, record: SpfRecord, counting: Counting): SpfCost {
  const key = keyOf(domain);
  counting.open.add(key);
  const terms = lookingUp(record).map((term) => termCost(domain, term, counting));
  counting.open.delete(key);
  const sum = (of: (cost: SpfTermCost) => number): number => terms.reduce((total, cost) => total + of(cost), 0);
  const cost = {
    domain,
    lookups: sum(({ lookups }) => lookups),
    voidLookups: sum(({ voidLookups }) => voidLookups),
    atLeast: terms.some(
      ({ note, nested }) => note === "unknown" || note === "too deep" || note === "loop" || nested?.atLeast === true,
    ),
    approximate: terms.some(({ note, nested }) => note === "provider" || nested?.approximate === true),
    terms,
  };
  counting.done.set(key, cost);
  return cost;
}

/** Mechanisms up to `all`, then redirect where there is none. */
function lookingUp(record: SpfRecord): (Mechanism | Modifier)[] {
  const all = allOf(record);
  const mechanisms = record.terms
    .filter(isMechanism)
    .filter((term) => mechanismTable[term.name].lookups > 0 && (all === undefined || term.start < all.start));
  const redirect = all === undefined ? modifierOf(record, "redirect") : undefined;
  return redirect === undefined ? mechanisms : [...mechanisms, redirect];
}

/** The domain that a term leads to, as far as it hangs on %{d} only. */
function targetOf(domain: string, spec: DomainSpec | undefined): string | undefined {
  if (spec === undefined) return domain;
  return expandMacros(spec.parts, (letter) => (letter === "d" ? domain : undefined))?.replace(/\.$/, "");
}

function termCost(domain: string, term: Mechanism | Modifier, counting: Counting): SpfTermCost {
  const target = targetOf(domain, term.domain);
  const follows = term.kind === "modifier" || term.name === "include";
  const alone = { term, lookups: 1, voidLookups: 0 };
  // What a name made of the sender's address finds is no one's to know; only an include may lead to more look-ups.
  if (target === undefined) return follows ? { ...alone, note: "unknown" } : alone;
  if (follows) return { ...includeCost(term, target, counting), target };
  const voidLookups = term.kind === "mechanism" && findsNothing(term, target, counting.resolver) ? 1 : 0;
  const cost = { ...alone, voidLookups, target };
  if (voidLookups > 0) return { ...cost, note: "void" };
  return term.name === "mx" && exchangesOf(target, counting.resolver) > mostExchanges
    ? { ...cost, note: "too many exchanges" }
    : cost;
}

const isVoid = (answer: Answer<unknown> | undefined): boolean =>
  answer === undefined || answer.kind === "no data" || answer.kind === "no such domain";

/** Whether a look-up finds nothing whatever the family of the sender's address. */
function findsNothing(term: Mechanism, target: string, resolver: Resolver): boolean {
  const name = domainName(target);
  if (name === undefined || term.name === "ptr") return false;
  if (term.name === "mx") return isVoid(resolver.mx(name));
  return isVoid(resolver.addresses(name, 4)) && (term.name === "exists" || isVoid(resolver.addresses(name, 6)));
}

function exchangesOf(target: string, resolver: Resolver): number {
  const name = domainName(target);
  const answer = name === undefined ? undefined : resolver.mx(name);
  return answer?.kind === "found" ? answer.records.length : 0;
}

/** Included records by their text: where a zone has many, each is come to again and again. */
const included = new Map<string, SpfRecord>();
const mostIncluded = 2048;

function recordOf(text: string): SpfRecord {
  const known = included.get(text);
  if (known !== undefined) return known;
  if (included.size >= mostIncluded) included.clear();
  const { value } = parseSpf(plainMapped(text));
  included.set(text, value);
  return value;
}

function includeCost(term: Mechanism | Modifier, target: string, counting: Counting): SpfTermCost {
  const alone = { term, lookups: 1, voidLookups: 0 };
  const name = domainName(target);
  if (name === undefined) return { ...alone, note: "no spf" };
  if (counting.open.has(name.key)) return { ...alone, note: "loop" };
  const known = counting.done.get(name.key);
  if (known !== undefined) return withNested(alone, known);
  if (counting.open.size >= deepest || counting.done.size >= mostRecords) return { ...alone, note: "too deep" };
  const answer = counting.resolver.txt(name);
  if (answer.kind === "unknown" || answer.kind === "error") {
    const provider = providerOfInclude(target);
    if (provider?.lookups === undefined) return { ...alone, note: "unknown" };
    return { ...alone, lookups: provider.lookups, note: "provider", provider };
  }
  if (answer.kind !== "found") return { ...alone, voidLookups: 1, note: "no spf" };
  const texts = answer.records.filter(isSpf);
  const [text] = texts;
  if (text === undefined) return { ...alone, note: "no spf" };
  if (texts.length > 1) return { ...alone, note: "several spf" };
  const record = recordOf(text);
  const nested = withNested(alone, costOf(target, record, counting));
  return record.valid ? nested : { ...nested, note: "invalid spf" };
}

const withNested = (alone: Omit<SpfTermCost, "nested">, nested: SpfCost): SpfTermCost => ({
  ...alone,
  lookups: 1 + nested.lookups,
  voidLookups: nested.voidLookups,
  nested,
});

/** The terms behind a cost, each once, with the term of the record that leads to it. */
function* everyTerm(
  cost: SpfCost,
): Iterable<{ readonly own: SpfTermCost; readonly cost: SpfTermCost; readonly domain: string }> {
  const seen = new Set<SpfCost>();
  for (const own of cost.terms) {
    const open: { cost: SpfTermCost; domain: string }[] = [{ cost: own, domain: cost.domain }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      yield { own, ...next };
      const { nested } = next.cost;
      if (nested === undefined || seen.has(nested)) continue;
      seen.add(nested);
      for (const inner of nested.terms) open.push({ cost: inner, domain: nested.domain });
    }
  }
}

/** What a record's cost gives reason to report, on the record itself. */
export function spfCostProblems(record: SpfRecord, cost: SpfCost, resolver: Resolver = noResolver): readonly Problem[] {
  return [...countProblems(record, cost, resolver), ...targetProblems(record, cost), ...unknownIncludes(record, cost)];
}

/** What each term costs, for those who have to choose what to give up. */
const shares = ({ mapped }: SpfRecord, cost: SpfCost): Related[] =>
  cost.terms.map(({ term, lookups, note, nested }) => {
    const count =
      note === "unknown" ? `at least ${lookups}` : note === "provider" ? `about ${lookups}` : String(lookups);
    const inner =
      nested === undefined
        ? ""
        : nested.lookups === 0
          ? ", none of them in its record"
          : `, ${nested.lookups} of them in its record`;
    return {
      at: sourceSpan(mapped, term.start, term.end),
      message: `${count} look-up${count === "1" ? "" : "s"}${inner}`,
    };
  });

/** Includes outside the workspace of which no table knows the cost. */
function* unknownIncludes(record: SpfRecord, cost: SpfCost): Iterable<Problem> {
  for (const { term, note, target } of cost.terms) {
    if (note !== "unknown" || target === undefined || term.domain === undefined) continue;
    if (providerOfInclude(target) !== undefined || currentInclude(target) !== undefined) continue;
    if (nearestInclude(target) !== undefined) continue;
    const message = `The look-ups of ${shown(target, 40)} are not known here, and not counted`;
    yield problemAt(record.mapped, "spf/unknown-include", term.domain, message);
  }
}

function* countProblems(record: SpfRecord, cost: SpfCost, resolver: Resolver): Iterable<Problem> {
  const { mapped, version } = record;
  const count = shownLookups(cost);
  if (cost.lookups > mostLookups) {
    const message = `SPF needs ${count} look-ups; above ${mostLookups} it fails for the whole domain`;
    // A count from the table of providers may be out of date.
    const certain = !cost.approximate || certainLookups(cost) > mostLookups;
    const problem = problemAt(
      mapped,
      "spf/too-many-lookups",
      firstBeyond(cost) ?? version,
      message,
      ...cheaper(record, cost),
      ...flatter(record, cost, resolver),
    );
    const told = { ...problem, related: shares(record, cost) };
    yield certain ? told : { ...told, severity: "warning" };
  } else if (cost.lookups >= mostLookups - 1)
    yield {
      ...problemAt(
        mapped,
        "spf/many-lookups",
        version,
        `SPF needs ${count} of at most ${mostLookups} look-ups; beyond them it fails`,
        ...flatter(record, cost, resolver),
      ),
      related: shares(record, cost),
    };
  if (cost.voidLookups > mostVoidLookups) {
    const message = `${cost.voidLookups} look-ups find nothing; with more than ${mostVoidLookups} SPF fails`;
    yield { ...problemAt(mapped, "spf/void-lookups", version, message), severity: "error" };
  }
}

/** Look-ups without what only the table of providers says: at least the include itself. */
function certainLookups(cost: SpfCost): number {
  const known = new Map<SpfCost, number>();
  const count = (of: SpfCost): number => {
    const before = known.get(of);
    if (before !== undefined) return before;
    let sum = 0;
    for (const term of of.terms)
      sum += term.note === "provider" ? 1 : 1 + (term.nested === undefined ? 0 : count(term.nested));
    known.set(of, sum);
    return sum;
  };
  return count(cost);
}

/** The term that brings the sum over the limit. */
function firstBeyond(cost: SpfCost): Range | undefined {
  let sum = 0;
  return cost.terms.find(({ lookups }) => {
    sum += lookups;
    return sum > mostLookups;
  })?.term;
}

/** Terms that cost a look-up and match nothing, or should not be used. */
const cheaper = ({ mapped }: SpfRecord, cost: SpfCost) =>
  cost.terms
    .filter(({ term, note }) => note === "void" || term.name === "ptr")
    .map(({ term }) =>
      reviewFix(mapped, `Remove ${shown(term.text)}`, { start: term.start - 1, end: term.end, text: "" }),
    );

/** More addresses than this in place of a term make the record long and hard to keep right. */
const mostAddresses = 4;

/** The addresses behind a and mx, as the zones at hand have them: as ip4 and ip6 they cost nothing. */
function flatter({ mapped }: SpfRecord, cost: SpfCost, resolver: Resolver): Fix[] {
  return cost.terms.flatMap(({ term, target, note }) => {
    if (term.kind !== "mechanism" || (term.name !== "a" && term.name !== "mx") || target === undefined) return [];
    if (note !== undefined || term.prefixes?.ip4 !== 32 || term.prefixes.ip6 !== 128) return [];
    const addresses = addressesBehind(term.name, target, resolver);
    if (addresses === undefined || addresses.length === 0 || addresses.length > mostAddresses) return [];
    const sign = term.qualifier === "+" ? "" : term.qualifier;
    const text = addresses.map((octets) => `${sign}ip${octets.length === 4 ? 4 : 6}:${printAddress(octets)}`).join(" ");
    const title = `Write the address${addresses.length > 1 ? "es" : ""} of ${shown(term.text, 30)} itself`;
    return [reviewFix(mapped, title, { start: term.start, end: term.end, text })];
  });
}

/** Undefined where one of them is not known. */
function addressesBehind(
  kind: "a" | "mx",
  target: string,
  resolver: Resolver,
): readonly (readonly number[])[] | undefined {
  const name = domainName(target);
  if (name === undefined) return undefined;
  const exchanges = kind === "a" ? undefined : resolver.mx(name);
  const hosts = exchanges === undefined ? [name] : exchanges.kind === "found" ? exchanges.records : undefined;
  if (hosts === undefined || hosts.length > mostAddresses) return undefined;
  const found: (readonly number[])[] = [];
  for (const host of hosts)
    for (const family of [4, 6] as const) {
      const answer = resolver.addresses(host, family);
      if (answer.kind === "unknown" || answer.kind === "error") return undefined;
      if (answer.kind === "found") found.push(...answer.records);
    }
  const written = new Set<string>();
  return found.filter((octets) => !written.has(printAddress(octets)) && written.add(printAddress(octets)));
}

function* targetProblems(record: SpfRecord, cost: SpfCost): Iterable<Problem> {
  for (const { own, cost: found, domain } of everyTerm(cost)) {
    const worded = found.note === undefined ? undefined : wordsOf(found, own, domain);
    if (worded === undefined) continue;
    const removal =
      own === found && worded.removable
        ? [
            reviewFix(record.mapped, `Remove ${shown(own.term.text)}`, {
              start: own.term.start - 1,
              end: own.term.end,
              text: "",
            }),
          ]
        : [];
    yield problemAt(record.mapped, worded.rule, own.term, worded.message, ...removal);
  }
}

function wordsOf(
  found: SpfTermCost,
  own: SpfTermCost,
  domain: string,
): { rule: string; message: string; removable: boolean } | undefined {
  const target = (): string => shown(found.target ?? "", 30);
  const by = (): string => (own === found ? "" : ` (in ${shown(domain, 24)})`);
  const broken = (what: string) => ({
    rule: "spf/include-without-spf",
    message: `${target()}${by()} has ${what}: SPF fails`,
    removable: true,
  });
  switch (found.note) {
    case "void":
      // What others' records look up in vain is for them to mend.
      return own === found
        ? {
            rule: "spf/void-lookups",
            message: `"${shown(own.term.text, 40)}" finds nothing: it costs a look-up and matches no one`,
            removable: true,
          }
        : undefined;
    case "no spf":
      return broken("no SPF record");
    case "several spf":
      return broken("more than one SPF record");
    case "invalid spf":
      return broken("an SPF record with errors");
    case "loop":
      return {
        rule: "spf/loop",
        message: `"${shown(found.term.text, 36)}"${by()} leads back to itself: SPF fails`,
        removable: true,
      };
    case "too many exchanges":
      return {
        rule: "spf/too-many-exchanges",
        message: `${target()}${by()} has more than ${mostExchanges} mail servers: SPF fails at mx`,
        removable: false,
      };
    default:
      return undefined;
  }
}
