/** SPF records in plain words: the whole as rows, the term under the cursor, and what may be written next. */
import { printAddress } from "../dns/address.js";
import type { Mapped } from "../text/mapped.js";
import {
  rfc,
  type CompletionItem,
  type Completions,
  type Description,
  type Explained,
  type Range,
} from "./mailRecord.js";
import { providerOfInclude, providers, providersAsOf, type Provider } from "./providers.js";
import { shownLookups, type SpfCost, type SpfTermCost } from "./spfCost.js";
import type { MacroExpand } from "./spfMacro.js";
import {
  allOf,
  isMechanism,
  modifierOf,
  type Mechanism,
  type Modifier,
  type SpfRecord,
  type SpfTerm,
} from "./spfRecord.js";
import { macroTable, mechanismNames, mechanismTable, modifierTable, qualifierOf, qualifierTable } from "./spfTerms.js";

/** Each term in words, and in the end what holds for everyone else; with the look-ups of each where the cost is known. */
export function explainSpf(record: SpfRecord, cost?: SpfCost): readonly Explained[] {
  const costs = new Map<SpfTerm, SpfTermCost>((cost?.terms ?? []).map((found) => [found.term, found]));
  const all = allOf(record);
  const rows = record.terms.map((term) => {
    const skipped = all !== undefined && isMechanism(term) && term.start > all.start;
    const meaning = skipped ? `Never looked at: it stands after "${all.text}"` : describeSpfTerm(term);
    const found = costs.get(term);
    return { text: term.text, meaning: found === undefined ? meaning : `${meaning}; ${costWords(found)}` };
  });
  const ending = record.valid
    ? all === undefined && modifierOf(record, "redirect") === undefined
      ? "Nothing is said about any other sender"
      : undefined
    : "The record has errors: receivers treat the domain as having a broken SPF record (permerror)";
  const total = cost === undefined ? [] : [{ text: "", meaning: `Look-ups: ${shownLookups(cost)} of at most 10` }];
  return [...rows, ...(ending === undefined ? [] : [{ text: "", meaning: ending }]), ...total];
}

function costWords({ lookups, note, nested, voidLookups }: SpfTermCost): string {
  const atLeast = note === "unknown" || nested?.atLeast === true ? "at least " : "";
  const about = note === "provider" || nested?.approximate === true ? "about " : "";
  const count = `${atLeast === "" ? about : atLeast}${lookups} look-up${lookups === 1 ? "" : "s"}`;
  if (note === "provider") return `${count}, as of ${providersAsOf}`;
  if (note === "no spf") return `${count}, no SPF record there`;
  return note === undefined || note === "unknown" || voidLookups === 0 ? count : `${count}, finds nothing`;
}

/** What a term does, in one sentence without final period. */
function describeSpfTerm(term: SpfTerm): string {
  if (term.kind === "faulty") return "Not readable: it makes receivers refuse the whole record";
  return term.kind === "modifier" ? describeModifier(term) : describeMechanism(term);
}

function describeModifier({ name, value }: Modifier): string {
  if (name === "redirect") return `Where no term matched, the record of ${value} decides`;
  if (name === "exp") return `Refused senders are told the text that stands at ${value}`;
  const row = modifierTable.get(name);
  return row === undefined ? "A modifier that receivers do not know and ignore" : row.summary;
}

function describeMechanism(term: Mechanism): string {
  const { verb, result } = qualifierTable[term.qualifier];
  return `${who(term)} ${verb} (${result})`;
}

function who(term: Mechanism): string {
  const domain = term.domain?.text;
  const prefixes = term.prefixes;
  const around =
    prefixes !== undefined && (prefixes.ip4 < 32 || prefixes.ip6 < 128) ? ", and the networks around them," : "";
  switch (term.name) {
    case "ip4":
    case "ip6":
      return networkWords(term);
    case "a":
      return `The addresses of ${domain ?? "this domain"}${around}`;
    case "mx":
      return `The mail servers of ${domain ?? "this domain"}${around}`;
    case "ptr":
      return `Hosts with a checked reverse name in ${domain ?? "this domain"}`;
    case "include": {
      const provider = providerOfInclude(domain ?? "");
      return `Whoever the record of ${domain ?? ""}${provider === undefined ? "" : ` (${provider.name})`} passes`;
    }
    case "exists":
      return `Senders for whom ${domain ?? ""} has an address`;
    default:
      return "All other senders";
  }
}

function networkWords({ network }: Mechanism): string {
  if (network === undefined) return "An address";
  const bits = network.octets.length * 8;
  const address = printAddress(network.octets);
  if (network.prefix === bits) return `The address ${address}`;
  const free = bits - network.prefix;
  const count = free <= 32 ? (2 ** free).toLocaleString("en-US") : `2^${free}`;
  return `The ${count} addresses of ${address}/${network.prefix}`;
}

const holds = ({ start, end }: Range, index: number): boolean => start <= index && index <= end;

