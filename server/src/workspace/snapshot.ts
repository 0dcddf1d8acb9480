/** Snapshots: what a feature sees of a document, its zone and the others. */
import type { Diagnosis } from "../analysis/diagnose.js";
import type { Name } from "../dns/name.js";
import type { MtaStsPolicy } from "../mail/mtaStsPolicy.js";
import type { RuleContext } from "../rules/rule.js";
import type { Entry } from "../syntax/entry.js";
import { lastAtMost, pageIndexAt, type PagedText } from "../text/pagedText.js";
import { contextBefore, entryOfFrame, recordOfRow, type Frame } from "../zone/frame.js";
import type { ZoneContext } from "../zone/context.js";
import type { ZoneRecord } from "../zone/record.js";
import type { ZoneReading } from "../zone/readZone.js";
import type { Zone, Zones } from "../zone/zone.js";

/** Where the origin of a zone comes from. */
export type OriginSource =
  "command" | "$ORIGIN" | "SOA" | "owners" | "zonewright.json" | "named.conf" | "file name" | "include" | "unknown";

/** A policy file `mta-sts.txt` of the workspace. */
export interface PolicyFile {
  readonly uri: string;
  readonly policy: MtaStsPolicy;
  /** The key of the mail domain that it is for. */
  readonly domain: string | undefined;
}

export interface ZoneSnapshot {
  readonly kind: "zone";
  readonly uri: string;
  readonly text: PagedText;
  /** The zone that the document is part of. */
  readonly reading: ZoneReading;
  readonly zone: Zone;
  readonly zones: Zones;
  readonly origin: Name | undefined;
  readonly originSource: OriginSource;
  readonly diagnostics: readonly Diagnosis[];
  /** What rules are told: settings, policies, time. */
  readonly context: RuleContext;
  /** The policy files for a mail domain, by its key. */
  readonly policiesOf: (domainKey: string) => readonly PolicyFile[];
  /** All policy files. */
  readonly policies: () => readonly PolicyFile[];
}

export interface PolicySnapshot {
  readonly kind: "policy";
  readonly uri: string;
  readonly text: PagedText;
  readonly policy: MtaStsPolicy;
  /** The key of the mail domain that it is for. */
  readonly domain: string | undefined;
  readonly zones: Zones;
  /** All policy files, this one among them. */
  readonly policies: () => readonly PolicyFile[];
  /** Seconds since 1970; undefined where the host has no clock. */
  readonly now: number | undefined;
  readonly diagnostics: readonly Diagnosis[];
}

export type Snapshot = ZoneSnapshot | PolicySnapshot;

/** What stands at an offset of a zone's document. */
export interface Here {
  readonly frame: Frame;
  /** Which entry of the frame's page. */
  readonly index: number;
  readonly entry: Entry;
  /** The record of the entry, the first one of a `$GENERATE`; undefined for directives, comments and what can't be read. */
  readonly record: ZoneRecord | undefined;
}

/** The frames of a document's page, in order. */
const framesOfPage = (snapshot: ZoneSnapshot, pageIndex: number): Frame[] => {
  const page = snapshot.text.pages[pageIndex];
  return snapshot.reading.frames().filter((frame) => frame.page === page && frame.uri === snapshot.uri);
};

const hereAt = (frame: Frame, index: number): Here => {
  const row = frame.rows.find((candidate) => candidate.entry === index);
  return {
    frame,
    index,
    entry: entryOfFrame(frame, index),
    record: row === undefined ? undefined : recordOfRow(frame, row),
  };
};

/** The entry at an offset; undefined in an empty document. */
export function entryAt(snapshot: ZoneSnapshot, offset: number): Here | undefined {
  const pageIndex = pageIndexAt(snapshot.text, offset);
  const page = snapshot.text.pages[pageIndex];
  if (page === undefined) return undefined;
  const index = lastAtMost(page.entries, offset - (snapshot.text.starts[pageIndex] ?? 0));
  const frame = framesOfPage(snapshot, pageIndex).find((candidate) => candidate.from <= index && index < candidate.to);
  return frame === undefined ? undefined : hereAt(frame, index);
}

/**
 * The entries from the page on that holds `start`, each once, even where the document is included twice, in one pass over the
 * frames.
 */
export function* walkEntries(snapshot: ZoneSnapshot, start = 0): Iterable<Here> {
  let reached = snapshot.text.starts[pageIndexAt(snapshot.text, start)] ?? 0;
  for (const frame of snapshot.reading.frames()) {
    if (frame.uri !== snapshot.uri || frame.base + frame.page.text.length <= reached) continue;
    let row = 0;
    for (let index = frame.from; index < frame.to; index++) {
      while ((frame.rows[row]?.entry ?? index) < index) row++;
      if (frame.base + (frame.page.entries[index] ?? 0) < reached) continue;
      const entry = entryOfFrame(frame, index);
      reached = entry.end;
      const found = frame.rows[row];
      const record = found === undefined || found.entry !== index ? undefined : recordOfRow(frame, found);
      yield { frame, index, entry, record };
    }
  }
}

/** The entries of a document, in order, those that touch `start..end` alone. */
export function* entriesOf(snapshot: ZoneSnapshot, start = 0, end = snapshot.text.length): Iterable<Here> {
  for (const here of walkEntries(snapshot, start)) {
    if (here.entry.start > end) return;
    if (here.entry.end > start || here.entry.end >= snapshot.text.length) yield here;
  }
}

/** The context in which an entry is read: origin, last owner, TTLs. */
export const contextOf = ({ frame, index }: Here): ZoneContext => contextBefore(frame, index);
