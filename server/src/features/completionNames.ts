/** Names to complete: owners in use, hosts with their addresses, names of other zones with their final dot. */
import { addressOfReverseName, printAddress } from "../dns/address.js";
import { relativeTo, type Name } from "../dns/name.js";
import { isAddress, isReverse } from "../rules/lookup.js";
import { addressOf } from "../zone/record.js";
import type { Zone } from "../zone/zone.js";
import type { Offer } from "./completionItem.js";
import type { CompletionPlace } from "./completionPlace.js";

/** How many names are offered: more than these are no help, and what is typed narrows them. */
const mostNames = 300;
/** How many owners that start as what is typed are looked through: completion answers at once in any zone. */
const mostLooked = 5000;
/** How many records are read: that takes longer than to look at an owner. */
export const mostRead = 1500;

/** Whether there is too much, which is noted: the list is not all that there is. */
export function isPast({ limits }: CompletionPlace, count: number, most: number): boolean {
  if (count <= most) return false;
  limits.reached = true;
  return true;
}

const upTo = <T>(place: CompletionPlace, list: T[]): T[] =>
  isPast(place, list.length, mostNames) ? list.slice(0, mostNames) : list;

/** Names as one would write them here, absolute where that is what is being typed. */
function written(place: CompletionPlace, name: Name): string {
  const relative = relativeTo(name, place.context.origin);
  const typed = place.typed.toLowerCase();
  return typed !== "" && !relative.toLowerCase().startsWith(typed) && name.key.startsWith(typed) ? name.text : relative;
}

/** The keys of a zone's owners that start as what is typed, however many others there are. */
function* keysLike(place: CompletionPlace, zone: Zone, typed: string): Iterable<string> {
  const wanted = typed.toLowerCase();
  const origin = place.context.origin.key;
  let looked = 0;
  for (const key of zone.owners()) {
    if (!key.startsWith(wanted) && !(wanted === "@" && key === origin)) continue;
    if (isPast(place, ++looked, mostLooked)) return;
    yield key;
  }
}

export function ownerOffers(place: CompletionPlace): Offer[] {
  const { zone } = place.snapshot;
  const offers: Offer[] = [];
  for (const key of keysLike(place, zone, place.typed)) {
    if (isPast(place, offers.length + 1, mostNames)) break;
    const [first] = zone.recordsAt(key);
    const text = written(place, first?.owner ?? { key, text: key });
    if (!text.toLowerCase().startsWith(place.typed.toLowerCase())) continue;
    offers.push({
      label: text,
      kind: "owner",
      insert: text,
      detail: [...zone.typesAt(key)].join(", "),
      about: { what: "owner", name: key },
    });
  }
  return offers;
}

interface Host {
  readonly name: Name;
  readonly addresses: readonly string[];
}

/** Hosts that start as what is typed, with their addresses, of this zone and of the others in the workspace. */
export function hostsIn(place: CompletionPlace, typed: string): readonly Host[] {
  const hosts = new Map<string, Host>();
  for (const zone of [place.snapshot.zone, ...otherZones(place)])
    for (const key of keysLike(place, zone, typed)) {
      const host = key.startsWith("*.") || hosts.has(key) ? undefined : hostAt(zone, key);
      if (host === undefined) continue;
      if (isPast(place, hosts.size + 1, mostNames)) return [...hosts.values()];
      hosts.set(key, host);
    }
  return [...hosts.values()];
}

function hostAt(zone: Zone, key: string): Host | undefined {
  const types = zone.typesAt(key);
  if (!types.has("A") && !types.has("AAAA")) return undefined;
  const records = zone.recordsAt(key).filter(isAddress);
  const addresses = records.flatMap((record) => {
    const octets = addressOf(record);
    return octets === undefined ? [] : [printAddress(octets)];
  });
  const name = records[0]?.owner;
  return name === undefined || addresses.length === 0 ? undefined : { name, addresses };
}

export function hostOffers(place: CompletionPlace): Offer[] {
  const typed = place.typed.toLowerCase();
  return hostsIn(place, place.typed)
    .map(({ name, addresses }) => ({ name, text: written(place, name), addresses }))
    .filter(({ text }) => text.toLowerCase().startsWith(typed))
    .map(({ name, text, addresses }) => ({
      label: text,
      kind: "host",
      insert: text,
      detail: addresses.join(", "),
      about: { what: "owner", name: name.key },
    }));
}

function* otherZones({ snapshot }: CompletionPlace): Iterable<Zone> {
  for (const zone of snapshot.zones.all()) if (zone !== snapshot.zone) yield zone;
}

/** Any name of any zone: what an alias may point to. */
export function nameOffers(place: CompletionPlace): Offer[] {
  const hosts = hostOffers(place);
  const seen = new Set(hosts.map(({ label }) => label));
  return upTo(place, [...hosts, ...ownerOffers(place).filter(({ label }) => !seen.has(label))]);
}

/** In a reverse zone the hosts that have the address of the owner come first. */
export function pointerOffers(place: CompletionPlace, owner: Name | undefined): Offer[] {
  const hosts = hostOffers(place);
  const octets = owner === undefined || !isReverse(owner.key) ? undefined : addressOfReverseName(owner.key);
  if (octets === undefined) return hosts;
  const address = printAddress(octets);
  const has = ({ detail }: Offer): boolean => detail?.split(", ").includes(address) === true;
  return [...hosts.filter(has), ...hosts.filter((host) => !has(host))];
}

/** Addresses that records of this zone have, with their hosts. */
export function addressOffers(place: CompletionPlace, type: "A" | "AAAA"): Offer[] {
  const { snapshot, typed } = place;
  const hosts = new Map<string, string[]>();
  let seen = 0;
  for (const record of snapshot.zone.recordsOfType(type)) {
    if (isPast(place, ++seen, mostRead)) break;
    const octets = addressOf(record);
    if (octets === undefined) continue;
    const address = printAddress(octets);
    const known = hosts.get(address);
    if (known !== undefined) known.push(record.owner.text);
    else if (address.startsWith(typed.toLowerCase()) && !isPast(place, hosts.size + 1, mostNames))
      hosts.set(address, [record.owner.text]);
  }
  return [...hosts].map(([address, owners]) => ({
    label: address,
    kind: "address",
    insert: address,
    detail: `${owners.slice(0, 3).join(", ")}${owners.length > 3 ? " …" : ""}`,
  }));
}
