/** What the editor shows of a policy file `mta-sts.txt`: outline, selections, links, and the way to the zone and back. */
import { makeName } from "../dns/name.js";
import { mxCovers, type MtaStsPolicy, type PolicyEntry } from "../mail/mtaStsPolicy.js";
import { span, touches, type Span } from "../text/span.js";
import type { PolicyFile, PolicySnapshot, ZoneSnapshot } from "../workspace/snapshot.js";
import { nameOf, numberOf, type ZoneRecord } from "../zone/record.js";
import type { Zone } from "../zone/zone.js";
import type { DocumentSymbol } from "./documentSymbols.js";
import { textsAt } from "./guidedFacts.js";
import type { Link } from "./links.js";
import type { Location } from "./location.js";
import { placesOf } from "./namePlaces.js";

const entryAt = ({ policy }: PolicySnapshot, offset: number): PolicyEntry | undefined =>
  policy.entries.find((entry) => touches(entry, offset));

/** Each line with its key, the value beside it. */
export const policySymbols = ({ policy }: PolicySnapshot): readonly DocumentSymbol[] =>
  policy.entries.map(({ key, value, keySpan, start, end }) => ({
    name: key,
    detail: value,
    kind: "record",
    span: span(start, end),
    selection: span(keySpan.start, keySpan.end),
    children: [],
  }));

/** The label of a host, its name, the line, the document: the innermost first, each larger than the one before. */
export function policySelections(snapshot: PolicySnapshot, offset: number): readonly Span[] {
  const all = span(0, snapshot.text.length);
  const entry = entryAt(snapshot, offset);
  if (entry === undefined) return [all];
  const { keySpan, valueSpan, value, key } = entry;
  const spans: Span[] = [];
  if (touches(valueSpan, offset) && key === "mx") {
    const at = offset - valueSpan.start;
    const dot = value.indexOf(".", at);
    spans.push(
      span(valueSpan.start + value.lastIndexOf(".", at - 1) + 1, dot < 0 ? valueSpan.end : valueSpan.start + dot),
    );
  }
  spans.push(...[valueSpan, keySpan].filter((at) => touches(at, offset)).slice(0, 1), entry, all);
  const kept: Span[] = [];
  for (const { start, end } of spans)
    if (end - start > (kept.at(-1)?.end ?? 0) - (kept.at(-1)?.start ?? 0)) kept.push(span(start, end));
  return kept;
}

/** The address at which senders ask for the policy. */
export function policyLinks({ policy, domain }: PolicySnapshot): readonly Link[] {
  const version = policy.entries.find(({ key }) => key === "version");
  if (version === undefined || domain === undefined) return [];
  const target = `https://mta-sts.${domain.replace(/\.$/, "")}/.well-known/mta-sts.txt`;
  return [{ span: span(version.valueSpan.start, version.valueSpan.end), target }];
}

/** A mail server of the policy's domain. */
export interface PolicyServer {
  readonly record: ZoneRecord;
  /** Without final dot. */
  readonly host: string;
  readonly preference: number | undefined;
  /** Where the MX record names it. */
  readonly at: Span;
}

const zoneFor = ({ zones, domain }: PolicySnapshot): Zone | undefined =>
  domain === undefined ? undefined : zones.zoneOf(domain);

/** The mail servers of the domain that a policy is for, as far as its zone is at hand. */
export function serversOf(snapshot: PolicySnapshot): readonly PolicyServer[] {
  const records = zoneFor(snapshot)?.recordsAt(snapshot.domain ?? "") ?? [];
  return records.flatMap((record) => {
    const exchange = record.type.name === "MX" ? nameOf(record, "exchange") : undefined;
    if (exchange === undefined || exchange.name.text === ".") return [];
    const host = exchange.name.text.replace(/\.$/, "");
    return [{ record, host, preference: numberOf(record, "preference"), at: exchange.span }];
  });
}

/** From an mx line to the MX records of the hosts that it covers; from the version to the record that announces the policy. */
export function policyDefinition(snapshot: PolicySnapshot, offset: number): readonly Location[] {
  const entry = entryAt(snapshot, offset);
  const zone = zoneFor(snapshot);
  if (entry === undefined || zone === undefined) return [];
  if (entry.key === "version")
    return textsAt(zone, `_mta-sts.${snapshot.domain ?? ""}`, "mta-sts").map(({ uri, ownerWord, typeWord }) => {
      const { start, end } = ownerWord ?? typeWord;
      return { uri, at: span(start, end) };
    });
  if (entry.key !== "mx") return [];
  const pattern = entry.value.toLowerCase();
  return serversOf(snapshot)
    .filter(({ host }) => mxCovers(pattern, host))
    .map(({ record, at }) => ({ uri: record.uri, at: span(at.start, at.end) }));
}

/** The places in all zones where the host of an mx line is written, and the line itself. */
export function policyReferences(snapshot: PolicySnapshot, offset: number, withOwners: boolean): readonly Location[] {
  const entry = entryAt(snapshot, offset);
  if (entry?.key !== "mx" || entry.value === "") return [];
  const { key } = makeName(`${entry.value}.`);
  const found: Location[] = [{ uri: snapshot.uri, at: span(entry.valueSpan.start, entry.valueSpan.end) }];
  for (const zone of snapshot.zones.all())
    for (const record of zone.records())
      for (const { uri, at, name, role } of placesOf(record))
        if (name.key === key && (withOwners || role !== "owner")) found.push({ uri, at });
  return found;
}

const linesFor = ({ mx }: MtaStsPolicy, host: string): readonly Span[] =>
  mx.filter(({ pattern }) => pattern === host).map((one) => one.span);

/** The mx lines of the workspace's policies that name a host: those of the domains whose mail it takes. */
export function linesOfPolicies({ zones, policiesOf }: ZoneSnapshot, hostKey: string): readonly Location[] {
  const files = new Map<string, PolicyFile>();
  for (const zone of zones.all())
    for (const record of zone.recordsOfType("MX"))
      if (nameOf(record, "exchange")?.name.key === hostKey)
        for (const file of policiesOf(record.owner.key)) files.set(file.uri, file);
  return [...files.values()].flatMap(({ uri, policy }) =>
    linesFor(policy, hostKey.replace(/\.$/, "")).map(({ start, end }) => ({ uri, at: span(start, end) })),
  );
}
