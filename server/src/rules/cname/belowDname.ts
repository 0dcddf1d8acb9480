/** Finds records below a DNAME, which answers in their place. */
import { dnameAbove } from "../lookup.js";
import { removal } from "../recordEdits.js";
import { on, ownerRule, rfc } from "../rule.js";
import { pointer, said, worded } from "../wording.js";

const refusing = new Set(["nsd", "knot"]);
/** Made by the signer, which knows what is there. */
const signed = new Set(["NSEC", "NSEC3", "RRSIG"]);

export const belowDname = ownerRule({
  id: "cname/below-dname",
  since: "0.1.0",
  // Not an error for all: BIND loads the zone and never answers with the record; NSD and Knot refuse it.
  severity: "warning",
  summary: "A record stands below a DNAME, which answers in its place",
  references: [rfc(6672, "2.4")],

  *find({ owner, records }, { zone, server }) {
    if (zone.countOfType("DNAME") === 0 || zone.standing(owner.key) === "outside") return;
    const own = records.filter(({ type }) => !signed.has(type.name));
    const [record] = own;
    const above = dnameAbove(zone, owner.key);
    if (record === undefined || above === undefined) return;
    const dname = zone.recordsAt(above).find(({ type }) => type.name === "DNAME");
    if (dname === undefined) return;
    const related = [pointer(dname, `The DNAME of ${said(dname.owner)}`, record.uri)];
    const found = { ...on(record, record.ownerWord), tag: "unnecessary" as const, owner, dname, own, related };
    yield refusing.has(server) ? { ...found, severity: "error" as const } : found;
  },

  message: ({ owner, dname }) => worded`${owner} is never answered: the DNAME at ${dname.owner} takes its place`,

  fixes({ uri, own }, { zone }) {
    const edits = removal(own, zone, uri ?? zone.uri);
    return edits === undefined ? [] : [{ title: "Delete what stands below the DNAME", kind: "review", edits }];
  },
});
