/** A zone read from its documents, and read again after edits at the cost of what they touch. */
import { hashKey, isAtOrBelow, makeName, parentOf, type Name } from "../dns/name.js";
import type { Encoding } from "../text/octets.js";
import { sliceText, type PagedText } from "../text/pagedText.js";
import { shown, type Problem } from "../text/problem.js";
import { sameContext, startContext, type ZoneContext } from "./context.js";
import { readFrame, recordOfRow, rowsNaming, type Frame, type Row } from "./frame.js";
import type { ZoneRecord } from "./record.js";
import type { Standing, Zone } from "./zone.js";

/** A document as the zone's reader needs it. */
export interface SourceText {
  readonly uri: string;
  readonly text: PagedText;
  readonly encoding: Encoding;
}

/** Finds the document that an `$INCLUDE` in the document `from` names; "pending": it is being fetched. */
export type FindInclude = (from: string, file: string) => SourceText | "not found" | "outside" | "pending";

/** What a reading changed. */
export interface Change {
  readonly added: readonly Frame[];
  readonly removed: readonly Frame[];
  /** The keys of owners whose records are others than before. */
  readonly owners: ReadonlySet<string>;
}

export interface ZoneReading {
  readonly zone: Zone;
  /** In order of reading. */
  frames(): readonly Frame[];
  /** Problems of `$INCLUDE` lines; relative to their frames' pages. */
  includeProblems(): readonly { readonly frame: Frame; readonly problem: Problem }[];
  /** The records of a frame, in order. */
  recordsOf(frame: Frame): readonly ZoneRecord[];
  /** The frame in which an owner of this key first has records. */
  homeOf(key: string): Frame | undefined;
  /** The documents that it was read from, the first one first. */
  documents(): readonly SourceText[];
  /**
   * Reads the documents as they are now. `origin` is what is known of it from outside the text; `isZone` says that it is the name
   * that servers load the zone by, whatever SOA record is in it.
   */
  update(root: SourceText, origin: Name | undefined, findInclude: FindInclude, isZone?: boolean): Change;
}

/** Stands in for an origin that nothing tells. */
export const unknownOrigin = makeName("unknown-origin.");

/**
 * The zone's name: the owner of its SOA record, else the origin it is read with. An SOA record whose owner repeats the origin, as
 * some exports write it without its final dot, makes no zone of that name.
 */
function apexOf(soaOwner: Name | undefined, origin: Name | undefined): Name | undefined {
  if (soaOwner === undefined || origin === undefined) return soaOwner ?? origin;
  return origin.key !== "." && soaOwner.key === `${origin.key}${origin.key}` ? origin : soaOwner;
}

const deepestInclude = 20;
const mostIncludes = 1000;
const mostCached = 128;
/** Owners with more records than this are gathered once a reading: rules ask for the same owner record by record. */
const manyRecords = 16;
/** How many of them are kept at a time. */
const mostGathered = 64;

