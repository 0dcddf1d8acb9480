/** Renaming: an owner and every place that names it, in all zones, each spelt relative or absolute as before. */
import { isAtOrBelow, readName, type Name } from "../dns/name.js";
import { domainName } from "../mail/resolver.js";
import { shown } from "../text/problem.js";
import type { Span } from "../text/span.js";
import { finish, type Steps } from "../text/steps.js";
import type { ZoneSnapshot } from "../workspace/snapshot.js";
import type { Zone } from "../zone/zone.js";
import { editsOf, type DocumentEdit } from "./action.js";
import { nameAt, placesOfName, zonesOf, type NamePlace } from "./namePlaces.js";

/** Why something can't be done, in one sentence for the user. */
export interface Refusal {
  readonly refused: string;
}

const refuse = (refused: string): Refusal => ({ refused });

interface Renamed {
  readonly edits: readonly DocumentEdit[];
}

/** What can be renamed under the cursor: where it stands and what is written there. */
export function prepareRename(
  snapshot: ZoneSnapshot,
  offset: number,
): { readonly at: Span; readonly text: string } | Refusal {
  const place = nameAt(snapshot, offset)?.place;
  if (place === undefined) return refuse("There is no name here that could be renamed");
  return refusalOf(snapshot, place.name) ?? { at: place.at, text: place.text };
}

function refusalOf(snapshot: ZoneSnapshot, name: Name): Refusal | undefined {
  for (const zone of zonesOf(snapshot)) {
    if (zone.apex?.key === name.key)
      return refuse(`${shown(name.text)} is the zone's own name: renaming it would take the zone apart`);
    const generated = zone.recordsAt(name.key).some((record) => record.generated);
    if (generated) return refuse(`A $GENERATE line makes ${shown(name.text)}: change that line`);
  }
  return undefined;
}

function readNewName(place: NamePlace, text: string): Name | undefined {
  return place.role === "mail" ? domainName(text) : readName(text, place.origin).name;
}

/** The zones in which the name owns records. */
const homesOf = (snapshot: ZoneSnapshot, key: string): Zone[] => zonesOf(snapshot).filter((zone) => zone.has(key));

/** The edits that give the name under the cursor another one, in every document. */
export function* renameInSteps(snapshot: ZoneSnapshot, offset: number, newText: string): Steps<Renamed | Refusal> {
  const place = nameAt(snapshot, offset)?.place;
  if (place === undefined) return refuse("There is no name here that could be renamed");
  const { key } = place.name;
  const refusal = refusalOf(snapshot, place.name);
  if (refusal !== undefined) return refusal;
  const name = readNewName(place, newText.trim());
  if (name === undefined) return refuse(`"${shown(newText)}" is no domain name`);
  const homes = homesOf(snapshot, key);
  const outside = homes.find(({ apex }) => apex !== undefined && !isAtOrBelow(name.key, apex.key));
  if (outside !== undefined)
    return refuse(
      `${shown(name.text)} is outside the zone ${shown(outside.apex?.text ?? "")}, which holds its records`,
    );
  if (name.key !== key && homes.length > 0 && homesOf(snapshot, name.key).length > 0)
    return refuse(`${shown(name.text)} has records already, and both sets would become one`);
  const edits: DocumentEdit[] = [];
  for (const found of yield* placesOfName(snapshot, key)) {
    const written = found.rewrite(name);
    if (written.length === 0) return refuse(`${shown(name.text)} can't be written in a mail record that names it`);
    edits.push(...editsOf(written, found.uri));
  }
  return { edits };
}

export const rename = (snapshot: ZoneSnapshot, offset: number, newText: string): Renamed | Refusal =>
  finish(renameInSteps(snapshot, offset, newText));
