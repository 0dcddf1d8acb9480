/** MTA-STS records (RFC 8461 section 3.1): the TXT that tells senders that there is a policy, and when it changed. */
import type { Mapped } from "../text/mapped.js";
import { shown, type Problem } from "../text/problem.js";
import {
  problemAt,
  reviewFix,
  rfc,
  type Completions,
  type Description,
  type Explained,
  type MailRule,
  type Parsed,
} from "./mailRecord.js";
import { checkStrictFields, isStrictlyValid, strictRules, type StrictFamily } from "./strictFields.js";
import { afterTag, readTagList, type TagList } from "./tagList.js";
import { describeTagAt, explainTags, tagCompletions, type TagTable } from "./tagTable.js";

export interface MtaStsRecord {
  readonly mapped: Mapped;
  readonly list: TagList;
  /** Whether senders take it for a record; the domain has no MTA-STS otherwise. */
  readonly valid: boolean;
  /** Undefined where absent or invalid. */
  readonly id: string | undefined;
}

const family: StrictFamily = { family: "mta-sts", version: "STSv1", names: ["v", "id"], readers: "senders" };
const format = rfc(8461, "3.1");

export const mtaStsTable: TagTable = {
  version: "v=STSv1",
  anyCase: false,
  rows: [
    {
      name: "v",
      summary: "The version; first, in this very case",
      reference: format,
      values: [{ value: "STSv1", summary: "The domain has an MTA-STS policy" }],
    },
    {
      name: "id",
      summary: "Senders fetch the policy anew when it changes; 1 to 32 letters and digits",
      reference: format,
      insert: "",
    },
  ],
};

export const mtaStsRules: readonly MailRule[] = [
  ...strictRules(family, [format]),
  { id: "mta-sts/missing-id", severity: "error", summary: "Without id the record is ignored", references: [format] },
  { id: "mta-sts/bad-id", severity: "error", summary: "An id has 1 to 32 letters and digits", references: [format] },
];

export function parseMtaSts(mapped: Mapped): Parsed<MtaStsRecord> {
  const list = readTagList(mapped.text);
  const problems: Problem[] = [];
  checkStrictFields({ mapped, list, problems }, family);
  const id = checkId(mapped, list, problems);
  return { value: { mapped, list, valid: id !== undefined && isStrictlyValid(problems), id }, problems };
}

function checkId(mapped: Mapped, list: TagList, problems: Problem[]): string | undefined {
  const tag = list.named.get("id");
  const first = list.tags[0];
  if (tag === undefined) {
    if (first !== undefined && !problems.some(({ rule }) => rule === "mta-sts/misspelt-tag")) {
      const fix = reviewFix(mapped, "Add id=1", afterTag(first, "id=1"));
      problems.push(
        problemAt(mapped, "mta-sts/missing-id", first, "The id is missing, so senders ignore the record", fix),
      );
    }
    return undefined;
  }
  if (/^[A-Za-z0-9]{1,32}$/.test(tag.value)) return tag.value;
  const repaired = tag.value.replace(/[^A-Za-z0-9]/g, "").slice(0, 32) || "1";
  const message =
    tag.value === ""
      ? "The id is empty, so senders ignore the record"
      : tag.value.length > 32 && /^[A-Za-z0-9]+$/.test(tag.value)
        ? `The id has ${tag.value.length} characters and at most 32 are allowed: senders ignore the record`
        : `"${shown(tag.value, 24)}" is no id: only letters and digits, or senders ignore the record`;
  const change = { start: (tag.equals ?? tag.end) + 1, end: tag.end, text: repaired };
  problems.push(problemAt(mapped, "mta-sts/bad-id", tag, message, reviewFix(mapped, `Write id=${repaired}`, change)));
  return undefined;
}

/** An id made of a time, in seconds since 1970, as the RFC's example does: "20160831085700Z". */
export const mtaStsId = (now: number): string =>
  `${new Date(now * 1000).toISOString().replace(/[-T:]/g, "").slice(0, 14)}Z`;

export function explainMtaSts(record: MtaStsRecord): readonly Explained[] {
  const meaning = record.valid
    ? "Senders fetch the policy from https://mta-sts.<domain>/.well-known/mta-sts.txt, and again when the id changes"
    : "Senders ignore this record: the domain has no MTA-STS";
  return [...explainTags(mtaStsTable, record.mapped.text, record.list), { text: "", meaning }];
}

export const mtaStsCompletions = (mapped: Mapped, index: number): Completions =>
  tagCompletions(mtaStsTable, mapped.text, index);

export const describeMtaStsAt = (record: MtaStsRecord, index: number): Description | undefined =>
  describeTagAt(mtaStsTable, record.mapped.text, record.list, index);
