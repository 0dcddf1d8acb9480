/** One term of an SPF record: a directive or a modifier (RFC 7208 section 4.6.1), read with what went wrong in it. */
import { shown } from "../text/problem.js";
import type { Range } from "./mailRecord.js";
import { nearest } from "../text/nearest.js";
import {
  macroFaults,
  networkTerm,
  prefixFault,
  readDomainSpec,
  readNetwork,
  readPrefix,
  type ArgumentPlace,
} from "./spfArgument.js";
import { fault, replaceBy, review, safe, type Fault } from "./spfFault.js";
import { readMacroString } from "./spfMacro.js";
import type { Mechanism, SpfTerm } from "./spfRecord.js";
import { mechanismNamed, mechanismNames, qualifierOf, type MechanismName, type Qualifier } from "./spfTerms.js";

interface TermReading {
  readonly terms: readonly SpfTerm[];
  readonly faults: readonly Fault[];
}

/** Whether a word can only be the start of a term: what follows a string boundary without a space. */
export const isTermStart = (word: string): boolean =>
  /^[-+~?]?(?:(?:include|a|mx|ptr|ip4|ip6|exists):\S|all$|(?:redirect|exp)=\S)|^[-+~?](?:a|mx|ptr)(?:\/[0-9/]+)?$/i.test(
    word,
  );

/** Reads the word at `at`. Words that a comma, a semicolon or a qualifier glues together are told apart. */
export function readTerm(text: string, at: Range): TermReading {
  const word = text.slice(at.start, at.end);
  // Characters that are not ASCII have their own problem.
  if (/[^\x21-\x7e]/.test(word)) return { terms: [{ kind: "faulty", ...at, text: word }], faults: [] };
  const read = readWord(text, at);
  // `include:example.com-all` is a domain by the grammar: the advice asks whether a space is missing.
  if (read.faults.length === 0) return read;
  return separated(text, at) ?? read;
}

/** Terms with something else than a space between them: `a,mx`, `ip4:192.0.2.1;`, `mx~all`. */
function separated(text: string, at: Range): TermReading | undefined {
  const word = text.slice(at.start, at.end);
  const rule = "spf/separator";
  const all = /[-+~?]all$/i.exec(word);
  if (all !== null && all.index > 0) {
    const cut = at.start + all.index;
    const before = readWord(text, { start: at.start, end: cut });
    const after = readWord(text, { start: cut, end: at.end });
    const message = `No space before ${all[0]} in "${shown(word, 30)}": SPF fails for the whole domain`;
    const spaced = safe("Insert a space", replaceBy({ start: cut, end: cut }, " "));
    return {
      terms: [...before.terms, ...after.terms],
      faults: [...before.faults, fault(rule, at, message, spaced)],
    };
  }
  if (!/[,;]/.test(word) || word.includes("{")) return undefined;
  const pieces = Array.from(word.matchAll(/[^,;]+/g), (match) => ({
    start: at.start + match.index,
    end: at.start + match.index + match[0].length,
  }));
  const first = pieces[0];
  if (first === undefined) return undefined;
  const head = /^[-+~?]?(?:ip4|ip6|include|a|mx):/i.exec(text.slice(first.start, first.end))?.[0] ?? "";
  const words = pieces.map(({ start, end }) => text.slice(start, end));
  const written = words.map((piece, i) =>
    i === 0 || isTermStart(piece) || mechanismNamed(piece) !== undefined ? piece : head + piece,
  );
  const message = `"${shown(word, 30)}" has a comma or semicolon: SPF parts terms by spaces, and fails`;
  const fixed = review("Part the terms by spaces", replaceBy(at, written.join(" ")));
  return { terms: [{ kind: "faulty", ...at, text: word }], faults: [fault(rule, at, message, fixed)] };
}

function readWord(text: string, at: Range): TermReading {
  const qualifier = qualifierOf(text[at.start] ?? "");
  const nameStart = at.start + (qualifier === undefined ? 0 : 1);
  let nameEnd = nameStart;
  while (nameEnd < at.end && !":/=".includes(text[nameEnd] ?? "")) nameEnd++;
  const parts = { text, at, nameStart, nameEnd, ...(qualifier === undefined ? {} : { qualifier }) };
  return text[nameEnd] === "=" && nameEnd < at.end ? readModifier(parts) : readDirective(parts);
}

/** A word, cut after its name. */
interface Word {
  readonly text: string;
  readonly at: Range;
  readonly qualifier?: Qualifier;
  readonly nameStart: number;
  readonly nameEnd: number;
}

