/** Finds host records in reverse zones, and PTR records of hosts in forward zones. */
import { labelsOf } from "../../dns/name.js";
import { on, recordRule, rfc } from "../rule.js";
import { said } from "../wording.js";
import { isReverse } from "../lookup.js";

export const hostRecord = recordRule({
  id: "reverse/host-record",
  since: "0.1.0",
  severity: "off",
  summary: "An address or mail host in a reverse zone",
  references: [rfc(1035, "3.5")],
  types: ["A", "AAAA", "MX"],
  *find({ record }, { zone }) {
    if (!isReverse(record.owner.key) || zone.standing(record.owner.key) === "occluded") return;
    yield { ...on(record, record.typeWord), type: record.type.name };
  },
  message: ({ type }) => `Type ${type} in a reverse zone: nobody looks for it there`,
});

export const ptrInForwardZone = recordRule({
  id: "reverse/ptr-in-forward-zone",
  since: "0.1.0",
  severity: "hint",
  summary: "A PTR record outside the reverse zones",
  references: [rfc(1035, "3.5"), rfc(6763, "4"), rfc(9432, "4.1")],
  types: ["PTR"],
  *find({ record }, { zone }) {
    const { key } = record.owner;
    // The member zones of a catalog are PTR records too (RFC 9432 section 4.1).
    const apex = zone.apex?.key;
    if (apex !== undefined && key.endsWith(`.zones.${apex}`) && zone.typesAt(`version.${apex}`).has("TXT")) return;
    // DNS-SD has PTR records at _service._protocol and below (RFC 6763 section 4).
    if (key.endsWith(".arpa.") || labelsOf(key).some((label) => label.startsWith("_"))) return;
    yield { ...on(record, record.typeWord), owner: record.owner };
  },
  message: ({ owner }) => `${said(owner)} is not in a reverse zone, so no address is looked up there`,
});
