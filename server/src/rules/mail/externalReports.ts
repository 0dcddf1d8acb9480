/** Finds DMARC reports that go to other domains, which must allow it, and to domains that take no mail. */
import { externalDestinations } from "../../mail/dmarcAdvice.js";
import { isDomain } from "../../mail/mailUri.js";
import { reportProcessor } from "../../mail/reportProcessors.js";
import { domainName, unknown } from "../../mail/resolver.js";
import { makeName } from "../../dns/name.js";
import type { Fix } from "../../text/edit.js";
import { sourceSpan } from "../../text/mapped.js";
import { nameOf, type ZoneRecord } from "../../zone/record.js";
import { aliasAmong, hasAddress, isNullMx, isOwnData, recordsFor } from "../lookup.js";
import { on, recordRule, rfc, type RuleContext } from "../rule.js";
import { worded } from "../wording.js";
import { newRecord, organizationOf, policyAt, withoutDot } from "./domains.js";
import { isOfKind } from "./texts.js";
import { resolverOf } from "./zoneResolver.js";

/** A record of the destination's zone after which the permission may stand. */
function placeFor(context: RuleContext, name: string): { near: ZoneRecord; zone: RuleContext["zone"] } | undefined {
  const zone = context.zones.zoneOf(`${name}.`);
  if (zone?.apex === undefined) return undefined;
  const near = zone.recordsAt(zone.apex.key).findLast(({ generated }) => !generated);
  return near === undefined ? undefined : { near, zone };
}

export const externalReports = recordRule({
  id: "dmarc/external-reports",
  since: "0.1.0",
  severity: "warning",
  summary: "Reports go to another domain, which must allow it",
  references: [rfc(9990, "4"), rfc(9991, "5")],
  types: ["TXT"],
  *find({ record }, context) {
    const found = policyAt(record, context.zone);
    if (found === undefined || found.policy.effect === "ignored") return;
    const { mapped, policy } = found;
    const destinations = externalDestinations(policy, found.domain);
    if (destinations.length === 0) return;
    const own = organizationOf(context, withoutDot(found.domain));
    for (const { start, end, domain, verificationName } of destinations) {
      if (organizationOf(context, domain) === own) continue;
      const name = verificationName === undefined ? undefined : domainName(verificationName);
      const answer = name === undefined ? unknown : resolverOf(context).txt(name);
      if (answer.kind === "found" && answer.records.some((text) => /^v\s*=\s*DMARC1\s*(?:;|$)/.test(text))) continue;
      const finding = { ...on(record, sourceSpan(mapped, start, end)), domain, name: verificationName };
      const known = verificationName === undefined || answer.kind !== "unknown";
      if (known) yield { ...finding, missing: true, processor: undefined, severity: "error" as const };
      else {
        const processor = reportProcessor(domain);
        // Whether it is there, its own zone would tell: nothing is known to be wrong.
        yield { ...finding, missing: false, processor, severity: "information" as const };
      }
    }
  },
  message: ({ domain, name, missing, processor }) => {
    if (name === undefined) return worded`No report goes to ${domain}: the name that would allow it is too long`;
    if (missing) return worded`No report goes to ${domain}: it has no TXT record at ${name}`;
    return processor === undefined
      ? worded`Reports reach ${domain} only if it has a TXT record at ${name}`
      : worded`Reports go to ${processor} (${domain}), which must allow it at ${name}`;
  },
  fixes({ domain, name, missing, uri }, context): readonly Fix[] {
    const place = missing && name !== undefined ? placeFor(context, domain) : undefined;
    if (place === undefined || name === undefined) return [];
    const title = `Allow it in the zone of ${domain}`;
    return newRecord(place.near, place.zone, uri, title, makeName(`${name}.`), 'TXT "v=DMARC1;"');
  },
});

export const reportsRefused = recordRule({
  id: "dmarc/reports-refused",
  since: "0.1.0",
  severity: "warning",
  summary: "Reports go to a domain that takes no mail",
  references: [rfc(9990, "3"), rfc(7505, "4")],
  types: ["TXT"],
  *find({ record }, context) {
    const found = policyAt(record, context.zone);
    if (found === undefined) return;
    const { mapped, policy } = found;
    for (const uri of [...policy.rua, ...policy.ruf]) {
      if (uri.scheme !== "mailto" || uri.domain === undefined || !isDomain(uri.domain)) continue;
      const records = recordsFor(context, `${uri.domain}.`);
      if (records === undefined || aliasAmong(records) !== undefined) continue;
      const refused = records.some(isNullMx);
      const takes = hasAddress(records) || records.some((one) => nameOf(one, "exchange") !== undefined);
      if (refused || !takes)
        yield { ...on(record, sourceSpan(mapped, uri.start, uri.end)), domain: uri.domain, refused };
    }
  },
  message: ({ domain, refused }) =>
    refused
      ? worded`${domain} refuses mail by its null MX, so reports to it are lost`
      : worded`${domain} has neither mail server nor address, so reports to it are lost`,
});

export const misplacedReportRecord = recordRule({
  id: "dmarc/misplaced-report-record",
  since: "0.1.0",
  severity: "warning",
  summary: "A permission to send reports at a name that no reporter asks for",
  references: [rfc(9990, "4")],
  types: ["TXT"],
  *find({ record }, { zone }) {
    const { key } = record.owner;
    const labels = key.split(".");
    const report = labels.indexOf("_report");
    if (report < 0 || record.generated || !isOfKind(record, "dmarc") || !isOwnData(zone, key)) return;
    if (report > 0 && labels[report + 1] === "_dmarc") return;
    yield { ...on(record, record.ownerWord ?? record.typeWord) };
  },
  message: () => "Reporters ask for <policy domain>._report._dmarc.<destination>, never for this name",
});
