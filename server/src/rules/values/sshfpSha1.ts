/** Finds SSH fingerprints made with SHA-1 alone. */
import { numberOf } from "../../zone/record.js";
import { on, ownerRule, rfc } from "../rule.js";
import { spanOf } from "./fields.js";

export const sshfpSha1 = ownerRule({
  id: "values/sshfp-sha1",
  since: "0.1.0",
  severity: "information",
  summary: "An SSH key whose only fingerprint is SHA-1",
  references: [rfc(6594, "3.1")],
  types: ["SSHFP"],
  *find({ ofType }) {
    const better = new Set<number | undefined>();
    for (const record of ofType("SSHFP"))
      if (numberOf(record, "fingerprint type") === 2) better.add(numberOf(record, "algorithm"));
    for (const record of ofType("SSHFP"))
      if (numberOf(record, "fingerprint type") === 1 && !better.has(numberOf(record, "algorithm")))
        yield { ...on(record, spanOf(record, "fingerprint type")), tag: "deprecated" as const };
  },
  message: () => "SHA-1 fingerprints are outdated; publish a SHA-256 one (type 2) of this key too",
});
