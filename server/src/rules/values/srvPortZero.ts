/** Finds SRV records that offer a service at port 0. */
import { fieldOf, nameOf, numberOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";

export const srvPortZero = recordRule({
  id: "values/srv-port-zero",
  since: "0.1.0",
  severity: "warning",
  summary: "An SRV record with port 0",
  references: [rfc(2782)],
  types: ["SRV"],
  *find({ record }) {
    const target = nameOf(record, "target");
    if (numberOf(record, "port") !== 0 || target === undefined || target.name.text === ".") return;
    yield on(record, fieldOf(record, "port")?.span);
  },
  message: () => 'No service listens at port 0; a service that is not offered has the target "."',
});
