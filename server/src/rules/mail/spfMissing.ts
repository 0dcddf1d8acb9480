/** Finds mail domains, and mail servers by their own name, that have no SPF record. */
import { looksLikeSpf } from "../../mail/spf.js";
import { nameOf, textOf, type ZoneRecord } from "../../zone/record.js";
import { hasAddress, isOwnData, isWhole } from "../lookup.js";
import { on, ownerRule, rfc } from "../rule.js";
import { worded } from "../wording.js";
import { newRecord, realMx } from "./domains.js";
import { isOfKind } from "./texts.js";

/** Whether some record is SPF or was meant to be. */
const saysWhoSends = (records: readonly ZoneRecord[]): boolean =>
  records.some((record) => isOfKind(record, "spf") || looksLikeSpf(textOf(record)?.text ?? ""));

export const spfMissing = ownerRule({
  id: "spf/missing",
  since: "0.1.0",
  severity: "hint",
  summary: "A domain that takes mail has no SPF record",
  references: [rfc(7208, "3"), rfc(7208, "2.4")],
  types: ["MX"],
  *find({ owner, records }, { zone }) {
    const [mx] = realMx(records);
    if (mx === undefined || mx.generated || owner.key.startsWith("*.")) return;
    if (!isWhole(zone) || !isOwnData(zone, owner.key) || saysWhoSends(records)) return;
    // At _spf the record of the domain was meant: spf/wrong-place says so.
    if (zone.recordsAt(`_spf.${owner.key}`).some((record) => isOfKind(record, "spf"))) return;
    yield { ...on(mx, mx.ownerWord ?? mx.typeWord), owner, mx };
  },
  message: ({ owner }) => worded`${owner} takes mail and has no SPF record: anyone may send in its name`,
  fixes: ({ owner, mx }, { zone }) =>
    newRecord(mx, zone, mx.uri, "Add an SPF record for its mail servers", owner, 'TXT "v=spf1 mx ~all"'),
});

export const spfMissingForHost = ownerRule({
  id: "spf/missing-for-host",
  since: "0.1.0",
  severity: "hint",
  summary: "A mail server of the zone has no SPF record for the name by which it greets",
  references: [rfc(7208, "2.3"), rfc(7208, "10.1.3")],
  types: ["MX"],
  *find({ owner, records }, { zone }) {
    if (owner.key !== zone.apex?.key || !isWhole(zone) || !saysWhoSends(records)) return;
    const seen = new Set([owner.key]);
    for (const mx of realMx(records)) {
      const exchange = nameOf(mx, "exchange");
      if (exchange === undefined || mx.generated || seen.has(exchange.name.key)) continue;
      seen.add(exchange.name.key);
      const host = zone.recordsAt(exchange.name.key);
      const [first] = host;
      if (first === undefined || !isOwnData(zone, exchange.name.key) || !hasAddress(host) || saysWhoSends(host))
        continue;
      yield { ...on(mx, exchange.span), host: exchange.name, first };
    }
  },
  message: ({ host }) => worded`The mail server ${host} has no SPF record: bounces that it sends have none to pass`,
  fixes: ({ host, first, uri }, { zone }) =>
    newRecord(first, zone, uri, "Add an SPF record for the host", host, 'TXT "v=spf1 a -all"'),
});
