/** Finds MTA-STS records without the host of the policy, that host without the record, and either without TLS-RPT. */
import { parentOf } from "../../dns/name.js";
import { mtaStsId } from "../../mail/mtaSts.js";
import { nameOf, textOf, type ZoneRecord } from "../../zone/record.js";
import { aliasAmong, hasAddress, isOwnData, isWhole, recordsFor } from "../lookup.js";
import { on, ownerRule, recordRule, rfc, type RuleContext } from "../rule.js";
import { counted, pointer, worded } from "../wording.js";
import { below, newRecord, realMx, textsOf, withoutDot } from "./domains.js";
import { isHome, isOfKind } from "./texts.js";
import { makeName, type Name } from "../../dns/name.js";

const domainOf = (name: Name): Name => makeName(parentOf(name.text) ?? ".");

export const mtaStsMissingHost = recordRule({
  id: "mta-sts/missing-host",
  since: "0.1.0",
  severity: "error",
  summary: "The host that serves the MTA-STS policy has no address",
  references: [rfc(8461, "3.3")],
  types: ["TXT"],
  *find({ record }, context) {
    const { owner } = record;
    if (!isOfKind(record, "mta-sts") || !isHome(owner.key, "mta-sts") || record.generated) return;
    if (owner.key.startsWith("*.") || !isOwnData(context.zone, owner.key)) return;
    const domain = domainOf(owner);
    const host = below("mta-sts", domain);
    const records = recordsFor(context, host.key);
    if (records === undefined || hasAddress(records) || aliasAmong(records) !== undefined) return;
    yield { ...on(record, record.ownerWord ?? record.typeWord), record, domain, host, free: records.length === 0 };
  },
  message: ({ host }) => worded`${host} has no address: nobody can fetch the policy, so there is no MTA-STS`,
  fixes: ({ record, domain, host, free }, { zone }) =>
    free && hasAddress(zone.recordsAt(domain.key))
      ? newRecord(
          record,
          zone,
          record.uri,
          `Make it an alias of ${withoutDot(domain.text)}`,
          host,
          `CNAME ${domain.text}`,
        )
      : [],
});

export const mtaStsMissingRecord = ownerRule({
  id: "mta-sts/missing-record",
  since: "0.1.0",
  severity: "warning",
  summary: "A host for an MTA-STS policy without the record that tells of it",
  references: [rfc(8461, "3.1")],
  types: ["A", "AAAA", "CNAME"],
  *find({ owner, records }, { zone }) {
    const [record] = records;
    if (record === undefined || !owner.key.startsWith("mta-sts.") || record.generated) return;
    const domain = domainOf(owner);
    const home = below("_mta-sts", domain);
    if (!isWhole(zone) || !isOwnData(zone, owner.key) || !isOwnData(zone, domain.key) || zone.has(home.key)) return;
    if (realMx(zone.recordsAt(domain.key)).length === 0 || zone.wildcardFor(home.key) !== undefined) return;
    yield { ...on(record, record.ownerWord ?? record.typeWord), record, home };
  },
  message: ({ home }) => worded`Without a TXT record at ${home} no sender asks this host for a policy`,
  fixes: ({ record, home }, { zone, now }) => {
    const text = `TXT "v=STSv1; id=${now === undefined ? "1" : mtaStsId(now)}"`;
    return newRecord(record, zone, record.uri, "Add the MTA-STS record", home, text);
  },
});

/** What makes senders insist on TLS: the MTA-STS record, or TLSA records of a mail server in the zone. */
function whatInsists(context: RuleContext, domain: Name, exchanges: readonly ZoneRecord[]): ZoneRecord | undefined {
  const { zone } = context;
  const [sts] = textsOf(zone.recordsAt(`_mta-sts.${domain.key}`), "mta-sts");
  if (sts !== undefined) return sts;
  for (const mx of exchanges.slice(0, 10)) {
    const host = nameOf(mx, "exchange")?.name.key ?? ".";
    const tlsa = zone.recordsAt(`_25._tcp.${host}`).find(({ type }) => type.name === "TLSA");
    if (tlsa !== undefined) return tlsa;
  }
  return undefined;
}

export const tlsRptMissing = ownerRule({
  id: "tls-rpt/missing",
  since: "0.1.0",
  severity: "warning",
  summary: "MTA-STS or DANE without TLS-RPT, so that nobody learns of mail that it stops",
  references: [rfc(8460, "1"), rfc(8460, "3")],
  types: ["MX"],
  *find({ owner, records }, context) {
    const { zone } = context;
    const exchanges = realMx(records);
    if (exchanges.length === 0 || !isWhole(zone) || !isOwnData(zone, owner.key) || owner.key.startsWith("*.")) return;
    const cause = whatInsists(context, owner, exchanges);
    if (cause === undefined || cause.generated || recordsFor(context, `_smtp._tls.${owner.key}`)?.length !== 0) return;
    const [mx] = exchanges;
    const related = mx === undefined ? [] : [pointer(mx, "The mail server", cause.uri)];
    yield { ...on(cause, cause.ownerWord ?? cause.typeWord), related, cause, owner };
  },
  message: ({ owner }) => worded`${owner} has no TLS-RPT record: nobody tells of mail that this stops`,
  fixes: ({ cause, owner }, { zone }) => {
    const text = `TXT "v=TLSRPTv1; rua=mailto:postmaster@${withoutDot(owner.text)}"`;
    return newRecord(cause, zone, cause.uri, "Add a TLS-RPT record", below("_smtp._tls", owner), text);
  },
});

/** A day: longer than that, a change of a policy that is being tried out takes long to arrive. */
const day = 86_400;

export const longTtl = recordRule({
  id: "mail/long-ttl",
  since: "0.1.0",
  severity: "hint",
  summary: "A long TTL at a record that is still being tried out",
  references: [rfc(9989, "5.1.4"), rfc(8461, "8.2")],
  types: ["TXT"],
  *find({ record }, context) {
    const { owner, ttl = 0 } = record;
    if (ttl <= day || record.generated) return;
    const text = textOf(record)?.text ?? "";
    const trying =
      (isOfKind(record, "dmarc") &&
        isHome(owner.key, "dmarc") &&
        /;\s*(?:p\s*=\s*none|t\s*=\s*y)\s*(?:;|$)/i.test(text)) ||
      (isOfKind(record, "mta-sts") &&
        isHome(owner.key, "mta-sts") &&
        context.policyOf(parentOf(owner.key) ?? ".")?.mode === "testing");
    if (trying)
      yield { ...on(record, record.ttlWord ?? record.ownerWord ?? record.typeWord), days: Math.round(ttl / day) };
  },
  message: ({ days }) => `While this is tried out, a TTL of ${counted(days, "day")} delays every correction`,
});
