/** The rules on the SOA record's timers: what secondary servers and resolvers can live with. */
import { printDuration } from "../../dns/ttl.js";
import { fieldOf, numberOf, type ZoneRecord } from "../../zone/record.js";
import type { Reference } from "../../dns/recordType.js";
import type { Severity } from "../../text/problem.js";
import type { Span } from "../../text/span.js";
import { on, recordRule, rfc, type Limit, type Limits, type RecordCheck } from "../rule.js";
import { worded } from "../wording.js";

interface Timers {
  readonly refresh: number;
  readonly retry: number;
  readonly expire: number;
  readonly minimum: number;
  readonly ttl: number | undefined;
}

type Timer = "refresh" | "retry" | "expire" | "minimum";

interface TimerRule {
  readonly id: string;
  readonly severity: Severity | "off";
  readonly summary: string;
  readonly references: readonly Reference[];
  readonly timer: Timer;
  /** The message, where something is wrong. */
  readonly judge: (timers: Timers, limits: Limits) => string | undefined;
}

function timersOf(record: ZoneRecord): Timers | undefined {
  const [refresh, retry, expire, minimum] = (["refresh", "retry", "expire", "minimum"] as const).map((name) =>
    numberOf(record, name),
  );
  if (refresh === undefined || retry === undefined || expire === undefined || minimum === undefined) return undefined;
  return { refresh, retry, expire, minimum, ttl: record.ttl };
}

const timerRule = ({ judge, timer, ...entry }: TimerRule): RecordCheck =>
  recordRule<{ at: Span; uri: string; text: string }>({
    ...entry,
    since: "0.1.0",
    types: ["SOA"],
    *find({ record }, { limits = {} }) {
      const timers = timersOf(record);
      const field = fieldOf(record, timer);
      const text = timers === undefined ? undefined : judge(timers, limits);
      if (field !== undefined && text !== undefined) yield { ...on(record, field.span), text };
    },
    message: ({ text }) => text,
  });

const minute = 60;
const hour = 3600;
const day = 86400;

/** What is usual where the settings say nothing else. */
const usual = {
  refresh: { minimum: 4 * hour },
  retry: { minimum: hour },
  expire: { minimum: 7 * day },
  minimum: { minimum: 5 * minute, maximum: day },
} satisfies Limits;

const leastOf = (timer: Timer, limits: Limits): number => limits[timer]?.minimum ?? usual[timer].minimum;

/** The message of a timer that is over what the settings allow. */
function overLimit(timer: Timer, seconds: number, { maximum }: Limit = {}): string | undefined {
  return maximum !== undefined && seconds > maximum
    ? worded`SOA ${timer} of ${printDuration(seconds)} is over the limit of ${printDuration(maximum)} in the settings`
    : undefined;
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
    severity: "information",
    summary: "The SOA refresh is shorter than 4 hours",
    references: [rfc(1912, "2.2")],
    timer: "refresh",
    judge: ({ refresh }, limits) =>
      refresh > 0 && refresh < leastOf("refresh", limits)
        ? worded`SOA refresh of ${printDuration(refresh)} is short: with NOTIFY, 4 hours or more will do`
        : overLimit("refresh", refresh, limits.refresh),
  }),
  timerRule({
    id: "soa/short-retry",
    severity: "information",
    summary: "The SOA retry is shorter than 1 hour",
    references: [rfc(1912, "2.2")],
    timer: "retry",
    judge: ({ retry }, limits) =>
      retry > 0 && retry < leastOf("retry", limits)
        ? worded`SOA retry of ${printDuration(retry)} is short: an hour or more spares a server in trouble`
        : overLimit("retry", retry, limits.retry),
  }),
  timerRule({
    id: "soa/retry-not-below-refresh",
    severity: "warning",
    summary: "The SOA retry is not shorter than the refresh",
    references: [rfc(1912, "2.2")],
    timer: "retry",
    judge: ({ refresh, retry }) =>
      refresh > 0 && retry >= refresh
        ? worded`SOA retry of ${printDuration(retry)} is not below the refresh of ${printDuration(refresh)}`
        : undefined,
  }),
  timerRule({
    id: "soa/short-expire",
    severity: "warning",
    summary: "The SOA expire is shorter than a week or than the refresh",
    references: [rfc(1912, "2.2")],
    timer: "expire",
    judge({ refresh, expire }, limits) {
      if (expire === 0) return undefined;
      if (expire < refresh)
        return worded`SOA expire of ${printDuration(expire)} is below the refresh: secondary servers give up the zone`;
      return expire < leastOf("expire", limits)
        ? worded`SOA expire of ${printDuration(expire)} is short: an outage that long takes the zone down`
        : overLimit("expire", expire, limits.expire);
    },
  }),
  timerRule({
    id: "soa/minimum-range",
    severity: "information",
    summary: "The SOA minimum, the TTL of negative answers, is below 5 minutes or above a day",
    references: [rfc(2308, "5")],
    timer: "minimum",
    judge({ minimum }, limits) {
      if (minimum > (limits.minimum?.maximum ?? usual.minimum.maximum))
        return worded`SOA minimum of ${printDuration(minimum)}: a name just added may stay unknown that long`;
      return minimum < leastOf("minimum", limits)
        ? worded`SOA minimum of ${printDuration(minimum)}: resolvers ask again and again for absent names`
        : undefined;
    },
  }),
  timerRule({
    id: "soa/ttl-caps-minimum",
    severity: "information",
    summary: "The TTL of the SOA record is not its minimum: the lower one is the TTL of negative answers",
    references: [rfc(2308, "3"), rfc(2308, "5")],
    timer: "minimum",
    judge: ({ minimum, ttl }) =>
      ttl !== undefined && ttl < minimum
        ? worded`SOA minimum of ${printDuration(minimum)} has no effect: the record's TTL of ${printDuration(ttl)} is lower`
        : undefined,
  }),
];
