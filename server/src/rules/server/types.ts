/** Finds record types that the server does not know, and those that one server alone knows. */
import type { ZoneRecord } from "../../zone/record.js";
import { on, recordRule, rfc, type Found, type RecordSubject, type RuleContext, type Server } from "../rule.js";
import { worded } from "../wording.js";
import { importers, serverNames, type NamedServer } from "./servers.js";

const words = (text: string): ReadonlySet<string> => new Set(text.split(" "));

/** By their names; as TYPEnnn with generic data (RFC 3597) servers read them all. */
export const unknownTypes: Readonly<Partial<Record<NamedServer, ReadonlySet<string>>>> = {
  nsd: words(
    "NSAP-PTR GPOS EID NIMLOC ATMA A6 SINK HIP NINFO RKEY TALINK DSYNC HHIT BRID UINFO DOA AMTRELAY RESINFO WALLET TA CLA IPN",
  ),
  knot: words(
    "MB MG MR NULL WKS X25 ISDN NSAP NSAP-PTR SIG PX GPOS NXT EID NIMLOC ATMA A6 SINK HIP NINFO RKEY TALINK DSYNC HHIT BRID " +
      "UINFO AVC DOA AMTRELAY RESINFO WALLET CLA IPN TA DLV",
  ),
  powerdns: words(
    "NULL WKS X25 ISDN RT NSAP NSAP-PTR SIG PX GPOS NXT EID NIMLOC ATMA A6 SINK HIP NINFO TALINK DSYNC HHIT BRID UINFO AVC " +
      "DOA AMTRELAY RESINFO WALLET CLA IPN TA",
  ),
};

/** What the services document; they take no other type, in no form. */
const importedTypes: Readonly<Partial<Record<NamedServer, ReadonlySet<string>>>> = {
  route53: words("A AAAA CAA CNAME DS HTTPS MX NAPTR NS PTR SOA SPF SRV SSHFP SVCB TLSA TXT"),
  cloudflare: words(
    "A AAAA CAA CERT CNAME DNAME DNSKEY DS HTTPS LOC MX NAPTR NS OPENPGPKEY PTR SMIMEA SOA SRV SSHFP SVCB TLSA TXT URI",
  ),
};

/** Versions of which `unknownTypes` speaks. */
const triedVersions: Readonly<Partial<Record<NamedServer, string>>> = {
  nsd: "NSD 4.6",
  knot: "Knot DNS 3.2",
  powerdns: "PowerDNS 4.7",
};

/** Registered about when those versions were made, or later: newer ones may know them. */
const recent = words("AMTRELAY CLA IPN DSYNC HHIT BRID RESINFO WALLET");

const isNumbered = ({ typeWord }: ZoneRecord): boolean => /^TYPE[0-9]/i.test(typeWord.raw);

export const unknownType = recordRule({
  id: "server/unknown-type",
  since: "0.1.0",
  severity: "error",
  summary: "A record type that the server does not know",
  references: [rfc(3597, "5")],

  *find({ record }, { server }) {
    if (server === "any" || record.type.status === "vendor" || record.type.status === "meta") return;
    const { name } = record.type;
    const imported = importedTypes[server];
    if (imported !== undefined && !imported.has(name)) yield { ...on(record, record.typeWord), name, server };
    if (unknownTypes[server]?.has(name) !== true || isNumbered(record)) return;
    const found = { ...on(record, record.typeWord), name, server };
    yield recent.has(name) ? { ...found, severity: "warning" as const } : found;
  },

  message: ({ name, server }) =>
    importers.has(server)
      ? worded`${serverNames[server]} takes no records of type ${name}`
      : worded`${triedVersions[server] ?? ""} does not know the type ${name} by its name and refuses the zone`,
});

/** Whose own each type is that is no type of DNS. */
const makers: Readonly<Record<string, { readonly name: string; readonly server?: NamedServer }>> = {
  ALIAS: { name: "PowerDNS", server: "powerdns" },
  LUA: { name: "PowerDNS", server: "powerdns" },
  DYNA: { name: "gdnsd" },
  DYNC: { name: "gdnsd" },
};

interface Vendor extends Found {
  readonly record: ZoneRecord;
  readonly server: Server;
}

function* findVendorType({ record }: RecordSubject, { server }: RuleContext): Iterable<Vendor> {
  const maker = makers[record.type.name]?.server;
  if (maker === undefined || maker !== server) yield { ...on(record, record.typeWord), record, server };
}

function wordVendorType({ record, server }: Vendor): string {
  const { name } = record.type;
  const refusing = serverNames[server === "any" ? "bind" : server];
  const maker = makers[name]?.name;
  return maker === undefined
    ? `${name} never became a type of DNS: ${refusing} refuses the zone`
    : `${name} is a type of ${maker} alone: ${refusing} refuses the zone`;
}

export const vendorType = recordRule({
  id: "server/vendor-type",
  since: "0.1.0",
  severity: "error",
  summary: "A type that is none of DNS: one server alone reads it",
  references: [],
  types: ["LUA", "DYNA", "DYNC"],
  find: findVendorType,
  message: wordVendorType,
});

export const aliasType = recordRule({
  id: "cname/alias-type",
  since: "0.1.0",
  severity: "error",
  summary: "ALIAS and ANAME are no types of DNS: only some servers and providers read them",
  references: [],
  types: ["ALIAS", "ANAME"],
  find: findVendorType,
  message: wordVendorType,
});
