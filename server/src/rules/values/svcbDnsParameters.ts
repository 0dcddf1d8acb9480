/** Finds SVCB records of DNS servers that lack what a client needs to connect. */
import { labelsOf } from "../../dns/name.js";
import { on, recordRule, rfc } from "../rule.js";
import { isAlias, parametersOf } from "./svcb.js";

/** `_dns.name` or `_port._dns.name` (RFC 9461 section 3). */
function isDnsServer(key: string): boolean {
  const [first = "", second = ""] = labelsOf(key);
  return first === "_dns" || (/^_[0-9]+$/.test(first) && second === "_dns");
}

const http = /(?:^|,)(?:h2|h3|http\/1\.[01])(?:,|$)/;

export const svcbDnsParameters = recordRule({
  id: "values/svcb-dns-parameters",
  since: "0.1.0",
  severity: "warning",
  summary: "The SVCB record of a DNS server lacks alpn or dohpath",
  references: [rfc(9461, "4"), rfc(9461, "5")],
  types: ["SVCB"],
  *find({ record }) {
    if (record.rdata.generic || isAlias(record) || !isDnsServer(record.owner.key)) return;
    if (record.rdata.canonical === undefined) return;
    const parameters = parametersOf(record);
    const alpn = parameters.find(({ key }) => key === "alpn");
    if (alpn === undefined) yield { ...on(record), lacks: "alpn" as const };
    else if (http.test(alpn.value) && !parameters.some(({ key }) => key === "dohpath"))
      yield { ...on(record, alpn), lacks: "dohpath" as const };
  },
  message: ({ lacks }) =>
    lacks === "alpn"
      ? "The SVCB record of a DNS server needs alpn, the protocols it speaks; BIND 9.20 refuses the zone"
      : "A DNS server that speaks HTTP needs dohpath, the path to ask at; BIND 9.20 refuses the zone",
});
