/** Finds TLSA and SMIMEA digests whose length is not that of their matching type. */
import { numberOf } from "../../zone/record.js";
import { on, recordRule, rfc } from "../rule.js";
import { octetsOf, spanOf } from "./fields.js";

const digests: ReadonlyMap<number, { name: string; octets: number }> = new Map([
  [1, { name: "SHA-256", octets: 32 }],
  [2, { name: "SHA-512", octets: 64 }],
]);

export const tlsaDigest = recordRule({
  id: "values/tlsa-digest",
  since: "0.1.0",
  severity: "error",
  summary: "A TLSA digest of the wrong length",
  references: [rfc(6698, "2.1.3"), rfc(6698, "2.1.4")],
  types: ["TLSA", "SMIMEA"],
  *find({ record }) {
    const digest = digests.get(numberOf(record, "matching type") ?? -1);
    const data = octetsOf(record, "association data");
    if (digest === undefined || data === undefined || data.length === digest.octets) return;
    yield { ...on(record, spanOf(record, "association data")), digest, length: data.length };
  },
  message: ({ digest, length }) =>
    `A ${digest.name} digest has ${digest.octets * 2} hexadecimal digits, not ${length * 2}: it matches nothing`,
});
