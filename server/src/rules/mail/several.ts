/** Finds names with more than one record of a mail standard that allows one. */
import type { Reference } from "../../dns/recordType.js";
import type { Severity } from "../../text/problem.js";
import { textOf } from "../../zone/record.js";
import { isOwnData } from "../lookup.js";
import { ownerRule, on, rfc, type OwnerCheck } from "../rule.js";
import { pointer } from "../wording.js";
import { isHome, isOfKind, type TextKind } from "./texts.js";

interface Several {
  readonly kind: TextKind;
  readonly severity: Severity;
  readonly summary: string;
  readonly message: string;
  readonly reference: Reference;
}

function several({ kind, severity, summary, message, reference }: Several): OwnerCheck {
  return ownerRule({
    id: `${kind}/several-records`,
    since: "0.1.0",
    severity,
    summary,
    references: [reference],
    types: ["TXT"],
    *find({ owner, records }, { zone }) {
      if (records.length < 2 || !isHome(owner.key, kind) || !isOwnData(zone, owner.key)) return;
      const [first, ...others] = records.filter((record) => isOfKind(record, kind));
      if (first === undefined) return;
      for (const record of others)
        yield { ...on(record, textOf(record)?.span), related: [pointer(first, "The first of them", record.uri)] };
    },
    message: () => message,
  });
}

export const severalRecords: readonly OwnerCheck[] = [
  several({
    kind: "spf",
    severity: "error",
    summary: "A name has more than one SPF record",
    message: "This name has more than one SPF record: SPF fails for the whole domain",
    reference: rfc(7208, "4.5"),
  }),
  several({
    kind: "dmarc",
    severity: "error",
    summary: "A domain has more than one DMARC record",
    message: "This name has more than one DMARC record, so receivers ignore them all",
    reference: rfc(9989, "4.10"),
  }),
  several({
    kind: "dkim",
    severity: "warning",
    summary: "A selector has more than one DKIM key",
    message: "This selector has more than one key: receivers may take either of them",
    reference: rfc(6376, "3.6.2.2"),
  }),
  several({
    kind: "mta-sts",
    severity: "error",
    summary: "A domain has more than one MTA-STS record",
    message: "This name has more than one MTA-STS record, so senders take it for none",
    reference: rfc(8461, "3.1"),
  }),
  several({
    kind: "tls-rpt",
    severity: "error",
    summary: "A domain has more than one TLS reporting record",
    message: "This name has more than one TLS-RPT record, so nobody sends reports",
    reference: rfc(8460, "3"),
  }),
];
