/** Finds MTA-STS policies whose hosts are not the mail servers of the domain. */
import { mxCovers } from "../../mail/mtaStsPolicy.js";
import { insert } from "../../text/edit.js";
import type { Span } from "../../text/span.js";
import { nameOf } from "../../zone/record.js";
import { recordsFor } from "../lookup.js";
import { policyRule, rfc, type Found } from "../rule.js";
import { pointer, worded } from "../wording.js";

interface Differs extends Found {
  readonly pattern?: string;
  readonly host: string;
  /** The last mx line. */
  readonly last?: Span;
}

export const policyMxDiffers = policyRule<Differs>({
  id: "mta-sts/policy-mx-differs",
  since: "0.1.0",
  severity: "warning",
  summary: "The policy's hosts are not the mail servers of the domain",
  references: [rfc(8461, "4.1"), rfc(8461, "8.3")],
  *find({ uri, policy, domain }, context) {
    if (domain === undefined || !policy.valid || policy.mode === "none") return;
    const servers = (recordsFor(context, domain) ?? []).flatMap((record) => {
      const exchange = nameOf(record, "exchange");
      const host = record.type.name === "MX" ? exchange?.name.key.slice(0, -1) : undefined;
      return host === undefined || host === "" ? [] : [{ record, host }];
    });
    const [first] = servers;
    if (first === undefined) return;
    // A pattern without a server does no harm: it may be for one to come.
    for (const { pattern, span } of policy.mx)
      if (!servers.some(({ host }) => mxCovers(pattern, host)))
        yield { at: span, pattern, host: first.host, severity: "hint" };
    const at = policy.entries.find(({ key }) => key === "mx");
    if (at === undefined) return;
    // An enforced policy keeps senders from delivering to a host that it leaves out (section 5).
    const severity = policy.mode === "enforce" ? ("error" as const) : ("warning" as const);
    for (const { record, host } of servers)
      if (!policy.mx.some(({ pattern }) => mxCovers(pattern, host)))
        yield {
          at,
          host,
          severity,
          last: policy.entries.findLast(({ key }) => key === "mx") ?? at,
          related: [pointer(record, "The mail server's record", uri)],
        };
  },
  fixes: ({ last, host }) =>
    last === undefined
      ? []
      : [{ title: `Add mx: ${host}`, kind: "review", edits: [insert(last.start, `mx: ${host}\n`)] }],
  message: ({ pattern, host, severity }) => {
    if (pattern !== undefined) return worded`No mail server of the domain matches ${pattern}`;
    return severity === "error"
      ? worded`No mx line covers the mail server ${host}: senders will not deliver to it`
      : worded`No mx line covers the mail server ${host}: an enforced policy would stop mail to it`;
  },
});
