/** Guided changes of SPF records: two made one, an include replaced by its terms, hosts by their addresses. */
import { printAddress } from "../dns/address.js";
import type { Name } from "../dns/name.js";
import { domainName, type Answer, type Resolver } from "../mail/resolver.js";
import { isSpf, parseSpf } from "../mail/spf.js";
import { sameAs } from "../mail/spfMerge.js";
import { mostLookups, shownLookups, spfCost } from "../mail/spfCost.js";
import { allOf, isMechanism, modifierOf, type Mechanism, type SpfRecord } from "../mail/spfRecord.js";
import { mergeSpfRecords } from "../rules/mail/mergeSpfRecords.js";
import { isOfKind } from "../rules/mail/texts.js";
import { placeOf } from "../rules/recordEdits.js";
import { resolverOf } from "../rules/mail/zoneResolver.js";
import { rewriteText } from "../rules/rewriteText.js";
import { decodedIndex, plainMapped } from "../text/mapped.js";
import { shown } from "../text/problem.js";
import type { ZoneSnapshot } from "../workspace/snapshot.js";
import { textOf, type ZoneRecord } from "../zone/record.js";
import { editsOf, noRewrite, type CodeAction } from "./action.js";
import { plainName, textsAt } from "./guidedFacts.js";

/** The text of a record with `terms` for its own. */
const spfText = (terms: readonly string[]): string => ["v=spf1", ...terms].join(" ");

/** "7 of 10 look-ups" for a text in the place of a domain's record. */
function costWords(domain: Name, text: string, resolver: Resolver): string {
  const { value } = parseSpf(plainMapped(text));
  const cost = spfCost(plainName(domain), value, resolver);
  const over = cost.lookups > mostLookups ? ", too many" : "";
  return `${shownLookups(cost)} of ${mostLookups} look-ups${over}`;
}

/** Makes the SPF records of a name one. */
export function mergeRecords(snapshot: ZoneSnapshot, record: ZoneRecord): CodeAction[] {
  const { zone, context, uri } = snapshot;
  if (!isOfKind(record, "spf")) return [];
  const all = textsAt(zone, record.owner.key, "spf");
  if (all.length < 2 || !all.some((other) => placeOf(other) === placeOf(record))) return [];
  const title = `Merge the ${all.length} SPF records of this name`;
  const merged = mergeSpfRecords(all, zone, uri);
  if ("fault" in merged) return noRewrite(title, merged.fault);
  // Where the rule says so, it has the fix.
  const isDiagnosed = snapshot.diagnostics.some(
    ({ rule, at, fixes }) =>
      rule === "spf/several-records" &&
      fixes?.some(({ preferred }) => preferred === true) === true &&
      at.start < record.entry.end &&
      record.entry.start < at.end,
  );
  if (isDiagnosed) return [];
  const { text, edits } = merged;
  return [
    {
      title: `${title}: ${shown(/\S+$/.exec(text)?.[0] ?? "", 16)} at the end, ${costWords(record.owner, text, resolverOf(context))}`,
      kind: "refactor.rewrite",
      edits: editsOf(edits, uri),
    },
  ];
}

interface TermHere {
  readonly spf: SpfRecord;
  readonly term: Mechanism;
}

/** The mechanism under the cursor, in a record that receivers accept. */
function mechanismAt(record: ZoneRecord, offset: number): TermHere | undefined {
  const mapped = isOfKind(record, "spf") ? textOf(record) : undefined;
  if (mapped === undefined || offset < mapped.span.start || offset > mapped.span.end) return undefined;
  const spf = parseSpf(mapped).value;
  const index = decodedIndex(mapped, offset);
  const term = spf.terms.filter(isMechanism).find(({ start, end }) => start <= index && index <= end);
  return term === undefined || !spf.valid ? undefined : { spf, term };
}

/** A record's terms with others in the place of one; those that an earlier term decides already are left out. */
function withTerms(spf: SpfRecord, place: Mechanism, others: readonly string[]): string {
  const keys = new Set(spf.terms.slice(0, spf.terms.indexOf(place)).map(sameAs));
  const fresh = others.filter((text) => {
    const [term] = parseSpf(plainMapped(`v=spf1 ${text}`)).value.terms;
    const key = term === undefined ? text : sameAs(term);
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  });
  return spfText(spf.terms.flatMap((term) => (term === place ? fresh : [term.text])));
}

function replacement(
  snapshot: ZoneSnapshot,
  record: ZoneRecord,
  { spf, term }: TermHere,
  terms: readonly string[],
  title: string,
): CodeAction {
  const text = withTerms(spf, term, terms);
  const cost = costWords(record.owner, text, resolverOf(snapshot.context));
  const edits = editsOf(rewriteText(record, text, snapshot.zone), record.uri);
  return { title: `${title} (then ${cost})`, kind: "refactor.rewrite", edits };
}

const qualifierText = ({ qualifier }: Mechanism): string => (qualifier === "+" ? "" : qualifier);

/** A term of an included record as it must be written in the record that includes it; undefined where it means something else there. */
function inlined({ name, text, nameStart, start, domain, prefixes }: Mechanism, target: string): string | undefined {
  // `%{d}` is the domain whose record it is (RFC 7208 section 7.2).
  if (domain?.parts.some((part) => part.kind === "expand" && part.letter === "d") === true) return undefined;
  const bare = text.slice(nameStart - start);
  if (domain !== undefined || (name !== "a" && name !== "mx" && name !== "ptr")) return bare;
  if (prefixes === undefined) return `${name}:${target}`;
  return `${name}:${target}${bare.slice(name.length)}`;
}

