/** Call hierarchies: what an SPF record includes and by whom it is included, where aliases and delegations lead. */
import { isSpf, parseSpf } from "../mail/spf.js";
import { shownLookups, spfCost, type SpfCost, type SpfTermCost } from "../mail/spfCost.js";
import { domainName } from "../mail/resolver.js";
import { isAddress } from "../rules/lookup.js";
import type { Mapped } from "../text/mapped.js";
import { sourceSpan } from "../text/mapped.js";
import type { Span } from "../text/span.js";
import { finish, type Steps } from "../text/steps.js";
import { entryAt, type ZoneSnapshot } from "../workspace/snapshot.js";
import { namesOf, textOf, type ZoneRecord } from "../zone/record.js";
import { resolverOf } from "../rules/mail/zoneResolver.js";
import { plainName } from "./guidedFacts.js";
import { answering, zonesOf } from "./namePlaces.js";

export interface HierarchyItem {
  /** "example.com SPF", "www.example.com. CNAME". */
  readonly name: string;
  /** "7 look-ups". */
  readonly detail: string;
  readonly uri: string;
  /** The record. */
  readonly at: Span;
}

export interface HierarchyCall {
  readonly item: HierarchyItem;
  /** Where the caller names it: in the document of the caller. */
  readonly from: readonly Span[];
}

const followed = new Set(["CNAME", "DNAME", "NS"]);

const spfText = (record: ZoneRecord): Mapped | undefined => {
  const mapped = record.type.name === "TXT" ? textOf(record) : undefined;
  return mapped !== undefined && isSpf(mapped.text) ? mapped : undefined;
};

const costOf = ({ context }: ZoneSnapshot, record: ZoneRecord, mapped: Mapped): SpfCost =>
  spfCost(plainName(record.owner), parseSpf(mapped).value, resolverOf(context));

function itemOf(snapshot: ZoneSnapshot, record: ZoneRecord): HierarchyItem | undefined {
  const mapped = spfText(record);
  const { uri, span: at } = record;
  if (mapped !== undefined) {
    const count = shownLookups(costOf(snapshot, record, mapped));
    return {
      name: `${plainName(record.owner)} SPF`,
      detail: count === "1" ? "1 look-up" : `${count} look-ups`,
      uri,
      at,
    };
  }
  const target = namesOf(record)[0]?.name.text;
  return followed.has(record.type.name) && target !== undefined
    ? { name: `${record.owner.text} ${record.type.name}`, detail: target, uri, at }
    : undefined;
}

/** As `itemOf`, and the addresses at which an alias or a delegation ends. */
function endOrItemOf(snapshot: ZoneSnapshot, record: ZoneRecord): HierarchyItem | undefined {
  const address = isAddress(record) ? record.rdata.canonical : undefined;
  if (address === undefined) return itemOf(snapshot, record);
  return { name: `${record.owner.text} ${record.type.name}`, detail: address, uri: record.uri, at: record.span };
}

/** A name that a record leads to, and where it is written. */
interface Step {
  readonly key: string;
  readonly at: Span;
}

const domainSteps = (mapped: Mapped): Step[] =>
  parseSpf(mapped).value.terms.flatMap((term) => {
    if (term.kind === "faulty" || term.domain === undefined) return [];
    if (term.name !== "include" && term.name !== "redirect") return [];
    // What macros stand for hangs on the sender.
    const name = term.domain.text.includes("%") ? undefined : domainName(term.domain.text);
    return name === undefined ? [] : [{ key: name.key, at: sourceSpan(mapped, term.start, term.end) }];
  });

function stepsOf(record: ZoneRecord): Step[] {
  const mapped = spfText(record);
  if (mapped !== undefined) return domainSteps(mapped);
  return followed.has(record.type.name) ? namesOf(record).map(({ name, span: at }) => ({ key: name.key, at })) : [];
}

/** Chains of aliases beyond this lead nowhere. */
const mostAliases = 8;

/** The SPF records at a name, aliases followed. */
function spfAt(snapshot: ZoneSnapshot, key: string): ZoneRecord[] {
  let at: string | undefined = key;
  for (let aliases = 0; at !== undefined && aliases <= mostAliases; aliases++) {
    const records = answering(snapshot, at);
    const found = records.filter((record) => spfText(record) !== undefined);
    if (found.length > 0) return found;
    const alias = records.find(({ type }) => type.name === "CNAME");
    at = alias && namesOf(alias)[0]?.name.key;
  }
  return [];
}