const faulty = ({ text, at }: Word, ...faults: Fault[]): TermReading => ({
  terms: [{ kind: "faulty", start: at.start, end: at.end, text: text.slice(at.start, at.end) }],
  faults,
});

const placeOf = ({ text, at, nameStart }: Word, headEnd: number): ArgumentPlace => ({
  text,
  term: at,
  nameStart,
  head: text.slice(nameStart, headEnd),
});

function readModifier(word: Word): TermReading {
  const { text, at, nameStart, nameEnd, qualifier } = word;
  const written = text.slice(at.start, at.end);
  const name = text.slice(nameStart, nameEnd).toLowerCase();
  if (!/^[a-z][a-z0-9_.-]*$/.test(name)) return unreadable(word);
  if (qualifier !== undefined) {
    const message = `The modifier ${name}= takes no qualifier such as ${qualifier}: SPF fails`;
    const cut = safe(`Remove the ${qualifier}`, replaceBy({ start: at.start, end: nameStart }, ""));
    return faulty(word, fault("spf/qualified-modifier", at, message, cut));
  }
  const value = { start: nameEnd + 1, end: at.end };
  const modifier = {
    kind: "modifier",
    ...at,
    text: written,
    name,
    nameEnd,
    value: text.slice(value.start, value.end),
  } as const;
  const place = placeOf(word, nameEnd + 1);
  if (name !== "redirect" && name !== "exp") {
    const faults = macroFaults(place, readMacroString(text, value.start, value.end, true).faults);
    return faults.length > 0 ? faulty(word, ...faults) : { terms: [modifier], faults };
  }
  const { domain, faults } = readDomainSpec(place, value);
  return faults.length > 0 ? faulty(word, ...faults) : { terms: [{ ...modifier, domain }], faults };
}

function readDirective(word: Word): TermReading {
  const { text, at, nameStart, nameEnd, qualifier } = word;
  const name = mechanismNamed(text.slice(nameStart, nameEnd));
  if (name === undefined) return unreadable(word);
  const argument = readArgument(word, name);
  if (argument.faults.length > 0) return faulty(word, ...argument.faults);
  const mechanism: Mechanism = {
    kind: "mechanism",
    ...at,
    text: text.slice(at.start, at.end),
    name,
    qualifier: qualifier ?? "+",
    nameStart,
    ...argument.read,
  };
  return { terms: [mechanism], faults: [] };
}

type ReadArgument = Pick<Mechanism, "domain" | "network" | "prefixes">;

interface ArgumentReading {
  readonly read: ReadArgument;
  readonly faults: readonly Fault[];
}

function readArgument(word: Word, name: MechanismName): ArgumentReading {
  const { text, at, nameEnd } = word;
  const colon = nameEnd < at.end && text[nameEnd] === ":";
  const value = { start: nameEnd + (colon ? 1 : 0), end: at.end };
  const place = placeOf(word, value.start);
  if (name === "ip4" || name === "ip6") {
    if (!colon) return refused(missing(word, "address"));
    const { network, faults } = readNetwork(place, value, name === "ip4" ? 4 : 6);
    return { read: network === undefined ? {} : { network }, faults };
  }
  if (name === "a" || name === "mx") return hostArgument(word, place, value, colon);
  const empty = nameEnd === at.end;
  if (name === "all" || name === "ptr") {
    if (empty) return { read: {}, faults: [] };
    return colon && name === "ptr" ? domainArgument(place, value) : refused(superfluous(word));
  }
  return colon ? domainArgument(place, value) : refused(missing(word, "domain"));
}

const refused = (found: Fault): ArgumentReading => ({ read: {}, faults: [found] });

function domainArgument(place: ArgumentPlace, value: Range): ArgumentReading {
  const { domain, faults } = readDomainSpec(place, value);
  return { read: { domain }, faults };
}

/** `[":" domain-spec] [dual-cidr-length]` of a and mx (RFC 7208 section 5.3). */
function hostArgument(word: Word, place: ArgumentPlace, value: Range, colon: boolean): ArgumentReading {
  const { text } = word;
  const lengths = /(?:\/([0-9]{0,9}))?(?:\/\/([0-9]{0,9}))?$/.exec(
    text.slice(Math.max(value.start, value.end - 24), value.end),
  );
  const [written = "", ip4, ip6] = lengths ?? [];
  const domainEnd = value.end - written.length;
  const faults: Fault[] = [];
  const prefix = (digits: string | undefined, end: number, most: number): number => {
    if (digits === undefined) return most;
    const read = readPrefix(digits, most);
    if (read === undefined) faults.push(prefixFault(place, { start: end - digits.length, end }, most));
    return read ?? most;
  };
  const ip6Length = ip6 === undefined ? 0 : ip6.length + 2;
  const prefixes = { ip4: prefix(ip4, value.end - ip6Length, 32), ip6: prefix(ip6, value.end, 128) };
  if (!colon) return domainEnd === value.start ? { read: { prefixes }, faults } : refused(superfluous(word));
  const { domain, faults: domainFaults } = readDomainSpec(place, { start: value.start, end: domainEnd });
  return { read: { prefixes, domain }, faults: [...domainFaults, ...faults] };
}

