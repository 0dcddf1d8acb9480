/** Finds CAA records that leave wildcard certificates to the issue tag. */
import { on, ownerRule, rfc } from "../rule.js";
import { tagOf } from "./caa.js";

export const caaWithoutIssuewild = ownerRule({
  id: "values/caa-without-issuewild",
  since: "0.1.0",
  severity: "off",
  summary: "CAA issue without issuewild",
  references: [rfc(8659, "4.3")],
  types: ["CAA"],
  *find({ ofType }) {
    const tags = ofType("CAA").map(tagOf);
    const [first] = ofType("CAA");
    if (first !== undefined && tags.includes("issue") && !tags.includes("issuewild")) yield on(first);
  },
  message: () => "Without issuewild the authorities of issue may issue wildcard certificates too",
});
