/** One door to the mail standards but SPF: a record of any kind read, judged, explained, described and completed. */
import type { Mapped } from "../text/mapped.js";
import type { Problem } from "../text/problem.js";
import { bimiCompletions, describeBimiAt, explainBimi, parseBimi } from "./bimi.js";
import { adviseDkim, describeDkimAt, dkimCompletions, explainDkim, parseDkim } from "./dkim.js";
import { describeDmarcAt, dmarcCompletions, parseDmarc, type DmarcReader } from "./dmarc.js";
import { adviseDmarc, explainDmarc } from "./dmarcAdvice.js";
import { explainDmarcReport, parseDmarcReport } from "./dmarcReport.js";
import type { MailKind } from "./mailKind.js";
import type { Completions, Description, Explained } from "./mailRecord.js";
import { describeMtaStsAt, explainMtaSts, mtaStsCompletions, parseMtaSts } from "./mtaSts.js";
import { describeTlsRptAt, explainTlsRpt, parseTlsRpt, tlsRptCompletions } from "./tlsRpt.js";

export type TaggedKind = Exclude<MailKind, "spf">;

export interface MailReading {
  /** What breaks the record, then what its text gives reason to advise. */
  readonly problems: readonly Problem[];
  /** Its pieces in words; the last has no text and says what the whole comes to. */
  explain(): readonly Explained[];
  /** What is at a decoded unit. */
  describeAt(index: number): Description | undefined;
}

/** Reads a record of a kind; `owner` is the name that it stands at. */
export function readMail(
  kind: TaggedKind,
  mapped: Mapped,
  owner: string,
  reader: DmarcReader = "rfc9989",
): MailReading {
  switch (kind) {
    case "dkim": {
      const { value, problems } = parseDkim(mapped);
      return {
        problems: [...problems, ...adviseDkim(value)],
        explain: () => explainDkim(value),
        describeAt: (index) => describeDkimAt(value, index),
      };
    }
    case "dmarc": {
      const { value, problems } = parseDmarc(mapped, reader);
      return {
        problems: [...problems, ...adviseDmarc(value)],
        explain: () => explainDmarc(value),
        describeAt: (index) => describeDmarcAt(value, index),
      };
    }
    case "dmarc-report": {
      const { value, problems } = parseDmarcReport(mapped, owner, reader);
      return {
        problems,
        explain: () => explainDmarcReport(value, owner),
        describeAt: (index) => describeDmarcAt(value, index),
      };
    }
    case "mta-sts": {
      const { value, problems } = parseMtaSts(mapped);
      return { problems, explain: () => explainMtaSts(value), describeAt: (index) => describeMtaStsAt(value, index) };
    }
    case "tls-rpt": {
      const { value, problems } = parseTlsRpt(mapped, owner);
      return { problems, explain: () => explainTlsRpt(value), describeAt: (index) => describeTlsRptAt(value, index) };
    }
    default: {
      const { value, problems } = parseBimi(mapped);
      return { problems, explain: () => explainBimi(value), describeAt: (index) => describeBimiAt(value, index) };
    }
  }
}

/** What may be written at decoded unit `index` of a record of a kind. */
export const mailCompletions: Readonly<Record<TaggedKind, (mapped: Mapped, index: number) => Completions>> = {
  dkim: dkimCompletions,
  dmarc: dmarcCompletions,
  "dmarc-report": dmarcCompletions,
  "mta-sts": mtaStsCompletions,
  "tls-rpt": tlsRptCompletions,
  bimi: bimiCompletions,
};
