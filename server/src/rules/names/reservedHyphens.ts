/** Finds owners with hyphens where only encoded international names have them. */
import { labelsOf } from "../../dns/name.js";
import { isPolicy } from "../lookup.js";
import { on, recordRule, rfc } from "../rule.js";
import { worded } from "../wording.js";

export const reservedHyphens = recordRule({
  id: "names/reserved-hyphens",
  since: "0.1.0",
  severity: "information",
  summary: "A label has hyphens in its third and fourth place but does not begin with xn--",
  references: [rfc(5890, "2.3.1")],

  *find({ record }) {
    const { ownerWord, owner } = record;
    if (ownerWord === undefined || record.generated || !ownerWord.raw.includes("--")) return;
    if (isPolicy(record)) return;
    const label = labelsOf(owner.key).find((each) => each.slice(2, 4) === "--" && !each.startsWith("xn"));
    if (label !== undefined) yield { ...on(record, ownerWord), label };
  },

  message: ({ label }) => worded`"${label}" has hyphens in places 3 and 4, kept for encodings such as xn--`,
});
