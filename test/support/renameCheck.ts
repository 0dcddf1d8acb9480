/** What a rename must leave as it was, found out without looking where it thinks that names stand. */
import { isAtOrBelow, labelsOf, makeName, parentOf, type Name } from "../../server/src/dns/name.js";
import { mailKindOf } from "../../server/src/mail/mailKind.js";
import { attributesOf, everyPlace, placesOfName, type NamePlace } from "../../server/src/features/namePlaces.js";
import { rename } from "../../server/src/features/rename.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { groupBy } from "../../server/src/text/group.js";
import { finish } from "../../server/src/text/steps.js";
import type { ZoneSnapshot } from "../../server/src/workspace/snapshot.js";
import { textOf, type ZoneRecord } from "../../server/src/zone/record.js";
import { commentsOf } from "./corpusSnapshot.js";

/** Texts by uri, which may be written over, and what is read from them. */
export interface World {
  texts(): ReadonlyMap<string, string>;
  snapshot(uri: string): ZoneSnapshot;
  write(texts: ReadonlyMap<string, string>): void;
}

const escaped = (text: string): string => text.replace(/[^A-Za-z0-9]/g, "\\$&");

/** One name in the place of another; owners with underscores below it go with it. */
interface Swap {
  readonly from: Name;
  readonly to: Name;
  readonly owners: ReadonlySet<string>;
}

/** The text of a mail record with one domain in the place of another. */
function withDomain(kind: string | undefined, text: string, { from, to, owners }: Swap): string {
  const old = `((?:[a-z0-9_-]+\\.)*_[a-z0-9-]+\\.)?${escaped(from.key.slice(0, -1))}`;
  const now = to.key.slice(0, -1);
  const goes = (below: string): boolean => below === "" || owners.has(below + from.key);
  if (kind === "spf")
    return text.replace(
      new RegExp(`([ +?~-](?:a|mx|ptr|include|exists|redirect|exp)[:=])${old}(?=\\.?(?:[ /]|$))`, "g"),
      (all, before: string, below: string | undefined = "") => (goes(below) ? before + below + now : all),
    );
  if (kind !== "dmarc" && kind !== "tls-rpt") return text;
  return text.replace(/(?:^|[; ])ru[af] *=[^;]*/g, (tag) =>
    tag
      .split(",")
      .map((uri) =>
        uri.replace(
          new RegExp(`^([^?]*?(?:@|//))${old}(?![^:/?#!]*[A-Za-z0-9_-])`),
          (whole, b: string, below: string | undefined = "") => (goes(below) ? b + below + now : whole),
        ),
      )
      .join(","),
  );
}

/** A record as one line in lower case, in which a name may take the place of another. */
function lineOf(record: ZoneRecord, names?: Swap): string {
  const swap = (key: string): string => {
    if (names === undefined || !isAtOrBelow(key, names.from.key)) return key;
    const own = labelsOf(key).slice(0, -labelsOf(names.from.key).length);
    const goes = own.length === 0 || (own.at(-1)?.startsWith("_") === true && names.owners.has(key));
    return goes ? [...own, names.to.key].join(".") : key;
  };
  const mapped = /^(?:TXT|SPF)$/.test(record.type.name) ? textOf(record) : undefined;
  const kind = mapped && mailKindOf(record.owner.key, mapped.text);
  const text = mapped?.text.toLowerCase();
  const body =
    text !== undefined
      ? names === undefined
        ? text
        : withDomain(kind, text, names)
      : // What can't be read has no names that one could tell without knowing where they stand.
        (record.rdata.canonical ?? "").toLowerCase().split(" ").map(swap).join(" ");
  return [swap(record.owner.key), record.ttl, record.class, record.type.name, body].join(" ");
}

function linesOf(snapshot: ZoneSnapshot, from?: Name, to?: Name): string[] {
  const zones = [...snapshot.zones.all()].toSorted((a, b) => (a.uri < b.uri ? -1 : 1));
  const owners = new Set(zones.flatMap((zone) => [...zone.owners()]));
  const names = from === undefined || to === undefined ? undefined : { from, to, owners };
  return zones.flatMap((zone) => Array.from(zone.records(), (record) => lineOf(record, names)));
}

const firstDifference = (a: readonly string[], b: readonly string[]): string | undefined => {
  const at = Array.from({ length: Math.max(a.length, b.length) }, (_, i) => i).find((i) => a[i] !== b[i]);
  return at === undefined ? undefined : `"${a[at] ?? ""}" is "${b[at] ?? ""}"`;
};

const allComments = (texts: ReadonlyMap<string, string>): string[] => [...texts.values()].flatMap(commentsOf);

