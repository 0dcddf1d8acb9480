/** Finds CAA records that restrict nobody. */
import { on, ownerRule, rfc } from "../rule.js";
import { tagOf } from "./caa.js";

const restricting = new Set(["issue", "issuewild"]);

export const caaOnlyIodef = ownerRule({
  id: "values/caa-only-iodef",
  since: "0.1.0",
  severity: "hint",
  summary: "CAA records without issue or issuewild",
  references: [rfc(8659, "4.4")],
  types: ["CAA"],
  *find({ ofType }) {
    const all = ofType("CAA");
    const [first] = all;
    const tags = all.map((record) => tagOf(record) ?? "issue");
    if (first !== undefined && tags.includes("iodef") && !tags.some((tag) => restricting.has(tag))) yield on(first);
  },
  message: () => "Without an issue tag these CAA records let every authority issue certificates",
});
