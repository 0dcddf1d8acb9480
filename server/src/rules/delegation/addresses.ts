/** Finds name servers whose address is not reached from everywhere. */
import { printAddress, specialUse } from "../../dns/address.js";
import { addressOf } from "../../zone/record.js";
import { isExampleZone, isLocalZone } from "../local.js";
import { on, recordRule, rfc } from "../rule.js";
import { pointer, worded } from "../wording.js";
import { addressesOf, serverOf } from "./servers.js";

export const nsNotGlobal = recordRule({
  id: "delegation/ns-not-global",
  since: "0.1.0",
  severity: "information",
  summary: "A name server has an address that is not reached from everywhere",
  references: [rfc(6890), rfc(1918, "5")],
  types: ["NS"],

  *find({ record }, { zone }) {
    const target = serverOf(record);
    if (target === undefined) return;
    for (const address of addressesOf(zone, target.name)) {
      const octets = addressOf(address) ?? [];
      const use = specialUse(octets);
      if (use === undefined || isLocalZone(zone)) continue;
      if (use.use === "documentation" && isExampleZone(zone)) continue;
      const related = [pointer(address, "The address", record.uri)];
      yield { ...on(record, target.span), name: target.name, text: printAddress(octets), use: use.use, related };
      return;
    }
  },

  message: ({ name, text, use }) => worded`Name server ${name} has ${text}: ${use}`,
});
