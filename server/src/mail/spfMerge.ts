/** Two SPF records of one name made one: each term once, one end. */
import type { SpfRecord, SpfTerm } from "./spfRecord.js";

/** The qualifiers of `all`, from the strictest to the laxest. */
const softness = ["-", "~", "?", "+"];

const isAll = (term: SpfTerm): boolean => term.kind === "mechanism" && term.name === "all";

const isLast = (term: SpfTerm): boolean => isAll(term) || term.kind === "modifier";

/**
 * The text of a record that passes whoever one of them passed. Its `all` is the strictest of theirs but for `-all` beside a softer
 * one, which gives way to it: what one record was soft on must not be refused at once. Undefined where a record is invalid, or
 * where one redirects and another does not.
 */
export function mergeSpf(records: readonly SpfRecord[]): string | undefined {
  if (records.some(({ valid }) => !valid)) return undefined;
  const terms = records.flatMap((record) => {
    const end = record.terms.findIndex(isAll);
    return end < 0 ? record.terms : record.terms.filter((term, i) => i <= end || term.kind === "modifier");
  });
  const redirects = new Set(terms.filter((term) => term.kind === "modifier" && term.name === "redirect").map(textOf));
  const explanations = new Set(terms.filter((term) => term.kind === "modifier" && term.name === "exp").map(textOf));
  if (redirects.size > 1 || explanations.size > 1) return undefined;
  const qualifiers = terms.flatMap((term) =>
    term.kind === "mechanism" && term.name === "all" ? [term.qualifier] : [],
  );
  const strict = softness.find((qualifier) => qualifiers.some((one) => one === qualifier));
  const all = strict === "-" && qualifiers.some((one) => one !== "-") ? "~" : strict;
  if (all !== undefined && redirects.size > 0) return undefined;
  const mechanisms = new Map(terms.filter((term) => !isLast(term)).map((term) => [textOf(term), term.text]));
  const modifiers = new Map(terms.filter((term) => term.kind === "modifier").map((term) => [textOf(term), term.text]));
  return ["v=spf1", ...mechanisms.values(), ...(all === undefined ? [] : [`${all}all`]), ...modifiers.values()].join(
    " ",
  );
}

const textOf = ({ text }: SpfTerm): string => text.toLowerCase().replace(/^\+/, "");