/** The macro, qualifier or term at decoded unit `index`. */
export function describeSpfAt(record: SpfRecord, index: number): Description | undefined {
  const term = record.terms.find((candidate) => holds(candidate, index));
  if (term === undefined)
    return holds(record.version, index)
      ? {
          ...record.version,
          title: "v=spf1",
          summary: "An SPF record: which hosts may send mail for this domain",
          reference: rfc(7208, "4.5"),
        }
      : undefined;
  if (term.kind === "faulty")
    return { start: term.start, end: term.end, title: term.text, summary: describeSpfTerm(term) };
  const macro = term.domain?.parts.find(
    (part): part is MacroExpand => part.kind === "expand" && part.start <= index && index < part.end,
  );
  if (macro !== undefined) return describeMacro(macro);
  const row = isMechanism(term) ? mechanismTable[term.name] : modifierTable.get(term.name);
  const provider =
    isMechanism(term) && term.name === "include" ? providerOfInclude(term.domain?.text ?? "") : undefined;
  const details = [
    describeSpfTerm(term),
    // What an include does is said of this one already.
    ...(row === undefined || (isMechanism(term) && term.name === "include") ? [] : [row.summary]),
    ...(provider === undefined ? [] : [providerWords(provider)]),
  ];
  const summary = [...new Set(details)].join(". ");
  const description = { start: term.start, end: term.end, title: term.text, summary };
  return row === undefined ? description : { ...description, reference: row.reference };
}

function describeMacro(macro: MacroExpand): Description {
  const { letter, keep, reverse, delimiters, escaped, start, end } = macro;
  const steps = [
    macroTable[letter],
    ...(delimiters === "." ? [] : [`split at ${Array.from(delimiters, (c) => `"${c}"`).join(" or ")}`]),
    ...(reverse ? ["its parts in reverse order"] : []),
    ...(keep === undefined ? [] : [keep === 1 ? "the last part only" : `the last ${keep} parts only`]),
    ...(escaped ? ["URL-escaped"] : []),
  ];
  return {
    start,
    end,
    title: `%{${escaped ? letter.toUpperCase() : letter}}`,
    summary: steps.join(", "),
    reference: rfc(7208, "7"),
  };
}

function providerWords({ name, summary, lookups }: Provider): string {
  const cost =
    lookups === undefined ? "" : `; about ${lookups} look-up${lookups === 1 ? "" : "s"} as of ${providersAsOf}`;
  return `${name}: ${summary}${cost}`;
}

/** What may be written at decoded unit `index`: terms, or the value of the one that it stands in. */
export function spfCompletions({ text }: Mapped, index: number): Completions {
  const from = text.lastIndexOf(" ", index - 1) + 1;
  const space = text.indexOf(" ", index);
  const to = space < 0 ? text.length : space;
  if (from === 0 || text === "")
    return {
      from: 0,
      to,
      items: [{ label: "v=spf1", insert: "v=spf1", summary: "An SPF record, always the first word" }],
    };
  const qualified = qualifierOf(text[from] ?? "") === undefined ? from : from + 1;
  const macro = text.lastIndexOf("%", index - 1);
  if (macro >= from && !text.slice(macro, index).includes("}")) return { from: macro, to: index, items: macroItems() };
  const colon = text.slice(qualified, index).search(/[:=]/);
  if (colon >= 0)
    return valueCompletions(text.slice(qualified, qualified + colon).toLowerCase(), qualified + colon + 1, to);
  const before = text.slice(0, from);
  const items =
    qualified === from
      ? [...termItems(before), ...allItems(before)]
      : termItems(before).filter(({ label }) => !label.endsWith("="));
  return qualified === from
    ? { from, to: nameEnd(text, from, to), items }
    : { from: qualified, to: nameEnd(text, qualified, to), items: [allItem("all"), ...items] };
}

/** A name that is completed keeps the argument after it. */
function nameEnd(text: string, from: number, to: number): number {
  const length = text.slice(from, to).search(/[:=/]/);
  if (length < 0) return to;
  return text[from + length] === "/" ? from + length : from + length + 1;
}

/** The words before the cursor without their qualifiers. */
const wordsOf = (before: string): string[] =>
  before
    .toLowerCase()
    .split(" ")
    .map((word) => (qualifierOf(word[0] ?? "") === undefined ? word : word.slice(1)));

/** Bare terms that already stand in the record are not offered again. */
function termItems(before: string): CompletionItem[] {
  const words = wordsOf(before);
  const mechanisms = mechanismNames
    .filter((name) => name !== "all" && mechanismTable[name].discouraged === undefined)
    .filter((name) => (name !== "a" && name !== "mx") || !words.includes(name))
    .map((name) => {
      const { insert, summary } = mechanismTable[name];
      return { label: insert, insert, summary };
    });
  const modifiers = ["redirect", "exp"].flatMap((name) => {
    const row = modifierTable.get(name);
    return row === undefined || words.some((word) => word.startsWith(row.insert))
      ? []
      : [{ label: row.insert, insert: row.insert, summary: row.summary }];
  });
  return [...mechanisms, ...modifiers];
}

function allItem(label: "all" | "-all" | "~all" | "?all"): CompletionItem {
  const { summary } = label === "all" ? mechanismTable.all : qualifierTable[qualifierOf(label[0] ?? "") ?? "+"];
  return { label, insert: label, summary: label === "all" ? summary : `All others. ${summary}` };
}

const allItems = (before: string): CompletionItem[] =>
  wordsOf(before).some((word) => word === "all" || word.startsWith("redirect="))
    ? []
    : [allItem("~all"), allItem("-all"), allItem("?all")];

function valueCompletions(name: string, from: number, to: number): Completions {
  if (name !== "include") return { from, to, items: [] };
  const items = providers.flatMap((provider) => {
    const { include } = provider;
    // Several providers may send by way of one: the first of the table is offered.
    if (include === undefined || providerOfInclude(include) !== provider) return [];
    return [{ label: include, insert: include, summary: providerWords(provider) }];
  });
  return { from, to, items };
}

function macroItems(): CompletionItem[] {
  const offered = ["i", "d", "s", "l", "o", "h", "v"] as const;
  return offered.map((letter) => ({ label: `%{${letter}}`, insert: `%{${letter}}`, summary: macroTable[letter] }));
}
