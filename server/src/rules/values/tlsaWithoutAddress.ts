/** Finds TLSA records for hosts that have no address. */
import { labelsOf, makeName } from "../../dns/name.js";
import { on, recordRule, rfc } from "../rule.js";
import { hostAt } from "./hosts.js";
import { said } from "../wording.js";

export const tlsaWithoutAddress = recordRule({
  id: "values/tlsa-without-address",
  since: "0.1.0",
  severity: "warning",
  summary: "A TLSA record for a host without address",
  references: [rfc(6698, "3")],
  types: ["TLSA"],
  *find({ record }, { zone }) {
    const [port = "", protocol = "", ...rest] = labelsOf(record.owner.text);
    if (!/^_[0-9]+$/.test(port) || !protocol.startsWith("_") || rest[0] === undefined || rest[0].startsWith("_"))
      return;
    const host = makeName(`${rest.join(".")}.`);
    const types = zone.typesAt(host.key);
    // Mail and chat services show their certificate for the domain that SRV or MX leads from (RFC 7673).
    if (types.has("SRV") || types.has("SVCB") || types.has("HTTPS")) return;
    if (hostAt(host.key, zone).state === "nothing") yield { ...on(record, record.ownerWord ?? record.typeWord), host };
  },
  message: ({ host }) => `TLSA is for ${said(host)}, which has no A or AAAA record`,
});
