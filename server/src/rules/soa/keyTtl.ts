/** Finds DNSKEY records whose TTL is not the SOA record's minimum. */
import { numberOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { worded } from "../wording.js";

export const keyTtl = recordRule({
  id: "soa/key-ttl",
  since: "0.1.0",
  severity: "off",
  summary: "The TTL of a DNSKEY record is not the SOA record's minimum",
  references: [rfc(6781, "4.4.2")],
  types: ["DNSKEY"],

  *find({ record }, { zone }) {
    if (record.owner.key !== zone.apex?.key) return;
    const soa = zone.recordsAt(record.owner.key).find(({ type }) => type.name === "SOA");
    const minimum = soa === undefined ? undefined : numberOf(soa, "minimum");
    if (minimum === undefined || record.ttl === undefined || record.ttl === minimum) return;
    yield { ...on(record, record.ttlWord ?? record.typeWord), ttl: record.ttl, minimum };
  },

  message: ({ ttl, minimum }) => worded`DNSKEY TTL ${ttl} is not the SOA minimum ${minimum}, as PowerDNS wants it`,
});
