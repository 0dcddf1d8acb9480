/** The rules on the SOA record's timers: what secondary servers and resolvers can live with. */
import { printDuration } from "../../dns/ttl.js";
import { fieldOf, numberOf, type ZoneRecord } from "../../zone/record.js";
import type { Reference } from "../../dns/recordType.js";
import type { Severity } from "../../text/problem.js";
import type { Span } from "../../text/span.js";
import type { Zone } from "../../zone/zone.js";
import { answersNothing } from "../delegation/apexServers.js";
import { apexServers, serverOf } from "../delegation/servers.js";
import { on, recordRule, rfc, type Limit, type Limits, type RecordCheck } from "../rule.js";
import { worded } from "../wording.js";

interface Timers {
  readonly refresh: number;
  readonly retry: number;
  readonly expire: number;
  readonly minimum: number;
  readonly ttl: number | undefined;
  /** Whether other servers can hold copies of the zone: it names more than one. */
  readonly hasSecondaries: boolean;
}

/** The message, and its severity where that is not the rule's. */
type Verdict = string | { readonly text: string; readonly severity: Severity };

type Timer = "refresh" | "retry" | "expire" | "minimum";

interface TimerRule {
  readonly id: string;
  readonly severity: Severity | "off";
  readonly summary: string;
  readonly references: readonly Reference[];
  readonly timer: Timer;
  /** What is said where something is wrong. */
  readonly judge: (timers: Timers, limits: Limits) => Verdict | undefined;
}

function timersOf(record: ZoneRecord, zone: Zone): Timers | undefined {
  const [refresh, retry, expire, minimum] = (["refresh", "retry", "expire", "minimum"] as const).map((name) =>
    numberOf(record, name),
  );
  if (refresh === undefined || retry === undefined || expire === undefined || minimum === undefined) return undefined;
  const servers = new Set(apexServers(zone).map((ns) => serverOf(ns)?.name.key));
  return { refresh, retry, expire, minimum, ttl: record.ttl, hasSecondaries: servers.size !== 1 };
}

/** Whether a zone answers nothing, such as those of RFC 6303: nobody copies it, and no name is added. */
function isOfNobody(zone: Zone): boolean {
  const servers = apexServers(zone);
  return servers.length > 0 && servers.every((ns) => answersNothing(zone, serverOf(ns)?.name));
}

const timerRule = ({ judge, timer, ...entry }: TimerRule): RecordCheck =>
  recordRule<{ at: Span; uri: string; text: string; severity?: Severity }>({
    ...entry,
    since: "0.1.0",
    types: ["SOA"],
    *find({ record }, { zone, limits = {} }) {
      const timers = timersOf(record, zone);
      const field = fieldOf(record, timer);
      const verdict = timers === undefined ? undefined : judge(timers, limits);
      if (field === undefined || verdict === undefined || isOfNobody(zone)) return;
      yield { ...on(record, field.span), ...(typeof verdict === "string" ? { text: verdict } : verdict) };
    },
    message: ({ text }) => text,
  });

const minute = 60;
const day = 86400;

/** What is usual where the settings say nothing else; that of refresh and retry are the least values of RFC 1912 section 2.2. */
const usual = {
  refresh: { minimum: 20 * minute },
  retry: { minimum: 3 * minute },
  expire: { minimum: 7 * day },
  minimum: { minimum: 5 * minute, maximum: day },
} satisfies Limits;

const leastOf = (timer: Timer, limits: Limits): number => limits[timer]?.minimum ?? usual[timer].minimum;

/** What is said of a timer that is not within what the settings allow; no matter of taste, as somebody has chosen the limits. */
function outsideLimit(timer: Timer, seconds: number, { minimum, maximum }: Limit = {}): Verdict | undefined {
  const [word, limit] = minimum !== undefined && seconds < minimum ? ["under", minimum] : ["over", maximum];
  if (limit === undefined || (word === "over" && seconds <= limit)) return undefined;
  const text = worded`SOA ${timer} of ${printDuration(seconds)} is ${word} the limit of ${printDuration(limit)} in the settings`;
  return { text, severity: "information" };
}

