/** Finds DNAME records at a delegation: both would decide about the names below. */
import { on, ownerRule, rfc } from "../rule.js";
import { pointer, said, worded } from "../wording.js";

export const dnameWithNs = ownerRule({
  id: "cname/dname-with-ns",
  since: "0.1.0",
  // Not an error for all: BIND and NSD load the zone, Knot refuses it.
  severity: "warning",
  summary: "A DNAME stands at a delegation",
  references: [rfc(6672, "2.3")],
  types: ["DNAME"],

  *find({ owner, ofType }, { zone, server }) {
    const [dname] = ofType("DNAME");
    const [ns] = ofType("NS");
    const standing = zone.standing(owner.key);
    if (dname === undefined || ns === undefined || standing === "apex" || standing === "outside") return;
    const related = [pointer(ns, `${said(owner)} is delegated here`, dname.uri)];
    const found = { ...on(dname, dname.typeWord), owner, related };
    yield server === "knot" ? { ...found, severity: "error" as const } : found;
  },

  message: ({ owner }) => worded`${owner} has NS and DNAME records: resolvers follow either one`,
});
