/** Finds addresses where a host name must stand: servers take them for names. */
import { readIpv4, readIpv6 } from "../../dns/address.js";
import { relativeTo } from "../../dns/name.js";
import { replace, type Fix } from "../../text/edit.js";
import { shown } from "../../text/problem.js";
import { namesOf } from "../../zone/record.js";
import { addition, editIn } from "../recordEdits.js";
import { on, recordRule, rfc } from "../rule.js";
import { worded } from "../wording.js";

const types = ["NS", "MX", "CNAME", "SRV", "PTR", "DNAME", "SVCB", "HTTPS", "AFSDB", "KX", "ALIAS", "ANAME", "SOA"];

/** What hosts that take over the role of a record are mostly called. */
const usualHosts = new Map([
  ["NS", "ns1"],
  ["MX", "mail"],
]);

function addressTypeOf(written: string): "A" | "AAAA" | undefined {
  const bare = written.endsWith(".") ? written.slice(0, -1) : written;
  if (readIpv4(bare) !== undefined) return "A";
  return readIpv6(bare) === undefined ? undefined : "AAAA";
}

export const addressAsTarget = recordRule({
  id: "names/address-as-target",
  since: "0.1.0",
  // Not an error: BIND takes the address for a name, warns and loads the zone.
  severity: "warning",
  summary: "An address stands where a host name must, and is taken for a name",
  references: [rfc(1035, "3.3"), rfc(2181, "10.3"), rfc(1912, "2.4")],
  types,

  *find({ record }) {
    for (const target of namesOf(record, "target")) {
      const addressType = addressTypeOf(target.text);
      if (addressType === undefined) continue;
      const address = target.text.endsWith(".") ? target.text.slice(0, -1) : target.text;
      yield { ...on(record, target.span), record, address, addressType };
    }
  },

  message: ({ record, address }) =>
    worded`${record.type.name} target ${address} is an address and is taken for a host name`,

  fixes({ at, record, address, addressType }, { zone }) {
    if (record.generated) return [];
    const type = record.type.name;
    if (type === "CNAME" || type === "ALIAS" || type === "ANAME")
      return [
        {
          title: `Make it ${addressType === "A" ? "an A" : "an AAAA"} record`,
          kind: "review",
          preferred: true,
          edits: [replace(record.typeWord, addressType), replace(at, address)],
        },
      ];
    const host = usualHosts.get(type);
    const apex = zone.apex;
    if (host === undefined || apex === undefined || apex.key === ".") return [];
    const name = { text: `${host}.${apex.text}`, key: `${host}.${apex.key}` };
    const known = zone.recordsAt(name.key);
    // A host of that name that is something else already is not to be touched.
    if (known.length > 0) return [];
    const added = addition(
      record,
      zone,
      record.uri,
      (origin) => `${relativeTo(name, origin)} ${addressType} ${address}`,
    );
    if (added === undefined) return [];
    const written = relativeTo(name, record.origin);
    const fix: Fix = {
      title: `Write ${shown(written)} and give it the address ${address}`,
      kind: "review",
      preferred: true,
      edits: [editIn(record, record.uri, replace(at, written)), added],
    };
    return [fix];
  },
});
