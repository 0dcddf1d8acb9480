/** Finds hosts whose name is no host name. */
import { labelsOf } from "../../dns/name.js";
import { addressOf } from "../../zone/record.js";
import { on, ownerRule, rfc } from "../rule.js";
import { worded } from "../wording.js";
import { badHostLabel, labelFault } from "./hostName.js";

const hostTypes = ["A", "AAAA", "MX", "WKS"];

/** The names that BIND lets pass: Active Directory's, and the addresses that SPF macros look up. */
const exempt = /(?:^|\.)gc\._msdcs\.|(?:^|\.)_spf(?:_verify|_rate)?\./;

export const badHostOwner = ownerRule({
  id: "names/bad-host-owner",
  since: "0.1.0",
  severity: "warning",
  summary: "The owner of an address or MX record is no host name",
  references: [rfc(952), rfc(1123, "2.1")],
  types: hostTypes,

  *find({ owner, ofType }) {
    const label = badHostLabel(owner.key, true);
    // A wildcard in the middle has a rule of its own.
    if (label === undefined || label === "*" || exempt.test(owner.key)) return;
    const record = hostTypes.flatMap((type) => ofType(type).slice(0, 1))[0];
    if (record === undefined || (record.type.name !== "MX" && addressOf(record) === undefined)) return;
    // SPF macros and service discovery make names of addresses below such labels on purpose.
    if (labelsOf(owner.key).some((each) => each === "_spf")) return;
    yield { ...on(record, record.ownerWord), owner, type: record.type.name, fault: labelFault(label) };
  },

  message: ({ owner, type, fault }) => worded`${owner} has ${type} records but ${fault}, so is no host name`,
});
