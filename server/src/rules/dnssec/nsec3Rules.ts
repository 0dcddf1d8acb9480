/** Finds settings of NSEC3 that cost much and protect nothing, or that no resolver reads. */
import { replace } from "../../text/edit.js";
import { numberOf, type ZoneRecord } from "../../zone/record.js";
import { readBase32Hex } from "../../dns/binary.js";
import { labelsOf, wireLength } from "../../dns/name.js";
import { shown } from "../../text/problem.js";
import { oncePerList } from "../lookup.js";
import { on, recordRule, rfc, zoneRule } from "../rule.js";
import { isEditable, octetsOf, spanOf } from "../values/fields.js";
import { said } from "../wording.js";
import type { Zone } from "../../zone/zone.js";

const types = ["NSEC3PARAM"];

/** Whether a signer has yet to act on the parameters, so that they may still be changed. */
const canChange = (record: ZoneRecord, zone: Zone): boolean => isEditable(record) && zone.countOfType("NSEC3") === 0;

export const nsec3Owner = recordRule({
  id: "dnssec/nsec3-owner",
  since: "0.1.0",
  severity: "error",
  summary: "The owner of an NSEC3 record is no hash",
  references: [rfc(5155, "3")],
  types: ["NSEC3"],
  *find({ record }) {
    const [label = ""] = labelsOf(record.owner.text);
    const hash = readBase32Hex(label);
    if (hash instanceof Uint8Array && hash.length > 0) return;
    yield { ...on(record, record.ownerWord), label };
  },
  message: ({ label }) => `"${shown(label, 34)}" is no hash in base32hex without padding: servers refuse the zone`,
});

export const nsec3Iterations = recordRule({
  id: "dnssec/nsec3-iterations",
  since: "0.1.0",
  severity: "information",
  summary: "NSEC3 with more than 0 iterations",
  references: [rfc(9276, "3.1")],
  types,
  *find({ record }) {
    const iterations = numberOf(record, "iterations");
    if (iterations !== undefined && iterations > 0)
      yield { ...on(record, spanOf(record, "iterations")), iterations, record };
  },
  message: ({ iterations }) =>
    iterations > 100
      ? `With ${iterations} iterations resolvers take the zone for unsigned or refuse it; use 0`
      : `${iterations} iterations only cost time, and resolvers may limit them; use 0`,
  fixes: ({ at, record }, { zone }) =>
    canChange(record, zone) ? [{ title: "Write 0", kind: "review", edits: [replace(at, "0")] }] : [],
});

export const nsec3Salt = recordRule({
  id: "dnssec/nsec3-salt",
  since: "0.1.0",
  severity: "information",
  summary: "NSEC3 with a salt",
  references: [rfc(9276, "3.1")],
  types,
  *find({ record }) {
    if ((octetsOf(record, "salt")?.length ?? 0) > 0) yield { ...on(record, spanOf(record, "salt")), record };
  },
  message: () => "A salt protects nothing, as the zone's name already differs from all others; use -",
  fixes: ({ at, record }, { zone }) =>
    canChange(record, zone) ? [{ title: "Write -", kind: "review", edits: [replace(at, "-")] }] : [],
});

const hasKnownHash = oncePerList((records) =>
  records.some((record) => record.type.name === "NSEC3PARAM" && numberOf(record, "hash algorithm") === 1),
);

export const nsec3Hash = recordRule({
  id: "dnssec/nsec3-hash",
  since: "0.1.0",
  severity: "warning",
  summary: "An NSEC3 hash algorithm other than SHA-1",
  references: [rfc(5155, "11")],
  types,
  *find({ record }, { zone }) {
    const hash = numberOf(record, "hash algorithm");
    if (hash === undefined || hash === 1) return;
    // BIND loads the zone if one of its records is good.
    const refused = record.owner.key === zone.apex?.key && !hasKnownHash(zone.recordsAt(record.owner.key));
    const found = { ...on(record, spanOf(record, "hash algorithm")), hash, refused };
    yield refused ? { ...found, severity: "error" as const } : found;
  },
  message: ({ hash, refused }) =>
    `NSEC3 has one hash algorithm, 1; servers ${refused ? `refuse the zone with ${hash}` : `ignore ${hash}`}`,
});

export const nsec3ParamFlags = recordRule({
  id: "dnssec/nsec3param-flags",
  since: "0.1.0",
  severity: "warning",
  summary: "NSEC3PARAM with flags",
  references: [rfc(5155, "4.1.2")],
  types,
  *find({ record }, { zone }) {
    const flags = numberOf(record, "flags");
    if (flags !== undefined && flags !== 0) yield { ...on(record, spanOf(record, "flags")), flags, record, zone };
  },
  message: ({ flags }) => `Flags of NSEC3PARAM are always 0; servers ignore the record with ${flags}`,
  fixes: ({ at, record }, { zone }) =>
    canChange(record, zone) ? [{ title: "Write 0", kind: "review", edits: [replace(at, "0")] }] : [],
});

/** What is left of 255 octets for the zone's name when a hash of 32 digits stands before it. */
const longestForNsec3 = 222;

export const nsec3NameTooLong = zoneRule({
  id: "dnssec/name-too-long-for-nsec3",
  since: "0.1.0",
  severity: "information",
  summary: "The zone's name is too long for NSEC3",
  references: [rfc(5155, "3")],
  *find(_, { zone }) {
    if (zone.apex === undefined || wireLength(zone.apex) <= longestForNsec3) return;
    const [param] = zone.recordsOfType("NSEC3PARAM");
    if (param !== undefined) yield { ...on(param, param.typeWord), apex: zone.apex };
  },
  message: ({ apex }) => `${said(apex)} is too long for NSEC3: no hash fits before it`,
});
