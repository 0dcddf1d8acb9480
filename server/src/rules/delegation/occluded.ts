/** The rules on what stands at and below a delegation: glue, and what the other zone hides. */
import { aliasTarget, delegationAbove, isAddress, serversAmong } from "../lookup.js";
import { removal } from "../recordEdits.js";
import { on, ownerRule, rfc } from "../rule.js";
import type { ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";
import { pointer, said, worded } from "../wording.js";
import { serverOf } from "./servers.js";

/** What the parent says at a delegation itself (RFC 4035 section 2). */
const atCut = new Set(["NS", "DS", "RRSIG", "NSEC", "DELEG", "TYPE65432"]);
const signed = new Set(["RRSIG", "NSEC", "NSEC3"]);

const nsAt = (zone: Zone, key: string): readonly ZoneRecord[] => serversAmong(zone.recordsAt(key));

const firstNsAt = (zone: Zone, key: string): ZoneRecord | undefined => nsAt(zone, key)[0];

export const occludedData = ownerRule({
  id: "delegation/occluded",
  since: "0.1.0",
  severity: "warning",
  summary: "A record stands at or below a delegation and is never answered",
  references: [rfc(1034, "4.2.1"), rfc(2181, "6")],

  *find({ owner, records }, { zone }) {
    const standing = zone.standing(owner.key);
    if (standing !== "delegation" && standing !== "occluded") return;
    const cut = standing === "delegation" ? owner.key : delegationAbove(zone, owner.key);
    if (cut === undefined) return;
    const hidden = records.filter((record) => {
      const type = record.type.name;
      if (isAddress(record) || signed.has(type)) return false;
      // NS records below a delegation have a rule of their own.
      return standing === "delegation" ? !atCut.has(type) && type !== "DNAME" : type !== "NS";
    });
    const [record] = hidden;
    const ns = firstNsAt(zone, cut);
    if (record === undefined || ns === undefined) return;
    const related = [pointer(ns, `${said(ns.owner)} is delegated here`, record.uri)];
    yield { ...on(record), tag: "unnecessary" as const, record, cut: ns.owner, hidden, related };
  },

  message: ({ record, cut }) => worded`${record.type.name} at ${record.owner} is never answered: ${cut} is delegated`,

  fixes({ uri, hidden }, { zone }) {
    const edits = removal(hidden, zone, uri ?? zone.uri);
    return edits === undefined ? [] : [{ title: "Delete what the delegation hides", kind: "review", edits }];
  },
});

export const nestedDelegation = ownerRule({
  id: "delegation/nested",
  since: "0.1.0",
  severity: "warning",
  summary: "A delegation stands below another one",
  references: [rfc(1034, "4.2.1"), rfc(2181, "6")],
  types: ["NS"],

  *find({ owner, ofType }, { zone }) {
    if (zone.standing(owner.key) !== "occluded") return;
    const [record] = ofType("NS");
    const cut = delegationAbove(zone, owner.key);
    const ns = cut === undefined ? undefined : firstNsAt(zone, cut);
    if (record === undefined || ns === undefined) return;
    const related = [pointer(ns, `${said(ns.owner)} is delegated here`, record.uri)];
    yield { ...on(record), tag: "unnecessary" as const, owner, cut: ns.owner, all: ofType("NS"), related };
  },

  message: ({ owner, cut }) => worded`Delegation of ${owner} has no effect: ${cut} is delegated already`,

  fixes({ uri, all }, { zone }) {
    const edits = removal(all, zone, uri ?? zone.uri);
    return edits === undefined ? [] : [{ title: "Delete these NS records", kind: "review", edits }];
  },
});

/** Whether an NS record or an alias of the zone names a host. */
function isNamed(zone: Zone, key: string, cut: string): boolean {
  if (nsAt(zone, cut).some((ns) => serverOf(ns)?.name.key === key)) return true;
  for (const ns of zone.recordsOfType("NS")) if (serverOf(ns)?.name.key === key) return true;
  for (const alias of zone.recordsOfType("CNAME")) if (aliasTarget(alias)?.key === key) return true;
  return false;
}

/** Zones with more delegations than this are not searched for the user of each piece of glue. */
const mostServers = 500;

export const unusedGlue = ownerRule({
  id: "delegation/unused-glue",
  since: "0.1.0",
  severity: "information",
  summary: "An address below a delegation belongs to none of its name servers",
  references: [rfc(1034, "4.2.1"), rfc(9471)],
  types: ["A", "AAAA"],

  *find({ owner, records }, { zone }) {
    const standing = zone.standing(owner.key);
    if (standing !== "delegation" && standing !== "occluded") return;
    if (zone.countOfType("NS") + zone.countOfType("CNAME") > mostServers) return;
    const cut = standing === "delegation" ? owner.key : delegationAbove(zone, owner.key);
    const addresses = records.filter(isAddress);
    const [record] = addresses;
    if (cut === undefined || record === undefined || isNamed(zone, owner.key, cut)) return;
    const ns = firstNsAt(zone, cut);
    if (ns === undefined) return;
    const related = [pointer(ns, `${said(ns.owner)} is delegated here`, record.uri)];
    yield { ...on(record), tag: "unnecessary" as const, owner, cut: ns.owner, addresses, related };
  },

  message: ({ owner, cut }) => worded`${owner} is no name server: its address is not answered, as ${cut} is delegated`,

  fixes({ uri, addresses }, { zone }) {
    const edits = removal(addresses, zone, uri ?? zone.uri);
    return edits === undefined ? [] : [{ title: "Delete the addresses", kind: "review", edits }];
  },
});
