/** Names to complete: owners in use, hosts with their addresses, names of other zones with their final dot. */
import { addressOfReverseName, printAddress } from "../dns/address.js";
import { relativeTo, type Name } from "../dns/name.js";
import { isReverse } from "../rules/lookup.js";
import { addressOf, type ZoneRecord } from "../zone/record.js";
import type { Zone } from "../zone/zone.js";
import type { Offer } from "./completionItem.js";
import type { CompletionPlace } from "./completionPlace.js";

/** How many names are offered: more than these are no help, and what is typed narrows them. */
const mostNames = 300;
/** How many records are looked through: completion answers at once in any zone. */
const mostRecords = 5000;

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

/** The owners of a zone, each once, those that start as what is typed. */
function* ownersLike(place: CompletionPlace, zone: Zone): Iterable<{ key: string; text: string }> {
  const typed = place.typed.toLowerCase();
  let seen = 0;
  for (const key of zone.owners()) {
    if (isPast(place, ++seen, mostRecords)) return;
    const text = written(place, { key, text: key });
    if (text.toLowerCase().startsWith(typed)) yield { key, text };
  }
}

export function ownerOffers(place: CompletionPlace): Offer[] {
  const { zone } = place.snapshot;
  const offers: Offer[] = [];
  for (const { key, text } of ownersLike(place, zone)) {
    if (isPast(place, offers.length + 1, mostNames)) break;
    const [first] = zone.recordsAt(key);
    const types = [...zone.typesAt(key)].join(", ");
    offers.push({
      label: first === undefined ? text : written(place, first.owner),
      kind: "owner",
      insert: first === undefined ? text : written(place, first.owner),
      detail: types,
    });
  }
  return offers;
}

interface Host {
  readonly name: Name;
  readonly addresses: string[];
}

/** Hosts with their addresses, of this zone and of the others in the workspace. */
export function hostsIn(place: CompletionPlace): readonly Host[] {
  const hosts = new Map<string, Host>();
  let seen = 0;
  for (const zone of [place.snapshot.zone, ...otherZones(place)])
    for (const type of ["A", "AAAA"])
      for (const record of zone.recordsOfType(type)) {
        if (isPast(place, ++seen, mostRecords)) return [...hosts.values()];
        note(hosts, record);
      }
  return [...hosts.values()];
}

function note(hosts: Map<string, Host>, record: ZoneRecord): void {
  const octets = addressOf(record);
  if (octets === undefined || record.owner.key.startsWith("*.")) return;
  const known = hosts.get(record.owner.key);
  if (known === undefined) hosts.set(record.owner.key, { name: record.owner, addresses: [printAddress(octets)] });
  else known.addresses.push(printAddress(octets));
}

export function hostOffers(place: CompletionPlace): Offer[] {
  const typed = place.typed.toLowerCase();
  const hosts = hostsIn(place)
    .map(({ name, addresses }) => ({ text: written(place, name), addresses }))
    .filter(({ text }) => text.toLowerCase().startsWith(typed));
  return upTo(place, hosts).map(({ text, addresses }) => ({
    label: text,
    kind: "host",
    insert: text,
    detail: addresses.join(", "),
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
    if (isPast(place, ++seen, mostRecords)) break;
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
