/** The rules on a zone and its parent, where both are in the workspace. */
import { parentOf, type Name } from "../../dns/name.js";
import type { Zone } from "../../zone/zone.js";
import type { ZoneRecord } from "../../zone/record.js";
import { isWhole, serversAmong } from "../lookup.js";
import { on, recordRule, rfc, type RuleContext } from "../rule.js";
import { pointer, worded } from "../wording.js";
import { apexServers, serverOf } from "./servers.js";

function parentZone({ zone, zones }: RuleContext): { parent: Zone; servers: readonly ZoneRecord[] } | undefined {
  const { apex } = zone;
  const above = apex === undefined ? undefined : parentOf(apex.key);
  if (apex === undefined || above === undefined) return undefined;
  const parent = zones.zoneOf(above);
  if (parent === undefined || parent === zone || !isWhole(parent) || parent.apex?.key === apex.key) return undefined;
  const standing = parent.standing(apex.key);
  if (standing !== "delegation" && standing !== "authoritative") return undefined;
  return { parent, servers: serversAmong(parent.recordsAt(apex.key)) };
}

export const notDelegated = recordRule({
  id: "delegation/not-in-parent",
  since: "0.1.0",
  severity: "information",
  summary: "The parent zone is in the workspace and does not delegate this zone",
  references: [rfc(1034, "4.2.1")],
  types: ["SOA"],

  *find({ record }, context) {
    if (record.owner.key !== context.zone.apex?.key) return;
    const found = parentZone(context);
    if (found === undefined || found.servers.length > 0) return;
    yield { ...on(record, record.ownerWord ?? record.typeWord), owner: record.owner, parent: found.parent.apex };
  },

  message: ({ owner, parent }) =>
    worded`The parent zone${parent === undefined ? "" : worded` ${parent}`} has no NS records for ${owner}`,
});

const keysOf = (records: readonly ZoneRecord[]): Map<string, { name: Name; record: ZoneRecord }> => {
  const found = new Map<string, { name: Name; record: ZoneRecord }>();
  for (const record of records) {
    const host = serverOf(record);
    if (host !== undefined && !found.has(host.name.key)) found.set(host.name.key, { name: host.name, record });
  }
  return found;
};

export const differsFromParent = recordRule({
  id: "delegation/differs-from-parent",
  since: "0.1.0",
  severity: "information",
  summary: "The NS records of the zone and of its parent zone in the workspace differ",
  references: [rfc(1034, "4.2.2"), rfc(1912, "2.3")],
  types: ["SOA"],

  *find({ record }, context) {
    if (record.owner.key !== context.zone.apex?.key) return;
    const parent = parentZone(context);
    const own = apexServers(context.zone);
    if (parent === undefined || parent.servers.length === 0 || own.length === 0) return;
    const here = keysOf(own);
    const there = keysOf(parent.servers);
    for (const [key, { name, record: ns }] of here)
      if (!there.has(key)) {
        const [first] = parent.servers;
        const related = first === undefined ? [] : [pointer(first, "The delegation in the parent zone", ns.uri)];
        yield { ...on(ns), name, inParent: false, related };
      }
    const [first] = own;
    if (first === undefined) return;
    for (const [key, { name, record: ns }] of there)
      if (!here.has(key)) {
        const related = [pointer(ns, "The delegation in the parent zone", first.uri)];
        yield { ...on(first), name, inParent: true, related };
      }
  },

  message: ({ name, inParent }) =>
    inParent
      ? worded`The parent zone delegates to ${name} too, which is not among these NS records`
      : worded`The parent zone does not delegate to ${name}`,
});