/** The terms of an included record that pass, or why they cannot stand in its place (RFC 7208 section 5.2). */
function passingTerms(record: SpfRecord, target: string): readonly string[] | string {
  if (!record.valid) return `The record of ${target} has errors: SPF fails already`;
  if (modifierOf(record, "redirect") !== undefined && allOf(record) === undefined)
    return `The record of ${target} goes on elsewhere (redirect=)`;
  const all = allOf(record);
  const terms: string[] = [];
  for (const term of record.terms.filter(isMechanism)) {
    if (term === all) break;
    if (term.qualifier !== "+") return `"${shown(term.text)}" there takes senders out, which cannot be said here`;
    const text = inlined(term, target);
    if (text === undefined) return `"${shown(term.text)}" there means the domain ${target} by %{d}`;
    terms.push(text);
  }
  return all?.qualifier === "+" ? `The record of ${target} passes every sender` : terms;
}

/** Replaces an include by the terms of the record that it includes, where that is in the workspace. */
export function flattenInclude(snapshot: ZoneSnapshot, record: ZoneRecord, offset: number): CodeAction[] {
  const here = mechanismAt(record, offset);
  const target = here?.term.name === "include" ? here.term.domain?.text : undefined;
  const name = target === undefined ? undefined : domainName(target);
  if (here === undefined || target === undefined || name === undefined) return [];
  const title = `Replace ${shown(here.term.text)} by its terms`;
  const answer = resolverOf(snapshot.context).txt(name);
  if (answer.kind === "unknown" || answer.kind === "error") return [];
  const texts = answer.kind === "found" ? answer.records.filter(isSpf) : [];
  const [text] = texts;
  if (text === undefined) return noRewrite(title, `${target} has no SPF record: SPF fails already`);
  if (texts.length > 1) return noRewrite(title, `${target} has more than one SPF record: SPF fails already`);
  const terms = passingTerms(parseSpf(plainMapped(text)).value, plainName(name));
  if (typeof terms === "string") return noRewrite(title, terms);
  const qualifier = qualifierText(here.term);
  return [
    replacement(
      snapshot,
      record,
      here,
      terms.map((one) => qualifier + one),
      title,
    ),
  ];
}

/** The addresses of a host, of both families; undefined where one of them is not known here. */
function addressesOf(name: Name, resolver: Resolver): (readonly number[])[] | undefined {
  const answers = [resolver.addresses(name, 4), resolver.addresses(name, 6)];
  if (answers.some(({ kind }) => kind === "unknown" || kind === "error")) return undefined;
  return answers.flatMap((answer: Answer<readonly number[]>) => (answer.kind === "found" ? answer.records : []));
}

/** The hosts that a term `a` or `mx` means, or why that cannot be told. */
function hostsOf({ name }: Mechanism, target: Name, resolver: Resolver): readonly Name[] | string {
  if (name === "a") return [target];
  const answer = resolver.mx(target);
  if (answer.kind === "unknown" || answer.kind === "error")
    return `The mail servers of ${plainName(target)} are not in the workspace`;
  return answer.kind === "found" ? answer.records.filter(({ text }) => text !== ".") : [];
}

/** The network of so many bits around an address, its host bits zero. */
function networkOf(address: readonly number[], bits: number): string {
  const octets = address.map((octet, index) => {
    const kept = Math.min(8, Math.max(0, bits - index * 8));
    return octet & (0xff00 >> kept) & 0xff;
  });
  const family = address.length === 4 ? "ip4" : "ip6";
  return `${family}:${printAddress(octets)}${bits === address.length * 8 ? "" : `/${bits}`}`;
}

/** Replaces `a` and `mx` by the addresses that the zone has for them: fewer look-ups, to be kept up by hand. */
export function replaceByAddresses(snapshot: ZoneSnapshot, record: ZoneRecord, offset: number): CodeAction[] {
  const here = mechanismAt(record, offset);
  if (here === undefined || (here.term.name !== "a" && here.term.name !== "mx")) return [];
  const { term } = here;
  const title = `Replace ${shown(term.text)} by its addresses`;
  const written = term.domain?.text;
  if (written?.includes("%") === true) return noRewrite(title, "Its domain hangs on the sender (a macro)");
  const target = written === undefined ? record.owner : domainName(written);
  if (target === undefined) return [];
  const resolver = resolverOf(snapshot.context);
  const hosts = hostsOf(term, target, resolver);
  if (typeof hosts === "string") return noRewrite(title, hosts);
  const addresses: (readonly number[])[] = [];
  for (const host of hosts) {
    const found = addressesOf(host, resolver);
    if (found === undefined) return noRewrite(title, `The addresses of ${plainName(host)} are not in the workspace`);
    addresses.push(...found);
  }
  if (addresses.length === 0) return noRewrite(title, "It has no address: remove the term");
  const terms = addresses.map((address) => {
    const bits = address.length === 4 ? (term.prefixes?.ip4 ?? 32) : (term.prefixes?.ip6 ?? 128);
    return qualifierText(term) + networkOf(address, bits);
  });
  return [replacement(snapshot, record, here, [...new Set(terms)], title)];
}
