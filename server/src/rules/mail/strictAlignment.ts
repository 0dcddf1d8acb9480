/** Finds strict alignment in DMARC records of domains whose senders use a name below them. */
import { isAtOrBelow } from "../../dns/name.js";
import { dmarcTag } from "../../mail/dmarc.js";
import { reviewFix } from "../../mail/mailRecord.js";
import { mailKindOfOwner } from "../../mail/mailKind.js";
import { providerOfInclude } from "../../mail/providers.js";
import { sourceSpan } from "../../text/mapped.js";
import { textOf, type ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";
import { on, recordRule, rfc } from "../rule.js";
import { pointer, worded } from "../wording.js";
import { policyAt } from "./domains.js";
import { isOfKind } from "./texts.js";

/** A name below the domain whose SPF record lets a provider send: its bounces go there, so MAIL FROM has that name. */
function bounceName(zone: Zone, domain: string): ZoneRecord | undefined {
  for (const record of zone.recordsOfType("TXT")) {
    const { key } = record.owner;
    if (key === domain || key.startsWith("_") || !isAtOrBelow(key, domain) || !isOfKind(record, "spf")) continue;
    const includes = (textOf(record)?.text ?? "").slice(0, 1000).matchAll(/include:([^\s/]+)/gi);
    for (const [, include = ""] of includes) if (providerOfInclude(include) !== undefined) return record;
  }
  return undefined;
}

/** A key of a name below the domain, where the domain itself has none. */
function keyBelow(zone: Zone, domain: string): ZoneRecord | undefined {
  let found: { readonly key: string; readonly type: string } | undefined;
  for (const type of ["TXT", "CNAME"])
    for (const { key } of zone.ownersOfType(type)) {
      if (mailKindOfOwner(key) !== "dkim" || !isAtOrBelow(key, domain)) continue;
      if (key.endsWith(`._domainkey.${domain}`)) return undefined;
      found ??= { key, type };
    }
  return found && zone.recordsAt(found.key).find(({ type }) => type.name === found.type);
}

export const strictAlignment = recordRule({
  id: "dmarc/strict-alignment",
  since: "0.1.0",
  severity: "information",
  summary: "Strict alignment, while senders of the domain use a name below it",
  references: [rfc(9989, "4.4")],
  types: ["TXT"],
  *find({ record }, { zone }) {
    const found = policyAt(record, zone);
    if (found === undefined || found.domain !== zone.apex?.key || found.policy.effect !== "policy") return;
    const { mapped, policy, domain } = found;
    for (const [name, sender] of [
      ["aspf", policy.aspf === "s" ? bounceName(zone, domain) : undefined],
      ["adkim", policy.adkim === "s" ? keyBelow(zone, domain) : undefined],
    ] as const) {
      const tag = dmarcTag(policy, name);
      if (tag === undefined || sender === undefined) continue;
      const related = [pointer(sender, "The record of that name", record.uri)];
      yield {
        ...on(record, sourceSpan(mapped, tag.start, tag.end)),
        related,
        mapped,
        written: tag,
        name,
        sender: sender.owner,
      };
    }
  },
  message: ({ name, sender }) => worded`${name}=s: mail that is sent by way of ${sender} does not pass DMARC by it`,
  fixes: ({ mapped, written, name }) => [
    reviewFix(mapped, `Write ${name}=r`, { start: written.valueStart, end: written.valueEnd, text: "r" }),
  ],
});
