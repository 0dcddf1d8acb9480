/** Finds signatures that are not valid now, or soon will not be. */
import type { ZoneRecord } from "../../zone/record.js";
import { on, recordRule, rfc, type RuleContext } from "../rule.js";
import { spanOf } from "../values/fields.js";
import { dateOf, expirationOf, inceptionOf, signatureOf } from "./signature.js";

const soon = 3 * 86400;
/** Clocks differ; validators allow for it. */
const skew = 3600;

type State = "expired" | "expires soon" | "not yet valid" | "valid";

function stateOf(signature: ZoneRecord, now: number): State {
  const expiration = expirationOf(signature);
  const inception = inceptionOf(signature);
  if (expiration === undefined || inception === undefined) return "valid";
  if (expiration < now) return "expired";
  if (inception > now + skew) return "not yet valid";
  return expiration < now + soon ? "expires soon" : "valid";
}

/** The state of the SOA's signature, looked up once for all records that one context is made for. */
const stateOfZone = new WeakMap<RuleContext, State>();

function zoneState(context: RuleContext, now: number): State {
  const known = stateOfZone.get(context);
  if (known !== undefined) return known;
  const { apex } = context.zone;
  const signature = apex === undefined ? undefined : signatureOf(context.zone.recordsAt(apex.key), "SOA");
  const state = signature === undefined ? "valid" : stateOf(signature, now);
  stateOfZone.set(context, state);
  return state;
}

/** Records whose signature is in that state; when that of the SOA is too, the SOA's alone speaks for the zone. */
function* signaturesIn(
  state: State,
  record: ZoneRecord,
  context: RuleContext,
): Iterable<{ record: ZoneRecord; whole: boolean }> {
  const { now, zone } = context;
  if (now === undefined || stateOf(record, now) !== state) return;
  const whole = zoneState(context, now) === state;
  if (whole && (zone.apex === undefined || record.owner.key !== zone.apex.key)) return;
  if (whole && signatureOf([record], "SOA") === undefined) return;
  yield { record, whole };
}

const whose = (whole: boolean): string => (whole ? "The zone's signatures" : "The signature");

export const expiredSignature = recordRule({
  id: "dnssec/expired-signature",
  since: "0.1.0",
  severity: "warning",
  summary: "A signature whose time is over",
  references: [rfc(4034, "3.1.5"), rfc(4035, "5.3.1")],
  types: ["RRSIG"],
  *find({ record }, context) {
    for (const { whole } of signaturesIn("expired", record, context))
      yield { ...on(record, spanOf(record, "expiration")), whole, date: dateOf(expirationOf(record) ?? 0) };
  },
  message: ({ whole, date }) => `${whose(whole)} expired on ${date}: validating resolvers answer with an error`,
});

export const signatureExpiresSoon = recordRule({
  id: "dnssec/signature-expires-soon",
  since: "0.1.0",
  severity: "information",
  summary: "A signature whose time is over within three days",
  references: [rfc(6781, "4.4.2")],
  types: ["RRSIG"],
  *find({ record }, context) {
    for (const { whole } of signaturesIn("expires soon", record, context))
      yield { ...on(record, spanOf(record, "expiration")), whole, date: dateOf(expirationOf(record) ?? 0) };
  },
  message: ({ whole, date }) => `${whose(whole)} will expire on ${date}: sign the zone again before`,
});

export const signatureNotYetValid = recordRule({
  id: "dnssec/signature-not-yet-valid",
  since: "0.1.0",
  severity: "warning",
  summary: "A signature whose time has not begun",
  references: [rfc(4034, "3.1.5"), rfc(4035, "5.3.1")],
  types: ["RRSIG"],
  *find({ record }, context) {
    for (const { whole } of signaturesIn("not yet valid", record, context))
      yield { ...on(record, spanOf(record, "inception")), whole, date: dateOf(inceptionOf(record) ?? 0) };
  },
  message: ({ whole, date }) =>
    `${whose(whole)} will be valid from ${date} on: until then resolvers refuse the records`,
});
