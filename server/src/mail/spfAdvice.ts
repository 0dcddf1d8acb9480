/** What the text of a valid SPF record alone gives reason to advise, and the table of every SPF rule that mail/ knows. */
import { printAddress, specialUse } from "../dns/address.js";
import type { Fix } from "../text/edit.js";
import { shown, type Problem, type Severity } from "../text/problem.js";
import { nearest } from "../text/nearest.js";
import { problemAt, reviewFix, rfc, safeFix, type Change, type MailRule, type Range } from "./mailRecord.js";
import { currentInclude, nearestInclude } from "./providers.js";
import { domainName } from "./resolver.js";
import {
  allOf,
  isMechanism,
  modifierOf,
  type Mechanism,
  type Modifier,
  type Network,
  type SpfRecord,
} from "./spfRecord.js";
import { mechanismNamed, modifierTable } from "./spfTerms.js";

const syntax = rfc(7208, "4.6");

/** Every id that parseSpf, adviseSpf and spfCostProblems emit. */
export const spfRules: readonly MailRule[] = [
  {
    id: "spf/version",
    severity: "error",
    summary: "A record that does not start with v=spf1 and a space is no SPF record",
    references: [rfc(7208, "4.5")],
  },
  {
    id: "spf/sender-id",
    severity: "warning",
    summary: "Sender ID records (spf2.0) are read by no one",
    references: [rfc(4406)],
  },
  {
    id: "spf/glued-strings",
    severity: "error",
    summary: "Strings of a TXT record join without a space",
    references: [rfc(7208, "3.3")],
  },
  {
    id: "spf/bad-character",
    severity: "error",
    summary: "SPF allows visible ASCII and the space only",
    references: [syntax],
  },
  {
    id: "spf/separator",
    severity: "error",
    summary: "Terms are parted by spaces, and have none inside",
    references: [rfc(7208, "4.6.1")],
  },
  {
    id: "spf/unknown-mechanism",
    severity: "error",
    summary: "A word that is neither mechanism nor modifier refuses the whole record",
    references: [rfc(7208, "4.6.1")],
  },
  {
    id: "spf/bad-argument",
    severity: "error",
    summary: "A term lacks its argument, or has one that it does not take",
    references: [rfc(7208, "4.6.1"), rfc(7208, "5")],
  },
  {
    id: "spf/bad-domain",
    severity: "error",
    summary: "What should be a domain name cannot be one",
    references: [rfc(7208, "7.1")],
  },
  {
    id: "spf/bad-address",
    severity: "error",
    summary: "What should be an address is none",
    references: [rfc(7208, "5.6")],
  },
  {
    id: "spf/bad-prefix",
    severity: "error",
    summary: "A prefix length cannot be read",
    references: [rfc(7208, "5.6")],
  },
  { id: "spf/bad-macro", severity: "error", summary: "A macro cannot be read", references: [rfc(7208, "7.1")] },
  {
    id: "spf/duplicate-modifier",
    severity: "error",
    summary: "redirect and exp may each stand once",
    references: [rfc(7208, "6")],
  },
  {
    id: "spf/qualified-modifier",
    severity: "error",
    summary: "Modifiers take no qualifier",
    references: [rfc(7208, "4.6.1")],
  },
  {
    id: "spf/pass-all",
    severity: "warning",
    summary: "Everyone may send in the name of the domain",
    references: [rfc(7208, "5.1"), rfc(7208, "8.2")],
  },
  {
    id: "spf/neutral-all",
    severity: "warning",
    summary: "?all says nothing about unknown senders",
    references: [rfc(7208, "8.2")],
  },
  {
    id: "spf/no-all",
    severity: "warning",
    summary: "Without all or redirect nothing is said about unknown senders",
    references: [rfc(7208, "4.7")],
  },
  {
    id: "spf/after-all",
    severity: "warning",
    summary: "Terms after all are never looked at",
    references: [rfc(7208, "5.1")],
  },
  {
    id: "spf/redirect-with-all",
    severity: "warning",
    summary: "redirect is ignored where there is an all",
    references: [rfc(7208, "6.1")],
  },
  {
    id: "spf/ptr",
    severity: "warning",
    summary: "ptr and %{p} are slow and unreliable, and should not be used",
    references: [rfc(7208, "5.5")],
  },
  {
    id: "spf/duplicate-term",
    severity: "warning",
    summary: "A term that another one covers",
    references: [rfc(7208, "4.6.4")],
  },
  {
    id: "spf/host-bits",
    severity: "warning",
    summary: "A network whose address has bits beyond its prefix length",
    references: [rfc(7208, "5.6")],
  },
  {
    id: "spf/wide-network",
    severity: "warning",
    summary: "A network so wide that strangers may send for the domain",
    references: [rfc(9989, "7.1")],
  },
  {
    id: "spf/private-address",
    severity: "warning",
    summary: "An address that no receiver ever sees as a sender",
    references: [rfc(6890)],
  },
  {
    id: "spf/impossible-name",
    severity: "warning",
    summary: "A term whose domain cannot exist matches nothing",
    references: [rfc(7208, "4.8")],
  },
  {
    id: "spf/misspelt-modifier",
    severity: "warning",
    summary: "A modifier that receivers ignore, one slip from a term they know",
    references: [rfc(7208, "6")],
  },
  {
    id: "spf/unknown-modifier",
    severity: "hint",
    summary: "Receivers ignore modifiers they do not know",
    references: [rfc(7208, "6")],
  },
  {
    id: "spf/modifier-order",
    severity: "hint",
    summary: "Modifiers should stand after the mechanisms",
    references: [rfc(7208, "6")],
  },
  {
    id: "spf/escaped-macro",
    severity: "hint",
    summary: "A macro letter in upper case URL-escapes its value",
    references: [rfc(7208, "7.3")],
  },
  {
    id: "spf/long-record",
    severity: "warning",
    summary: "A record that may not fit into a DNS answer by UDP",
    references: [rfc(7208, "3.4")],
  },
  {
    id: "spf/outdated-include",
    severity: "warning",
    summary: "An include that its provider no longer asks for",
    references: [rfc(7208, "5.2")],
  },
  {
    id: "spf/misspelt-include",
    severity: "warning",
    summary: "An include one slip from that of a well-known provider",
    references: [rfc(7208, "5.2")],
  },
  {
    id: "spf/too-many-lookups",
    severity: "error",
    summary: "More than 10 terms look something up: SPF fails",
    references: [rfc(7208, "4.6.4")],
  },
  {
    id: "spf/many-lookups",
    severity: "warning",
    summary: "Nearly as many look-ups as SPF allows",
    references: [rfc(7208, "4.6.4")],
  },
  {
    id: "spf/void-lookups",
    severity: "warning",
    summary: "Look-ups that find nothing: more than two, and SPF fails",
    references: [rfc(7208, "4.6.4")],
  },
  {
    id: "spf/too-many-exchanges",
    severity: "error",
    summary: "mx of a domain with more than 10 mail servers fails",
    references: [rfc(7208, "4.6.4")],
  },
  {
    id: "spf/loop",
    severity: "error",
    summary: "A record that includes itself fails",
    references: [rfc(7208, "4.6.4")],
  },
  {
    id: "spf/unknown-include",
    severity: "hint",
    summary: "What an include costs is not known here",
    references: [rfc(7208, "4.6.4")],
  },
  {
    id: "spf/include-without-spf",
    severity: "error",
    summary: "include or redirect of a domain without one valid SPF record fails",
    references: [rfc(7208, "5.2"), rfc(7208, "6.1")],
  },
];