function missing({ text, at, nameStart, nameEnd }: Word, what: "address" | "domain"): Fault {
  const name = text.slice(nameStart, nameEnd);
  return fault(
    "spf/bad-argument",
    at,
    `"${shown(text.slice(at.start, at.end), 20)}" needs ${name}: and ${what === "address" ? "an address" : "a domain"}: SPF fails for the whole domain`,
  );
}

function superfluous({ text, at, nameStart, nameEnd }: Word): Fault {
  const name = text.slice(nameStart, nameEnd);
  const rest = { start: nameEnd, end: at.end };
  const dual = /^(\/[0-9]{1,2})(\/[0-9]{1,3})$/.exec(text.slice(rest.start, rest.end));
  const message = `"${shown(text.slice(rest.start, rest.end), 30)}" may not follow ${name}: SPF fails for the whole domain`;
  if (dual !== null && (name.toLowerCase() === "a" || name.toLowerCase() === "mx"))
    return fault(
      "spf/bad-prefix",
      rest,
      message,
      review("Write // before the IPv6 length", replaceBy(rest, `${dual[1] ?? ""}/${dual[2] ?? ""}`)),
    );
  return fault("spf/bad-argument", rest, message, review("Remove it", replaceBy(rest, "")));
}

/** What people write for a mechanism or modifier. */
const aliases: ReadonlyMap<string, string> = new Map([
  ["ipv4", "ip4"],
  ["ipv6", "ip6"],
  ["ip4v", "ip4"],
  ["ip6v", "ip6"],
  ["host", "a"],
  ["domain", "a"],
  ["redirect", "redirect"],
  ["exp", "exp"],
]);

/** A word that is neither a mechanism nor a modifier, and what it was most likely meant to be. */
function unreadable(word: Word): TermReading {
  const { text, at, nameStart, nameEnd } = word;
  const written = text.slice(at.start, at.end);
  const body = text.slice(nameStart, at.end);
  const name = text.slice(nameStart, nameEnd);
  const rule = "spf/unknown-mechanism";
  const found = (message: string, ...titles: (readonly [string, Range, string])[]) =>
    faulty(word, fault(rule, at, message, ...titles.map(([title, range, by]) => review(title, replaceBy(range, by)))));
  const bare = networkTerm(body);
  const whole = { start: nameStart, end: at.end };
  if (bare !== undefined)
    return found(`"${shown(written)}" lacks its mechanism: SPF fails for the whole domain`, [
      `Write ${bare}`,
      whole,
      bare,
    ]);
  const right = suggestion(name, text.slice(nameEnd + 1, at.end));
  const modifier = right === "redirect" || right === "exp";
  if (right !== undefined && modifier === /^[:=]/.test(text.slice(nameEnd, at.end))) {
    const sign = modifier ? "=" : "";
    const range = { start: modifier ? at.start : nameStart, end: nameEnd + (modifier ? 1 : 0) };
    return found(`"${shown(name)}" is no mechanism of SPF; did you mean ${right}${sign}? SPF fails`, [
      `Write ${right}${sign}`,
      range,
      right + sign,
    ]);
  }
  if (right !== undefined && !modifier) {
    const message = `"${shown(name)}" is no mechanism of SPF; did you mean ${right}? SPF fails`;
    return found(message, [`Write ${right}`, { start: nameStart, end: nameEnd }, right]);
  }
  if (/^(?:[A-Za-z0-9_-]{1,63}\.){1,20}[A-Za-z]{2,24}\.?$/.test(body))
    return found(
      `"${shown(written)}" lacks its mechanism: SPF fails for the whole domain`,
      [`Write a:${shown(body)}`, whole, `a:${body}`],
      [`Write include:${shown(body)}`, whole, `include:${body}`],
    );
  return found(`"${shown(written, 28)}" is neither a mechanism nor a modifier: SPF fails for the whole domain`);
}

function suggestion(name: string, argument: string): string | undefined {
  const lower = name.toLowerCase();
  if (lower === "ip" || lower === "ipaddress") return argument.includes(":") ? "ip6" : "ip4";
  return aliases.get(lower) ?? nearest(lower, [...mechanismNames.filter((known) => known.length > 1), "redirect"]);
}
