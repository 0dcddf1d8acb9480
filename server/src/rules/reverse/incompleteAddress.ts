/** Finds PTR records whose owner is not the name of an address. */
import { readIpv4, readIpv6, reverseNameOf } from "../../dns/address.js";
import { makeName, relativeTo } from "../../dns/name.js";
import { replace } from "../../text/edit.js";
import { on, recordRule, rfc } from "../rule.js";
import { said } from "../wording.js";
import { isReverse } from "../lookup.js";
import { faultOfOwner } from "./reverseName.js";

export const incompleteAddress = recordRule({
  id: "reverse/incomplete-address",
  since: "0.1.0",
  severity: "warning",
  summary: "The owner of a PTR record in a reverse zone is not the name of an address",
  references: [rfc(1035, "3.5"), rfc(3596, "2.5")],
  types: ["PTR"],
  *find({ record }, { zone }) {
    // A network may be named at the apex (RFC 1101).
    if (!isReverse(record.owner.key) || record.owner.key === zone.apex?.key) return;
    const fault = faultOfOwner(record.owner);
    if (fault !== undefined)
      yield { ...on(record, record.ownerWord ?? record.typeWord), record, owner: record.owner, fault };
  },
  message: ({ owner, fault }) => `${said(owner, 45)} is no address: ${fault}`,
  fixes({ record: { ownerWord, origin, generated } }, { zone }) {
    // An address as it is written elsewhere: its name has the numbers the other way round.
    const written = ownerWord?.raw.replace(/\.$/, "") ?? "";
    const octets = readIpv4(written) ?? readIpv6(written);
    if (ownerWord === undefined || generated || octets === undefined) return [];
    const name = makeName(reverseNameOf(octets));
    if (zone.standing(name.key) === "outside") return [];
    const owner = relativeTo(name, origin);
    return [{ title: `Write ${owner}, the name of ${written}`, kind: "review", edits: [replace(ownerWord, owner)] }];
  },
});