interface SpfUse {
  /** Whether the record is only there for others to include, as at `_spf.example.com`: its `all` then says nothing. */
  readonly included?: boolean;
  /** The octets of all TXT records of the name, of which the answer consists. */
  readonly answer?: number;
  /** Whether receivers see addresses set aside for this use as senders: "private use" within a network, "documentation" in an example. */
  readonly isSeen?: (specialUse: string) => boolean;
}

/** Advice on a valid record; none for one that receivers refuse as it stands. */
export function adviseSpf(record: SpfRecord, use: SpfUse = {}): readonly Problem[] {
  if (!record.valid) return [];
  const glued = [...adviseGluedAll(record)];
  return [
    ...(use.included === true || glued.length > 0 ? [] : adviseEnd(record)),
    ...adviseOrder(record),
    ...adviseModifiers(record),
    ...glued,
    ...record.terms.filter(isMechanism).flatMap((term) => [...adviseMechanism(record, term, use)]),
    ...adviseMacros(record),
    ...adviseDuplicates(record),
    ...adviseLength(record, use.answer ?? 0),
  ];
}

const about = (record: SpfRecord, rule: string, at: Range, message: string, ...fixes: Fix[]): Problem =>
  problemAt(record.mapped, rule, at, message, ...fixes);

/** The term with the space before it. */
const cutOf = (term: Range): Change => ({ start: term.start - 1, end: term.end, text: "" });

