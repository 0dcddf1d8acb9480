/** Renaming: an owner and every place that names it, in all zones and policies, each spelt relative or absolute as before. */
import { isAtOrBelow, labelsOf, makeName, readName, type Name } from "../dns/name.js";
import { domainName } from "../mail/resolver.js";
import { shown } from "../text/problem.js";
import { touches, type Span } from "../text/span.js";
import { finish, type Steps } from "../text/steps.js";
import { entryAt, type Snapshot } from "../workspace/snapshot.js";
import type { Zone } from "../zone/zone.js";
import { editsOf, type DocumentEdit } from "./action.js";
import {
  attributesOf,
  nameAt,
  named,
  otherMeaning,
  placesOfName,
  refuse,
  zonesOf,
  type NamePlace,
  type Refusal,
} from "./namePlaces.js";
import { groupsOf, type PlaceBelow, type RenameGroup } from "./renameGroups.js";

/** An edit, and the group of edits that someone has to agree to: none for the name itself in the document where the rename was asked. */
export interface RenameEdit extends DocumentEdit {
  readonly group: RenameGroup["id"] | undefined;
}

export interface Renamed {
  readonly edits: readonly RenameEdit[];
  /** Those that have edits. */
  readonly groups: readonly RenameGroup[];
}

/** What can be renamed under the cursor: where it stands and what is written there. */
export function prepareRename(
  snapshot: Snapshot,
  offset: number,
): { readonly at: Span; readonly text: string } | Refusal {
  const place = nameAt(snapshot, offset)?.place;
  if (place === undefined) return refuse(whyNoName(snapshot, offset));
  return refusalOf(snapshot, place.name) ?? { at: place.at, text: place.text };
}

/** Why nothing under the cursor can be renamed. */
function whyNoName(snapshot: Snapshot, offset: number): string {
  const otherwise = "There is no name here that could be renamed";
  if (snapshot.kind === "policy") {
    const pattern = snapshot.policy.entries.find(({ key, valueSpan }) => key === "mx" && touches(valueSpan, offset));
    return pattern?.value.startsWith("*.") === true
      ? `${shown(pattern.value, 50)} stands for many hosts: rename one of them in its zone`
      : otherwise;
  }
  const { entry, record } = entryAt(snapshot, offset) ?? {};
  const [first] = entry?.words ?? [];
  if (entry === undefined || first === undefined) return otherwise;
  if (record?.generated === true) return "A $GENERATE line makes these names: change that line";
  if (record !== undefined && entry.leadingBlank && offset < first.start)
    return "The owner of this record is written on a line above: rename it there";
  if (nameAt(snapshot, offset) !== undefined)
    return `${first.raw.toUpperCase()} says where the names after it belong: rename them one by one`;
  return otherwise;
}

function refusalOf(snapshot: Snapshot, name: Name): Refusal | undefined {
  if (name.key === ".") return refuse("The dot stands for the root, or for no host at all: it has no other name");
  for (const zone of zonesOf(snapshot, name.key)) {
    if (zone.apex?.key === name.key)
      return refuse(`${named(name)} is the zone's own name: renaming it would take the zone apart`);
    const generated = zone
      .recordsAt(name.key)
      .some((record) => record.generated && record.ownerWord?.raw.includes("$") === true);
    if (generated) return refuse(`A $GENERATE line makes ${named(name)}: change that line`);
  }
  return undefined;
}

/**
 * The name that someone typed in a place. A name with dots that repeats the origin, or that takes the place of an absolute one, is
 * meant to be absolute, though its final dot was left out.
 */
function readNewName({ role, text: before, origin }: NamePlace, typed: string): Name | Refusal {
  const none = refuse(`"${shown(typed)}" is no domain name`);
  if (typed === "") return none;
  if (/[^\x20-\x7e]/.test(typed)) return refuse(`"${shown(typed)}" must be written in its xn-- form, or with \\DDD`);
  if (role === "mail" || role === "policy") return domainName(typed) ?? none;
  const dotted = readName(`${typed}.`, undefined).name;
  const isWhole =
    dotted !== undefined &&
    labelsOf(dotted.text).length > 1 &&
    (before.endsWith(".") || (origin !== undefined && origin.key !== "." && isAtOrBelow(dotted.key, origin.key)));
  return (isWhole ? dotted : readName(typed, origin).name) ?? none;
}

