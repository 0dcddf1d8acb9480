/** Finds addresses and PTR records that do not say the same of each other, where the workspace has both zones. */
import { addressOfReverseName, printAddress, reverseNameOf } from "../../dns/address.js";
import { labelsOf } from "../../dns/name.js";
import { addressOf, nameOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { isWhole } from "../values/hosts.js";
import { said } from "../wording.js";
import { isReverse } from "../lookup.js";

export const missingPtr = recordRule({
  id: "reverse/missing-ptr",
  since: "0.1.0",
  severity: "off",
  summary: "An address without PTR record in its reverse zone, which is open too",
  references: [rfc(1912, "2.1")],
  types: ["A", "AAAA"],
  *find({ record }, { zones }) {
    const octets = addressOf(record);
    if (octets === undefined || labelsOf(record.owner.key)[0] === "*") return;
    const key = reverseNameOf(octets);
    const home = zones.zoneOf(key);
    if (home === undefined || !isWhole(home) || !isReverse(home.apex?.key ?? "")) return;
    const standing = home.standing(key);
    if (standing !== "authoritative" && standing !== "apex") return;
    const types = home.typesAt(home.wildcardFor(key) ?? key);
    if (!types.has("PTR") && !types.has("CNAME")) yield { ...on(record), address: printAddress(octets) };
  },
  message: ({ address }) => `${address} has no PTR record in its reverse zone`,
});

export const ptrMismatch = recordRule({
  id: "reverse/mismatch",
  since: "0.1.0",
  severity: "off",
  summary: "A PTR record whose target has other addresses",
  references: [rfc(1912, "2.1")],
  types: ["PTR"],
  *find({ record }, { zones }) {
    const address = addressOfReverseName(record.owner.key);
    const target = nameOf(record, "name");
    const home = target === undefined ? undefined : zones.zoneOf(target.name.key);
    if (address === undefined || target === undefined || home === undefined || !isWhole(home)) return;
    const hosts = home.recordsAt(target.name.key).flatMap((host) => addressOf(host) ?? []);
    if (hosts.length === 0) return;
    const written = printAddress(address);
    const same = home.recordsAt(target.name.key).some((host) => printAddress(addressOf(host) ?? []) === written);
    if (!same) yield { ...on(record, target.span), name: target.name, written };
  },
  message: ({ name, written }) => `PTR names ${said(name, 25)}, which does not have ${written}`,
});