const qualifierRange = ({ start, nameStart }: Mechanism): Range => ({ start, end: nameStart });

function* adviseEnd(record: SpfRecord): Iterable<Problem> {
  const { mapped } = record;
  const all = allOf(record);
  if (all === undefined) {
    if (modifierOf(record, "redirect") !== undefined) return;
    const end = mapped.text.trimEnd().length;
    const message = "The record ends without all: nothing is said about other senders";
    const last = record.terms[record.terms.length - 1] ?? record.version;
    yield about(
      record,
      "spf/no-all",
      last,
      message,
      reviewFix(mapped, "Append ~all", { start: end, end: end, text: " ~all" }),
      reviewFix(mapped, "Append -all", { start: end, end: end, text: " -all" }),
    );
    return;
  }
  if (all.qualifier !== "+" && all.qualifier !== "?") return;
  const softer = reviewFix(mapped, "Write ~all", { ...qualifierRange(all), text: "~" });
  const stricter = reviewFix(mapped, "Write -all", { ...qualifierRange(all), text: "-" });
  if (all.qualifier === "?") {
    yield about(
      record,
      "spf/neutral-all",
      all,
      `"${all.text}" says nothing about other senders: SPF stops no forgery`,
      softer,
      stricter,
    );
    return;
  }
  yield about(
    record,
    "spf/pass-all",
    all,
    `"${all.text}" lets everyone send in the name of this domain`,
    softer,
    stricter,
  );
}

function* adviseOrder(record: SpfRecord): Iterable<Problem> {
  const { mapped, terms } = record;
  const all = allOf(record);
  if (all !== undefined) {
    for (const term of terms) {
      if (!isMechanism(term) || term.start <= all.start) continue;
      const message = `"${shown(term.text, 30)}" stands after "${all.text}" and is never looked at`;
      const move = movedBefore(record, term, all);
      yield {
        ...about(
          record,
          "spf/after-all",
          term,
          message,
          ...(term.name === "all" ? [] : [move]),
          reviewFix(mapped, `Remove ${shown(term.text)}`, cutOf(term)),
        ),
        tag: "unnecessary",
      };
    }
    const redirect = modifierOf(record, "redirect");
    if (redirect !== undefined) {
      const message = `"${shown(redirect.text, 40)}" is ignored, for the record has "${all.text}"`;
      const keep = reviewFix(mapped, `Remove ${all.text}`, cutOf(all));
      yield {
        ...about(
          record,
          "spf/redirect-with-all",
          redirect,
          message,
          reviewFix(mapped, `Remove ${shown(redirect.text)}`, cutOf(redirect)),
          keep,
        ),
        tag: "unnecessary",
      };
    }
  }
  const lastMechanism = terms.filter(isMechanism).at(-1);
  const early = terms.find(
    (term): term is Modifier =>
      term.kind === "modifier" && lastMechanism !== undefined && term.start < lastMechanism.start,
  );
  if (early !== undefined && lastMechanism !== undefined && modifierTable.has(early.name)) {
    const toEnd = { start: lastMechanism.end, end: lastMechanism.end, text: ` ${early.text}` };
    yield about(
      record,
      "spf/modifier-order",
      early,
      `"${shown(early.text, 30)}" reads best at the end: it takes effect only after all mechanisms`,
      safeFix(mapped, "Move it to the end", cutOf(early), toEnd),
    );
  }
}

