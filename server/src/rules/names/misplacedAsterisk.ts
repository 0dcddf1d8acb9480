/** Finds asterisks that make no wildcard, and wildcards that nothing matches below. */
import { labelsOf } from "../../dns/name.js";
import { on, recordRule, rfc } from "../rule.js";
import { worded } from "../wording.js";

export const misplacedAsterisk = recordRule({
  id: "names/misplaced-asterisk",
  since: "0.1.0",
  severity: "warning",
  summary: "An asterisk is not the whole first label, so that it is no wildcard",
  references: [rfc(4592, "2.1.1"), rfc(1034, "4.3.3")],

  *find({ record }) {
    const { ownerWord, owner } = record;
    if (ownerWord === undefined || record.generated || !ownerWord.raw.includes("*")) return;
    const labels = labelsOf(owner.key);
    const inMiddle = labels.indexOf("*", 1) > 0;
    const inLabel = labels.some((label) => label.length > 1 && label.includes("*"));
    if (inMiddle || inLabel) yield { ...on(record, ownerWord), owner, inMiddle };
  },

  message: ({ owner, inMiddle }) =>
    inMiddle
      ? worded`${owner} has its * in the middle, so it is no wildcard`
      : worded`${owner} has more than * in its label, so it is no wildcard`,
});
