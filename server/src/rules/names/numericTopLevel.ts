/** Finds targets whose last label is a number: no such top-level domain can exist. */
import { readIpv4 } from "../../dns/address.js";
import { labelsOf } from "../../dns/name.js";
import { namesOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { worded } from "../wording.js";

export const numericTopLevel = recordRule({
  id: "names/numeric-top-level",
  since: "0.1.0",
  severity: "warning",
  summary: "A target ends in a number, which no top-level domain is",
  references: [rfc(1123, "2.1"), rfc(3696, "2")],
  types: ["NS", "MX", "CNAME", "SRV", "PTR", "DNAME", "SVCB", "HTTPS"],

  *find({ record }, { zone }) {
    for (const { name, relative, span } of namesOf(record, "target")) {
      const labels = labelsOf(name.key);
      const last = labels.at(-1);
      if (relative || last === undefined || !/^[0-9]+$/.test(last)) continue;
      if (readIpv4(name.key.slice(0, -1)) !== undefined || zone.standing(name.key) !== "outside") continue;
      yield { ...on(record, span), type: record.type.name, name, last };
    }
  },

  message: ({ type, name, last }) =>
    worded`${type} target ${name} ends in ${last.slice(0, 12)}, which is no top-level domain`,
});
