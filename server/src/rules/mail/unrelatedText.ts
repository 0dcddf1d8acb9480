/** Finds texts at the name of a mail standard that have nothing to do with it. */
import { mailKindOf, mailKindOfOwner } from "../../mail/mailKind.js";
import { isSpf, looksLikeSpf } from "../../mail/spf.js";
import { textOf, type ZoneRecord } from "../../zone/record.js";
import { isOwnData } from "../lookup.js";
import { on, recordRule, rfc } from "../rule.js";

const homes = { dmarc: "DMARC", "mta-sts": "MTA-STS", "tls-rpt": "TLS-RPT" } as const;

/** What every text for the standard has, however misspelt. */
const traces: Readonly<Record<keyof typeof homes, RegExp>> = {
  dmarc: /dmarc|(?:^|[;\s])(?:s?p|np|rua|ruf|adkim|aspf|pct|fo)\s*[=:]/i,
  "mta-sts": /sts|(?:^|[;\s])id\s*[=:]/i,
  "tls-rpt": /tls|rpt|(?:^|[;\s])rua\s*[=:]/i,
};

/** The standard whose name a text stands at without a trace of it; the text is then none of its records. */
export function unrelatedAt(record: ZoneRecord): keyof typeof homes | undefined {
  const kind = mailKindOfOwner(record.owner.key);
  const text = textOf(record)?.text;
  if (text === undefined || text === "" || (kind !== "dmarc" && kind !== "mta-sts" && kind !== "tls-rpt"))
    return undefined;
  return traces[kind].test(text.slice(0, 1000)) && mailKindOf(record.owner.key, text) === kind ? undefined : kind;
}

export const unrelatedText = recordRule({
  id: "mail/unrelated-text",
  since: "0.1.0",
  severity: "warning",
  summary: "A text at the name of a mail standard that has nothing to do with it",
  references: [rfc(9989, "4.10"), rfc(8461, "3.1"), rfc(8460, "3")],
  types: ["TXT"],
  *find({ record }, { zone }) {
    const kind = record.generated || record.template ? undefined : unrelatedAt(record);
    const text = textOf(record)?.text ?? "";
    // spf/wrong-place says where it belongs.
    if (kind === undefined || isSpf(text) || looksLikeSpf(text) || !isOwnData(zone, record.owner.key)) return;
    yield { ...on(record, textOf(record)?.span), kind };
  },
  message: ({ kind }) => `This text is no ${homes[kind]} record, and only such records belong at this name`,
});
