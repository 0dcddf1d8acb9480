/** Call hierarchies: what an SPF record includes and by whom it is included, where aliases and delegations lead. */
import { isSpf, parseSpf } from "../mail/spf.js";
import { shownLookups, spfCost } from "../mail/spfCost.js";
import { domainName } from "../mail/resolver.js";
import { isAddress } from "../rules/lookup.js";
import type { Mapped } from "../text/mapped.js";
import { sourceSpan } from "../text/mapped.js";
import type { Span } from "../text/span.js";
import { finish, type Steps } from "../text/steps.js";
import { entryAt, type ZoneSnapshot } from "../workspace/snapshot.js";
import { namesOf, textOf, type ZoneRecord } from "../zone/record.js";
import { resolverOf } from "../rules/mail/zoneResolver.js";
import { zonesOf } from "./namePlaces.js";

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

const withoutDot = (text: string): string => text.replace(/\.$/, "");

function itemOf(snapshot: ZoneSnapshot, record: ZoneRecord): HierarchyItem | undefined {
  const mapped = spfText(record);
  const { uri, span: at } = record;
  if (mapped !== undefined) {
    const domain = withoutDot(record.owner.text);
    const cost = spfCost(domain, parseSpf(mapped).value, resolverOf(snapshot.context));
    const count = shownLookups(cost);
    return { name: `${domain} SPF`, detail: count === "1" ? "1 look-up" : `${count} look-ups`, uri, at };
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

function stepsOf(record: ZoneRecord): Step[] {
  const mapped = spfText(record);
  if (mapped === undefined)
    return followed.has(record.type.name) ? namesOf(record).map(({ name, span: at }) => ({ key: name.key, at })) : [];
  return parseSpf(mapped).value.terms.flatMap((term) => {
    if (term.kind === "faulty" || term.domain === undefined) return [];
    if (term.name !== "include" && term.name !== "redirect") return [];
    const name = domainName(term.domain.text);
    return name === undefined ? [] : [{ key: name.key, at: sourceSpan(mapped, term.start, term.end) }];
  });
}

/** The records that a step can lead to: SPF from SPF, else what goes on and the addresses where it ends. */
function landing(snapshot: ZoneSnapshot, from: ZoneRecord, key: string): ZoneRecord[] {
  const isMail = spfText(from) !== undefined;
  return zonesOf(snapshot, key)
    .flatMap((zone) => zone.recordsAt(key))
    .filter((record) => (isMail ? spfText(record) !== undefined : followed.has(record.type.name) || isAddress(record)));
}

const sameRecord = (record: ZoneRecord, item: HierarchyItem): boolean =>
  record.uri === item.uri && record.span.start === item.at.start && record.span.end === item.at.end;

function recordOf(snapshot: ZoneSnapshot, item: HierarchyItem): ZoneRecord | undefined {
  if (item.uri === snapshot.uri) return entryAt(snapshot, item.at.start)?.record;
  for (const zone of snapshot.zones.all())
    for (const record of zone.records()) if (sameRecord(record, item)) return record;
  return undefined;
}

/** The record under the cursor, if it leads anywhere. */
export function prepareCallHierarchy(snapshot: ZoneSnapshot, offset: number): readonly HierarchyItem[] {
  const record = entryAt(snapshot, offset)?.record;
  const item = record === undefined || record.generated ? undefined : itemOf(snapshot, record);
  return item === undefined ? [] : [item];
}

/** What the record of an item leads to. */
export function outgoingCalls(snapshot: ZoneSnapshot, item: HierarchyItem): readonly HierarchyCall[] {
  const record = recordOf(snapshot, item);
  if (record === undefined) return [];
  return stepsOf(record).flatMap(({ key, at }) =>
    landing(snapshot, record, key).flatMap((next) => {
      const found = endOrItemOf(snapshot, next);
      return found === undefined ? [] : [{ item: found, from: [at] }];
    }),
  );
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
  const calls: HierarchyCall[] = [];
  let seen = 0;
  for (const zone of zonesOf(snapshot, record.owner.key))
    for (const type of isMail ? ["TXT"] : followed)
      for (const caller of zone.recordsOfType(type)) {
        if (++seen % stride === 0) yield;
        const from = stepsOf(caller).filter(({ key }) => key === record.owner.key);
        const found = from.length === 0 ? undefined : itemOf(snapshot, caller);
        if (found !== undefined) calls.push({ item: found, from: from.map(({ at }) => at) });
      }
  return calls;
}
