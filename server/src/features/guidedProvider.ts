/** Adds a mail provider to a zone: its SPF include, and its DKIM keys as far as its customers share them. */
import { readName, relativeTo, type Name } from "../dns/name.js";
import { dkimEntries, providerOfExchange, providerOfInclude, providers, providersAsOf } from "../mail/providers.js";
import type { DkimEntry, Provider } from "../mail/providers.js";
import { plainMapped } from "../text/mapped.js";
import { parseSpf } from "../mail/spf.js";
import { mostLookups, shownLookups, spfCost } from "../mail/spfCost.js";
import { allOf, isMechanism, modifierOf, type SpfRecord } from "../mail/spfRecord.js";
import { resolverOf } from "../rules/mail/zoneResolver.js";
import type { ZoneSnapshot } from "../workspace/snapshot.js";
import { nameOf, type ZoneRecord } from "../zone/record.js";
import type { Zone } from "../zone/zone.js";
import { editsOf, type DocumentEdit } from "./action.js";
import { below, isFree, plainName, spfAt, textsAt } from "./guidedFacts.js";
import { newRecords, textRecord, type NewRecord } from "./guidedStyle.js";
import { rewriteText } from "../rules/rewriteText.js";

/** A provider to choose from. */
export interface ProviderChoice {
  readonly name: string;
  /** What choosing it does, in few words. */
  readonly description: string;
  readonly detail: string;
}

export interface ProviderAddition {
  readonly edits: readonly DocumentEdit[];
  /** What was done and what is left to do, in one sentence. */
  readonly summary: string;
}

/** Whether the provider's include, or one that means the same, stands in the record. */
const includes = (spf: SpfRecord | undefined, provider: Provider): boolean =>
  spf?.terms.some(
    (term) => isMechanism(term) && term.name === "include" && providerOfInclude(term.domain?.text ?? "") === provider,
  ) === true;

const spfInclude = ({ include, ownName }: Provider): string | undefined => (ownName === true ? undefined : include);

/** The providers that the zone's mail seems to be with: by its mail servers and its SPF record. */
export function providersInUse(zone: Zone, apex: Name): readonly Provider[] {
  const servers = zone
    .recordsAt(apex.key)
    .flatMap((record) => (record.type.name === "MX" ? (nameOf(record, "exchange")?.name ?? []) : []));
  const found = new Set(servers.map((host) => providerOfExchange(plainName(host))));
  const spf = spfAt(zone, apex.key)?.spf;
  for (const term of spf?.terms ?? [])
    if (isMechanism(term) && term.name === "include") found.add(providerOfInclude(term.domain?.text ?? ""));
  return [...found].filter((provider) => provider !== undefined);
}

function describe(provider: Provider, spf: SpfRecord | undefined): string {
  const include = spfInclude(provider);
  if (includes(spf, provider)) return "its include is there";
  if (include === undefined) return "no include at the domain itself";
  const { lookups } = provider;
  const cost = lookups === undefined ? "" : `, about ${lookups} look-up${lookups === 1 ? "" : "s"}`;
  return `include:${include}${cost}`;
}

/** The providers that may be added to the zone of a document; none where it has no domain of its own. */
export function providerChoices({ zone }: ZoneSnapshot): readonly ProviderChoice[] {
  const { apex } = zone;
  if (apex === undefined || !zone.originKnown) return [];
  const spf = spfAt(zone, apex.key)?.spf;
  return providers
    .map((provider) => ({
      name: provider.name,
      description: describe(provider, spf),
      detail: `${provider.summary} (as of ${providersAsOf})`,
    }))
    .toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
}

/** The record's text with an include before `all`, or at the end of its mechanisms. */
function withInclude(record: SpfRecord, include: string): string {
  const term = `include:${include}`;
  const all = allOf(record);
  const at = all === undefined ? record.terms.findLastIndex(isMechanism) + 1 : record.terms.indexOf(all);
  const texts = record.terms.map(({ text }) => text);
  return ["v=spf1", ...texts.slice(0, at), term, ...texts.slice(at)].join(" ");
}

