/** TLS-RPT records (RFC 8460 section 3): where senders report on TLS with this domain's mail hosts. */
import type { Mapped } from "../text/mapped.js";
import { shown, type Problem } from "../text/problem.js";
import {
  problemAt,
  reviewFix,
  rfc,
  safeFix,
  type Completions,
  type Description,
  type Explained,
  type MailRule,
  type Parsed,
} from "./mailRecord.js";
import { readUriList, type MailUri } from "./mailUri.js";
import { uriFixes, uriMessage } from "./mailUriFaults.js";
import { checkStrictFields, isStrictlyValid, strictRules, type StrictFamily } from "./strictFields.js";
import { afterTag, readTagList, type TagList } from "./tagList.js";
import { describeTagAt, explainTags, tagCompletions, type TagTable } from "./tagTable.js";

export interface TlsRptRecord {
  readonly mapped: Mapped;
  readonly list: TagList;
  /** Whether any report is sent. */
  readonly valid: boolean;
  /** Those that a report can go to. */
  readonly rua: readonly MailUri[];
}

const family: StrictFamily = { family: "tls-rpt", version: "TLSRPTv1", names: ["v", "rua"], readers: "senders" };
const format = rfc(8460, "3");

export const tlsRptTable: TagTable = {
  version: "v=TLSRPTv1",
  anyCase: false,
  rows: [
    {
      name: "v",
      summary: "The version; first, in this very case",
      reference: format,
      values: [{ value: "TLSRPTv1", summary: "Senders are asked for reports on TLS" }],
    },
    {
      name: "rua",
      summary: "Where daily reports go: mailto: or https:, parted by commas",
      reference: format,
      insert: "mailto:",
      separator: ",",
    },
  ],
};

export const tlsRptRules: readonly MailRule[] = [
  ...strictRules(family, [format]),
  { id: "tls-rpt/missing-rua", severity: "error", summary: "Without rua no report is sent", references: [format] },
  {
    id: "tls-rpt/bad-uri",
    severity: "error",
    summary: "No report goes to an address that is not a URI",
    references: [format, rfc(3986)],
  },
  {
    id: "tls-rpt/uri-scheme",
    severity: "error",
    summary: "Reports go by mailto: or https: only",
    references: [format],
  },
  {
    id: "tls-rpt/duplicate-uri",
    severity: "information",
    summary: "The same report address twice",
    references: [format],
  },
];

/** `owner`: the name that the record stands at, which fixes take a first address for reports from. */
export function parseTlsRpt(mapped: Mapped, owner = ""): Parsed<TlsRptRecord> {
  const list = readTagList(mapped.text);
  const problems: Problem[] = [];
  checkStrictFields({ mapped, list, problems }, family);
  const rua = readReports(mapped, list, problems, domainOf(owner));
  const valid = rua.length > 0 && isStrictlyValid(problems) && !problems.some(({ rule }) => rule === "tls-rpt/bad-uri");
  return { value: { mapped, list, valid, rua }, problems };
}

/** The domain whose record stands at `_smtp._tls.<domain>` (RFC 8460 section 3). */
const domainOf = (owner: string): string | undefined => /^_smtp\._tls\.(.+?)\.?$/i.exec(owner)?.[1];

function readReports(mapped: Mapped, list: TagList, problems: Problem[], domain: string | undefined): MailUri[] {
  const tag = list.named.get("rua");
  const first = list.tags[0];
  if (tag === undefined || tag.value === "") {
    const at = tag ?? first;
    if (at === undefined || problems.some(({ rule }) => rule === "tls-rpt/misspelt-tag")) return [];
    const uri = `mailto:tls-reports@${domain ?? ""}`;
    const fixes =
      tag === undefined && first !== undefined && domain !== undefined
        ? [reviewFix(mapped, `Add rua=${uri}`, afterTag(first, `rua=${uri}`))]
        : [];
    problems.push(problemAt(mapped, "tls-rpt/missing-rua", at, "There is no rua, so no report is sent", ...fixes));
    return [];
  }
  const seen = new Set<string>();
  return readUriList(mapped.text, tag.valueStart, tag.valueEnd, { sizes: false }).filter((uri) => {
    if (uri.fault !== undefined) {
      problems.push(
        problemAt(
          mapped,
          "tls-rpt/bad-uri",
          uri.fault.at,
          uriMessage("rua", uri, uri.fault.reason),
          ...uriFixes(mapped, uri),
        ),
      );
      return false;
    }
    if (uri.scheme !== "mailto" && uri.scheme !== "https") {
      const change = { start: uri.start, end: uri.start + uri.scheme.length, text: "https" };
      const fixes = uri.scheme === "http" ? [reviewFix(mapped, "Write https", change)] : [];
      problems.push(
        problemAt(
          mapped,
          "tls-rpt/uri-scheme",
          uri,
          `Reports go by mailto: or https:, never ${shown(uri.scheme, 16)}:`,
          ...fixes,
        ),
      );
      return false;
    }
    if (seen.has(uri.text.toLowerCase())) {
      const comma = { start: mapped.text.lastIndexOf(",", uri.start), end: uri.end, text: "" };
      problems.push(
        problemAt(
          mapped,
          "tls-rpt/duplicate-uri",
          uri,
          `rua names ${shown(uri.text)} twice`,
          safeFix(mapped, "Remove the second", comma),
        ),
      );
    }
    seen.add(uri.text.toLowerCase());
    return true;
  });
}

export function explainTlsRpt(record: TlsRptRecord): readonly Explained[] {
  const meaning = record.valid
    ? "Senders report once a day on TLS, MTA-STS and DANE with this domain's hosts"
    : "No report is sent: senders ignore this record";
  return [...explainTags(tlsRptTable, record.mapped.text, record.list), { text: "", meaning }];
}

export const tlsRptCompletions = (mapped: Mapped, index: number): Completions =>
  tagCompletions(tlsRptTable, mapped.text, index);

export const describeTlsRptAt = (record: TlsRptRecord, index: number): Description | undefined =>
  describeTagAt(tlsRptTable, record.mapped.text, record.list, index);