/** A reading of the zone that starts in the document `uri`; empty until its first update. */
export function openZone(uri: string): ZoneReading {
  let frames: Frame[] = [];
  let documents: SourceText[] = [];
  let includeProblems: { frame: Frame; problem: Problem }[] = [];
  let origin: Name | undefined;
  let incomplete = false;
  let pass = 0;
  const byPage = new Map<number, Frame[]>();
  const byOwner = new Map<string, Frame | Frame[]>();
  const typeCounts = new Map<string, number>();
  let wildcards = 0;
  const cache = new Map<Frame, { base: number; records: (ZoneRecord | undefined)[] }>();
  const gathered = new Map<string, readonly ZoneRecord[]>();
  const gatheredTypes = new Map<string, ReadonlySet<string>>();
  const framesOfType = new Map<string, readonly Frame[]>();

  const recordAt = (frame: Frame, index: number): ZoneRecord | undefined => {
    const row = frame.rows[index];
    if (row === undefined) return undefined;
    let cached = cache.get(frame);
    if (cached === undefined || cached.base !== frame.base) {
      if (cached === undefined && cache.size >= mostCached)
        for (const oldest of cache.keys()) if (cache.delete(oldest)) break;
      cached = { base: frame.base, records: [] };
      cache.set(frame, cached);
    }
    const known = cached.records[index];
    if (known !== undefined) return known;
    const record = recordOfRow(frame, row);
    cached.records[index] = record;
    return record;
  };

  const framesAt = (key: string): readonly Frame[] => {
    const found = byOwner.get(key);
    if (found === undefined) return [];
    return Array.isArray(found) ? found.toSorted((a, b) => a.order - b.order) : [found];
  };

  function* recordsOfFrame(frame: Frame, indices: readonly number[]): Iterable<ZoneRecord> {
    for (const index of indices) {
      const record = recordAt(frame, index);
      if (record !== undefined) yield record;
    }
  }

  const recordsAt = (key: string): readonly ZoneRecord[] => {
    const known = gathered.get(key);
    if (known !== undefined) return known;
    const records = framesAt(key).flatMap((frame) => [...recordsOfFrame(frame, frame.owners.get(key) ?? [])]);
    if (records.length <= manyRecords) return records;
    if (gathered.size >= mostGathered) for (const oldest of gathered.keys()) if (gathered.delete(oldest)) break;
    gathered.set(key, records);
    return records;
  };

  const typesAt = (key: string): ReadonlySet<string> => {
    const known = gatheredTypes.get(key);
    if (known !== undefined) return known;
    const types = new Set<string>();
    let count = 0;
    for (const frame of framesAt(key))
      for (const index of frame.owners.get(key) ?? []) {
        const row = frame.rows[index];
        if (row !== undefined) types.add(row.type.name);
        count++;
      }
    if (count > manyRecords) gatheredTypes.set(key, types);
    return types;
  };

  const framesWith = (type: string): readonly Frame[] => {
    const known = framesOfType.get(type);
    if (known !== undefined) return known;
    const found = typeCounts.has(type) ? frames.filter((frame) => rowsOfType(frame, type).length > 0) : [];
    framesOfType.set(type, found);
    return found;
  };

  const firstRowOfType = (type: string): Row | undefined => {
    const [frame] = framesWith(type);
    return frame?.rows[rowsOfType(frame, type)[0] ?? 0];
  };

  let apex: Name | undefined;
  const standing = (key: string): Standing => {
    if (apex === undefined || !isAtOrBelow(key, apex.key)) return "outside";
    if (key === apex.key) return "apex";
    let found: Standing = typesAt(key).has("NS") ? "delegation" : "authoritative";
    for (let above = parentOf(key); above !== undefined && above !== apex.key; above = parentOf(above)) {
      const types = byOwner.has(above) ? typesAt(above) : undefined;
      if (types?.has("NS") === true || types?.has("DNAME") === true) found = "occluded";
    }
    return found;
  };

  const wildcardFor = (key: string): string | undefined => {
    if (wildcards === 0 || apex === undefined || byOwner.has(key)) return undefined;
    for (let above = parentOf(key); above !== undefined && isAtOrBelow(above, apex.key); above = parentOf(above)) {
      const wildcard = above === "." ? "*." : `*.${above}`;
      if (byOwner.has(wildcard)) return wildcard;
      if (byOwner.has(above)) return undefined;
    }
    return undefined;
  };

  const index = (frame: Frame): void => {
    for (const key of frame.owners.keys()) {
      const known = byOwner.get(key);
      if (known === undefined) {
        byOwner.set(key, frame);
        if (key.startsWith("*.")) wildcards++;
      } else if (Array.isArray(known)) known.push(frame);
      else byOwner.set(key, [known, frame]);
    }
    for (const row of frame.rows) typeCounts.set(row.type.name, (typeCounts.get(row.type.name) ?? 0) + 1);
  };

  const unindex = (frame: Frame): void => {
    for (const key of frame.owners.keys()) {
      const known = byOwner.get(key);
      if (Array.isArray(known)) {
        const rest = known.filter((other) => other !== frame);
        const [only] = rest;
        byOwner.set(key, rest.length === 1 && only !== undefined ? only : rest);
      } else if (known === frame) {
        byOwner.delete(key);
        if (key.startsWith("*.")) wildcards--;
      }
    }
    for (const row of frame.rows) {
      const count = (typeCounts.get(row.type.name) ?? 1) - 1;
      if (count === 0) typeCounts.delete(row.type.name);
      else typeCounts.set(row.type.name, count);
    }
    cache.delete(frame);
  };

  const zone: Zone = {
    uri,
    get apex() {
      return apex;
    },
    get originKnown() {
      const soa = firstRowOfType("SOA");
      return origin !== undefined || (soa !== undefined && !soa.owner.key.endsWith(unknownOrigin.key));
    },
    get complete() {
      return !incomplete;
    },
    written(document, at) {
      const source = documents.find((candidate) => candidate.uri === document);
      return source === undefined ? "" : sliceText(source.text, at.start, at.end);
    },
    recordsAt,
    typesAt,
    has: (key) => byOwner.has(key),
    countOfType: (type) => typeCounts.get(type) ?? 0,
    *recordsOfType(type) {
      for (const frame of framesWith(type)) yield* recordsOfFrame(frame, rowsOfType(frame, type));
    },
    *ownersOfType(type) {
      for (const frame of framesWith(type))
        for (const at of rowsOfType(frame, type)) {
          const row = frame.rows[at];
          if (row !== undefined) yield row.owner;
        }
    },
    *records() {
      for (const frame of frames) {
        // Whoever walks the whole zone looks at each record once: to keep them all would only fill the memory.
        const kept = cache.get(frame);
        for (const [i, row] of frame.rows.entries())
          yield (kept?.base === frame.base ? kept.records[i] : undefined) ?? recordOfRow(frame, row);
      }
    },
    *recordsNaming(key) {
      for (const frame of frames) for (const row of rowsNaming(frame, key)) yield recordOfRow(frame, row);
    },
    owners: () => byOwner.keys(),
    standing,
    wildcardFor,
  };

  const update = (
    root: SourceText,
    knownOrigin: Name | undefined,
    findInclude: FindInclude,
    isZone = false,
  ): Change => {
    pass++;
    gathered.clear();
    gatheredTypes.clear();
    framesOfType.clear();
    const before = frames;
    frames = [];
    documents = [];
    includeProblems = [];
    origin = knownOrigin;
    const added: Frame[] = [];
    let includes = 0;

    const frameOf = (source: SourceText, pageIndex: number, from: number, context: ZoneContext): Frame | undefined => {
      const page = source.text.pages[pageIndex];
      if (page === undefined) return undefined;
      const known = byPage
        .get(page.id)
        ?.find(
          (frame) =>
            frame.from === from &&
            frame.pass !== pass &&
            frame.uri === source.uri &&
            frame.encoding === source.encoding &&
            sameContext(frame.before, context),
        );
      const frame = known ?? readFrame(source.uri, page, from, context, source.encoding);
      if (known === undefined) added.push(frame);
      frame.base = source.text.starts[pageIndex] ?? 0;
      frame.order = frames.length;
      frame.pass = pass;
      frames.push(frame);
      return frame;
    };

    const readInclude = (frame: Frame, context: ZoneContext, stack: readonly string[]): ZoneContext => {
      const { include } = frame;
      if (include === undefined) return context;
      const found = findInclude(frame.uri, include.file);
      if (found === "pending") {
        incomplete = true;
        return { ...context, unsure: true };
      }
      const fault = includeFault(found, stack, ++includes);
      if (fault !== undefined || typeof found === "string") {
        includeProblems.push({
          frame,
          problem: { ...(fault ?? notFound), at: include.at, message: wordInclude(fault ?? notFound, include.file) },
        });
        incomplete = true;
        return { ...context, unsure: true };
      }
      const inside: ZoneContext = {
        ...context,
        origin: include.origin ?? context.origin,
        // BIND lets the first line of an included file inherit the owner before it, and warns if the origin is another.
        originMoved: context.originMoved || include.origin !== undefined,
        included: true,
        include: "start",
      };
      const after = readDocument(found, inside, [...stack, found.uri]);
      const { owner, originMoved, included } = context;
      return { ...after, origin: context.origin, owner, originMoved, included, include: "after" };
    };

    const readDocument = (source: SourceText, start: ZoneContext, stack: readonly string[]): ZoneContext => {
      documents.push(source);
      let context = start;
      for (let pageIndex = 0; pageIndex < source.text.pages.length; pageIndex++) {
        const entries = source.text.pages[pageIndex]?.entries.length ?? 0;
        for (let from = 0; from < entries;) {
          const frame = frameOf(source, pageIndex, from, context);
          if (frame === undefined) break;
          context = readInclude(frame, frame.after, stack);
          from = frame.to;
        }
      }
      return context;
    };

    incomplete = false;
    const after = readDocument(root, startContext(knownOrigin ?? unknownOrigin), [root.uri]);
    if (after.unsure) incomplete = true;
    const removed = before.filter((frame) => frame.pass !== pass);
    for (const frame of removed) {
      unindex(frame);
      const rest = (byPage.get(frame.page.id) ?? []).filter((other) => other !== frame);
      if (rest.length === 0) byPage.delete(frame.page.id);
      else byPage.set(frame.page.id, rest);
    }
    for (const frame of added) {
      index(frame);
      byPage.set(frame.page.id, [...(byPage.get(frame.page.id) ?? []), frame]);
    }
    apex = (isZone ? knownOrigin : undefined) ?? apexOf(firstRowOfType("SOA")?.owner, knownOrigin);
    return { added, removed, owners: changedOwners(removed, added) };
  };

  return {
    zone,
    frames: () => frames,
    includeProblems: () => includeProblems,
    homeOf: (key) => framesAt(key)[0],
    recordsOf: (frame) => [...recordsOfFrame(frame, [...frame.rows.keys()])],
    documents: () => documents,
    update,
  };
}

