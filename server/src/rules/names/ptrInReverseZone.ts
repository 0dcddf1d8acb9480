/** Finds PTR targets of one label in a reverse zone: the reverse zone's name is appended to them. */
import { nameOf } from "../../zone/record.js";
import { isReverse } from "../lookup.js";
import { on, recordRule, rfc } from "../rule.js";
import { incomplete } from "./incomplete.js";
import { worded } from "../wording.js";

export const ptrInReverseZone = recordRule({
  id: "names/ptr-in-reverse-zone",
  since: "0.1.0",
  severity: "warning",
  summary: "A PTR target is relative, so that it names something in the reverse zone",
  references: [rfc(1035, "3.5"), rfc(1912, "2.4")],
  types: ["PTR"],

  *find({ record }, { zone }) {
    const target = nameOf(record, "name");
    if (target === undefined || record.generated || !target.relative || target.labels === 0) return;
    if (!isReverse(target.name.key) || record.owner.key.includes("._dns-sd.")) return;
    if (zone.has(target.name.key) || incomplete(target, zone) !== undefined) return;
    yield { ...on(record, target.span), written: target.text, means: target.name.text };
  },

  message: ({ written, means }) => worded`PTR target "${written}" is relative and means ${means}`,
});
