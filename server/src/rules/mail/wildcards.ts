/** Finds records of mail standards at wildcards, which answer for fewer names than one thinks, and for more. */
import { mailKindOf } from "../../mail/mailKind.js";
import { isSpf } from "../../mail/spf.js";
import { textOf, type ZoneRecord } from "../../zone/record.js";
import { isOwnData } from "../lookup.js";
import { on, recordRule, rfc } from "../rule.js";
import { worded } from "../wording.js";
import { refusesAll } from "./domains.js";

const isWildcard = ({ owner, generated }: ZoneRecord): boolean => owner.key.startsWith("*.") && !generated;

export const spfWildcard = recordRule({
  id: "spf/wildcard",
  since: "0.1.0",
  severity: "information",
  summary: "An SPF record at a wildcard",
  references: [rfc(7208, "3.5"), rfc(4592, "2.2.1")],
  types: ["TXT"],
  *find({ record }, { zone }) {
    if (!isWildcard(record) || !isOwnData(zone, record.owner.key)) return;
    if (!isSpf(textOf(record)?.text ?? "") || refusesAll(record)) return;
    yield { ...on(record, record.ownerWord ?? record.typeWord), owner: record.owner };
  },
  message: ({ owner }) => worded`The SPF record at ${owner} is not that of any name that has records of its own`,
});

const homes = { dmarc: "_dmarc.x", "mta-sts": "_mta-sts.x", "tls-rpt": "_smtp._tls.x" } as const;

const isHomed = (kind: string): kind is keyof typeof homes => kind in homes;

export const mailWildcard = recordRule({
  id: "mail/wildcard",
  since: "0.1.0",
  severity: "information",
  summary: "A DMARC, MTA-STS or TLS-RPT record at a wildcard",
  references: [rfc(4592, "2.2.1"), rfc(8553)],
  types: ["TXT"],
  *find({ record }, { zone }) {
    if (!isWildcard(record) || !isOwnData(zone, record.owner.key)) return;
    const kind = mailKindOf(record.owner.key.slice(2), textOf(record)?.text ?? "");
    if (kind === undefined || !isHomed(kind)) return;
    yield { ...on(record, record.ownerWord ?? record.typeWord), home: homes[kind] };
  },
  message: ({ home }) => `A wildcard answers for ${home} only where x does not exist: a name with records gets nothing`,
});
