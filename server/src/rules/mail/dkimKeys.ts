/** Finds mail zones without any DKIM key, and those whose keys large receivers cannot use. */
import { parseDkim } from "../../mail/dkim.js";
import { mailKindOfOwner } from "../../mail/mailKind.js";
import { textOf, type ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";
import { isOwnData, isWhole } from "../lookup.js";
import { on, ownerRule, recordRule, rfc } from "../rule.js";
import { worded } from "../wording.js";
import { dmarcOf, hasDkim, isArpa, realMx, sendsMail, textsOf, withoutDot } from "./domains.js";

export const dkimMissing = ownerRule({
  id: "dkim/missing",
  since: "0.1.0",
  severity: "hint",
  summary: "A zone with mail has no DKIM key",
  references: [rfc(9989, "7.4"), rfc(6376, "3.6.2")],
  types: ["MX", "TXT"],
  *find({ owner, records }, context) {
    const { zone } = context;
    if (owner.key !== zone.apex?.key || isArpa(owner.key) || !isWhole(zone) || !sendsMail(records)) return;
    const near = realMx(records)[0] ?? textsOf(records, "spf")[0];
    if (near === undefined || hasDkim(zone, owner.key)) return;
    const policy = dmarcOf(context, withoutDot(owner.key));
    // dmarc/reject-without-dkim says so where it matters more.
    if (typeof policy !== "string" && policy.effect === "policy" && policy.p !== "none" && policy.t !== "y") return;
    yield { ...on(near, near.ownerWord ?? near.typeWord), owner };
  },
  message: ({ owner }) => worded`No DKIM key is in this zone: forwarded mail of ${owner} cannot pass DMARC`,
});

/** The first Ed25519 key of a zone all of whose keys are of that kind. */
function onlyEd25519(zone: Zone): ZoneRecord | undefined {
  for (const type of ["CNAME", "DNAME", "NS"])
    for (const owner of zone.ownersOfType(type)) if (owner.key.includes("_domainkey.")) return undefined;
  const owners = new Set<string>();
  for (const { key } of zone.ownersOfType("TXT")) if (mailKindOfOwner(key) === "dkim") owners.add(key);
  let first: ZoneRecord | undefined;
  for (const key of owners) {
    if (!isOwnData(zone, key)) continue;
    for (const record of zone.recordsAt(key)) {
      const mapped = record.type.name === "TXT" ? textOf(record) : undefined;
      if (mapped === undefined) continue;
      const { state, keyType } = parseDkim(mapped).value;
      if (state !== "usable") continue;
      if (keyType !== "ed25519") return undefined;
      first ??= record;
    }
  }
  return first;
}

export const ed25519Only = recordRule({
  id: "dkim/ed25519-only",
  since: "0.1.0",
  severity: "information",
  summary: "All DKIM keys of the zone are Ed25519 keys",
  references: [rfc(8463, "6"), rfc(8463, "3")],
  types: ["SOA"],
  *find({ record }, { zone }) {
    if (record.owner.key !== zone.apex?.key || !isWhole(zone)) return;
    const key = onlyEd25519(zone);
    if (key !== undefined) yield on(key, textOf(key)?.span);
  },
  message: () => "Some large receivers know RSA keys alone: publish one too, and sign with both",
});