const movedBefore = ({ mapped }: SpfRecord, term: Mechanism, all: Mechanism): Fix =>
  reviewFix(
    mapped,
    `Move it before ${all.text}`,
    { start: all.start, end: all.start, text: `${term.text} ` },
    cutOf(term),
  );

/** `include:example.com-all`: a name by the grammar (RFC 7208 section 7.1), and most likely a missing space. */
function* adviseGluedAll(record: SpfRecord): Iterable<Problem> {
  for (const term of record.terms) {
    const all = /[^:=.]([-]all)$/i.test(term.text) && term.kind !== "faulty" && term.domain !== undefined;
    if (!all) continue;
    const cut = term.end - 4;
    const message = `"${shown(term.text, 34)}" names a domain that ends in -all: is a space missing?`;
    const fix = reviewFix(record.mapped, "Insert a space", { start: cut, end: cut, text: " " });
    yield { ...about(record, "spf/separator", term, message, fix), severity: "warning" };
  }
}

function* adviseModifiers(record: SpfRecord): Iterable<Problem> {
  const { mapped } = record;
  for (const term of record.terms) {
    if (term.kind !== "modifier" || modifierTable.has(term.name)) continue;
    if (term.name === "v") {
      const message = `A second "${shown(term.text)}" has no effect`;
      yield about(
        record,
        "spf/duplicate-term",
        term,
        message,
        safeFix(mapped, `Remove ${shown(term.text)}`, cutOf(term)),
      );
      continue;
    }
    const mechanism = mechanismNamed(term.name);
    const meant = mechanism === undefined ? nearest(term.name, ["redirect", "include"]) : mechanism;
    if (meant === undefined) {
      yield about(
        record,
        "spf/unknown-modifier",
        term,
        `Receivers do not know the modifier ${shown(term.name, 30)}= and ignore it`,
      );
      continue;
    }
    const right = meant === "redirect" ? "redirect=" : mechanism === "all" ? "all" : `${meant}:`;
    const message = `Receivers ignore "${shown(term.text, 40)}": did you mean ${right}?`;
    const end = mechanism === "all" ? term.end : term.nameEnd + 1;
    yield about(
      record,
      "spf/misspelt-modifier",
      term,
      message,
      reviewFix(mapped, `Write ${right}`, { start: term.start, end, text: right }),
    );
  }
}

