/** Finds SSHFP records whose algorithm or fingerprint type no client knows. */
import { numberOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { spanOf } from "./fields.js";

/** RSA, DSA, ECDSA, Ed25519, Ed448 (RFC 4255, 6594, 7479, 8709). */
const algorithms = new Set([1, 2, 3, 4, 6]);
const types = new Set([1, 2]);

export const sshfpUnknown = recordRule({
  id: "values/sshfp-unknown",
  since: "0.1.0",
  severity: "error",
  summary: "An SSHFP algorithm or fingerprint type that is not registered",
  references: [rfc(4255, "3.1"), rfc(6594, "3")],
  types: ["SSHFP"],
  *find({ record }) {
    for (const [field, known] of [
      ["algorithm", algorithms],
      ["fingerprint type", types],
    ] as const) {
      const number = numberOf(record, field);
      if (number !== undefined && !known.has(number)) yield { ...on(record, spanOf(record, field)), field, number };
    }
  },
  message: ({ field, number }) => `No SSH client knows ${field} ${number}, so the record has no effect`,
});
