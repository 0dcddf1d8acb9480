/** Finds hosts that a wildcard beside them would give an address, had they no records of their own. */
import { parentOf } from "../../dns/name.js";
import { isServiceName } from "../lookup.js";
import { on, ownerRule, rfc } from "../rule.js";
import { pointer, said, worded } from "../wording.js";

const addressTypes = ["A", "AAAA"];
const rivals = ["A", "AAAA", "CNAME", "DNAME", "NS", "ALIAS", "ANAME", "LUA", "PTR"];

export const wildcardGap = ownerRule({
  id: "names/wildcard-gap",
  since: "0.1.0",
  severity: "hint",
  summary: "A name has records of its own but no address, and so gets none from the wildcard beside it",
  references: [rfc(4592, "3.3.1"), rfc(1034, "4.3.3")],
  types: ["MX", "TXT", "CAA", "HTTPS"],

  *find({ owner, records, ofType }, { zone }) {
    const [record] = records;
    const parent = parentOf(owner.key);
    if (record === undefined || parent === undefined || zone.standing(owner.key) !== "authoritative") return;
    if (owner.key.startsWith("*.") || isServiceName(owner.key) || rivals.some((type) => ofType(type).length > 0))
      return;
    const wildcard = zone.recordsAt(`*.${parent}`).find(({ type }) => addressTypes.includes(type.name));
    if (wildcard === undefined) return;
    const related = [pointer(wildcard, `${said(wildcard.owner)} has an address`, record.uri)];
    yield { ...on(record, record.ownerWord), owner, wildcard: wildcard.owner, related };
  },

  message: ({ owner, wildcard }) => worded`${owner} has no address: ${wildcard} does not reach names with records`,
});
