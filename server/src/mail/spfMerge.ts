/** SPF records of one name made one: the terms of all, each once, and one end. */
import { printAddress } from "../dns/address.js";
import { allOf, modifierOf, type SpfRecord, type SpfTerm } from "./spfRecord.js";
import type { Qualifier } from "./spfTerms.js";

/** What makes two terms the same: the qualifier's default and the case of names do not count (RFC 7208 section 4.6.1). */
export function sameAs(term: SpfTerm): string {
  if (term.kind !== "mechanism") return term.text;
  const { network, name, text, nameStart, start } = term;
  if (network !== undefined) return `${name}:${printAddress(network.octets)}/${network.prefix}`;
  const bare = text.slice(nameStart - start);
  // Letters of macros tell case.
  return bare.includes("%") ? bare : bare.toLowerCase().replace(/\.$/, "");
}

/** `-all` only where each record says it; else the strictest that is no more than a suspicion. */
function mergedAll(qualifiers: readonly (Qualifier | undefined)[]): string {
  if (qualifiers.every((one) => one === "-")) return "-all";
  if (qualifiers.some((one) => one === "-" || one === "~")) return "~all";
  return qualifiers.every((one) => one === "+") ? "+all" : "?all";
}

/** Why records cannot be made one by writing their terms one after the other; undefined where they can. */
function mergeFault(records: readonly SpfRecord[]): string | undefined {
  if (records.some(({ valid }) => !valid)) return "One of the records has errors: mend them first";
  if (records.some((record) => modifierOf(record, "redirect") !== undefined))
    return "redirect= hands the whole decision to another record: write it as include first";
  const explanations = new Set(records.flatMap((record) => modifierOf(record, "exp")?.value ?? []));
  return explanations.size > 1 ? "The records explain refusals in different ways (exp=): keep one of them" : undefined;
}

/** The terms of all records in order, each once; what stood after `all` was never looked at. */
function termsOf(records: readonly SpfRecord[]): string[] {
  const seen = new Set<string>();
  const mechanisms: string[] = [];
  const modifiers: string[] = [];
  for (const record of records) {
    const all = allOf(record);
    for (const term of record.terms) {
      if (term.kind === "mechanism" && (term.name === "all" || (all !== undefined && term.start > all.start))) continue;
      const key = sameAs(term);
      if (seen.has(key)) continue;
      seen.add(key);
      (term.kind === "mechanism" ? mechanisms : modifiers).push(term.text);
    }
  }
  const qualifiers = records.map((record) => allOf(record)?.qualifier);
  const all = qualifiers.every((one) => one === undefined) ? [] : [mergedAll(qualifiers)];
  return [...mechanisms, ...all, ...modifiers];
}

/**
 * The text of a record that passes whoever one of them passed, or why there is none: where one has errors, redirects, or explains
 * in another way.
 */
export function mergeSpf(records: readonly SpfRecord[]): { text: string } | { fault: string } {
  const fault = mergeFault(records);
  return fault === undefined ? { text: ["v=spf1", ...termsOf(records)].join(" ") } : { fault };
}
