/** What records take from the lines before them, written out where a refactoring changes those lines. */
import { readName, relativeTo, type Name } from "../dns/name.js";
import { insert, type Edit } from "../text/edit.js";
import { contextOf, walkEntries, type Here, type ZoneSnapshot } from "../workspace/snapshot.js";
import type { ZoneContext } from "../zone/context.js";
import { isDirective } from "../zone/directive.js";

/** A name as one would write it where `origin` is in force, its case kept. */
export function nameIn(name: Name, origin: Name | undefined): string {
  const relative = relativeTo(name, origin);
  return readName(relative, origin).name?.text === name.text ? relative : name.text;
}

/** The first entry of the document from `offset` on that takes something from the lines before: a record or an `$INCLUDE`. */
export function nextFrom(snapshot: ZoneSnapshot, offset: number): Here | undefined {
  for (const here of walkEntries(snapshot, offset)) {
    const { entry } = here;
    const [first] = entry.words;
    if (entry.start < offset || first === undefined) continue;
    if (!isDirective(entry) || first.raw.toUpperCase() === "$INCLUDE") return here;
  }
  return undefined;
}

/** Why the lines before an entry can't change without changing what follows them. */
export interface Obstacle {
  readonly obstacle: string;
}

/** The edits after which `next` has the owner, and if `withTtl` the TTL, that it has now, whatever comes before it then. */
export function standAlone(next: Here | undefined, withTtl: boolean): readonly Edit[] | Obstacle {
  if (next === undefined) return [];
  const { entry, record } = next;
  const context: ZoneContext = contextOf(next);
  if (isDirective(entry)) {
    return next.frame.include === undefined
      ? []
      : { obstacle: "An $INCLUDE follows, whose first record may take its owner from here" };
  }
  if (record === undefined) return { obstacle: "The record that follows can't be read" };
  const takesTtl = withTtl && record.ttlWord === undefined && context.defaultTtl === undefined;
  if (takesTtl && record.ttl === undefined) return { obstacle: "The record that follows has no TTL" };
  const ttl = takesTtl ? ` ${record.ttl}` : "";
  if (!entry.leadingBlank) {
    const at = record.ownerWord?.end ?? entry.start;
    return ttl === "" ? [] : [insert(at, ttl)];
  }
  // The blank that the line starts with parts the owner from what follows.
  return [insert(entry.start, `${nameIn(record.owner, record.origin)}${ttl}`)];
}
