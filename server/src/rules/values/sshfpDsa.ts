/** Finds fingerprints of DSA keys. */
import { numberOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { spanOf } from "./fields.js";

export const sshfpDsa = recordRule({
  id: "values/sshfp-dsa",
  since: "0.1.0",
  severity: "information",
  summary: "The fingerprint of a DSA key",
  references: [rfc(4255, "3.1.1"), rfc(9142)],
  types: ["SSHFP"],
  *find({ record }) {
    if (numberOf(record, "algorithm") === 2)
      yield { ...on(record, spanOf(record, "algorithm")), tag: "deprecated" as const };
  },
  message: () => "SSH clients no longer take DSA keys, so this fingerprint is never used",
});