/** The records that a step can lead to: SPF from SPF, else what goes on and the addresses where it ends. */
const landing = (snapshot: ZoneSnapshot, isMail: boolean, key: string): ZoneRecord[] =>
  isMail
    ? spfAt(snapshot, key)
    : answering(snapshot, key).filter((record) => followed.has(record.type.name) || isAddress(record));

const sameRecord = (record: ZoneRecord, { uri, at }: Pick<HierarchyItem, "uri" | "at">): boolean =>
  record.uri === uri && record.span.start === at.start && record.span.end === at.end;

function recordOf(snapshot: ZoneSnapshot, item: HierarchyItem): ZoneRecord | undefined {
  if (item.uri === snapshot.uri) {
    const record = entryAt(snapshot, item.at.start)?.record;
    return record !== undefined && sameRecord(record, item) ? record : undefined;
  }
  for (const zone of snapshot.zones.all())
    for (const record of zone.records()) if (sameRecord(record, item)) return record;
  return undefined;
}

/** The record under the cursor, if it leads anywhere or others can lead to it. */
export function prepareCallHierarchy(snapshot: ZoneSnapshot, offset: number): readonly HierarchyItem[] {
  const record = entryAt(snapshot, offset)?.record;
  const item = record === undefined || record.generated ? undefined : endOrItemOf(snapshot, record);
  return item === undefined ? [] : [item];
}

/** What an SPF record includes that is in no zone here, and stands where it is named: what is known of its cost. */
function elsewhere(record: ZoneRecord, at: Span, cost: SpfTermCost | undefined): HierarchyItem[] {
  const { target, lookups, note, provider } = cost ?? {};
  if (target === undefined || lookups === undefined) return [];
  // Without the look-up of the include itself, as for a record that is here.
  const own = lookups - 1;
  const unknown = note === "no spf" ? "no SPF record" : "look-ups not known here";
  const known = `about ${own} look-up${own === 1 ? "" : "s"}`;
  const detail = provider === undefined ? unknown : `${known} (${provider.name})`;
  return [{ name: `${target} SPF`, detail, uri: record.uri, at }];
}

/** What the record of an item leads to. */
export function outgoingCalls(snapshot: ZoneSnapshot, item: HierarchyItem): readonly HierarchyCall[] {
  const record = recordOf(snapshot, item);
  if (record === undefined) return [];
  const mapped = spfText(record);
  const terms = mapped === undefined ? [] : costOf(snapshot, record, mapped).terms;
  const costAt = ({ start }: Span): SpfTermCost | undefined =>
    mapped && terms.find(({ term }) => sourceSpan(mapped, term.start, term.end).start === start);
  return stepsOf(record).flatMap(({ key, at }) => {
    const found = landing(snapshot, mapped !== undefined, key).flatMap((next) => endOrItemOf(snapshot, next) ?? []);
    const items = found.length > 0 ? found : elsewhere(record, at, costAt(at));
    return items.map((next) => ({ item: next, from: [at] }));
  });
}

/** The records that lead to that of an item. */
export const incomingCalls = (snapshot: ZoneSnapshot, item: HierarchyItem): readonly HierarchyCall[] =>
  finish(incomingCallsInSteps(snapshot, item));

/** How many records make a step. */
const stride = 64;

export function* incomingCallsInSteps(snapshot: ZoneSnapshot, item: HierarchyItem): Steps<readonly HierarchyCall[]> {
  const record = recordOf(snapshot, item);
  if (record === undefined) return [];
  const isMail = spfText(record) !== undefined;
  const here = { uri: record.uri, at: record.span };
  /** Whether a name leads here: found out once for each. */
  const known = new Map<string, boolean>();
  const leadsHere = ({ key }: Step): boolean => {
    const leads = known.get(key) ?? landing(snapshot, isMail, key).some((one) => sameRecord(one, here));
    known.set(key, leads);
    return leads;
  };
  const calls: HierarchyCall[] = [];
  let seen = 0;
  for (const zone of zonesOf(snapshot, record.owner.key))
    for (const type of isMail ? ["TXT"] : followed)
      for (const caller of zone.recordsOfType(type)) {
        if (++seen % stride === 0) yield;
        const from = caller.generated ? [] : stepsOf(caller).filter(leadsHere);
        const found = from.length === 0 ? undefined : itemOf(snapshot, caller);
        if (found !== undefined) calls.push({ item: found, from: from.map(({ at }) => at) });
      }
  return calls;
}
