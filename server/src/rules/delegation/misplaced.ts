/** The rules on records that belong at a delegation alone, or at the apex alone. */
import { removal } from "../recordEdits.js";
import { on, ownerRule, recordRule, rfc } from "../rule.js";
import { worded } from "../wording.js";

const parentTypes = ["DS", "DELEG"];

export const dsAtApex = recordRule({
  id: "delegation/ds-at-apex",
  since: "0.1.0",
  severity: "error",
  summary: "A record that belongs in the parent zone stands at the apex",
  references: [rfc(4034, "5"), rfc(3658, "2.2")],
  types: parentTypes,

  *find({ record }, { zone }) {
    if (zone.standing(record.owner.key) === "apex") yield { ...on(record, record.typeWord), record };
  },

  message: ({ record }) => worded`${record.type.name} at the apex belongs in the parent zone: servers refuse the zone`,

  fixes({ record }, { zone }) {
    const edits = removal([record], zone, record.uri);
    return edits === undefined
      ? []
      : [{ title: `Delete this ${record.type.name} record, given to the parent zone`, kind: "review", edits }];
  },
});

export const dsWithoutNs = ownerRule({
  id: "delegation/ds-without-ns",
  since: "0.1.0",
  // Not an error: BIND 9.18, NSD and Knot load the zone, and the record has no meaning.
  severity: "warning",
  summary: "A DS stands where nothing is delegated",
  references: [rfc(4035, "2.4")],
  types: ["DS"],

  *find({ owner, ofType }, { zone }) {
    const [record] = ofType("DS");
    if (record === undefined || zone.standing(owner.key) !== "authoritative") return;
    yield { ...on(record, record.typeWord), owner };
  },

  message: ({ owner }) => worded`DS at ${owner} has no effect: there are no NS records beside it`,
});

const apexTypes = ["DNSKEY", "NSEC3PARAM", "CDS", "CDNSKEY", "CSYNC"];

export const apexOnly = recordRule({
  id: "delegation/apex-only",
  since: "0.1.0",
  severity: "warning",
  summary: "A record that is read at the apex alone stands elsewhere",
  references: [rfc(4034, "2"), rfc(5155, "4"), rfc(7344, "4"), rfc(7477, "2")],
  types: apexTypes,

  *find({ record }, { zone }) {
    if (zone.standing(record.owner.key) !== "authoritative") return;
    // Signals of DNS operators stand at names of their own (RFC 9615).
    if (record.owner.key.startsWith("_dsboot.")) return;
    yield { ...on(record, record.typeWord), record };
  },

  message: ({ record }) => worded`${record.type.name} at ${record.owner} is not at the apex: nothing reads it there`,
});

export const wildcardNs = recordRule({
  id: "delegation/wildcard-ns",
  since: "0.1.0",
  severity: "error",
  summary: "An NS record has a wildcard as its owner",
  references: [rfc(4592, "4.2")],
  types: ["NS"],

  *find({ record }, { zone }) {
    if (!record.owner.key.startsWith("*.") || zone.standing(record.owner.key) === "outside") return;
    yield { ...on(record, record.ownerWord ?? record.typeWord), owner: record.owner };
  },

  message: ({ owner }) => worded`NS at the wildcard ${owner}: servers refuse the zone`,
});