const ids = (places: Iterable<NamePlace>): string[] =>
  [...new Set(Array.from(places, ({ uri, at, name }) => `${name.key} at ${at.start} of ${uri}`))].toSorted();

const allPlaces = (snapshot: ZoneSnapshot): NamePlace[] => [...everyPlace(snapshot)].flatMap((place) => place ?? []);

/** What is missed of a name, or found too much, where lines are passed over that can't have it. */
export const missed = (snapshot: ZoneSnapshot, { name: { key } }: NamePlace): string | undefined =>
  firstDifference(
    ids(allPlaces(snapshot).filter((place) => place.name.key === key)),
    ids(finish(placesOfName(snapshot, key))),
  );

/** One name of a document each, where it first stands. */
export function namesIn(snapshot: ZoneSnapshot): NamePlace[] {
  const found = allPlaces(snapshot).filter((place) => place.uri === snapshot.uri);
  return [...groupBy(found, ({ name }) => name.key).values()].flatMap(
    (places) => places.find(({ made }) => !made) ?? [],
  );
}

export interface Outcome {
  /** Where the name can't be renamed. */
  readonly refused?: string;
  /** What should be otherwise; undefined where all is well. */
  readonly fault?: string;
  /** The texts came back as they were. */
  readonly restored?: boolean;
}

/** Whether going back would write what is there now: all spelt in the one way that a rename writes. */
function canComeBack(places: readonly NamePlace[], to: Name, texts: ReadonlyMap<string, string>, from: Name): boolean {
  return places.every((place) => {
    const { uri, origin, relative, name } = place;
    const own = labelsOf(name.text).slice(0, -labelsOf(from.text).length);
    const written = place.rewrite(makeName([...own, from.text].join(".")));
    if ("refused" in written) return false;
    const text = texts.get(uri) ?? "";
    const asIs = written.every((edit) => text.slice(edit.start, edit.end) === edit.text);
    return asIs && (!relative || (origin !== undefined && isAtOrBelow(to.key, origin.key) && to.key !== origin.key));
  });
}

/** Writes the rename; why it is refused. */
function write(world: World, uri: string, at: number, name: string): string | undefined {
  const found = rename(world.snapshot(uri), at, name);
  if ("refused" in found) return found.refused;
  const texts = new Map(world.texts());
  for (const [document, edits] of groupBy(found.edits, (edit) => edit.uri)) {
    const own = edits.map(({ start, end, text }) => ({ start, end, text }));
    texts.set(document, applyEdits(texts.get(document) ?? "", own));
  }
  world.write(texts);
  return undefined;
}

/** Renames a name to one beside it, and back; the texts are as before in the end. */
export function checkRename(world: World, place: NamePlace): Outcome {
  const texts = world.texts();
  try {
    return renameAndBack(world, place);
  } finally {
    world.write(texts);
  }
}

function renameAndBack(world: World, { uri, at, name: from }: NamePlace): Outcome {
  const parent = parentOf(from.text) ?? ".";
  const to = makeName(`zw-9.${parent === "." ? "" : parent}`);
  const texts = world.texts();
  const before = world.snapshot(uri);
  const names = [from.key, ...finish(attributesOf(before, from.key))];
  const places = names.flatMap((key) => finish(placesOfName(before, key)));
  const comesBack = canComeBack(places, to, texts, from);
  const lines = linesOf(before);
  const wanted = linesOf(before, from, to);
  const refused = write(world, uri, at.start, to.text);
  if (refused !== undefined) return { refused };
  const fault = (what: string, difference: string | undefined): Outcome | undefined =>
    difference === undefined ? undefined : { fault: `${from.text}: ${what}: ${difference}` };
  const records = fault("records", firstDifference(wanted, linesOf(world.snapshot(uri))));
  if (records !== undefined) return records;
  const comments = fault("comments", firstDifference(allComments(texts), allComments(world.texts())));
  if (comments !== undefined) return comments;
  const place = finish(placesOfName(world.snapshot(uri), to.key)).find((one) => one.uri === uri);
  if (place === undefined) return { fault: `${from.text}: the new name is nowhere` };
  const refusedBack = write(world, uri, place.at.start, from.text);
  if (refusedBack !== undefined) return { fault: `${from.text}: there is no way back: ${refusedBack}` };
  const again = fault("back", firstDifference(lines, linesOf(world.snapshot(uri))));
  if (again !== undefined) return again;
  const now = world.texts();
  const same = [...texts].every(([document, text]) => now.get(document) === text);
  // A string that was split because it grew stays split.
  const joined = (text: string | undefined): string | undefined => text?.replaceAll('" "', "");
  const alike = [...texts].every(([document, text]) => joined(now.get(document)) === joined(text));
  return !alike && comesBack ? { fault: `${from.text}: the text does not come back` } : { restored: same };
}
