/** What version control has of the zones and policies of the workspace, and whether the zones differ from it. */
import type { Name } from "../dns/name.js";
import { parseMtaStsPolicy, type MtaStsPolicy } from "../mail/mtaStsPolicy.js";
import type { Committed } from "../rules/rule.js";
import { entryEnd } from "../syntax/scanner.js";
import type { Encoding } from "../text/octets.js";
import { pagedText, wholeText } from "../text/pagedText.js";
import { openZone, type Change, type FindInclude, type SourceText, type ZoneReading } from "../zone/readZone.js";
import { openZoneChanges, type ZoneChanges } from "../zone/zoneChanges.js";
import type { OriginSource } from "./snapshot.js";

/** The committed text of a file; undefined where version control has none. */
export type ReadCommitted = (
  uri: string,
) => Promise<{ readonly text: string; readonly encoding: Encoding } | undefined>;

/** How to read a zone as it was committed. */
export interface CommittedReading {
  readonly originOf: (source: SourceText) => { readonly origin: Name | undefined; readonly from: OriginSource };
  /** Where an included file may be, the likeliest first. */
  readonly candidates: (from: string, file: string) => readonly string[];
  /** What the `$INCLUDE` finds now. */
  readonly findNow: FindInclude;
}

export interface CommittedState {
  /** Version control has moved on: asks again for all that is known. */
  refresh(): void;
  /** Fetches what is wanted; true if any of it is new. */
  load(): Promise<boolean>;
  /** Takes note that a zone was read again; with what it reads now it is compared in `work`. */
  read(zone: ZoneReading, change: Change, how: CommittedReading): void;
  /** Compares; returns whether what `of` says is other than after the last time. */
  work(root: string): Generator<void, boolean, void>;
  of(root: string): Committed | undefined;
  /** The zone that starts in the document is none any more, or is not looked at. */
  forget(root: string): void;
  /** The policy in a document as it was committed; undefined where that is not known, or not yet. */
  policyOf(uri: string): MtaStsPolicy | undefined;
}

interface CommittedZone {
  readonly reading: ZoneReading;
  readonly changes: ZoneChanges;
  /** A part of it is still to be fetched. */
  pending: boolean;
  /** It was read again and not compared since. */
  isNew: boolean;
  found: Committed | undefined;
}

/** How many files are asked for at a time. */
const atOnce = 16;

export function openCommittedState(readCommitted: ReadCommitted): CommittedState {
  const texts = new Map<string, SourceText | "none">();
  const wanted = new Set<string>();
  /** On their way. */
  const asked = new Set<string>();
  const zones = new Map<string, CommittedZone>();
  const gone = new Set<string>();
  const policies = new Map<string, { source: SourceText; policy: MtaStsPolicy }>();

  const textOf = (uri: string): SourceText | "none" | undefined => {
    const known = texts.get(uri);
    if (known === undefined && !asked.has(uri)) wanted.add(uri);
    return known;
  };

  const fetch = async (uri: string): Promise<boolean> => {
    asked.add(uri);
    const found = await readCommitted(uri).finally(() => asked.delete(uri));
    const known = texts.get(uri);
    if (found === undefined) {
      texts.set(uri, "none");
      return known !== "none";
    }
    if (typeof known === "object" && known.encoding === found.encoding && wholeText(known.text) === found.text)
      return false;
    texts.set(uri, { uri, text: pagedText(found.text, entryEnd), encoding: found.encoding });
    return true;
  };

  const load = async (): Promise<boolean> => {
    let news = false;
    const uris = [...wanted];
    wanted.clear();
    for (let at = 0; at < uris.length; at += atOnce)
      if ((await Promise.all(uris.slice(at, at + atOnce).map(fetch))).includes(true)) news = true;
    return news;
  };

  /** The include that was committed, and where version control has none, what is there now: it is no change. */
  const findFor =
    ({ candidates, findNow }: CommittedReading, wait: () => void): FindInclude =>
    (from, file) => {
      for (const candidate of candidates(from, file)) {
        const text = textOf(candidate);
        if (text === undefined) {
          wait();
          return "pending";
        }
        if (text !== "none") return text;
      }
      return findNow(from, file);
    };

  const read = (zone: ZoneReading, change: Change, how: CommittedReading): void => {
    const root = zone.zone.uri;
    const known = zones.get(root);
    known?.changes.noteAfter(change);
    const source = textOf(root);
    if (source === "none") {
      if (zones.delete(root)) gone.add(root);
      return;
    }
    if (source === undefined) return;
    let pending = false;
    const reading = known?.reading ?? openZone(root);
    const find = findFor(how, () => {
      pending = true;
    });
    const { origin, from } = how.originOf(source);
    const before = reading.update(source, origin, find, from === "command");
    if (known === undefined) {
      const changes = openZoneChanges(reading, zone);
      zones.set(root, { reading, changes, pending, isNew: true, found: undefined });
      return;
    }
    known.changes.noteBefore(before);
    known.pending = pending;
    known.isNew ||= before.added.length + before.removed.length > 0;
  };

  function* work(root: string): Generator<void, boolean, void> {
    const zone = zones.get(root);
    if (zone === undefined) return gone.delete(root);
    if (zone.pending) {
      const had = zone.found !== undefined;
      zone.found = undefined;
      return had;
    }
    yield* zone.changes.work();
    const { found, isNew } = zone;
    const now = { zone: zone.reading.zone, differs: zone.changes.differ(), owner: zone.changes.owner() };
    zone.isNew = false;
    if (!isNew && found?.differs === now.differs && found.owner === now.owner) return false;
    zone.found = now;
    return true;
  }

  return {
    refresh() {
      for (const uri of texts.keys()) wanted.add(uri);
    },
    load,
    read,
    work,
    of: (root) => zones.get(root)?.found,
    forget(root) {
      if (zones.delete(root)) gone.add(root);
    },
    policyOf(uri) {
      const source = textOf(uri);
      if (source === undefined || source === "none") return undefined;
      const known = policies.get(uri);
      if (known?.source === source) return known.policy;
      const policy = parseMtaStsPolicy(wholeText(source.text)).value;
      policies.set(uri, { source, policy });
      return policy;
    },
  };
}
