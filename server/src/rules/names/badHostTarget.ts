/** Finds targets that must be hosts but are no host names. */
import { readIpv4, readIpv6 } from "../../dns/address.js";
import { numberOf } from "../../zone/record.js";
import { isReverse, isServiceName } from "../lookup.js";
import { on, recordRule, rfc } from "../rule.js";
import { worded } from "../wording.js";
import { badHostLabel, labelFault } from "./hostName.js";

const isAddressText = (text: string): boolean => {
  const bare = text.endsWith(".") ? text.slice(0, -1) : text;
  return readIpv4(bare) !== undefined || readIpv6(bare) !== undefined;
};

export const badHostTarget = recordRule({
  id: "names/bad-host-target",
  since: "0.1.0",
  severity: "warning",
  summary: "A target that must be a host has no host name",
  references: [rfc(952), rfc(1123, "2.1")],
  types: ["NS", "SOA", "MX", "SRV", "AFSDB", "RT", "KX", "SVCB", "HTTPS", "PTR"],

  *find({ record }) {
    const type = record.type.name;
    if (type === "PTR" && (!isReverse(record.owner.key) || isServiceName(record.owner.key))) return;
    // In AliasMode the target may be a service (RFC 9460 section 2.4.2).
    if ((type === "SVCB" || type === "HTTPS") && numberOf(record, "priority") === 0) return;
    for (const { field, value, span, words } of record.rdata.fields) {
      if (field.role !== "target" || value?.kind !== "name") continue;
      const label = badHostLabel(value.name.key, false);
      if (label === undefined || isAddressText(words[0]?.raw ?? "")) continue;
      yield { ...on(record, span), type, name: value.name, fault: labelFault(label) };
    }
  },

  message: ({ type, name, fault }) => worded`${type} target ${name} has ${fault}, so is no host name`,
});
