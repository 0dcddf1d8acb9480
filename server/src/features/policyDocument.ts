/** What the editor shows of a policy file `mta-sts.txt`: outline, selections, folds, colors, links, and the way to the zone. */
import { formatMtaStsPolicy, mxCovers, policyKeys, policyModes, type PolicyEntry } from "../mail/mtaStsPolicy.js";
import type { Edit } from "../text/edit.js";
import { wholeText } from "../text/pagedText.js";
import { span, touches, type Span } from "../text/span.js";
import type { PolicySnapshot } from "../workspace/snapshot.js";
import { nameOf, numberOf, type ZoneRecord } from "../zone/record.js";
import type { Zone } from "../zone/zone.js";
import { headsOf } from "./definition.js";
import type { DocumentSymbol } from "./documentSymbols.js";
import type { Fold } from "./folding.js";
import { textsAt } from "./guidedFacts.js";
import type { Link } from "./links.js";
import type { Location } from "./location.js";
import { nameAt, zonesOf } from "./namePlaces.js";
import type { SemanticToken, SemanticTokenType } from "./semanticTokens.js";

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

/** The label of a host, its name, the line, the mx lines about it, the document: the innermost first, each larger than the one before. */
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
  const group = mxGroups(snapshot).filter((at) => at.start <= entry.start && entry.end <= at.end);
  spans.push(...[valueSpan, keySpan].filter((at) => touches(at, offset)).slice(0, 1), entry, ...group, all);
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

/** Where the MX records of the domain name the hosts that a pattern covers. */
function coveredBy(snapshot: PolicySnapshot, pattern: string): Location[] {
  return serversOf(snapshot)
    .filter(({ host }) => mxCovers(pattern.toLowerCase(), host))
    .map(({ record, at }) => ({ uri: record.uri, at: span(at.start, at.end) }));
}

/**
 * From an mx line to the MX records of the hosts that it covers, else to the records of the host; from the version to the record that
 * announces the policy.
 */
export function policyDefinition(snapshot: PolicySnapshot, offset: number): readonly Location[] {
  const entry = entryAt(snapshot, offset);
  if (entry === undefined) return [];
  const zone = zoneFor(snapshot);
  if (entry.key === "version" && zone !== undefined)
    return headsOf(textsAt(zone, `_mta-sts.${snapshot.domain ?? ""}`, "mta-sts"));
  if (entry.key !== "mx") return [];
  const covered = coveredBy(snapshot, entry.value);
  const key = nameAt(snapshot, offset)?.name.key;
  if (covered.length > 0 || key === undefined) return covered;
  return zonesOf(snapshot, key).flatMap((home) => headsOf(home.recordsAt(key)));
}

/** The line of a pattern that stands for many hosts, and the MX records that it covers; none elsewhere. */
export function patternReferences(snapshot: PolicySnapshot, offset: number): readonly Location[] {
  const entry = entryAt(snapshot, offset);
  if (entry?.key !== "mx" || !entry.value.startsWith("*.")) return [];
  const own = { uri: snapshot.uri, at: span(entry.valueSpan.start, entry.valueSpan.end) };
  return [own, ...coveredBy(snapshot, entry.value)];
}

/** The lines of the key under the cursor; for a host the lines that name or cover it, for a pattern those that it covers too. */
export function policyHighlights(snapshot: PolicySnapshot, offset: number): readonly Span[] {
  const here = entryAt(snapshot, offset);
  if (here === undefined) return [];
  const { entries } = snapshot.policy;
  if (touches(here.keySpan, offset))
    return entries.filter(({ key }) => key === here.key).map(({ keySpan: at }) => span(at.start, at.end));
  const value = here.value.toLowerCase();
  const isSame = (other: string): boolean => other === value || mxCovers(other, value) || mxCovers(value, other);
  return entries
    .filter((entry) => entry === here || (here.key === "mx" && entry.key === "mx" && isSame(entry.value.toLowerCase())))
    .map(({ valueSpan: at }) => span(at.start, at.end));
}

/** The lines of mx that follow each other, where there are several. */
const mxGroups = ({ policy }: PolicySnapshot): Span[] => {
  const groups: { start: number; end: number; lines: number }[] = [];
  let open: (typeof groups)[number] | undefined;
  for (const { key, start, end } of policy.entries) {
    if (key !== "mx") open = undefined;
    else if (open === undefined) groups.push((open = { start, end, lines: 1 }));
    else {
      open.end = end;
      open.lines++;
    }
  }
  return groups.filter(({ lines }) => lines > 1).map(({ start, end }) => span(start, end));
};

export const policyFolding = (snapshot: PolicySnapshot): readonly Fold[] =>
  mxGroups(snapshot).map(({ start, end }) => ({ start, end, kind: "owner" }));

/** What a value is, where it is what its key takes; a grammar marks others as faults. */
const valueTokens: ReadonlyMap<string, readonly [SemanticTokenType, RegExp]> = new Map<
  string,
  readonly [SemanticTokenType, RegExp]
>([
  ["version", ["enumMember", /^STSv1$/]],
  ["mode", ["enumMember", new RegExp(`^(?:${policyModes.join("|")})$`)]],
  ["mx", ["variable", /^[A-Za-z0-9_*.-]+$/]],
  ["max_age", ["number", /^[0-9]+$/]],
]);

/** Keys, and values as their keys take them, in order; the star of a pattern apart. A key that senders pass over is a comment to them. */
export function* policyTokens({ policy, text }: PolicySnapshot, start = 0, end = text.length): Iterable<SemanticToken> {
  const token = (at: Span, type: SemanticTokenType): SemanticToken => ({
    ...span(at.start, at.end),
    type,
    modifiers: [],
  });
  for (const entry of policy.entries) {
    if (entry.end <= start || entry.start >= end) continue;
    const { key, keySpan, value, valueSpan } = entry;
    if (!policyKeys.some((row) => row.key === key)) {
      yield token(entry, "comment");
      continue;
    }
    yield token(keySpan, "property");
    const [type, form] = valueTokens.get(key) ?? [];
    const isRight = type !== undefined && form?.test(value) === true;
    const star = key === "mx" && value.startsWith("*.") ? 1 : 0;
    if (star > 0) yield token(span(valueSpan.start, valueSpan.start + star), "operator");
    const rest = span(valueSpan.start + star, valueSpan.end);
    if (rest.end > rest.start) yield token(rest, isRight ? type : "string");
  }
}

/** The edits that lay out the lines that some spans touch. */
export function formatPolicyRanges({ text }: PolicySnapshot, spans: readonly Span[]): readonly Edit[] {
  const whole = wholeText(text);
  const lines = spans.map(({ start, end }) => {
    const rest = /^[^\r\n]*/.exec(whole.slice(end))?.[0] ?? "";
    return span(
      Math.max(whole.lastIndexOf("\n", start - 1), whole.lastIndexOf("\r", start - 1)) + 1,
      end + rest.length,
    );
  });
  return formatMtaStsPolicy(whole).filter((edit) =>
    lines.some(({ start, end }) => start <= edit.start && edit.end <= end),
  );
}
