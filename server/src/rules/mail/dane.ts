/** Finds TLSA records for SMTP that mail servers do not look for, or do not use (RFC 7672). */
import { labelsOf, makeName } from "../../dns/name.js";
import { replace } from "../../text/edit.js";
import { nameOf, numberOf, type ZoneRecord } from "../../zone/record.js";
import { isOwnData, isWhole } from "../lookup.js";
import { moved } from "../recordEdits.js";
import { on, recordRule, rfc } from "../rule.js";
import { pointer, worded } from "../wording.js";
import { isEditable, spanOf } from "../values/fields.js";
import { realMx } from "./domains.js";

/** The host that a TLSA record at `_25._tcp` is for; undefined for those of other services. */
function smtpHost({ owner, generated }: ZoneRecord): string | undefined {
  const [port, protocol, ...host] = labelsOf(owner.key);
  return port === "_25" && protocol === "_tcp" && host.length > 0 && !generated ? `${host.join(".")}.` : undefined;
}

export const daneMailDomain = recordRule({
  id: "dane/mail-domain",
  since: "0.1.0",
  severity: "warning",
  summary: "A TLSA record at the mail domain in place of its mail server",
  references: [rfc(7672, "2.2.3")],
  types: ["TLSA"],
  *find({ record }, { zone }) {
    const host = smtpHost(record);
    if (host === undefined || !isOwnData(zone, host)) return;
    const exchanges = realMx(zone.recordsAt(host));
    const [mx] = exchanges;
    if (mx === undefined || exchanges.some((one) => nameOf(one, "exchange")?.name.key === host)) return;
    const server = nameOf(mx, "exchange")?.name;
    if (server === undefined) return;
    const movable = exchanges.length === 1 && isOwnData(zone, server.key);
    const related = [pointer(mx, "The mail server", record.uri)];
    yield { ...on(record, record.ownerWord ?? record.typeWord), related, record, server, movable };
  },
  message: ({ server }) => worded`Senders look for TLSA at the mail server, _25._tcp.${server}, never here`,
  fixes: ({ record, server, movable }, { zone }) => {
    const edits = movable ? moved(record, makeName(`_25._tcp.${server.text}`), zone, record.uri) : [];
    return edits.length === 0 ? [] : [{ title: "Move it to the mail server", kind: "review", edits }];
  },
});

export const danePkixUsage = recordRule({
  id: "dane/pkix-usage",
  since: "0.1.0",
  severity: "warning",
  summary: "A usage of TLSA that mail servers pass over",
  references: [rfc(7672, "3.1.3"), rfc(7671, "4")],
  types: ["TLSA"],
  *find({ record }) {
    const usage = numberOf(record, "usage");
    if (smtpHost(record) === undefined || (usage !== 0 && usage !== 1)) return;
    yield { ...on(record, spanOf(record, "usage")), record, usage };
  },
  message: ({ usage }) =>
    `Mail servers cannot use usage ${usage}: for SMTP it is 3 (this certificate) or 2 (its authority)`,
  fixes: ({ at, record, usage }) =>
    isEditable(record)
      ? [{ title: `Write ${usage + 2}`, kind: "review", edits: [replace(at, String(usage + 2))] }]
      : [],
});

export const daneUnsigned = recordRule({
  id: "dane/unsigned-zone",
  since: "0.1.0",
  severity: "off",
  summary: "TLSA records in a file that is not signed",
  references: [rfc(7672, "2.2"), rfc(6698, "4.1")],
  types: ["SOA"],
  *find({ record }, { zone }) {
    if (record.owner.key !== zone.apex?.key || !isWhole(zone)) return;
    if (zone.countOfType("DNSKEY") > 0 || zone.countOfType("RRSIG") > 0) return;
    for (const tlsa of zone.recordsOfType("TLSA")) {
      if (smtpHost(tlsa) === undefined) continue;
      yield { ...on(tlsa, tlsa.typeWord) };
      return;
    }
  },
  message: () => "No keys are in this file: TLSA counts only where the zone is signed with DNSSEC",
});
