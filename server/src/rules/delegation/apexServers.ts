/** The rules on the NS records of the zone itself. */
import { printAddress } from "../../dns/address.js";
import { labelsOf, relativeTo, type Name } from "../../dns/name.js";
import { addressOf, nameOf, type ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";
import { addition } from "../recordEdits.js";
import { isLocalZone } from "../local.js";
import { on, ownerRule, recordRule, rfc } from "../rule.js";
import { pointer, said, worded } from "../wording.js";
import { addressesOf, apexServers, serverOf } from "./servers.js";

export const apexNsMissing = recordRule({
  id: "delegation/apex-ns-missing",
  since: "0.1.0",
  severity: "error",
  summary: "The zone has no NS records",
  references: [rfc(1034, "4.2.1"), rfc(1035, "5.2")],
  types: ["SOA"],

  *find({ record }, { zone }) {
    if (record.owner.key !== zone.apex?.key || !zone.complete || zone.typesAt(record.owner.key).has("NS")) return;
    // Where the zone's name is not known, NS records of an absolute owner may be its own.
    if (!zone.originKnown && zone.countOfType("NS") > 0) return;
    yield { ...on(record, record.ownerWord ?? record.typeWord), record };
  },

  message: ({ record }) => worded`The zone ${record.owner} has no NS records: servers refuse it`,

  fixes({ record }, { zone }) {
    const primary = nameOf(record, "primary server")?.name;
    if (primary === undefined) return [];
    const edit = addition(
      record,
      zone,
      record.uri,
      (origin) => `${relativeTo(record.owner, origin)} NS ${relativeTo(primary, origin)}`,
    );
    if (edit === undefined) return [];
    return [{ title: `Add an NS record for ${said(primary)}`, kind: "review", preferred: true, edits: [edit] }];
  },
});

/** Names that stand for no server: zones that answer nothing, such as those of RFC 6303 and RPZ, and catalogs (RFC 9432 section 4). */
const nobody = new Set(["localhost.", "invalid.", "."]);

export const answersNothing = (zone: Zone, host: Name | undefined): boolean =>
  host !== undefined && (nobody.has(host.key) || host.key.endsWith(".invalid.") || host.key === zone.apex?.key);

export const singleNs = recordRule({
  id: "delegation/single-ns",
  since: "0.1.0",
  severity: "warning",
  summary: "The zone has one name server only",
  references: [rfc(1034, "4.1"), rfc(2182, "5")],
  types: ["NS"],

  *find({ record }, { zone }) {
    const host = serverOf(record)?.name;
    if (record.owner.key !== zone.apex?.key || !zone.complete || host === undefined) return;
    if (answersNothing(zone, host) || zone.countOfType("SOA") === 0) return;
    // A root or a top-level domain with one server is one's own.
    const servers = apexServers(zone);
    // Said at the first of records that are the same.
    const [first] = servers;
    if (first !== undefined && (first.uri !== record.uri || first.span.start !== record.span.start)) return;
    if (servers.some((ns) => serverOf(ns)?.name.key !== host.key)) return;
    if (labelsOf(record.owner.key).length < 2 || isLocalZone(zone)) return;
    yield { ...on(record, record.typeWord), record };
  },

  message: ({ record }) => worded`${record.owner} has one name server: when it is down, so is the zone`,
});

export const sameAddress = ownerRule({
  id: "delegation/same-address",
  since: "0.1.0",
  severity: "warning",
  summary: "Two name servers of the zone have the same address",
  references: [rfc(2182, "3.1")],
  types: ["NS"],

  *find({ owner, ofType }, { zone }) {
    if (owner.key !== zone.apex?.key) return;
    const seen = new Map<string, { host: Name; record: ZoneRecord }>();
    for (const record of ofType("NS")) {
      const host = serverOf(record);
      if (host === undefined) continue;
      for (const address of addressesOf(zone, host.name)) {
        const text = printAddress(addressOf(address) ?? []);
        const other = seen.get(text);
        if (other === undefined) seen.set(text, { host: host.name, record });
        else if (other.host.key !== host.name.key) {
          const related = [pointer(other.record, `The NS record of ${said(other.host)}`, record.uri)];
          yield { ...on(record, host.span), host: host.name, other: other.host, text, related };
          break;
        }
      }
    }
  },

  message: ({ host, other, text }) => worded`Name servers ${other} and ${host} are one: both are ${text}`,
});

const mostServers = 64;

export const tooManyNs = ownerRule({
  id: "delegation/too-many-ns",
  since: "0.1.0",
  severity: "off",
  summary: "A name has more than 64 NS records",
  references: [rfc(1035, "4.2.1")],
  types: ["NS"],

  *find({ owner, ofType }) {
    const over = ofType("NS")[mostServers];
    if (over !== undefined) yield { ...on(over), owner, count: ofType("NS").length };
  },

  message: ({ owner, count }) => worded`${owner} has ${count} NS records: answers get too long`,
});

export const noIpv4 = recordRule({
  id: "delegation/no-ipv4",
  since: "0.1.0",
  severity: "information",
  summary: "The zone's name servers have no IPv4 address, or no IPv6 address",
  references: [rfc(3901, "4")],
  types: ["SOA"],

  *find({ record }, { zone }) {
    const servers = apexServers(zone);
    if (record.owner.key !== zone.apex?.key || servers.length === 0) return;
    const types = new Set<string>();
    for (const ns of servers) {
      const host = serverOf(ns)?.name;
      // What other zones know of their servers is not known here.
      if (host === undefined || zone.standing(host.key) === "outside") return;
      const addresses = addressesOf(zone, host);
      if (addresses.length === 0) return;
      for (const { type } of addresses) types.add(type.name);
    }
    const [ns] = servers;
    if (ns === undefined || types.size > 1) return;
    const lacks = types.has("A") ? "AAAA" : "A";
    // BIND says it where the zone has such records itself (RFC 3901: IPv4 always).
    if (isLocalZone(zone) || (lacks === "AAAA" && zone.countOfType("AAAA") === 0)) return;
    yield { ...on(ns, ns.typeWord), owner: record.owner, lacks };
  },

  message: ({ owner, lacks }) =>
    lacks === "A"
      ? worded`No name server of ${owner} has an IPv4 address: many resolvers reach none of them`
      : worded`${owner} has AAAA records, but no name server of it has an IPv6 address`,
});