function* adviseMechanism(record: SpfRecord, term: Mechanism, use: SpfUse): Iterable<Problem> {
  const { mapped } = record;
  if (term.network !== undefined) yield* adviseNetwork(record, term, term.network, use);
  const prefixes = term.prefixes;
  if (prefixes !== undefined && (prefixes.ip4 <= 8 || prefixes.ip6 <= 16) && term.qualifier === "+")
    yield about(
      record,
      "spf/wide-network",
      term,
      `"${shown(term.text, 30)}" lets a large part of all addresses send for this domain`,
    );
  if (term.name === "ptr") {
    const message = `"${shown(term.text, 30)}" is slow and unreliable: many receivers skip it`;
    yield {
      ...about(record, "spf/ptr", term, message, reviewFix(mapped, `Remove ${shown(term.text)}`, cutOf(term))),
      tag: "deprecated",
    };
  }
  if (term.domain === undefined) return;
  const domain = term.domain.text;
  if (domain.toLowerCase().startsWith(`${term.name}:`)) {
    const doubled = { start: term.domain.start, end: term.domain.start + term.name.length + 1, text: "" };
    const message = `"${term.name}:" stands twice: the domain ${shown(domain)} matches nothing`;
    yield about(record, "spf/impossible-name", term, message, reviewFix(mapped, `Remove one ${term.name}:`, doubled));
  } else if (!domain.includes("%") && domainName(domain) === undefined)
    yield about(
      record,
      "spf/impossible-name",
      term.domain,
      `${shown(domain)} cannot be a domain name: "${term.name}" matches nothing`,
    );
  if (term.name === "include") yield* adviseInclude(record, term.domain, domain);
}

function* adviseInclude(record: SpfRecord, at: Range, domain: string): Iterable<Problem> {
  const current = currentInclude(domain);
  if (current !== undefined)
    yield about(
      record,
      "spf/outdated-include",
      at,
      `${shown(domain)} is not what its provider asks to include: write ${current}`,
      reviewFix(record.mapped, `Write ${current}`, { ...at, text: current }),
    );
  const known = current === undefined ? nearestInclude(domain) : undefined;
  if (known !== undefined)
    yield about(
      record,
      "spf/misspelt-include",
      at,
      `No provider is known to use ${shown(domain, 30)}; did you mean ${known}?`,
      reviewFix(record.mapped, `Write ${known}`, { ...at, text: known }),
    );
}

/** Wider than any one sender needs; the second of a pair is worth a mention only. */
const wide = { 4: { strangers: 8, mention: 16 }, 16: { strangers: 32, mention: 32 } } as const;

function* adviseNetwork(record: SpfRecord, term: Mechanism, network: Network, use: SpfUse): Iterable<Problem> {
  const { mapped } = record;
  const { octets, prefix } = network;
  const written = mapped.text.slice(network.start, network.end);
  if (term.qualifier === "+") {
    const limits = octets.length === 4 ? wide[4] : wide[16];
    if (prefix === 0)
      yield about(
        record,
        "spf/pass-all",
        term,
        `"${shown(term.text, 40)}" lets everyone send in the name of this domain`,
        reviewFix(mapped, `Remove ${shown(term.text)}`, cutOf(term)),
      );
    else if (prefix <= limits.mention) {
      const count =
        octets.length === 4
          ? `${(2 ** (32 - prefix)).toLocaleString("en-US")} addresses`
          : "more than a whole provider's addresses";
      const problem = about(
        record,
        "spf/wide-network",
        term,
        `"${shown(term.text, 40)}" lets ${count} send for this domain`,
      );
      const severity: Severity = "information";
      yield prefix <= limits.strangers ? problem : { ...problem, severity };
    }
  }
  const special = specialUse(octets);
  const isSetAside = special !== undefined && prefix >= Number(special.prefix.split("/")[1] ?? 0);
  if (isSetAside && use.isSeen?.(special.use) !== true) {
    const message = `${shown(written)} is for ${special.use}: no receiver sees it as a sender`;
    yield about(
      record,
      "spf/private-address",
      term,
      message,
      reviewFix(mapped, `Remove ${shown(term.text)}`, cutOf(term)),
    );
  }
  const base = masked(octets, prefix);
  if (base.some((octet, i) => octet !== octets[i])) {
    const whole = `${printAddress(base)}/${prefix}`;
    const host = printAddress(octets);
    yield about(
      record,
      "spf/host-bits",
      network,
      `${shown(written)} has bits beyond its prefix length and means ${whole}`,
      safeFix(mapped, `Write ${whole}`, { start: network.start, end: network.end, text: whole }),
      reviewFix(mapped, `Write ${host} alone`, { start: network.start, end: network.end, text: host }),
    );
  }
}

