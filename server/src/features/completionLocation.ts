/** The parts of a LOC record to complete: hemispheres, altitude, size and precisions (RFC 1876 section 3). */
import type { Word } from "../syntax/word.js";
import { relativeTo } from "../dns/name.js";
import { value, type Offer } from "./completionItem.js";
import { isPast } from "./completionNames.js";
import type { CompletionPlace } from "./completionPlace.js";

const hemispheres = [
  [value("N", "North: degrees, minutes and seconds stand before it"), value("S", "South")],
  [value("E", "East: degrees, minutes and seconds stand before it"), value("W", "West")],
];

/** What follows the longitude, each left out from the end at will. */
const afterPlace = [
  [value("0m", "Altitude: meters above the ellipsoid of GPS")],
  [value("1m", "Size: the diameter of what is there; 1m if left out")],
  [value("10000m", "Horizontal precision; 10000m if left out")],
  [value("10m", "Vertical precision; 10m if left out")],
];

const form = "${1:52} ${2:22} ${3:23.000} ${4|N,S|} ${5:4} ${6:53} ${7:32.000} ${8|E,W|} ${9:0}m";

const mostRecords = 20;

/** Whole places: the form, and those that other records have. */
function places(place: CompletionPlace, snippets: boolean): Offer[] {
  const there = new Map<string, string>();
  let seen = 0;
  for (const { owner, rdata } of place.snapshot.zone.recordsOfType("LOC")) {
    if (isPast(place, ++seen, mostRecords)) break;
    if (rdata.canonical !== undefined && !there.has(rdata.canonical))
      there.set(rdata.canonical, relativeTo(owner, place.context.origin));
  }
  const whole: Offer = {
    ...value("52 22 23.000 N 4 53 32.000 E 0m", "Degrees, minutes, seconds, twice, and the altitude"),
    ...(snippets ? { insert: form, snippet: true } : {}),
  };
  return [...Array.from(there, ([text, owner]) => value(text, `As ${owner}`)), whole];
}

/** What may follow the words before. */
export function locationOffers(place: CompletionPlace, before: readonly Word[], snippets: boolean): Offer[] {
  if (before.length === 0) return places(place, snippets);
  let axis = 0;
  let numbers = 0;
  let after = 0;
  for (const { raw } of before) {
    if (axis === 2) after++;
    else if (/^[NSEW]$/.test(raw)) {
      axis++;
      numbers = 0;
    } else numbers++;
  }
  if (axis === 2) return [...(afterPlace[after] ?? [])];
  return numbers === 0 ? [] : [...(hemispheres[axis] ?? [])];
}
