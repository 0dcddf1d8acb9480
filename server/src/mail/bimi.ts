/** BIMI records (draft-brand-indicators-for-message-identification): where a domain's logo is, for mail that passes DMARC. */
import type { Mapped } from "../text/mapped.js";
import { nearest } from "../text/nearest.js";
import { shown, type Problem } from "../text/problem.js";
import {
  problemAt,
  withFirst,
  reviewFix,
  safeFix,
  type Completions,
  type Description,
  type Explained,
  type MailRule,
  type Parsed,
} from "./mailRecord.js";
import { readUriList, type MailUri } from "./mailUri.js";
import { uriMessage } from "./mailUriFaults.js";
import { readTagList, repeatedTags, splitRange, withoutTag, type Tag, type TagList } from "./tagList.js";
import { describeTagAt, explainTags, tagCompletions, type TagTable } from "./tagTable.js";

export interface BimiRecord {
  readonly mapped: Mapped;
  readonly list: TagList;
  /** "declined": l and a are empty on purpose. */
  readonly state: "usable" | "declined" | "ignored";
  readonly location: MailUri | undefined;
  readonly evidence: MailUri | undefined;
}

export const bimiTable: TagTable = {
  version: "v=BIMI1",
  anyCase: false,
  rows: [
    {
      name: "v",
      summary: "The version; first, in this very case",
      values: [{ value: "BIMI1", summary: "This is a BIMI record" }],
    },
    { name: "l", summary: "Where the logo is: an https URI of an SVG image; empty to have none", insert: "https://" },
    {
      name: "a",
      summary:
        "Where the certificate for the logo is: an https URI of a PEM file; large providers show no logo without",
      insert: "https://",
      fallback: "no evidence",
    },
    {
      name: "avp",
      summary: "Which picture to prefer",
      fallback: "brand",
      values: [
        { value: "brand", summary: "The logo of this record" },
        { value: "personal", summary: "The sender's own picture, where the receiver has one" },
      ],
    },
    {
      name: "lps",
      summary: "The starts of local parts that this record is for, parted by commas",
      fallback: "every local part",
    },
  ],
};

export const bimiRules: readonly MailRule[] = [
  {
    id: "bimi/version",
    severity: "error",
    summary: "A record that does not start with v=BIMI1 is ignored",
    references: [],
  },
  { id: "bimi/syntax", severity: "error", summary: "What is not tag=value makes the record invalid", references: [] },
  {
    id: "bimi/empty-tag",
    severity: "warning",
    summary: "Two semicolons with nothing between them are not in the grammar",
    references: [],
  },
  {
    id: "bimi/duplicate-tag",
    severity: "error",
    summary: "A tag that stands twice makes the record invalid",
    references: [],
  },
  {
    id: "bimi/misspelt-tag",
    severity: "warning",
    summary: "A tag that is one slip from a known one has no effect",
    references: [],
  },
  {
    id: "bimi/unknown-tag",
    severity: "information",
    summary: "Receivers pass over tags they do not know",
    references: [],
  },
  { id: "bimi/missing-location", severity: "error", summary: "Without l the record is ignored", references: [] },
  {
    id: "bimi/bad-location",
    severity: "error",
    summary: "The logo is an https URI that ends in .svg or .svgz",
    references: [],
  },
  { id: "bimi/bad-evidence", severity: "error", summary: "The evidence is an https URI", references: [] },
  {
    id: "bimi/no-evidence",
    severity: "hint",
    summary: "Large providers show no logo without a certificate",
    references: [],
  },
  {
    id: "bimi/declined",
    severity: "information",
    summary: "Empty l and a say that the domain wants no logo",
    references: [],
  },
  { id: "bimi/bad-value", severity: "warning", summary: "A value the tag does not know is not read", references: [] },
];

const fatal = /\/(?:version|syntax|duplicate-tag|missing-location|bad-location|bad-evidence)$/;

const known = bimiTable.rows.map(({ name }) => name);

