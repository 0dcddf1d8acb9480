/** Permissions to send DMARC reports of another domain (RFC 9990 section 4): TXT at `<domain>._report._dmarc.<host>`. */
import type { Mapped } from "../text/mapped.js";
import type { Problem } from "../text/problem.js";
import { parseDmarc, type DmarcRecord } from "./dmarc.js";
import { problemAt, safeFix, type Explained, type Parsed } from "./mailRecord.js";
import { withoutTag } from "./tagList.js";

/** What a policy record is checked for and a permission is not. */
const policyOnly = new Set(["dmarc/no-policy", "dmarc/missing-policy", "dmarc/bad-policy"]);

/** "v=DMARC1" is all that it needs; rua and ruf in it may only name another address at the same host. */
export function parseDmarcReport(mapped: Mapped): Parsed<DmarcRecord> {
  const { value, problems } = parseDmarc(mapped);
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
  return { value, problems: [...problems.filter(({ rule }) => !policyOnly.has(rule)), ...stray] };
}

/** What the permission says of `owner`, the whole name that it stands at. */
export function explainDmarcReport(record: DmarcRecord, owner: string): readonly Explained[] {
  const [domain = "", host = ""] = owner.toLowerCase().replace(/\.$/, "").split("._report._dmarc.");
  const whose = domain === "*" ? "any domain" : domain;
  return [{ text: record.mapped.text, meaning: `Reports on mail of ${whose} may be sent to addresses at ${host}` }];
}
