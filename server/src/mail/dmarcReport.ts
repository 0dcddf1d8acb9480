/** Permissions to send DMARC reports of another domain (RFC 9990 section 4): TXT at `<domain>._report._dmarc.<host>`. */
import type { Mapped } from "../text/mapped.js";
import type { Problem } from "../text/problem.js";
import { shown } from "../text/problem.js";
import { parseDmarc, type DmarcReader, type DmarcRecord } from "./dmarc.js";
import { problemAt, safeFix, type Explained, type Parsed } from "./mailRecord.js";
import { withoutTag } from "./tagList.js";

/** What a policy record is checked for and a permission is not. */
const policyOnly = new Set(["dmarc/no-policy", "dmarc/missing-policy", "dmarc/bad-policy"]);

/** "v=DMARC1" is all that it needs; rua and ruf in it may only name another address at the same host. */
export function parseDmarcReport(mapped: Mapped, owner: string, reader: DmarcReader = "rfc9989"): Parsed<DmarcRecord> {
  const { value, problems } = parseDmarc(mapped, reader);
  const stray: Problem[] = value.list.tags.flatMap((tag) =>
    tag.equals === undefined || !/^(?:p|sp|np|adkim|aspf|fo|psd|t)$/i.test(tag.name)
      ? []
      : [
          problemAt(
            mapped,
            "dmarc/report-record",
            tag,
            `${tag.name} means nothing in a permission to send reports`,
            safeFix(mapped, `Remove ${tag.name}`, withoutTag(value.list, tag)),
          ),
        ],
  );
  return {
    value,
    problems: [
      ...problems.filter(({ rule }) => !policyOnly.has(rule)),
      ...stray,
      ...bareVersion(mapped, reader),
      ...overrides(value, owner),
    ],
  };
}

/** By RFC 7489 section 6.4 (erratum 5440) a semicolon follows the version; RFC 9989 section 4.8 does without. */
function* bareVersion(mapped: Mapped, reader: DmarcReader): Iterable<Problem> {
  const { text } = mapped;
  if (!/^v[ \t]*=[ \t]*DMARC1[ \t]*$/i.test(text)) return;
  const end = text.trimEnd().length;
  const fix = safeFix(mapped, "Add a semicolon", { start: end, end, text: ";" });
  const message = "Readers of the old standard want a semicolon after v=DMARC1";
  const problem = problemAt(mapped, "dmarc/no-semicolon", { start: 0, end }, message, fix);
  yield reader === "rfc7489" ? { ...problem, severity: "warning" } : problem;
}

/** "The overriding URI MUST use the same destination host": else neither address is used (RFC 9990 section 4). */
function* overrides(record: DmarcRecord, owner: string): Iterable<Problem> {
  const host = hostOf(owner);
  for (const tag of ["rua", "ruf"] as const)
    for (const uri of record[tag]) {
      if (uri.domain === undefined || host === "" || uri.domain === host) continue;
      const message = `${tag} may only name another address at ${shown(host, 30)}: with this one no report is sent`;
      yield problemAt(record.mapped, "dmarc/report-override", uri, message);
    }
}

const marker = "._report._dmarc.";

/** The destination that a permission at `owner` is for; in lower case, without final dot. */
function hostOf(owner: string): string {
  const name = owner.toLowerCase().replace(/\.$/, "");
  const at = name.indexOf(marker);
  return at < 0 ? "" : name.slice(at + marker.length);
}

/** What the permission says of `owner`, the whole name that it stands at. */
export function explainDmarcReport(record: DmarcRecord, owner: string): readonly Explained[] {
  const [domain = "", host = ""] = owner.toLowerCase().replace(/\.$/, "").split("._report._dmarc.");
  const whose = domain === "*" ? "any domain" : domain;
  return [{ text: record.mapped.text, meaning: `Reports on mail of ${whose} may be sent to addresses at ${host}` }];
}
