/** Where the name under the cursor is used: references in the workspace, highlights in the document. */
import { walkEntries, type ZoneSnapshot } from "../workspace/snapshot.js";
import type { Span } from "../text/span.js";
import { finish, type Steps } from "../text/steps.js";
import type { Location } from "./location.js";
import { linesOfPolicies } from "./policyDocument.js";
import { nameAt, placesOf, placesOfName } from "./namePlaces.js";

/** Every place where the name is written; as an owner only if `withOwners`. */
export function* referencesInSteps(
  snapshot: ZoneSnapshot,
  offset: number,
  withOwners: boolean,
): Steps<readonly Location[]> {
  const here = nameAt(snapshot, offset);
  if (here === undefined) return [];
  const found = yield* placesOfName(snapshot, here.name.key);
  const places = found.filter(({ role }) => withOwners || role !== "owner").map(({ uri, at }) => ({ uri, at }));
  return [...places, ...linesOfPolicies(snapshot, here.name.key)];
}

export const references = (snapshot: ZoneSnapshot, offset: number, withOwners: boolean): readonly Location[] =>
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
      for (const { name, at, role } of placesOf(record))
        if (name.key === here.name.key) found.push({ at, kind: role === "owner" ? "write" : "read" });
  }
  return found;
}
