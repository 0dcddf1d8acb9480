/** Finds URI records whose owner is not of the form that clients ask for. */
import { labelsOf } from "../../dns/name.js";
import { on, recordRule, rfc } from "../rule.js";
import { said } from "../wording.js";

export const uriOwner = recordRule({
  id: "values/uri-owner",
  since: "0.1.0",
  severity: "warning",
  summary: "The owner of a URI record has no service label",
  references: [rfc(7553, "4.1")],
  types: ["URI"],
  *find({ record }) {
    const [service = ""] = labelsOf(record.owner.key);
    if (service === "*" || service.startsWith("_")) return;
    yield { ...on(record, record.ownerWord ?? record.typeWord), owner: record.owner };
  },
  message: ({ owner }) => `${said(owner, 30)} is not of the form _service._protocol, so no client asks for its URI`,
});