/** The address with all bits beyond the prefix cleared. */
const masked = (octets: readonly number[], prefix: number): number[] =>
  octets.map((octet, i) => octet & (0xff << Math.min(8, Math.max(0, 8 - (prefix - i * 8)))) & 0xff);

function* adviseMacros(record: SpfRecord): Iterable<Problem> {
  for (const term of record.terms) {
    if (term.kind === "faulty" || term.domain === undefined) continue;
    for (const part of term.domain.parts) {
      if (part.kind !== "expand") continue;
      if (part.letter === "p")
        yield {
          ...about(record, "spf/ptr", part, "%{p} is slow and unreliable: it looks up the sender's reverse name"),
          tag: "deprecated",
        };
      if (part.escaped)
        yield about(
          record,
          "spf/escaped-macro",
          part,
          `%{${part.letter.toUpperCase()}} URL-escapes its value, which a domain name seldom wants`,
          reviewFix(record.mapped, `Write %{${part.letter}`, {
            start: part.start + 2,
            end: part.start + 3,
            text: part.letter,
          }),
        );
    }
  }
}

/** What two terms have in common when they are the same but for their qualifier. */
function canonical(term: Mechanism): string {
  const { network, prefixes, domain } = term;
  if (network !== undefined)
    return `${term.name}:${printAddress(masked(network.octets, network.prefix))}/${network.prefix}`;
  const lengths = prefixes === undefined ? "" : `/${prefixes.ip4}//${prefixes.ip6}`;
  return `${term.name}:${domain?.text.toLowerCase().replace(/\.$/, "") ?? ""}${lengths}`;
}

function* adviseDuplicates(record: SpfRecord): Iterable<Problem> {
  const seen = new Map<string, Mechanism>();
  const all = allOf(record);
  for (const term of record.terms) {
    // What stands after all has its own problem.
    if (!isMechanism(term) || term.name === "all" || (all !== undefined && term.start > all.start)) continue;
    const first = seen.get(canonical(term)) ?? coveringNetwork(seen, term);
    if (first === undefined) {
      seen.set(canonical(term), term);
      continue;
    }
    const message = `"${shown(term.text, 36)}" adds nothing to "${shown(first.text, 36)}" before it`;
    yield {
      ...about(
        record,
        "spf/duplicate-term",
        term,
        message,
        safeFix(record.mapped, `Remove ${shown(term.text)}`, cutOf(term)),
      ),
      tag: "unnecessary",
    };
  }
}

/** An earlier network that holds this one: whatever its qualifier, it decides first. */
function coveringNetwork(seen: ReadonlyMap<string, Mechanism>, { name, network }: Mechanism): Mechanism | undefined {
  if (network === undefined) return undefined;
  for (let prefix = network.prefix - 1; prefix >= 0; prefix--) {
    const found = seen.get(`${name}:${printAddress(masked(network.octets, prefix))}/${prefix}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Answers of more than 512 octets may need TCP, which some receivers do not get through (RFC 7208 section 3.4). */
function* adviseLength(record: SpfRecord, answer: number): Iterable<Problem> {
  const { text, strings } = record.mapped;
  const octets = strings.length === 0 ? text.length : strings.reduce((sum, string) => sum + string.octets, 0);
  if (octets <= 450) {
    // Other texts at the name can go, or grow, without a look at this record.
    if (answer > 512) {
      const message = `With the other texts of this name the answer has ${answer} octets; above 512 it may not fit into UDP`;
      yield { ...about(record, "spf/long-record", record.version, message), severity: "information" };
    }
    return;
  }
  const problem = about(
    record,
    "spf/long-record",
    record.version,
    `The record has ${octets} octets; above 450 its answer may not fit into UDP`,
  );
  yield octets > 512 ? problem : { ...problem, severity: "information" };
}
