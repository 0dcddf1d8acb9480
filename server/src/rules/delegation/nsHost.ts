/** The rules on the host of an NS record: it needs an address, and glue where it is below the delegation. */
import { relativeTo } from "../../dns/name.js";
import { replace } from "../../text/edit.js";
import { shown } from "../../text/problem.js";
import { addressStubs } from "../addressStubs.js";
import { aliasTarget } from "../lookup.js";
import { incomplete } from "../names/incomplete.js";
import { on, recordRule, rfc, type Found, type RuleContext } from "../rule.js";
import type { NameIn, ZoneRecord } from "../../zone/record.js";
import { pointer, said, worded } from "../wording.js";
import { hostOf, serverOf, type Host } from "./servers.js";

interface ServerFound extends Found {
  readonly record: ZoneRecord;
  readonly target: NameIn;
  readonly host: Host;
  readonly apex: boolean;
}

/** Whether the host is what it is because the final dot was forgotten: said by the rule on that. */
const isIncomplete = (record: ZoneRecord, target: NameIn, { zone }: RuleContext): boolean =>
  record.owner.key !== zone.apex?.key && incomplete(target, zone) !== undefined;

function* serverFound(record: ZoneRecord, context: RuleContext, kinds: readonly Host["kind"][]): Iterable<ServerFound> {
  const target = serverOf(record);
  const standing = context.zone.standing(record.owner.key);
  if (target === undefined || (standing !== "apex" && standing !== "delegation")) return;
  const host = hostOf(context, record.owner, target.name);
  if (!kinds.includes(host.kind) || isIncomplete(record, target, context)) return;
  const apex = standing === "apex";
  const related =
    host.kind === "alias" ? [pointer(host.by, `The CNAME of ${said(target.name)}`, record.uri)] : undefined;
  const found = { ...on(record, target.span), record, target, host, apex };
  yield related === undefined ? found : { ...found, related };
}

export const nsWithoutAddress = recordRule({
  id: "delegation/ns-without-address",
  since: "0.1.0",
  severity: "error",
  summary: "A name server in the zone has no address",
  references: [rfc(1035, "5.2"), rfc(1912, "2.8"), rfc(9471)],
  types: ["NS"],

  *find({ record }, context) {
    // Other classes than IN have other addresses, or none.
    if (record.class !== 1) return;
    for (const found of serverFound(record, context, ["no address", "no glue"])) {
      // BIND refuses the zone for its own servers, and loads it where a delegation is lame; Knot DNS refuses that too.
      const knot =
        !found.apex && context.server === "knot" && context.zone.wildcardFor(found.target.name.key) === undefined;
      yield found.apex || knot ? { ...found, knot } : { ...found, knot, severity: "warning" as const };
    }
  },

  message: ({ target, apex, host, knot }) => {
    const name = target.name;
    if (knot) return worded`Knot DNS refuses the zone: name server ${name} has no address in it`;
    if (apex) return worded`Name server ${name} has no A or AAAA record: servers refuse the zone`;
    return host.kind === "no glue"
      ? worded`Name server ${name} needs glue: without an address nobody finds it`
      : worded`Name server ${name} has no A or AAAA record: the delegation leads nowhere`;
  },

  fixes: ({ record, target, uri }, { zone }) => addressStubs(record, target.name, zone, uri ?? record.uri),
});

export const missingSiblingGlue = recordRule({
  id: "delegation/missing-sibling-glue",
  since: "0.1.0",
  severity: "information",
  summary: "A name server below another delegation of the zone has no glue",
  references: [rfc(9471, "2.2")],
  types: ["NS"],

  *find({ record }, context) {
    yield* serverFound(record, context, ["no sibling glue"]);
  },

  message: ({ target }) => worded`Name server ${target.name} is in another delegated zone and has no glue here`,
  fixes: ({ record, target, uri }, { zone }) => addressStubs(record, target.name, zone, uri ?? record.uri),
});

export const nsIsAlias = recordRule({
  id: "delegation/ns-is-cname",
  since: "0.1.0",
  severity: "error",
  summary: "A name server is a CNAME or stands below a DNAME",
  references: [rfc(2181, "10.3"), rfc(1912, "2.4")],
  types: ["NS"],

  *find({ record }, context) {
    for (const found of serverFound(record, context, ["alias", "below a DNAME"]))
      // BIND refuses the zone for its own servers only.
      yield found.apex ? found : { ...found, severity: "warning" as const };
  },

  message: ({ target, host, apex }) => {
    const fault = host.kind === "alias" ? "is a CNAME" : "is below a DNAME";
    const consequence = apex ? "servers refuse the zone" : "resolvers may not follow it";
    return worded`Name server ${target.name} ${fault}: ${consequence}`;
  },

  fixes({ record, target, host }) {
    const end = host.kind === "alias" ? aliasTarget(host.by) : undefined;
    if (end === undefined || record.generated) return [];
    const name = relativeTo(end, record.origin);
    return [{ title: `Write ${shown(name)}`, kind: "review", preferred: true, edits: [replace(target.span, name)] }];
  },
});
