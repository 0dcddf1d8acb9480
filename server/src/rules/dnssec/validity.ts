/** Finds signatures that are not valid now, or soon will not be, and says so once of a zone. */
import type { ZoneRecord } from "../../zone/record.js";
import { on, rfc, zoneRule, type RuleContext } from "../rule.js";
import { spanOf } from "../values/fields.js";
import { dateOf, expirationOf, inceptionOf, signatureOf } from "./signature.js";

const soon = 3 * 86400;
/** Clocks differ; validators allow for it. */
const skew = 3600;

type State = "expired" | "expires soon" | "not yet valid" | "valid";

interface Times {
  readonly inception: number;
  readonly expiration: number;
}

/** By record: the zone is walked after each change, and most of its signatures are the ones of before. */
const timesRead = new WeakMap<ZoneRecord, Times | "unreadable">();

function timesOf(signature: ZoneRecord): Times | undefined {
  const times = timesRead.get(signature) ?? readTimes(signature) ?? "unreadable";
  timesRead.set(signature, times);
  return times === "unreadable" ? undefined : times;
}

function readTimes(signature: ZoneRecord): Times | undefined {
  const expiration = expirationOf(signature);
  const inception = inceptionOf(signature);
  return expiration === undefined || inception === undefined ? undefined : { inception, expiration };
}

function stateOf({ inception, expiration }: Times, now: number): State {
  if (expiration < now) return "expired";
  if (inception > now + skew) return "not yet valid";
  return expiration < now + soon ? "expires soon" : "valid";
}

/** The signatures of a zone that are in one state. */
interface Group {
  /** "whole": the SOA's own signature, which speaks for the zone, or all that there are. */
  readonly extent: "whole" | "one" | "several";
  readonly count: number;
  /** The SOA's signature, or the one that expires first; of those not yet valid, the one that is so last. */
  readonly record: ZoneRecord;
  readonly times: Times;
}

/** In a zone with more signatures than this, the others are not looked at: this is done after each change. */
const mostRead = 10_000;

/** Whether `a` tells more than `b` of signatures in their state. */
const isWorse = (state: State, a: Times, b: Times): boolean =>
  state === "not yet valid" ? a.inception > b.inception : a.expiration < b.expiration;

function groupsOf({ zone, now }: RuleContext): ReadonlyMap<State, Group> {
  const groups = new Map<State, Group>();
  if (now === undefined || zone.countOfType("RRSIG") === 0) return groups;
  let read = 0;
  for (const record of zone.recordsOfType("RRSIG")) {
    if (++read > mostRead) break;
    const times = timesOf(record);
    if (times === undefined) continue;
    const state = stateOf(times, now);
    const known = groups.get(state);
    const count = (known?.count ?? 0) + 1;
    const worst = known === undefined || isWorse(state, times, known.times) ? { record, times } : known;
    groups.set(state, { ...worst, count, extent: count === 1 ? "one" : "several" });
  }
  const [[state, only] = []] = groups.size === 1 ? groups : [];
  if (state !== undefined && only !== undefined && only.count > 1) groups.set(state, { ...only, extent: "whole" });
  const signature = zone.apex === undefined ? undefined : signatureOf(zone.recordsAt(zone.apex.key), "SOA");
  const times = signature === undefined ? undefined : timesOf(signature);
  if (signature !== undefined && times !== undefined) {
    const own = stateOf(times, now);
    groups.set(own, { extent: "whole", count: groups.get(own)?.count ?? 1, record: signature, times });
  }
  return groups;
}

/** Of the context that all rules on a zone are run with, so that the three of them walk it once. */
const known = new WeakMap<RuleContext, ReadonlyMap<State, Group>>();

function* groupIn(state: State, context: RuleContext): Iterable<Group> {
  const groups = known.get(context) ?? groupsOf(context);
  known.set(context, groups);
  const group = groups.get(state);
  if (group !== undefined) yield group;
}

const whose = ({ extent, count }: Group): string =>
  extent === "whole" ? "The zone's signatures" : extent === "one" ? "The signature" : `${count} signatures`;

export const expiredSignature = zoneRule({
  id: "dnssec/expired-signature",
  since: "0.1.0",
  severity: "warning",
  summary: "A signature whose time is over",
  references: [rfc(4034, "3.1.5"), rfc(4035, "5.3.1")],
  *find(_, context) {
    for (const group of groupIn("expired", context))
      yield { ...on(group.record, spanOf(group.record, "expiration")), group };
  },
  message: ({ group }) =>
    `${whose(group)} expired${group.extent === "several" ? ", the first" : ""} on ${dateOf(group.times.expiration)}: ` +
    "validating resolvers answer with an error",
});

export const signatureExpiresSoon = zoneRule({
  id: "dnssec/signature-expires-soon",
  since: "0.1.0",
  severity: "information",
  summary: "A signature whose time is over within three days",
  references: [rfc(6781, "4.4.2")],
  *find(_, context) {
    for (const group of groupIn("expires soon", context))
      yield { ...on(group.record, spanOf(group.record, "expiration")), group };
  },
  message: ({ group }) =>
    `${whose(group)} will expire${group.extent === "several" ? ", the first" : ""} on ` +
    `${dateOf(group.times.expiration)}: sign the zone again before`,
});

export const signatureNotYetValid = zoneRule({
  id: "dnssec/signature-not-yet-valid",
  since: "0.1.0",
  severity: "warning",
  summary: "A signature whose time has not begun",
  references: [rfc(4034, "3.1.5"), rfc(4035, "5.3.1")],
  *find(_, context) {
    for (const group of groupIn("not yet valid", context))
      yield { ...on(group.record, spanOf(group.record, "inception")), group };
  },
  message: ({ group }) =>
    `${whose(group)} will be valid from ${dateOf(group.times.inception)} on: until then resolvers refuse the records`,
});
