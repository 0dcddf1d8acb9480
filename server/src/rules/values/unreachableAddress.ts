/** Finds addresses that no host can be reached at. */
import { printAddress, specialUse } from "../../dns/address.js";
import { addressOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { spanOf } from "./fields.js";

/** 169.254/16 and fe80::/10 need the link's name, which DNS cannot carry (RFC 6874). */
const unreachable: ReadonlyMap<string, string> = new Map([
  ["link-local", "a link-local address"],
  ["reserved", "a reserved address"],
  ["limited broadcast", "the broadcast address"],
  ["an IPv4 address in IPv6 form", "an IPv4 address in IPv6 form"],
]);

export const unreachableAddress = recordRule({
  id: "values/unreachable-address",
  since: "0.1.0",
  severity: "warning",
  summary: "An address that no host can be reached at",
  references: [rfc(6890, "2.2"), rfc(4291, "2.5.5.2")],
  types: ["A", "AAAA"],
  *find({ record }) {
    const octets = addressOf(record);
    const special = octets === undefined ? undefined : specialUse(octets);
    const what = special === undefined ? undefined : unreachable.get(special.use);
    if (octets === undefined || what === undefined) return;
    yield { ...on(record, spanOf(record, "address")), address: printAddress(octets), what };
  },
  message: ({ address, what }) => `${address} is ${what}: no client can connect to it`,
});
