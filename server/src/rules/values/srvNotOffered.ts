/** Finds SRV records that say "not offered" and yet have a port, a priority or a weight. */
import { replace } from "../../text/edit.js";
import { fieldOf, nameOf, numberOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";

export const srvNotOffered = recordRule({
  id: "values/srv-not-offered",
  since: "0.1.0",
  severity: "warning",
  summary: "An SRV record with target `.` has numbers other than 0",
  references: [rfc(2782), rfc(6186, "3.4")],
  types: ["SRV"],
  *find({ record }) {
    if (nameOf(record, "target")?.name.text !== ".") return;
    const numbers = ["priority", "weight", "port"].filter((field) => (numberOf(record, field) ?? 0) !== 0);
    const [first] = numbers;
    if (first !== undefined) yield { ...on(record, fieldOf(record, first)?.span), numbers, record };
  },
  message: ({ numbers }) =>
    `The target "." says the service is not offered, so its ${numbers.length === 1 ? numbers[0] : "numbers"} should be 0`,
  fixes: ({ numbers, record }) => {
    if (record.generated || record.rdata.generic) return [];
    const edits = numbers.flatMap((field) => {
      const at = fieldOf(record, field)?.span;
      return at === undefined ? [] : [replace(at, "0")];
    });
    return [{ title: "Write 0", kind: "safe", edits }];
  },
});
