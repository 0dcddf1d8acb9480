/** Where the name under the cursor has its records; for `$INCLUDE`, the file. */
import { parentOf } from "../dns/name.js";
import { mailKindOfOwner } from "../mail/mailKind.js";
import { isAddress } from "../rules/lookup.js";
import { isOfKind } from "../rules/mail/texts.js";
import { span, touches } from "../text/span.js";
import { entryAt, type ZoneSnapshot } from "../workspace/snapshot.js";
import type { ZoneRecord } from "../zone/record.js";
import type { Location } from "./location.js";
import { nameAt, zonesOf } from "./namePlaces.js";

const locationOf = ({ uri, ownerWord, typeWord }: ZoneRecord): Location => {
  const { start, end } = ownerWord ?? typeWord;
  return { uri, at: span(start, end) };
};

/** One location for each time that the owner is written. */
function headsOf(records: readonly ZoneRecord[]): Location[] {
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

/** The records at the name under the cursor, in whichever zone of the workspace; those of the wildcard that answers for it. */
export function definition(snapshot: ZoneSnapshot, offset: number): readonly Location[] {
  const here = nameAt(snapshot, offset);
  if (here === undefined) return [...includedFile(snapshot, offset), ...policyOfRecord(snapshot, offset)];
  const { key } = here.name;
  const own = zonesOf(snapshot).map((zone) => zone.recordsAt(key));
  const found = own.flatMap(headsOf);
  if (found.length > 0) return found;
  const zone = snapshot.zones.zoneOf(key) ?? snapshot.zone;
  const wildcard = zone.wildcardFor(key);
  return wildcard === undefined ? [] : headsOf(zone.recordsAt(wildcard));
}

/** The address records at the name under the cursor: for a PTR record, the host that its address belongs to. */
export function implementation(snapshot: ZoneSnapshot, offset: number): readonly Location[] {
  const here = nameAt(snapshot, offset);
  if (here === undefined) return [];
  return zonesOf(snapshot).flatMap((zone) =>
    zone
      .recordsAt(here.name.key)
      .filter(isAddress)
      .map(({ uri, span: at }) => ({ uri, at })),
  );
}
