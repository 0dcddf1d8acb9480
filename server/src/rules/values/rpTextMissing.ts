/** Finds RP records whose text name has no TXT record. */
import { nameOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { isWhole } from "./hosts.js";
import { said } from "../wording.js";

export const rpTextMissing = recordRule({
  id: "values/rp-text-missing",
  since: "0.1.0",
  severity: "information",
  summary: "The text name of an RP record has no TXT record",
  references: [rfc(1183, "2.2")],
  types: ["RP"],
  *find({ record }, { zone }) {
    const text = nameOf(record, "text name");
    if (text === undefined || text.name.text === "." || !isWhole(zone)) return;
    const standing = zone.standing(text.name.key);
    if (standing !== "authoritative" && standing !== "apex") return;
    const types = zone.typesAt(zone.wildcardFor(text.name.key) ?? text.name.key);
    if (!types.has("TXT") && !types.has("CNAME")) yield { ...on(record, text.span), name: text.name };
  },
  message: ({ name }) => `RP refers to TXT records at ${said(name)}, which has none`,
});
