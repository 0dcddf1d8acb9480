/** Finds TLSA records whose owner is not _port._protocol. */
import { labelsOf } from "../../dns/name.js";
import { on, recordRule, rfc } from "../rule.js";
import { said } from "../wording.js";

const port = /^_(?:0|[1-9][0-9]{0,4})$/;

export const tlsaOwner = recordRule({
  id: "values/tlsa-owner",
  since: "0.1.0",
  severity: "warning",
  summary: "The owner of a TLSA record is not _port._protocol",
  references: [rfc(6698, "3")],
  types: ["TLSA"],
  *find({ record }) {
    const [first = "", second = ""] = labelsOf(record.owner.key);
    const portFits = first === "*" || (port.test(first) && Number(first.slice(1)) < 65536);
    // "*" may stand for ports and, with what follows, for protocols (RFC 6698 appendix A.2).
    if (portFits && (second.startsWith("_") || (first === "*" && record.owner.key.startsWith("*.")))) return;
    // A CNAME at _port._protocol may lead to a name such as _dane, _tlsa or _letsencrypt (RFC 7671 section 7).
    if (first.startsWith("_") && !port.test(first)) return;
    yield { ...on(record, record.ownerWord ?? record.typeWord), owner: record.owner };
  },
  message: ({ owner }) => `${said(owner, 30)} is not of the form _port._protocol.host, so no client asks for it`,
});
