/** Finds CNAME records that share their name with others. */
import type { Fix } from "../../text/edit.js";
import { on, ownerRule, rfc } from "../rule.js";
import { removal } from "../recordEdits.js";
import { counted, pointer, worded } from "../wording.js";

/** What may stand beside a CNAME (RFC 4034 section 2.5; RFC 2535 and BIND for KEY, SIG and NXT). */
const companions = new Set(["CNAME", "RRSIG", "NSEC", "KEY", "SIG", "NXT"]);

export const cnameOtherData = ownerRule({
  id: "cname/other-data",
  since: "0.1.0",
  severity: "error",
  summary: "A CNAME shares its name with other records",
  references: [rfc(1034, "3.6.2"), rfc(2181, "10.1"), rfc(4034, "2.5")],
  types: ["CNAME"],

  *find({ owner, records, ofType }, { zone }) {
    const standing = zone.standing(owner.key);
    if (standing === "apex" || standing === "outside") return;
    const [alias] = ofType("CNAME");
    const others = records.filter(({ type }) => !companions.has(type.name));
    const [other] = others;
    if (alias === undefined || other === undefined) return;
    const related = others
      .slice(0, 10)
      .map((record) => pointer(record, `The ${record.type.name} record at the same name`, alias.uri));
    const types = [...new Set(others.map(({ type }) => type.name))];
    yield { ...on(alias, alias.typeWord), owner, aliases: ofType("CNAME"), others, types, related };
  },

  message: ({ owner, types }) =>
    worded`CNAME at ${owner} shares its name with ${types.slice(0, 2).join(" and ")}: servers refuse the zone`,

  fixes({ uri, aliases, others, types }, { zone }) {
    const home = uri ?? zone.uri;
    const fixes: Fix[] = [];
    const withoutAlias = removal(aliases, zone, home);
    if (withoutAlias !== undefined)
      fixes.push({ title: "Delete the CNAME record", kind: "review", edits: withoutAlias });
    const withoutOthers = removal(others, zone, home);
    if (withoutOthers !== undefined)
      fixes.push({
        title: `Delete the ${counted(others.length, "other record")} (${types.slice(0, 3).join(", ")})`,
        kind: "review",
        edits: withoutOthers,
      });
    return fixes;
  },
});
