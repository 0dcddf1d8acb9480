/** Finds what an importer leaves out or has no room for. */
import type { Problem } from "../../text/problem.js";
import { span } from "../../text/span.js";
import { on, recordRule, rfc, type RuleEntry, type Server } from "../rule.js";

export const notImported = recordRule({
  id: "server/not-imported",
  since: "0.1.0",
  severity: "information",
  summary: "Records that the service makes itself instead of importing them",
  references: [rfc(1035, "5.2")],
  types: ["SOA"],

  *find({ record }, { zone, server }) {
    if ((server === "route53" || server === "cloudflare") && record.owner.key === zone.apex?.key)
      yield { ...on(record, record.typeWord), server };
  },

  message: ({ server }) =>
    server === "route53"
      ? "Route 53 makes its own SOA and NS records for the zone, and passes over those here"
      : "Cloudflare makes its own SOA record for the zone: this one is not needed",
});

export const importSizeRule: RuleEntry = {
  id: "server/import-size",
  severity: "error",
  summary: "More than a service takes in one import",
  references: [],
  since: "0.1.0",
};

const mostRecords = 1000;
const mostOctets = 262144;

/** `records` of the zone beside its SOA record, and the `length` of its text. */
export function importSize(server: Server, records: number, length: number): Problem | undefined {
  const at = span(0, 0);
  const { id: rule } = importSizeRule;
  if (server === "route53" && records > mostRecords)
    return { rule, at, message: `Route 53 imports at most ${mostRecords} records at once, and these are ${records}` };
  // Units of UTF-16 are never more than octets of UTF-8.
  if (server === "cloudflare" && length > mostOctets)
    return { rule, at, message: "Cloudflare imports files of at most 256 KiB, and this one is larger" };
  return undefined;
}
