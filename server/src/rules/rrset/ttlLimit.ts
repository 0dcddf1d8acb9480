/** Finds TTLs outside the limits that the settings name. */
import { printDuration } from "../../dns/ttl.js";
import { replace } from "../../text/edit.js";
import { ttlIsItsOwn } from "../recordEdits.js";
import { on, recordRule, rfc } from "../rule.js";
import { worded } from "../wording.js";

export const ttlLimit = recordRule({
  id: "rrset/ttl-limit",
  since: "0.1.0",
  severity: "error",
  summary: "A TTL is outside the limits in the settings",
  references: [rfc(2181, "8")],

  *find({ record }, { limits }) {
    const { minimum = 0, maximum = Infinity } = limits?.ttl ?? {};
    const { ttl, ttlWord } = record;
    if (ttl === undefined || (ttl >= minimum && ttl <= maximum)) return;
    // A TTL from $TTL is said once, at the SOA record; signatures have that of what they sign.
    if ((ttlWord === undefined && record.type.name !== "SOA") || record.type.name === "RRSIG") return;
    yield { ...on(record, ttlWord ?? record.typeWord), record, ttl, limit: ttl < minimum ? minimum : maximum };
  },

  message: ({ ttl, limit }) =>
    worded`TTL of ${printDuration(ttl)} is ${ttl < limit ? "below" : "over"} the limit of ${printDuration(limit)} in the settings`,

  fixes({ record, limit }, { zone }) {
    const { ttlWord } = record;
    return ttlWord === undefined || record.generated || !ttlIsItsOwn(record, zone)
      ? []
      : [{ title: `Change to ${limit}`, kind: "review", edits: [replace(ttlWord, `${limit}`)] }];
  },
});
