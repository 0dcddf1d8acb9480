/** Where the name under the cursor is used: references in the workspace, highlights in the document. */
import { walkEntries, type Snapshot, type ZoneSnapshot } from "../workspace/snapshot.js";
import type { Span } from "../text/span.js";
import { finish, type Steps } from "../text/steps.js";
import type { Location } from "./location.js";
import { nameAt, placesOf, placesOfName } from "./namePlaces.js";
import { patternReferences } from "./policyDocument.js";

/** Every place where the name is written or made; as an owner only if `withOwners`. */
export function* referencesInSteps(
  snapshot: Snapshot,
  offset: number,
  withOwners: boolean,
): Steps<readonly Location[]> {
  const here = nameAt(snapshot, offset);
  if (here === undefined) return snapshot.kind === "policy" ? patternReferences(snapshot, offset) : [];
  const found = yield* placesOfName(snapshot, here.name.key);
  return found.filter(({ role }) => withOwners || role !== "owner").map(({ uri, at }) => ({ uri, at }));
}

export const references = (snapshot: Snapshot, offset: number, withOwners: boolean): readonly Location[] =>
  finish(referencesInSteps(snapshot, offset, withOwners));

export interface Highlight {
  readonly at: Span;
  /** An owner is where a name gets its records. */
  readonly kind: "read" | "write";
}

/** How far around the cursor highlights are looked for: it moves often, and no one sees more. */
const window = 256 * 1024;

/** The places near the cursor where the name under it is written. */
export function highlights(snapshot: ZoneSnapshot, offset: number): readonly Highlight[] {
  const here = nameAt(snapshot, offset);
  if (here === undefined) return [];
  const found: Highlight[] = [];
  for (const { record, entry } of walkEntries(snapshot, Math.max(0, offset - window))) {
    if (entry.start > offset + window) break;
    if (record !== undefined)
      for (const { name, at, role } of placesOf(record, snapshot.zone))
        if (name.key === here.name.key) found.push({ at, kind: role === "owner" ? "write" : "read" });
  }
  return found;
}