export function parseBimi(mapped: Mapped): Parsed<BimiRecord> {
  const list = readTagList(mapped.text);
  const problems: Problem[] = [];
  checkVersion(mapped, list, problems);
  for (const { tag, first } of repeatedTags(list, (name) => name)) {
    if (tag.equals === undefined) continue;
    const fix = reviewFix(mapped, `Remove the second ${shown(tag.name, 12)}`, withoutTag(list, tag));
    const problem = problemAt(
      mapped,
      "bimi/duplicate-tag",
      tag,
      `${shown(tag.name, 12)} stands twice, so receivers ignore the record`,
      fix,
    );
    problems.push(withFirst(problem, mapped, first));
  }
  for (const at of list.empty)
    problems.push(
      problemAt(
        mapped,
        "bimi/empty-tag",
        at,
        "A tag is missing between two semicolons",
        safeFix(mapped, "Remove the semicolon", { ...at, text: "" }),
      ),
    );
  for (const tag of list.tags) checkTag(mapped, list, tag, problems);
  const location = readLink(mapped, list, "l", problems);
  const evidence = readLink(mapped, list, "a", problems);
  checkLocation(mapped, list, location, evidence, problems);
  const broken = problems.some(({ rule }) => fatal.test(rule));
  const state = broken ? "ignored" : location === undefined ? "declined" : "usable";
  return { value: { mapped, list, state, location, evidence }, problems };
}

function checkVersion(mapped: Mapped, list: TagList, problems: Problem[]): void {
  const first = list.tags[0];
  if (first?.name === "v" && first.value === "BIMI1" && first.start === 0) return;
  const like = first !== undefined && (first.name.toLowerCase() === "v" || /bimi/i.test(first.name));
  const end = like ? first.end : (first?.start ?? mapped.text.length);
  const change = { start: 0, end, text: like ? "v=BIMI1" : "v=BIMI1; " };
  const at = first ?? { start: 0, end: mapped.text.length };
  problems.push(
    problemAt(
      mapped,
      "bimi/version",
      at,
      "The record does not start with v=BIMI1, so receivers ignore it",
      reviewFix(mapped, "Start with v=BIMI1", change),
    ),
  );
}

function checkTag(mapped: Mapped, list: TagList, tag: Tag, problems: Problem[]): void {
  const at = { start: tag.start, end: tag.nameEnd };
  const name = shown(tag.name, 24);
  if (tag.equals === undefined) {
    if (tag.index > 0 || !/bimi/i.test(tag.name))
      problems.push(
        problemAt(
          mapped,
          "bimi/syntax",
          tag,
          `"${name}" is not tag=value, so receivers ignore the record`,
          reviewFix(mapped, "Remove it", withoutTag(list, tag)),
        ),
      );
    return;
  }
  if (known.includes(tag.name)) return checkValue(mapped, tag, problems);
  const lower = tag.name.toLowerCase();
  const meant = known.includes(lower) ? lower : nearest(tag.name, ["lps", "avp"]);
  if (meant !== undefined && !list.named.has(meant))
    problems.push(
      problemAt(
        mapped,
        "bimi/misspelt-tag",
        at,
        `BIMI has no tag "${name}"; did you mean ${meant}?`,
        reviewFix(mapped, `Write ${meant}`, { ...at, text: meant }),
      ),
    );
  else
    problems.push(
      problemAt(
        mapped,
        "bimi/unknown-tag",
        at,
        `BIMI has no tag "${name}": receivers pass over it`,
        safeFix(mapped, `Remove ${name}`, withoutTag(list, tag)),
      ),
    );
}

function checkValue(mapped: Mapped, tag: Tag, problems: Problem[]): void {
  const at = { start: tag.valueStart, end: tag.valueEnd };
  if (tag.name === "avp" && tag.value !== "brand" && tag.value !== "personal") {
    const fix = reviewFix(mapped, "Write brand", { start: (tag.equals ?? tag.end) + 1, end: tag.end, text: "brand" });
    problems.push(
      problemAt(
        mapped,
        "bimi/bad-value",
        tag.value === "" ? tag : at,
        `avp is brand or personal, not "${shown(tag.value, 20)}"`,
        fix,
      ),
    );
  }
  if (tag.name !== "lps" || tag.value === "") return;
  const odd = splitRange(mapped.text, at.start, at.end, ",").find(
    ({ start, end }) => !/^[A-Za-z0-9-]{1,63}$/.test(mapped.text.slice(start, end)),
  );
  if (odd !== undefined)
    problems.push(
      problemAt(
        mapped,
        "bimi/bad-value",
        odd.start < odd.end ? odd : at,
        `"${shown(mapped.text.slice(odd.start, odd.end), 24)}" in lps is no start of a local part: letters, digits, hyphens`,
      ),
    );
}