/** The zones in which the name owns records. */
const homesOf = (snapshot: Snapshot, key: string): Zone[] => zonesOf(snapshot, key).filter((zone) => zone.has(key));

/** Why the records of a name can't have another. */
function refusalOfMove(snapshot: Snapshot, from: Name, to: Name): Refusal | undefined {
  if (to.key === ".") return refuse("The dot stands for the root, or for no host at all");
  if (to.key === from.key) return undefined;
  const homes = homesOf(snapshot, from.key);
  for (const zone of homes) {
    const { apex } = zone;
    // Records that stand outside of their zone already are no one's answer.
    if (apex === undefined || !isAtOrBelow(from.key, apex.key)) continue;
    if (!isAtOrBelow(to.key, apex.key))
      return refuse(`${named(to)} is outside the zone ${named(apex)}, which holds its records`);
    if (zone.standing(to.key) === "occluded" && zone.standing(from.key) !== "occluded")
      return refuse(`${named(to)} lies below a delegation or DNAME of ${named(apex)}: no server would answer with it`);
  }
  if (homes.length > 0 && homesOf(snapshot, to.key).length > 0)
    return refuse(`${named(to)} has records already, and both sets would become one`);
  return undefined;
}

/** The edits that give the name under the cursor another one, in every document. */
export function* renameInSteps(snapshot: Snapshot, offset: number, newText: string): Steps<Renamed | Refusal> {
  const here = nameAt(snapshot, offset)?.place;
  if (here === undefined) return refuse(whyNoName(snapshot, offset));
  const name = readNewName(here, newText.trim());
  if ("refused" in name) return name;
  const refusal = refusalOf(snapshot, here.name) ?? refusalOfMove(snapshot, here.name, name);
  if (refusal !== undefined) return refusal;
  const places = yield* placesOfName(snapshot, here.name.key);
  const ambiguous = yield* otherMeaning(snapshot, places);
  if (ambiguous !== undefined)
    return refuse(`"${shown(ambiguous.place.text, 30)}" is included twice and means ${named(ambiguous.other)} too`);
  const below = yield* placesBelow(snapshot, here.name, name);
  const groups = groupsOf(snapshot, places, below);
  const edits: RenameEdit[] = [];
  for (const place of places) {
    const written = place.rewrite(name);
    if ("refused" in written) return written;
    const group = groups.groupOf(place);
    for (const edit of editsOf(written, place.uri)) edits.push({ ...edit, group });
  }
  for (const { place, written } of below)
    for (const edit of editsOf(written, place.uri)) edits.push({ ...edit, group: "below" });
  return { edits, groups: groups.all };
}

/** The places of the names that go with a name, and what is written there; a name that can't go stays, wherever it stands. */
function* placesBelow(snapshot: Snapshot, from: Name, to: Name): Steps<PlaceBelow[]> {
  const found: PlaceBelow[] = [];
  if (to.key === from.key) return found;
  for (const key of yield* attributesOf(snapshot, from.key)) {
    const places = yield* placesOfName(snapshot, key);
    const moved = places.map((place): PlaceBelow | undefined => {
      const own = labelsOf(place.name.text).slice(0, -labelsOf(from.text).length);
      const written = place.rewrite(makeName(`${own.join(".")}.${to.text}`));
      return "refused" in written ? undefined : { place, written };
    });
    const kept = moved.filter((one) => one !== undefined);
    const taken = homesOf(snapshot, `${key.slice(0, -from.key.length)}${to.key}`).length > 0;
    if (kept.length === places.length && !taken && (yield* otherMeaning(snapshot, places)) === undefined)
      found.push(...kept);
  }
  return found;
}

export const rename = (snapshot: Snapshot, offset: number, newText: string): Renamed | Refusal =>
  finish(renameInSteps(snapshot, offset, newText));