export const timerChecks: readonly RecordCheck[] = [
  timerRule({
    id: "soa/zero-timer",
    severity: "warning",
    summary: "A timer of the SOA record is 0",
    references: [rfc(1035, "3.3.13"), rfc(1912, "2.2")],
    timer: "refresh",
    judge({ refresh, retry, expire }) {
      const zero = Object.entries({ refresh, retry, expire }).filter(([, seconds]) => seconds === 0);
      const names = zero.map(([name]) => name);
      return names.length === 0
        ? undefined
        : worded`SOA ${names.join(" and ")} of 0 seconds: secondary servers fall back to times of their own`;
    },
  }),
  timerRule({
    id: "soa/short-refresh",
    severity: "hint",
    summary: "The SOA refresh is shorter than 20 minutes",
    references: [rfc(1912, "2.2"), rfc(1996)],
    timer: "refresh",
    judge: ({ refresh }, limits) =>
      outsideLimit("refresh", refresh, limits.refresh) ??
      (refresh > 0 && refresh < leastOf("refresh", limits)
        ? worded`SOA refresh of ${printDuration(refresh)} is short: secondary servers ask that often, besides NOTIFY`
        : undefined),
  }),
  timerRule({
    id: "soa/short-retry",
    severity: "hint",
    summary: "The SOA retry is shorter than 3 minutes",
    references: [rfc(1912, "2.2")],
    timer: "retry",
    judge: ({ retry }, limits) =>
      outsideLimit("retry", retry, limits.retry) ??
      (retry > 0 && retry < leastOf("retry", limits)
        ? worded`SOA retry of ${printDuration(retry)} is short: a primary in trouble is asked that often`
        : undefined),
  }),
  timerRule({
    id: "soa/retry-not-below-refresh",
    severity: "warning",
    summary: "The SOA retry is not shorter than the refresh",
    references: [rfc(1912, "2.2")],
    timer: "retry",
    judge({ refresh, retry }) {
      if (refresh === 0 || retry < refresh) return undefined;
      // As often after a failure as ever: that harms nobody.
      if (retry === refresh)
        return { text: "SOA retry is as long as the refresh; a part of it is usual", severity: "hint" };
      return worded`SOA retry of ${printDuration(retry)} is over the refresh of ${printDuration(refresh)}: changes come late`;
    },
  }),
  timerRule({
    id: "soa/short-expire",
    severity: "warning",
    summary: "The SOA expire is shorter than a week or than the refresh",
    references: [rfc(1912, "2.2")],
    timer: "expire",
    judge({ refresh, expire, hasSecondaries }, limits) {
      if (expire === 0) return undefined;
      if (expire < refresh)
        return worded`SOA expire of ${printDuration(expire)} is below the refresh: secondary servers give up the zone`;
      const outside = outsideLimit("expire", expire, limits.expire);
      if (outside !== undefined) return outside;
      return hasSecondaries && expire < leastOf("expire", limits)
        ? worded`SOA expire of ${printDuration(expire)} is short: an outage that long takes the zone down`
        : undefined;
    },
  }),
  timerRule({
    id: "soa/minimum-range",
    severity: "hint",
    summary: "The SOA minimum, the TTL of negative answers, is below 5 minutes or above a day",
    references: [rfc(2308, "5")],
    timer: "minimum",
    judge({ minimum, ttl }, limits) {
      const outside = outsideLimit("minimum", minimum, limits.minimum);
      if (outside !== undefined) return outside;
      // The lower one of minimum and TTL counts (RFC 2308 section 5).
      if (Math.min(minimum, ttl ?? minimum) > usual.minimum.maximum)
        return worded`SOA minimum of ${printDuration(minimum)}: a name just added may stay unknown that long`;
      return minimum < leastOf("minimum", limits)
        ? worded`SOA minimum of ${printDuration(minimum)}: resolvers ask again and again for absent names`
        : undefined;
    },
  }),
  timerRule({
    id: "soa/ttl-caps-minimum",
    severity: "hint",
    summary: "The TTL of the SOA record is below its minimum: the lower one is the TTL of negative answers",
    references: [rfc(2308, "3"), rfc(2308, "5")],
    timer: "minimum",
    judge: ({ minimum, ttl }) =>
      ttl !== undefined && ttl < minimum
        ? worded`SOA minimum of ${printDuration(minimum)} has no effect: the record's TTL of ${printDuration(ttl)} is lower`
        : undefined,
  }),
];
