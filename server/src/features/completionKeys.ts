/** Key tags and digests to complete, from the keys that the zones of the workspace hold. */
import { printHex } from "../dns/binary.js";
import { describe } from "../dns/fieldKinds.js";
import { dsDigest } from "../dns/dsDigest.js";
import type { Name } from "../dns/name.js";
import { keyFlag, keyOf, type Key } from "../rules/dnssec/key.js";
import type { Word } from "../syntax/word.js";
import { fieldOf } from "../zone/record.js";
import { value, type Offer } from "./completionItem.js";
import type { CompletionPlace } from "./completionPlace.js";

/** The keys at an owner, in its own zone or in the one that is delegated, those first that DS records are of. */
function keysAt({ snapshot }: CompletionPlace, owner: Name): Key[] {
  const zones = new Set([snapshot.zone, ...snapshot.zones.named(owner.key)]);
  const keys = [...zones].flatMap((zone) =>
    zone.recordsAt(owner.key).flatMap((record) => (record.type.name === "DNSKEY" ? (keyOf(record) ?? []) : [])),
  );
  const isEntry = ({ flags }: Key): boolean => (flags & keyFlag.entryPoint) !== 0;
  return [...keys.filter(isEntry), ...keys.filter((key) => !isEntry(key))];
}

function keyWords({ record, flags }: Key): string {
  const algorithm = fieldOf(record, "algorithm");
  const name = algorithm === undefined ? undefined : describe(algorithm)?.split(":")[0];
  return `${(flags & keyFlag.entryPoint) === 0 ? "Zone signing key" : "Key signing key"}${name === undefined ? "" : `, ${name}`}`;
}

/** The tags of the keys at the owner. */
export const keyTagOffers = (place: CompletionPlace, owner: Name | undefined): Offer[] =>
  owner === undefined ? [] : keysAt(place, owner).map((key) => value(String(key.tag), keyWords(key)));

/** The digest that the fields before ask for: key tag, algorithm, digest type. */
export function digestOffers(place: CompletionPlace, owner: Name | undefined, before: readonly Word[]): Offer[] {
  const [tag, , type] = before;
  if (owner === undefined || tag === undefined || type === undefined) return [];
  return keysAt(place, owner)
    .filter((key) => String(key.tag) === tag.raw)
    .flatMap((key) => {
      const digest = dsDigest(Number(type.raw), key.record.owner, key);
      return digest === undefined ? [] : [value(printHex(digest), `Of key ${key.tag}`)];
    });
}
