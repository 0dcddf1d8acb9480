/** Finds SMIMEA and OPENPGPKEY records whose owner no mail program asks for. */
import { labelsOf } from "../../dns/name.js";
import { on, recordRule, rfc } from "../rule.js";

const hashed = /^[0-9a-f]{56}$/;
const parents: ReadonlyMap<string, string> = new Map([
  ["SMIMEA", "_smimecert"],
  ["OPENPGPKEY", "_openpgpkey"],
]);

export const mailUserOwner = recordRule({
  id: "values/mail-user-owner",
  since: "0.1.0",
  severity: "warning",
  summary: "The owner of an SMIMEA or OPENPGPKEY record is not the digest of a mailbox",
  references: [rfc(8162, "3"), rfc(7929, "3")],
  types: ["SMIMEA", "OPENPGPKEY"],
  *find({ record }) {
    const parent = parents.get(record.type.name) ?? "";
    const [user = "", second = ""] = labelsOf(record.owner.key);
    if ((hashed.test(user) || user === "*") && second === parent) return;
    yield { ...on(record, record.ownerWord ?? record.typeWord), type: record.type.name, parent };
  },
  message: ({ type, parent }) =>
    `The owner of ${type} is 56 hexadecimal digits and ${parent}: no program asks for this`,
});