/** A record at the apex in the document, for others to be put in after: its SPF record before others. */
function placeIn({ zone, uri }: ZoneSnapshot, apex: Name): ZoneRecord | undefined {
  const own = zone.recordsAt(apex.key).filter((record) => record.uri === uri && !record.generated);
  const spf = textsAt(zone, apex.key, "spf").find((record) => record.uri === uri);
  return spf ?? own.findLast(({ type }) => type.name === "MX") ?? own[0];
}

const aliasRecord = (owner: Name, target: Name): NewRecord => ({
  owner,
  type: "CNAME",
  rdata: (write) => write(target),
});

/** A key as a comment, for what only the provider can tell. */
function noteOf({ selector, type, target }: DkimEntry, apex: Name, origin: Name | undefined): string {
  const written = relativeTo(below(`${selector}._domainkey`, apex), origin);
  return target === undefined ? `${written} ${type} "v=DKIM1; p=<key>"` : `${written} ${type} ${target}.`;
}

/** Adds a provider by name to the zone of a document; or why it can't be. */
export function addProvider(snapshot: ZoneSnapshot, name: string): ProviderAddition | { readonly refused: string } {
  const { zone, context } = snapshot;
  const { apex } = zone;
  const provider = providers.find((one) => one.name === name);
  if (provider === undefined) return { refused: `No provider of the name ${name} is known` };
  if (apex === undefined || !zone.originKnown)
    return { refused: "The domain of this file is not known: set its origin" };
  const near = placeIn(snapshot, apex);
  if (near === undefined) return { refused: `No record of ${plainName(apex)} stands in this file` };
  const edits: DocumentEdit[] = [];
  const records: NewRecord[] = [];
  const said: string[] = [];
  const include = spfInclude(provider);
  const existing = textsAt(zone, apex.key, "spf");
  if (include !== undefined) {
    const found = spfAt(zone, apex.key);
    if (existing.length > 1) return { refused: "The domain has more than one SPF record: merge them first" };
    if (found !== undefined && !found.spf.valid) return { refused: "The SPF record has errors: mend them first" };
    if (found !== undefined && modifierOf(found.spf, "redirect") !== undefined && allOf(found.spf) === undefined)
      return { refused: "redirect= hands the decision to another record: add the include there" };
    if (found === undefined) records.push(textRecord(apex, `v=spf1 include:${include} ~all`));
    else if (!includes(found.spf, provider))
      edits.push(...editsOf(rewriteText(found.record, withInclude(found.spf, include), zone), found.record.uri));
    const text = found === undefined ? `v=spf1 include:${include}` : withInclude(found.spf, include);
    const cost = spfCost(plainName(apex), parseSpf(plainMapped(text)).value, resolverOf(context));
    if (!includes(found?.spf, provider))
      said.push(`SPF has the include ${include} and needs ${shownLookups(cost)} of ${mostLookups} look-ups`);
  }
  const notes: string[] = [];
  for (const entry of dkimEntries(provider, plainName(apex))) {
    const owner = below(`${entry.selector}._domainkey`, apex);
    const target = entry.complete ? readName(`${entry.target ?? ""}.`, undefined).name : undefined;
    if (target === undefined) notes.push(noteOf(entry, apex, near.origin));
    else if (isFree(zone, owner)) records.push(aliasRecord(owner, target));
  }
  const aliases = records.filter(({ type }) => type === "CNAME").length;
  if (aliases > 0) said.push(`${aliases} DKIM alias${aliases === 1 ? "" : "es"} added`);
  const lines = notes.length === 0 ? [] : [`${provider.name} tells what stands for <…> here:`, ...notes];
  if (notes.length > 0) said.push("the DKIM records to complete stand in comments");
  if (records.length === 0 && edits.length === 0 && notes.length === 0)
    return { refused: `${provider.name} needs nothing that is not in the zone already` };
  const added = newRecords(snapshot, near, records, lines);
  if (added === undefined) return { refused: "A record put in here would change the owner of those after it" };
  return { edits: [...edits, ...added], summary: `${provider.name}: ${said.join("; ")}` };
}
