/** Snapshots for the tests of features, made from marked-up text. */
import { checkText } from "../../server/src/analysis/check.js";
import { parseMtaStsPolicy } from "../../server/src/mail/mtaStsPolicy.js";
import type { RuleContext } from "../../server/src/rules/rule.js";
import { entryEnd } from "../../server/src/syntax/scanner.js";
import { pagedText } from "../../server/src/text/pagedText.js";
import type { PolicySnapshot, ZoneSnapshot } from "../../server/src/workspace/snapshot.js";
import { onlyZone } from "../../server/src/zone/zone.js";
import { zoneSetOf } from "../../server/src/zone/zoneSet.js";

export interface SnapshotOptions {
  /** What `$INCLUDE` finds, by the file's name as written. */
  readonly files?: Readonly<Record<string, string>>;
  readonly origin?: string;
  readonly uri?: string;
  /** Other zones of the workspace: their texts by uri. */
  readonly others?: Readonly<Record<string, string>>;
  /** Policy files: their texts by the key of the mail domain. */
  readonly policies?: Readonly<Record<string, string>>;
  /** Seconds since 1970. */
  readonly now?: number;
}

export interface Marked<T> {
  readonly snapshot: T;
  /** The text without its marks. */
  readonly text: string;
  /** Where the marks `<|>` or `‸` stood, in order. */
  readonly offsets: readonly number[];
  /** The first of them; the end of the text where there is none. */
  readonly offset: number;
}

/** Text that starts with a line break loses it and the indentation that all its lines share. */
export function dedent(text: string): string {
  if (!text.startsWith("\n")) return text;
  const lines = text.slice(1).split("\n");
  const depths = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const depth = Math.min(...depths);
  return lines.map((line) => (line.trim() === "" ? "" : line.slice(depth))).join("\n");
}

function unmark(marked: string): Omit<Marked<never>, "snapshot"> {
  const parts = dedent(marked).split(/<\|>|‸/u);
  const offsets: number[] = [];
  let at = 0;
  for (const part of parts.slice(0, -1)) offsets.push((at += part.length));
  const text = parts.join("");
  return { text, offsets, offset: offsets[0] ?? text.length };
}

/** The zone in marked text, checked; `others` are in its workspace. */
export function zoneSnapshot(marked: string, options: SnapshotOptions = {}): Marked<ZoneSnapshot> {
  const { text, offsets, offset } = unmark(marked);
  const uri = options.uri ?? "file:///example.com.zone";
  const { reading, diagnostics } = checkText(text, {
    uri,
    files: new Map(Object.entries(options.files ?? {}).map(([file, content]) => [file, dedent(content)])),
    ...(options.origin === undefined ? {} : { origin: options.origin }),
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  const others = Object.entries(options.others ?? {}).map(
    ([other, content]) => checkText(dedent(content), { uri: other }).reading.zone,
  );
  const zones = others.length === 0 ? onlyZone(reading.zone) : zoneSetOf([reading.zone, ...others]);
  const policies = new Map(
    Object.entries(options.policies ?? {}).map(([domain, policy]) => [domain, parseMtaStsPolicy(dedent(policy)).value]),
  );
  const context: RuleContext = {
    zone: reading.zone,
    zones,
    policyOf: (domain) => policies.get(domain),
    server: "any",
    dmarc: "rfc9989",
    now: options.now,
  };
  const policyFiles = Array.from(policies, ([domain, policy]) => ({
    uri: `file:///mta-sts.${domain}txt`,
    policy,
    domain,
  }));
  const snapshot: ZoneSnapshot = {
    kind: "zone",
    uri,
    text: reading.documents()[0]?.text ?? pagedText(text, entryEnd),
    reading,
    zone: reading.zone,
    zones,
    origin: reading.zone.apex,
    originSource: options.origin === undefined ? "$ORIGIN" : "command",
    diagnostics: diagnostics.filter((diagnosis) => diagnosis.uri === uri),
    context,
    policiesOf: (domain) => policyFiles.filter((file) => file.domain === domain),
    policies: () => policyFiles,
  };
  return { snapshot, text, offsets, offset };
}

/** A policy file `mta-sts.txt` in marked text, in a workspace with the zones in `zones`, their texts by uri. */
export function policySnapshot(
  marked: string,
  domain: string | undefined = "example.com.",
  options: Pick<SnapshotOptions, "policies" | "now"> & { readonly zones?: Readonly<Record<string, string>> } = {},
): Marked<PolicySnapshot> {
  const { text, offsets, offset } = unmark(marked);
  const zones = Object.entries(options.zones ?? {}).map(
    ([other, content]) => checkText(dedent(content), { uri: other }).reading.zone,
  );
  const uri = "file:///mta-sts.txt";
  const policy = parseMtaStsPolicy(text).value;
  const others = Object.entries(options.policies ?? {}).map(([other, content]) => ({
    uri: `file:///mta-sts.${other}txt`,
    policy: parseMtaStsPolicy(dedent(content)).value,
    domain: other,
  }));
  const snapshot: PolicySnapshot = {
    kind: "policy",
    uri,
    text: pagedText(text, entryEnd),
    policy,
    domain,
    zones: zoneSetOf(zones),
    policies: () => [{ uri, policy, domain }, ...others],
    now: options.now,
    diagnostics: [],
  };
  return { snapshot, text, offsets, offset };
}