const typeRows = new WeakMap<Frame, ReadonlyMap<string, readonly number[]>>();

/** Which rows of a frame are of a type; found out once, as frames never change. */
function rowsOfType(frame: Frame, type: string): readonly number[] {
  const known = typeRows.get(frame);
  if (known !== undefined) return known.get(type) ?? [];
  const found = new Map<string, number[]>();
  for (const [index, row] of frame.rows.entries()) {
    const rows = found.get(row.type.name);
    if (rows === undefined) found.set(row.type.name, [index]);
    else rows.push(index);
  }
  typeRows.set(frame, found);
  return found.get(type) ?? [];
}

const notFound = { rule: "include/not-found" };

function includeFault(
  found: SourceText | "not found" | "outside",
  stack: readonly string[],
  includes: number,
): { rule: string } | undefined {
  if (found === "not found") return notFound;
  if (found === "outside") return { rule: "include/outside-workspace" };
  if (stack.includes(found.uri)) return { rule: "include/cycle" };
  if (stack.length > deepestInclude || includes > mostIncludes) return { rule: "include/too-deep" };
  return undefined;
}

function wordInclude({ rule }: { rule: string }, file: string): string {
  const written = shown(file, 40);
  switch (rule) {
    case "include/outside-workspace":
      return `"${written}" lies outside the workspace and is not read`;
    case "include/cycle":
      return `"${written}" includes itself, so that the zone is refused`;
    case "include/too-deep":
      return `"${written}" is not read: too many files within files`;
    default:
      return `"${written}" is not found`;
  }
}

/** The owners whose rows or their text differ between two sets of frames. */
function changedOwners(removed: readonly Frame[], added: readonly Frame[]): Set<string> {
  const before = digests(removed);
  const after = digests(added);
  const changed = new Set<string>();
  for (const [key, digest] of before) if (after.get(key) !== digest) changed.add(key);
  for (const key of after.keys()) if (!before.has(key)) changed.add(key);
  return changed;
}

function digests(frames: readonly Frame[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const { page, rows } of frames)
    for (const row of rows) {
      const text = page.text.slice(page.entries[row.entry] ?? 0, page.entries[row.entry + 1] ?? page.text.length);
      const digest = hashKey(`${text}\n${row.origin.text}\n${row.ttl ?? ""}\n${row.class}\n${row.generated ?? ""}`);
      const key = row.owner.key;
      found.set(key, Math.imul((found.get(key) ?? 17) ^ digest, 0x01000193));
    }
  return found;
}
