/** Finds digests of keys that DNSSEC no longer uses or never had. */
import { numberOf, type ZoneRecord } from "../../zone/record.js";
import { removal } from "../recordEdits.js";
import { on, ownerRule, recordRule, rfc } from "../rule.js";
import { spanOf } from "../values/fields.js";
import { worded } from "../wording.js";
import { digests } from "./algorithms.js";

const types = ["DS", "CDS"];

const digestOf = (record: ZoneRecord): { name: string; deprecated: boolean } | undefined =>
  digests.get(numberOf(record, "digest type") ?? -1);

/** A zone with more DS records than this is a registry's. */
const mostOwn = 100;

/** The type and the key of a record, as far as it tells it. */
const idOf = (record: ZoneRecord): string =>
  `${record.type.name} ${numberOf(record, "key tag")} ${numberOf(record, "algorithm")}`;

/** The names of the digests that are in use, the first of each key. */
function goodDigests(records: readonly ZoneRecord[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const record of records) {
    const digest = digestOf(record);
    if (digest?.deprecated === false && !names.has(idOf(record))) names.set(idOf(record), digest.name);
  }
  return names;
}

export const deprecatedDigest = ownerRule({
  id: "dnssec/deprecated-digest",
  since: "0.1.0",
  severity: "warning",
  summary: "A digest type that must no longer be used for delegations",
  references: [rfc(9904), rfc(4509, "3"), rfc(9905, "2"), rfc(9906)],
  types,
  *find({ owner, records }, { zone }) {
    const said = new Set<string>();
    const good = goodDigests(records);
    for (const record of records) {
      const digest = types.includes(record.type.name) ? digestOf(record) : undefined;
      if (digest?.deprecated !== true) continue;
      const better = good.get(idOf(record));
      // Said once of all digests of a name.
      const key = `${record.type.name} ${better === undefined}`;
      if (said.has(key)) continue;
      said.add(key);
      const found = { ...on(record, spanOf(record, "digest type")), record, owner, name: digest.name };
      if (better === undefined) yield { ...found, tag: "deprecated" as const, better };
      else {
        // Validators pass over it (RFC 4509 section 3). A registry takes the records that its registrants give it.
        if (zone.countOfType(record.type.name) > mostOwn) continue;
        yield { ...found, tag: "unnecessary" as const, severity: "hint" as const, better };
      }
    }
  },
  message: ({ record, owner, name, better }) =>
    better === undefined
      ? `A digest of ${name} is deprecated and may be ignored; publish one of SHA-256 (2)`
      : worded`${record.type.name} of ${owner} with ${name} is deprecated and of no use beside ${better}`,
  fixes({ record, better }, { zone }) {
    const edits = better === undefined ? undefined : removal([record], zone, record.uri);
    return edits === undefined
      ? []
      : [{ title: `Delete this ${record.type.name} record`, kind: "review", preferred: true, edits }];
  },
});

export const unknownDigest = recordRule({
  id: "dnssec/unknown-digest",
  since: "0.1.0",
  severity: "warning",
  summary: "A digest type that is not registered",
  references: [rfc(9904), rfc(4035, "5.2")],
  types,
  *find({ record }) {
    const number = numberOf(record, "digest type");
    if (number === undefined || digests.has(number)) return;
    // CDS 0 0 0 00 asks for deletion (RFC 8078 section 4).
    if (record.type.name === "CDS" && number === 0 && numberOf(record, "algorithm") === 0) return;
    yield { ...on(record, spanOf(record, "digest type")), number };
  },
  message: ({ number }) => `No validator knows digest type ${number}, so the record has no effect`,
});
