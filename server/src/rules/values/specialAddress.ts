/** Finds addresses that are set aside, such as private ones. */
import { printAddress, specialUse } from "../../dns/address.js";
import { addressOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { spanOf } from "./fields.js";

export const specialAddress = recordRule({
  id: "values/special-address",
  since: "0.1.0",
  severity: "off",
  summary: "An address of a block that is set aside",
  references: [rfc(6890, "2.2")],
  types: ["A", "AAAA"],
  *find({ record }) {
    const octets = addressOf(record);
    const special = octets === undefined ? undefined : specialUse(octets);
    if (octets === undefined || special === undefined) return;
    yield { ...on(record, spanOf(record, "address")), address: printAddress(octets), special };
  },
  message: ({ address, special }) => `${address} is in ${special.prefix} (${special.use}, RFC ${special.reference})`,
});
