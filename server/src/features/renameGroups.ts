/** Which edits of a rename someone has to agree to: those of other names and documents, by what these are and how they name the host. */
import { makeName } from "../dns/name.js";
import type { Edit } from "../text/edit.js";
import { groupBy } from "../text/group.js";
import { shown } from "../text/problem.js";
import { fileName } from "../workspace/files.js";
import type { Snapshot } from "../workspace/snapshot.js";
import type { Zone } from "../zone/zone.js";
import { named, type NamePlace } from "./namePlaces.js";

export interface RenameGroup {
  readonly id: "below" | "thisZone" | "otherZones" | "policies";
  /** Above the edits in a list of them. */
  readonly label: string;
  /** Why they belong to the rename. */
  readonly description: string;
}

/** Where a name stands that goes with the one that is renamed, such as `_25._tcp.mail` with `mail`. */
export interface PlaceBelow {
  readonly place: NamePlace;
  readonly written: readonly Edit[];
}

export interface RenameGroups {
  /** Those that have places. */
  readonly all: readonly RenameGroup[];
  /** None for a place in the document where the rename was asked. */
  groupOf(place: NamePlace): RenameGroup["id"] | undefined;
}

/** How many documents or zones a description names. */
const mostNamed = 3;

/** The first few, and how many more there are. */
function few(items: readonly string[], noun: string): string {
  const rest = items.length - mostNamed;
  const first = items.slice(0, mostNamed);
  if (rest > 0) return `${first.join(", ")} and ${rest} more ${noun}${rest === 1 ? "" : "s"}`;
  const last = first.pop() ?? "";
  return first.length === 0 ? last : `${first.join(", ")} and ${last}`;
}

/** The types of records that have or name it. */
const typesOf = (places: readonly NamePlace[]): string => [...new Set(places.map(({ by }) => by))].join(", ");

const partsOfZone = (places: readonly NamePlace[], zone: Zone): string => {
  const files = [...new Set(places.map(({ uri }) => shown(fileName(uri), 40)))];
  const apex = zone.apex === undefined ? "this zone" : `the zone ${named(zone.apex)}`;
  return `${few(files, "file")} ${files.length === 1 ? "is" : "are"} part of ${apex}`;
};

/** "example.net. names it in MX, SPF", "example.com. has its records (A, AAAA)"; a zone of the same name by its file as well. */
function byZone(zone: Zone, places: readonly NamePlace[], own: Zone | undefined): string {
  const file = shown(fileName(zone.uri), 40);
  const isSame = zone.apex !== undefined && zone.apex.key === own?.apex?.key;
  const apex = zone.apex === undefined ? file : isSame ? `${named(zone.apex)} in ${file}` : named(zone.apex);
  const owners = places.filter(({ role }) => role === "owner");
  const isHome = owners.length > 0;
  return isHome ? `${apex} has its records (${typesOf(owners)})` : `${apex} names it in ${typesOf(places)}`;
}

function inZones(places: readonly NamePlace[], here: Zone | undefined): string {
  const zones = [...groupBy(places, ({ zone }) => zone)];
  return few(
    zones.flatMap(([zone, own]) => (zone === undefined ? [] : [byZone(zone, own, here)])),
    "zone",
  );
}

function inPolicies(places: readonly NamePlace[], snapshot: Snapshot): string {
  const uris = new Set(places.map(({ uri }) => uri));
  const files = snapshot.policies().filter(({ uri }) => uris.has(uri));
  const domains = files.map(({ uri, domain }) =>
    domain === undefined ? shown(fileName(uri), 40) : named(makeName(domain)),
  );
  const policies = domains.length === 1 ? "The policy" : "The policies";
  const list = domains.length === 1 ? "lists" : "list";
  // "The id … MUST be updated when the policy is" (RFC 8461 section 3.1).
  return `${policies} of ${few(domains, "domain")} ${list} it as mx: write a new id into _mta-sts as well`;
}

function namesBelow(below: readonly PlaceBelow[]): string {
  const owners = below.flatMap(({ place }) => (place.role === "owner" ? [place] : []));
  const names = [...groupBy(owners, ({ name }) => name.key).values()].flatMap((places) =>
    places.slice(0, 1).map(({ name }) => `${named(name)} (${typesOf(places)})`),
  );
  return `${few(names, "name")} ${names.length === 1 ? "says" : "say"} something of it`;
}

export function groupsOf(
  snapshot: Snapshot,
  places: readonly NamePlace[],
  below: readonly PlaceBelow[] = [],
): RenameGroups {
  const own = snapshot.kind === "zone" ? snapshot.zone : undefined;
  const groupOf = ({ uri, zone, role }: NamePlace): RenameGroup["id"] | undefined => {
    if (uri === snapshot.uri) return undefined;
    if (role === "policy") return "policies";
    return zone === own ? "thisZone" : "otherZones";
  };
  const grouped = groupBy(places, groupOf);
  const of = (id: RenameGroup["id"]): readonly NamePlace[] => grouped.get(id) ?? [];
  const zones = snapshot.kind === "policy" ? "Zones" : "Other zones";
  const policies = snapshot.kind === "policy" ? "Other mail policies" : "Mail policies";
  const groups: readonly (readonly [RenameGroup["id"], string, () => string])[] = [
    ["thisZone", "Other files of this zone", () => (own === undefined ? "" : partsOfZone(of("thisZone"), own))],
    ["otherZones", zones, () => inZones(of("otherZones"), own)],
    ["policies", policies, () => inPolicies(of("policies"), snapshot)],
  ];
  const others = groups.flatMap(([id, label, describe]) =>
    of(id).length === 0 ? [] : [{ id, label, description: describe() }],
  );
  return {
    all: [
      ...(below.length === 0
        ? []
        : [{ id: "below", label: "Names with underscores below it", description: namesBelow(below) } as const]),
      ...others,
    ],
    groupOf,
  };
}
