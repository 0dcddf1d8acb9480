/** Finds SVCB and HTTPS records that lead to a host without address. */
import { makeName } from "../../dns/name.js";
import { nameOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { spanOf } from "./fields.js";
import { hostAt, isMistyped } from "./hosts.js";
import { said } from "../wording.js";
import { isAlias, parametersOf, servedBy, svcbTypes } from "./svcb.js";

export const svcbWithoutAddress = recordRule({
  id: "values/svcb-without-address",
  since: "0.1.0",
  severity: "warning",
  summary: "An SVCB or HTTPS record leads to a host without address",
  references: [rfc(9460, "2.5"), rfc(9460, "3")],
  types: svcbTypes,
  *find({ record }, { zone }) {
    const target = nameOf(record, "target");
    if (target !== undefined && isMistyped(target, zone)) return;
    const key = servedBy(record);
    if (key === undefined || hostAt(key, zone).state !== "nothing") return;
    if (isAlias(record) && zone.typesAt(key).has(record.type.name)) return;
    if (parametersOf(record).some((parameter) => parameter.key.endsWith("hint"))) return;
    yield { ...on(record, spanOf(record, "target")), host: makeName(key), type: record.type.name };
  },
  message: ({ host, type }) => `${type} leads to ${said(host, 45)}, which has no A or AAAA record`,
});
