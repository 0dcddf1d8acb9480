/** The rules on the SOA record's primary server (MNAME): a name server of the zone, with an address. */
import { nameOf } from "../../zone/record.js";
import { aliasAmong, hasAddress, oncePerList, recordsFor, serversAmong } from "../lookup.js";
import { on, recordRule, rfc } from "../rule.js";
import { worded } from "../wording.js";

const field = "primary server";

/** The names in the NS records; undefined where there are none. */
const namedServers = oncePerList((records): ReadonlySet<string | undefined> | undefined => {
  const servers = serversAmong(records).map((ns) => nameOf(ns, "name server")?.name.key);
  return servers.length === 0 ? undefined : new Set(servers);
});

export const primaryNotNs = recordRule({
  id: "soa/primary-not-ns",
  since: "0.1.0",
  severity: "hint",
  summary: "The primary server that the SOA record names is none of the zone's name servers",
  references: [rfc(1035, "3.3.13"), rfc(2136, "4.3"), rfc(1996, "3.3")],
  types: ["SOA"],

  *find({ record }, { zone }) {
    const target = nameOf(record, field);
    if (target === undefined || record.owner.key !== zone.apex?.key) return;
    const servers = namedServers(zone.recordsAt(record.owner.key));
    if (servers === undefined || servers.has(target.name.key)) return;
    yield { ...on(record, target.span), name: target.name };
  },

  message: ({ name }) => worded`Primary server ${name} is not among the NS records: fine if it is hidden`,
});

export const primaryUnusable = recordRule({
  id: "soa/primary-without-address",
  since: "0.1.0",
  // No warning: a hidden primary has no address on purpose.
  severity: "information",
  summary: "The primary server that the SOA record names has no address",
  references: [rfc(1035, "3.3.13"), rfc(2136, "4.3")],
  types: ["SOA"],

  *find({ record }, context) {
    const target = nameOf(record, field);
    // "." says on purpose that there is none: dynamic updates go nowhere (RFC 8976 and AS112 zones write so).
    if (target === undefined || target.name.text === ".") return;
    const records = recordsFor(context, target.name.key);
    if (records === undefined || hasAddress(records)) return;
    // The zone's own name stands here in zones that serve nothing: said by nobody, asked by nobody.
    if (target.name.key === context.zone.apex?.key) return;
    yield { ...on(record, target.span), name: target.name, alias: aliasAmong(records) !== undefined };
  },

  message: ({ name, alias }) =>
    alias
      ? worded`Primary server ${name} is a CNAME: dynamic updates may not find it`
      : worded`Primary server ${name} has no address: dynamic updates do not find it`,
});