/** The one https URI of l or a. */
function readLink(mapped: Mapped, list: TagList, name: "l" | "a", problems: Problem[]): MailUri | undefined {
  const tag = list.named.get(name);
  if (tag === undefined || tag.value === "") return undefined;
  const rule = name === "l" ? "bimi/bad-location" : "bimi/bad-evidence";
  const [uri, second] = readUriList(mapped.text, tag.valueStart, tag.valueEnd, { sizes: false });
  if (uri === undefined) return undefined;
  if (second !== undefined) {
    problems.push(problemAt(mapped, rule, second, `${name} is one URI: a comma in it must be written %2C`));
    return uri;
  }
  if (uri.fault !== undefined && uri.scheme !== "http") {
    const message =
      uri.scheme === ""
        ? `"${shown(uri.text, 40)}" in ${name} is no https URI, so there is no logo`
        : uriMessage(name, uri, uri.fault.reason).replace("no report is sent there", "there is no logo");
    problems.push(problemAt(mapped, rule, uri.fault.at, message));
    return uri;
  }
  if (uri.scheme !== "https") {
    const change = { start: uri.start, end: uri.start + uri.scheme.length, text: "https" };
    const fixes = uri.scheme === "http" ? [reviewFix(mapped, "Write https", change)] : [];
    problems.push(
      problemAt(
        mapped,
        rule,
        uri,
        `${name} must be https, not ${shown(uri.scheme, 12)}: receivers ignore the record`,
        ...fixes,
      ),
    );
  } else if (name === "l" && !/\.svgz?$/i.test(uri.text.replace(/[?#].*$/, "")))
    problems.push(
      problemAt(mapped, rule, uri, "The logo must be an SVG image: the URI in l ends neither in .svg nor in .svgz"),
    );
  return uri;
}

function checkLocation(
  mapped: Mapped,
  list: TagList,
  location: MailUri | undefined,
  evidence: MailUri | undefined,
  problems: Problem[],
): void {
  const tag = list.named.get("l");
  const first = list.tags[0];
  if (tag === undefined && first !== undefined && !problems.some(({ rule }) => rule === "bimi/misspelt-tag"))
    problems.push(problemAt(mapped, "bimi/missing-location", first, "l is missing, so receivers ignore the record"));
  if (tag === undefined) return;
  if (location === undefined && evidence !== undefined)
    problems.push(
      problemAt(
        mapped,
        "bimi/bad-location",
        tag,
        "l is empty although a has evidence for a logo: there is none to show",
      ),
    );
  else if (location === undefined)
    problems.push(problemAt(mapped, "bimi/declined", tag, "The empty l says that the domain wants no logo"));
  else if (evidence === undefined)
    problems.push(
      problemAt(
        mapped,
        "bimi/no-evidence",
        tag,
        "Large providers show the logo only with a certificate, named by the tag a",
      ),
    );
}

export function explainBimi(record: BimiRecord): readonly Explained[] {
  const meanings = {
    usable: "Receivers may show this logo beside mail that passes DMARC, if its policy is quarantine or reject",
    declined: "The domain takes no part in BIMI: no logo is shown",
    ignored: "Receivers ignore this record: no logo is shown",
  };
  return [...explainTags(bimiTable, record.mapped.text, record.list), { text: "", meaning: meanings[record.state] }];
}

export const bimiCompletions = (mapped: Mapped, index: number): Completions =>
  tagCompletions(bimiTable, mapped.text, index);

export const describeBimiAt = (record: BimiRecord, index: number): Description | undefined =>
  describeTagAt(bimiTable, record.mapped.text, record.list, index);
