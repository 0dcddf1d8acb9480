/** Finds DS records of keys that the zone below, which is open too, does not have. */
import { numberOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { spanOf } from "../values/fields.js";
import { said } from "../wording.js";
import { keysOf } from "./key.js";

export const dsWithoutKey = recordRule({
  id: "dnssec/ds-without-key",
  since: "0.1.0",
  severity: "warning",
  summary: "A DS record of a key that the zone below does not have",
  references: [rfc(4035, "5.2")],
  types: ["DS"],
  *find({ record }, { zones }) {
    const child = zones.zoneOf(record.owner.key);
    const tag = numberOf(record, "key tag");
    if (child === undefined || tag === undefined || child.apex?.key !== record.owner.key || !child.complete) return;
    const keys = keysOf(child);
    if (keys.length === 0) return;
    if (keys.some((key) => key.tag === tag && key.algorithm === numberOf(record, "algorithm"))) return;
    yield { ...on(record, spanOf(record, "key tag")), keyTag: tag, owner: record.owner };
  },
  message: ({ keyTag, owner }) => `The zone ${said(owner)} has no key ${keyTag} of this algorithm`,
});
