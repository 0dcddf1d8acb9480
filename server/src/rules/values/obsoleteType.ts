/** Finds records of types that nobody asks for any more. */
import { recordTypes } from "../../dns/recordTypes.js";
import { on, recordRule, rfc } from "../rule.js";

/** KEY lives on with SIG(0) (RFC 2931), SPF has a rule of its own, MD and MF are refused: record/withdrawn-type. */
const spared = new Set(["KEY", "SPF", "MD", "MF"]);
const types = recordTypes
  .filter(({ name, status }) => status === "obsolete" && !spared.has(name))
  .map(({ name }) => name);

export const obsoleteType = recordRule({
  id: "values/obsolete-type",
  since: "0.1.0",
  severity: "warning",
  summary: "A record of an obsolete type",
  references: [rfc(6895, "3.1")],
  types,
  *find({ record }) {
    const { name, summary } = record.type;
    const instead = /replaced by ([A-Z]+)/.exec(summary)?.[1];
    yield { ...on(record, record.typeWord), tag: "deprecated" as const, name, instead };
  },
  message: ({ name, instead }) =>
    instead === undefined
      ? `Type ${name} is obsolete: no client asks for it`
      : `Type ${name} is obsolete: ${instead} took its place`,
});
