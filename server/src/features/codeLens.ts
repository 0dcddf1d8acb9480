/** Code lenses: what SPF records cost in look-ups, the serial with its bump, and how often owners are named. */
import { parseSpf, isSpf } from "../mail/spf.js";
import { mostLookups, shownLookups, spfCost } from "../mail/spfCost.js";
import type { Span } from "../text/span.js";
import { finish, type Steps } from "../text/steps.js";
import { textOf } from "../zone/record.js";
import type { LensSettings } from "../workspace/config.js";
import type { ZoneSnapshot } from "../workspace/snapshot.js";
import type { DocumentEdit } from "./action.js";
import { resolverOf } from "../rules/mail/zoneResolver.js";
import { plainName } from "./guidedFacts.js";
import { everyPlace } from "./namePlaces.js";
import { bumpSerial, serialsOf } from "./serial.js";

export interface Lens {
  readonly at: Span;
  readonly title: string;
  /** What a click does; a lens without is words alone. */
  readonly action?:
    | { readonly kind: "edit"; readonly edits: readonly DocumentEdit[] }
    /** Shows the tree of includes of the record. */
    | { readonly kind: "call hierarchy" }
    | { readonly kind: "references" };
}

/** How many records make a step. */
const stride = 64;

function* spfLenses(snapshot: ZoneSnapshot): Steps<Lens[]> {
  const resolver = resolverOf(snapshot.context);
  const lenses: Lens[] = [];
  let seen = 0;
  for (const type of ["TXT", "SPF"])
    for (const record of snapshot.zone.recordsOfType(type)) {
      if (++seen % stride === 0) yield;
      const mapped = record.uri === snapshot.uri && !record.generated ? textOf(record) : undefined;
      if (mapped === undefined || !isSpf(mapped.text)) continue;
      const cost = spfCost(plainName(record.owner), parseSpf(mapped).value, resolver);
      lenses.push({
        at: record.span,
        title: `SPF: ${shownLookups(cost)} of ${mostLookups} look-ups`,
        action: { kind: "call hierarchy" },
      });
    }
  return lenses;
}

function* serialLenses(snapshot: ZoneSnapshot, now: number): Iterable<Lens> {
  const [serial] = serialsOf(snapshot, now);
  if (serial === undefined) return;
  const bump = bumpSerial(snapshot, now);
  yield bump === undefined || bump.disabled !== undefined
    ? { at: serial.at, title: bump?.disabled ?? "No later serial" }
    : { at: serial.at, title: bump.title, action: { kind: "edit", edits: bump.edits } };
}

/** One lens per owner, where it is first written in the document. */
function* referenceLenses(snapshot: ZoneSnapshot): Steps<Lens[]> {
  const counts = new Map<string, number>();
  const lenses: Lens[] = [];
  for (const place of everyPlace(snapshot))
    if (place === undefined) yield;
    else if (place.role !== "owner") counts.set(place.name.key, (counts.get(place.name.key) ?? 0) + 1);
  let seen = 0;
  for (const key of snapshot.zone.owners()) {
    if (++seen % stride === 0) yield;
    const first = snapshot.zone.recordsAt(key).find(({ uri, ownerWord }) => uri === snapshot.uri && ownerWord);
    const count = counts.get(key) ?? 0;
    if (first?.ownerWord === undefined || first.generated || count === 0) continue;
    const { start, end } = first.ownerWord;
    lenses.push({
      at: { start, end },
      title: count === 1 ? "1 reference" : `${count} references`,
      action: { kind: "references" },
    });
  }
  return lenses;
}

/** `now` in seconds since 1970; without it there is no serial to offer. */
export const codeLenses = (snapshot: ZoneSnapshot, settings: LensSettings, now: number | undefined): readonly Lens[] =>
  finish(codeLensesInSteps(snapshot, settings, now));

export function* codeLensesInSteps(
  snapshot: ZoneSnapshot,
  settings: LensSettings,
  now: number | undefined,
): Steps<readonly Lens[]> {
  const found = [
    ...(settings.spf ? yield* spfLenses(snapshot) : []),
    ...(settings.serial && now !== undefined ? serialLenses(snapshot, now) : []),
    ...(settings.references ? yield* referenceLenses(snapshot) : []),
  ];
  return found.toSorted((a, b) => a.at.start - b.at.start);
}
