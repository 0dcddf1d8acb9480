/** Finds DS and CDS records that fit no key of the zone that they are of, where that zone is open too. */
import { dsDigest } from "../../dns/dsDigest.js";
import { remove, replace, type Edit } from "../../text/edit.js";
import { fieldOf, numberOf, type ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";
import { on, ownerRule, rfc, type OwnerSubject, type RuleContext } from "../rule.js";
import { isEditable, octetsOf, spanOf } from "../values/fields.js";
import { pointer, said, worded } from "../wording.js";
import { keysOf, type Key } from "./key.js";

/** The zones whose keys the DS records of a name are of: all with that name, as there may be one for each view. */
function zonesBelow({ owner }: OwnerSubject, { zone, zones }: RuleContext): readonly Zone[] {
  return owner.key === zone.apex?.key ? [] : [...zones.named(owner.key)];
}

const idOf = (tag: number, algorithm: number): string => `${tag} ${algorithm}`;

/** The keys by tag and algorithm, by which DS records find them (RFC 4034 section 5.1). */
function byId(keys: readonly Key[]): ReadonlyMap<string, readonly Key[]> {
  const found = new Map<string, Key[]>();
  for (const key of keys) {
    const known = found.get(idOf(key.tag, key.algorithm));
    if (known === undefined) found.set(idOf(key.tag, key.algorithm), [key]);
    else known.push(key);
  }
  return found;
}

function idOfRecord(record: ZoneRecord): string | undefined {
  const tag = numberOf(record, "key tag");
  const algorithm = numberOf(record, "algorithm");
  return tag === undefined || algorithm === undefined ? undefined : idOf(tag, algorithm);
}

export const dsWithoutKey = ownerRule({
  id: "dnssec/ds-without-key",
  since: "0.1.0",
  severity: "warning",
  summary: "A DS record of a key that the zone below does not have",
  references: [rfc(4035, "5.2")],
  types: ["DS"],
  *find(subject, context) {
    const below = zonesBelow(subject, context);
    if (below.length === 0 || below.some((zone) => !zone.complete)) return;
    const keys = byId(below.flatMap(keysOf));
    if (keys.size === 0) return;
    for (const record of subject.ofType("DS")) {
      const id = idOfRecord(record);
      if (id === undefined || keys.has(id)) continue;
      yield { ...on(record, spanOf(record, "key tag")), keyTag: numberOf(record, "key tag"), owner: record.owner };
    }
  },
  message: ({ keyTag, owner }) => `The zone ${said(owner)} has no key ${keyTag} of this algorithm`,
});

type Fit = "fits" | "differs" | "no key" | "unknown";

interface Compared {
  readonly record: ZoneRecord;
  readonly fit: Fit;
  /** The key that it names and the digest of that, where it differs. */
  readonly key?: Key;
  readonly digest?: string;
}

const hexOf = (octets: Uint8Array): string =>
  Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");

/** Compares the digests of DS or CDS records with those of the keys that they name; each digest is made once. */
function compared(records: readonly ZoneRecord[], keys: readonly Key[]): readonly Compared[] {
  const named = byId(keys);
  const digests = new Map<string, readonly { readonly key: Key; readonly digest: string }[]>();
  return records.map((record) => {
    const id = idOfRecord(record);
    const type = numberOf(record, "digest type");
    const written = octetsOf(record, "digest");
    if (id === undefined || type === undefined || written === undefined) return { record, fit: "unknown" };
    const ofType = `${id} ${type}`;
    const ofId = named.get(id);
    if (ofId === undefined) return { record, fit: "no key" };
    const candidates =
      digests.get(ofType) ??
      ofId.flatMap((key) => {
        const digest = dsDigest(type, key.record.owner, key);
        return digest === undefined ? [] : [{ key, digest: hexOf(digest) }];
      });
    digests.set(ofType, candidates);
    const own = hexOf(written);
    const [first] = candidates;
    if (first === undefined) return { record, fit: "unknown" };
    if (candidates.some(({ digest }) => digest === own)) return { record, fit: "fits" };
    // That of another length is said by the reader.
    if (own.length !== first.digest.length) return { record, fit: "unknown" };
    return { record, fit: "differs", key: first.key, ...(candidates.length === 1 ? { digest: first.digest } : {}) };
  });
}

/** Whether all keys of the zones could be read. */
const hasAllKeys = (zones: readonly Zone[], keys: readonly Key[]): boolean =>
  zones.every(({ complete }) => complete) &&
  keys.length >= zones.reduce((sum, zone) => sum + zone.countOfType("DNSKEY"), 0);

const sha1 = 1;

/** Whether validators find no key by these records. One that can't be judged may be of a key that is there. */
function noneHolds(all: readonly Compared[], allKeys: boolean): boolean {
  // Beside a stronger digest that of SHA-1 is passed over (RFC 4509 section 3).
  const hasStronger = all.some(({ record }) => (numberOf(record, "digest type") ?? sha1) !== sha1);
  return all.every(({ record, fit }) => {
    if (fit === "fits") return hasStronger && numberOf(record, "digest type") === sha1;
    return fit === "differs" || (fit === "no key" && allKeys);
  });
}

/** Writes a digest where one stands, in capital letters if that has them; comments between its words stay. */
function digestEdits(record: ZoneRecord, digest: string): readonly Edit[] {
  const field = fieldOf(record, "digest");
  const [first, ...others] = field?.words ?? [];
  if (field === undefined || first === undefined || !isEditable(record)) return [];
  const isUpper = field.words.every(({ raw }) => raw === raw.toUpperCase());
  const text = isUpper ? digest.toUpperCase() : digest;
  const { span } = field;
  const hasComments = record.comments.some(({ start }) => start > span.start && start < span.end);
  return hasComments ? [replace(first, text), ...others.map(remove)] : [replace(span, text)];
}

export const dsDigestDiffers = ownerRule({
  id: "dnssec/ds-digest-differs",
  since: "0.1.0",
  severity: "error",
  summary: "A DS or CDS record whose digest is not that of the key it names",
  references: [rfc(4034, "5.1.4"), rfc(4035, "5.2"), rfc(7344, "4.1")],
  types: ["DS", "CDS"],
  *find(subject, context) {
    const { zone } = context;
    const sets = [
      { type: "DS", of: zonesBelow(subject, context) },
      { type: "CDS", of: subject.owner.key === zone.apex?.key ? [zone] : [] },
    ];
    for (const { type, of } of sets) {
      const records = subject.ofType(type);
      if (records.length === 0 || of.length === 0) continue;
      const keys = of.flatMap(keysOf);
      const all = compared(records, keys);
      const isOnly = type === "DS" && noneHolds(all, hasAllKeys(of, keys));
      for (const { record, fit, key, digest } of all) {
        if (fit !== "differs" || key === undefined) continue;
        const related = [pointer(key.record, "The key", record.uri)];
        const severity = isOnly ? ("error" as const) : ("warning" as const);
        const found = { ...on(record, spanOf(record, "digest")), related, severity, record, digest };
        yield { ...found, type, owner: record.owner, keyTag: key.tag, isOnly };
      }
    }
  },
  message: ({ type, owner, keyTag, isOnly }) =>
    type === "CDS"
      ? `The digest is not that of key ${keyTag}: the zone above must refuse this CDS`
      : isOnly
        ? worded`The digest is not that of key ${keyTag}: validating resolvers refuse ${owner}`
        : worded`The digest is not that of key ${keyTag} of ${owner}: this DS has no effect`,
  fixes({ record, digest, keyTag }) {
    const edits = digest === undefined ? [] : digestEdits(record, digest);
    return edits.length === 0
      ? []
      : [{ title: `Write the digest of key ${keyTag}`, kind: "review", preferred: true, edits }];
  },
});
