/** Where the name under the cursor has its records; for `$INCLUDE`, the file. */
import { reverseNameOf } from "../dns/address.js";
import { makeName, parentOf } from "../dns/name.js";
import { mailKindOfOwner } from "../mail/mailKind.js";
import { isAddress } from "../rules/lookup.js";
import { isOfKind } from "../rules/mail/texts.js";
import { span, touches } from "../text/span.js";
import { entryAt, type Snapshot, type ZoneSnapshot } from "../workspace/snapshot.js";
import { addressOf, namesOf, type ZoneRecord } from "../zone/record.js";
import type { Location } from "./location.js";
import { answering, nameAt, zonesOf } from "./namePlaces.js";

const locationOf = ({ uri, ownerWord, typeWord }: ZoneRecord): Location => {
  const { start, end } = ownerWord ?? typeWord;
  return { uri, at: span(start, end) };
};

/** One location for each time that the owner is written. */
export function headsOf(records: readonly ZoneRecord[]): Location[] {
  const heads = records.filter((record, index) => index === 0 || record.ownerWord !== undefined);
  const found = new Map(heads.map((record) => [`${record.span.start} ${record.uri}`, locationOf(record)]));
  return [...found.values()];
}

function includedFile(snapshot: ZoneSnapshot, offset: number): Location[] {
  const here = entryAt(snapshot, offset);
  const { frame } = here ?? {};
  const word = here?.entry.words[1];
  if (frame?.include === undefined || word === undefined || !touches(word, offset)) return [];
  if (frame.include.at.start + frame.base !== word.start) return [];
  const next = snapshot.reading.frames()[frame.order + 1];
  return next === undefined || next.uri === snapshot.uri ? [] : [{ uri: next.uri, at: span(0, 0) }];
}

/** From the data of an MTA-STS record to the policy file that it announces. */
function policyOfRecord(snapshot: ZoneSnapshot, offset: number): Location[] {
  const record = entryAt(snapshot, offset)?.record;
  const domain = record === undefined ? undefined : parentOf(record.owner.key);
  if (record === undefined || domain === undefined || !isOfKind(record, "mta-sts")) return [];
  if (mailKindOfOwner(record.owner.key) !== "mta-sts" || !record.words.some((word) => touches(word, offset))) return [];
  return snapshot.policiesOf(domain).map(({ uri }) => ({ uri, at: span(0, 0) }));
}

/** The records at the name under the cursor, in whichever zone of the workspace; of the wildcard or DNAME that answers for it. */
export function definition(snapshot: ZoneSnapshot, offset: number): readonly Location[] {
  const here = nameAt(snapshot, offset);
  if (here === undefined) return [...includedFile(snapshot, offset), ...policyOfRecord(snapshot, offset)];
  return headsOf(answering(snapshot, here.name.key));
}

const isPointer = ({ type }: ZoneRecord): boolean => type.name === "PTR";

/** The records of some kind at a name, wherever it has any. */
const recordsAt = (snapshot: Snapshot, key: string, isWanted: (record: ZoneRecord) => boolean): ZoneRecord[] =>
  zonesOf(snapshot, key).flatMap((zone) => zone.recordsAt(key).filter(isWanted));

/**
 * The address records at the name under the cursor, such as the target of a PTR record; at the owner of one, those of the hosts that it
 * names. At the address of a host, the PTR records of the address.
 */
export function implementation(snapshot: Snapshot, offset: number): readonly Location[] {
  const here = nameAt(snapshot, offset);
  const record = snapshot.kind === "zone" ? entryAt(snapshot, offset)?.record : undefined;
  const found =
    here !== undefined
      ? addressesOf(snapshot, here.name.key)
      : record !== undefined && !record.generated && record.words.some((word) => touches(word, offset))
        ? pointersTo(snapshot, record)
        : [];
  return found.map(({ uri, span: at }) => ({ uri, at }));
}

function addressesOf(snapshot: Snapshot, key: string): ZoneRecord[] {
  const found = recordsAt(snapshot, key, isAddress);
  if (found.length > 0) return found;
  const hosts = recordsAt(snapshot, key, isPointer).flatMap((pointer) => namesOf(pointer).map(({ name }) => name.key));
  return [...new Set(hosts)].flatMap((host) => recordsAt(snapshot, host, isAddress));
}

function pointersTo(snapshot: Snapshot, record: ZoneRecord): ZoneRecord[] {
  const octets = isAddress(record) ? addressOf(record) : undefined;
  return octets === undefined ? [] : recordsAt(snapshot, makeName(reverseNameOf(octets)).key, isPointer);
}
