/** Finds SRV records whose owner is not _service._protocol. */
import { labelsOf } from "../../dns/name.js";
import { on, recordRule, rfc } from "../rule.js";
import { said } from "../wording.js";

export const srvOwner = recordRule({
  id: "values/srv-owner",
  since: "0.1.0",
  severity: "warning",
  summary: "The owner of an SRV record is not _service._protocol",
  references: [rfc(2782)],
  types: ["SRV"],
  *find({ record }) {
    const [service = "", protocol = ""] = labelsOf(record.owner.key);
    if (service === "*" || (service.startsWith("_") && (protocol.startsWith("_") || protocol === "*"))) return;
    yield { ...on(record, record.ownerWord ?? record.typeWord), owner: record.owner };
  },
  message: ({ owner }) => `${said(owner, 30)} is not of the form _service._protocol, so no client asks for its SRV`,
});
