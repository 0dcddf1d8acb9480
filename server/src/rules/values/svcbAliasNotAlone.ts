/** Finds SVCB and HTTPS aliases beside other records of their type. */
import type { ZoneRecord } from "../../zone/record.js";
import { on, ownerRule, rfc } from "../rule.js";
import { isAlias, svcbTypes } from "./svcb.js";

export const svcbAliasNotAlone = ownerRule({
  id: "values/svcb-alias-not-alone",
  since: "0.1.0",
  severity: "warning",
  summary: "An SVCB or HTTPS alias beside other records of its type",
  references: [rfc(9460, "2.4.1"), rfc(9460, "2.4.2")],
  types: svcbTypes,
  *find({ ofType }) {
    for (const type of svcbTypes) {
      const all: readonly ZoneRecord[] = ofType(type);
      const alias = all.find(isAlias);
      if (alias === undefined) continue;
      const related = [{ at: alias.span, uri: alias.uri, message: "The alias (priority 0)" }];
      for (const record of all) if (record !== alias) yield { ...on(record), related, type, second: isAlias(record) };
    }
  },
  message: ({ type, second }) =>
    second
      ? `A name has one ${type} alias; clients choose one of several at random`
      : `Beside an alias (priority 0) clients ignore this ${type} record`,
});
