/** DMARC policy records (RFC 9989 section 4.7): text in, tags with positions out, and what receivers make of the whole. */
import type { Fix } from "../text/edit.js";
import type { Mapped } from "../text/mapped.js";
import { shown, type Problem } from "../text/problem.js";
import { dmarcTable } from "./dmarcTable.js";
import {
  problemAt,
  reviewFix,
  safeFix,
  withFirst,
  type Completions,
  type Description,
  type Parsed,
} from "./mailRecord.js";
import { uriFixes, uriMessage } from "./mailUriFaults.js";
import { isUri, readUriList, type MailUri } from "./mailUri.js";
import { nearest } from "../text/nearest.js";
import { afterTag, readTagList, repeatedTags, splitRange, withoutTag, type Tag, type TagList } from "./tagList.js";
import { describeTagAt, rowOf, tagCompletions } from "./tagTable.js";

export const dmarcPolicies = ["none", "quarantine", "reject"] as const;
export type DmarcPolicy = (typeof dmarcPolicies)[number];

/** Whose receivers read the record: those of the standard of 2026, or of the one before it. */
export type DmarcReader = "rfc9989" | "rfc7489";

export interface DmarcRecord {
  readonly reader: DmarcReader;
  readonly mapped: Mapped;
  readonly list: TagList;
  /**
   * "policy": the record holds as written. "degraded": receivers take it as p=none (RFC 9989 section 4.10.1). "ignored": there is
   * no DMARC.
   */
  readonly effect: "policy" | "degraded" | "ignored";
  /** Undefined where absent or invalid, as all below. */
  readonly p: DmarcPolicy | undefined;
  readonly sp: DmarcPolicy | undefined;
  readonly np: DmarcPolicy | undefined;
  readonly adkim: "r" | "s";
  readonly aspf: "r" | "s";
  /** Those without fault only. */
  readonly rua: readonly MailUri[];
  readonly ruf: readonly MailUri[];
  readonly fo: readonly string[];
  readonly psd: "y" | "n" | "u";
  readonly t: "y" | "n";
}

export const dmarcTag = (record: DmarcRecord, name: string): Tag | undefined => tagNamed(record.list, name);

const tagNamed = (list: TagList, name: string): Tag | undefined => list.namedAnyCase.get(name);

export function parseDmarc(mapped: Mapped, reader: DmarcReader = "rfc9989"): Parsed<DmarcRecord> {
  const old = reader === "rfc7489";
  const list = readTagList(mapped.text);
  const problems: Problem[] = [];
  const versioned = checkVersion(mapped, list, problems);
  const unique = checkRepeats(mapped, list, problems);
  for (const tag of list.tags) checkTag(mapped, list, tag, problems, reader);
  for (const at of list.empty)
    problems.push(
      problemAt(
        mapped,
        "dmarc/empty-tag",
        at,
        "A tag is missing between two semicolons",
        safeFix(mapped, "Remove the semicolon", { ...at, text: "" }),
      ),
    );
  const rua = readReports(mapped, list, "rua", problems, reader);
  const ruf = readReports(mapped, list, "ruf", problems, reader);
  const effect = checkPolicies(mapped, list, asksForReports(mapped.text, list), versioned, problems, reader);
  if (old) checkOrder(mapped, list, problems);
  const value: DmarcRecord = {
    reader,
    mapped,
    list,
    effect: versioned && unique ? effect : "ignored",
    p: policyOf(tagNamed(list, "p")),
    sp: policyOf(tagNamed(list, "sp")),
    np: old ? undefined : policyOf(tagNamed(list, "np")),
    adkim: valueOf(list, "adkim") === "s" ? "s" : "r",
    aspf: valueOf(list, "aspf") === "s" ? "s" : "r",
    rua,
    ruf,
    fo: failureOptions(mapped.text, tagNamed(list, "fo"), reader) ?? ["0"],
    psd: old ? "u" : suffixOf(valueOf(list, "psd")),
    t: !old && valueOf(list, "t") === "y" ? "y" : "n",
  };
  return { value, problems };
}

const valueOf = (list: TagList, name: string): string | undefined => tagNamed(list, name)?.value.toLowerCase();

const suffixOf = (value: string | undefined): "y" | "n" | "u" => (value === "y" || value === "n" ? value : "u");

function policyOf(tag: Tag | undefined): DmarcPolicy | undefined {
  const value = tag?.value.toLowerCase();
  return dmarcPolicies.find((policy) => policy === value);
}

/** "Its value is case-sensitive, it MUST be the first tag" (RFC 9989 section 4.7). Whether receivers take the record for DMARC. */
function checkVersion(mapped: Mapped, list: TagList, problems: Problem[]): boolean {
  const first = list.tags[0];
  const exact = first?.name.toLowerCase() === "v" && first.value === "DMARC1";
  if (exact && first.start === 0) return true;
  problems.push(exact ? leadProblem(mapped, first) : versionProblem(mapped, list, first));
  return false;
}

function leadProblem(mapped: Mapped, first: Tag): Problem {
  const lead = { start: 0, end: first.start };
  const fix = reviewFix(mapped, "Remove what is before v=DMARC1", { ...lead, text: "" });
  return problemAt(
    mapped,
    "dmarc/version",
    lead,
    "Nothing may stand before v=DMARC1, not even a space, or the record is ignored",
    fix,
  );
}

function versionProblem(mapped: Mapped, list: TagList, first: Tag | undefined): Problem {
  const rule = "dmarc/version";
  if (first === undefined)
    return problemAt(
      mapped,
      rule,
      { start: 0, end: mapped.text.length },
      "The record is empty, so there is no DMARC here",
      reviewFix(mapped, "Write v=DMARC1; p=none", { start: 0, end: mapped.text.length, text: "v=DMARC1; p=none" }),
    );
  const version = tagNamed(list, "v");
  if (version !== undefined && version !== first)
    return problemAt(
      mapped,
      rule,
      version,
      "v=DMARC1 is not the first tag, so receivers ignore the record",
      reviewFix(mapped, "Move v=DMARC1 to the front", withoutTag(list, version), {
        start: 0,
        end: 0,
        text: "v=DMARC1; ",
      }),
    );
  const glued = /^(?:v\s*=?\s*)?dmarc\s*1(?![0-9])[\s,:]*/i.exec(mapped.text.slice(first.start, first.end));
  if (glued !== null) {
    const rest = first.start + glued[0].length < first.end;
    const written = shown(mapped.text.slice(first.start, first.end), 30);
    const message = rest
      ? `"${written}" lacks a semicolon after v=DMARC1, so receivers ignore the record`
      : `"${written}" must be v=DMARC1 exactly, or receivers ignore the record`;
    const change = { start: first.start, end: first.start + glued[0].length, text: rest ? "v=DMARC1; " : "v=DMARC1" };
    return problemAt(
      mapped,
      rule,
      rest ? first : { start: first.start, end: first.end },
      message,
      reviewFix(mapped, "Write v=DMARC1", change),
    );
  }
  if (version === undefined)
    return problemAt(
      mapped,
      rule,
      first,
      "The record does not start with v=DMARC1, so receivers ignore it",
      reviewFix(mapped, "Start with v=DMARC1", { start: 0, end: 0, text: "v=DMARC1; " }),
    );
  return problemAt(
    mapped,
    rule,
    version,
    `"${shown(version.value, 20)}" is no version of DMARC, so receivers ignore the record`,
    reviewFix(mapped, "Start with v=DMARC1", { start: 0, end: version.end, text: "v=DMARC1" }),
  );
}

/** DMARC uses the tag lists of DKIM, in which a repeated tag makes the whole list invalid (RFC 6376 section 3.2). */
function checkRepeats(mapped: Mapped, list: TagList, problems: Problem[]): boolean {
  const repeats = repeatedTags(list, (name) => name.toLowerCase()).filter(({ tag }) => tag.equals !== undefined);
  for (const { tag, first } of repeats) {
    const same = tag.value.toLowerCase() === first.value.toLowerCase();
    const removal = withoutTag(list, tag);
    const fixes = same
      ? [reviewFix(mapped, `Remove the second ${shown(tag.name, 24)}`, removal)]
      : [
          reviewFix(mapped, `Keep ${shown(first.name, 24)}=${shown(first.value, 20)}`, removal),
          reviewFix(mapped, `Keep ${shown(tag.name, 24)}=${shown(tag.value, 20)}`, withoutTag(list, first)),
        ];
    const problem = problemAt(
      mapped,
      "dmarc/duplicate-tag",
      tag,
      `${shown(tag.name, 24)} stands twice, so receivers ignore the record`,
      ...fixes,
    );
    problems.push(withFirst(problem, mapped, first));
  }
  return repeats.length === 0;
}

const known = dmarcTable.rows.map((row) => row.name);

/** Tags that came with RFC 9989; "unknown tags MUST be ignored" (RFC 7489 section 6.3). */
const newTags = new Set(["np", "psd", "t"]);

function checkTag(mapped: Mapped, list: TagList, tag: Tag, problems: Problem[], reader: DmarcReader): void {
  if (/^(?:mailto|https?):/i.test(tag.name)) return checkStrayUri(mapped, list, tag, problems);
  if (tag.equals === undefined) {
    if (tag !== list.tags[0] || !/dmarc/i.test(tag.name)) checkNoEquals(mapped, list, tag, problems);
    return;
  }
  const row = rowOf(dmarcTable, tag.name);
  if (row === undefined) return checkUnknown(mapped, list, tag, problems);
  if (tag.name !== row.name)
    problems.push(
      problemAt(
        mapped,
        "dmarc/tag-case",
        { start: tag.start, end: tag.nameEnd },
        `Some receivers do not know "${tag.name}" in upper case`,
        safeFix(mapped, `Write ${row.name}`, { start: tag.start, end: tag.nameEnd, text: row.name }),
      ),
    );
  if (reader === "rfc7489" && newTags.has(row.name)) {
    const message = `Readers of RFC 7489 do not know ${row.name} and pass over it`;
    problems.push(problemAt(mapped, "dmarc/unknown-tag", tag, message));
    return;
  }
  if (row.historic && reader === "rfc7489") return checkFormer(mapped, list, tag, row.name, problems);
  if (row.historic) return checkHistoric(mapped, list, tag, row.name, problems);
  if (tag.value === "") return checkEmptyValue(mapped, list, tag, row.name, problems);
  if (row.name === "fo") return checkFailureOptions(mapped, list, tag, problems, reader);
  if (row.name === "v" || row.name === "p" || row.name === "sp" || row.name === "np" || row.values === undefined)
    return;
  const values = row.values.map(({ value }) => value);
  if (values.includes(tag.value.toLowerCase())) return;
  const fallback = values.find((value) => row.fallback?.startsWith(value)) ?? values[0] ?? "";
  const meant = tag.value.charAt(0).toLowerCase();
  const guess = values.includes(meant) ? meant : fallback;
  problems.push(
    problemAt(
      mapped,
      "dmarc/bad-value",
      valueRange(tag),
      `${row.name} is ${listed(values)}, not "${shown(tag.value, 16)}": receivers use ${fallback}`,
      reviewFix(mapped, `Write ${row.name}=${guess}`, { ...valueRange(tag), text: guess }),
      ...(guess === fallback ? [] : [reviewFix(mapped, `Remove ${row.name}`, withoutTag(list, tag))]),
    ),
  );
}

const valueRange = (tag: Tag) =>
  tag.value === "" ? { start: tag.start, end: tag.end } : { start: tag.valueStart, end: tag.valueEnd };

const listed = (values: readonly string[]): string => `${values.slice(0, -1).join(", ")} or ${values.at(-1) ?? ""}`;

function checkStrayUri(mapped: Mapped, list: TagList, tag: Tag, problems: Problem[]): void {
  const before = list.tags[tag.index - 1];
  const join = before !== undefined && /^ru[af]$/i.test(before.name);
  problems.push(
    problemAt(
      mapped,
      "dmarc/syntax",
      tag,
      "Report addresses are parted by commas: after a semicolon this one has no effect",
      ...(join
        ? [reviewFix(mapped, "Write a comma", { start: before.outer.end, end: before.outer.end + 1, text: "," })]
        : []),
    ),
  );
}

function checkNoEquals(mapped: Mapped, list: TagList, tag: Tag, problems: Problem[]): void {
  const parts = /^([A-Za-z]+)\s*([:,\s])\s*/.exec(tag.name.slice(0, 40));
  const row = parts === null ? undefined : rowOf(dmarcTable, parts[1] ?? "");
  const fixes: Fix[] = [];
  if (parts !== null && row !== undefined) {
    const start = tag.start + (parts[1]?.length ?? 0);
    fixes.push(reviewFix(mapped, `Write ${row.name}=`, { start, end: tag.start + parts[0].length, text: "=" }));
  } else fixes.push(reviewFix(mapped, "Remove it", withoutTag(list, tag)));
  problems.push(
    problemAt(mapped, "dmarc/syntax", tag, `"${shown(tag.name, 30)}" is not tag=value, so it has no effect`, ...fixes),
  );
}

function checkUnknown(mapped: Mapped, list: TagList, tag: Tag, problems: Problem[]): void {
  const at = { start: tag.start, end: tag.nameEnd };
  const name = shown(tag.name, 24);
  if (!/^[A-Za-z]+$/.test(tag.name)) {
    const message =
      tag.name === ""
        ? "A tag's name is missing before the equals sign"
        : `"${name}" is no name of a tag: letters only`;
    problems.push(
      problemAt(mapped, "dmarc/syntax", tag, message, reviewFix(mapped, "Remove it", withoutTag(list, tag))),
    );
    return;
  }
  const meant = nearest(tag.name, known);
  if (meant !== undefined && meant !== "v" && tagNamed(list, meant) === undefined) {
    const fix = reviewFix(mapped, `Write ${meant}`, { ...at, text: meant });
    problems.push(
      problemAt(
        mapped,
        "dmarc/misspelt-tag",
        at,
        `DMARC has no tag "${name}", so it has no effect; did you mean ${meant}?`,
        fix,
      ),
    );
  } else {
    const fix = safeFix(mapped, `Remove ${name}`, withoutTag(list, tag));
    problems.push(
      problemAt(mapped, "dmarc/unknown-tag", at, `DMARC has no tag "${name}": receivers pass over it`, fix),
    );
  }
}

/** `pct=0` became t=y and `pct=100` is what holds now; what is between has no successor (RFC 9989 appendix C.5.2). */
function checkHistoric(mapped: Mapped, list: TagList, tag: Tag, name: string, problems: Problem[]): void {
  const removal = withoutTag(list, tag);
  const percentage = name === "pct" && /^[0-9]{1,3}$/.test(tag.value) ? Number(tag.value) : 100;
  if (percentage >= 100) {
    problems.push(
      problemAt(
        mapped,
        "dmarc/removed-tag",
        tag,
        `${name} is no longer part of DMARC and has no effect`,
        safeFix(mapped, `Remove ${name}`, removal),
      ),
    );
    return;
  }
  const testing =
    tagNamed(list, "t") === undefined
      ? [reviewFix(mapped, "Write t=y", { start: tag.start, end: tag.end, text: "t=y" })]
      : [];
  problems.push(
    problemAt(
      mapped,
      "dmarc/partial-percentage",
      tag,
      `pct=${percentage} is ignored by now: the policy holds for all failing mail`,
      ...testing,
      reviewFix(mapped, "Remove pct", removal),
    ),
  );
}

interface Former {
  readonly pattern: RegExp;
  readonly values: string;
  readonly fallback: string;
}

/** RFC 7489 section 6.3: what pct, rf and ri were. */
const formerTags: ReadonlyMap<string, Former> = new Map([
  ["pct", { pattern: /^(?:[0-9]{1,2}|0[0-9]{2}|100)$/, values: "0 to 100", fallback: "100" }],
  ["rf", { pattern: /^afrf(?:[ \t]*:[ \t]*afrf)*$/i, values: "afrf", fallback: "afrf" }],
  ["ri", { pattern: /^[0-9]{1,10}$/, values: "a number of seconds", fallback: "86400" }],
]);

function checkFormer(mapped: Mapped, list: TagList, tag: Tag, name: string, problems: Problem[]): void {
  const former = formerTags.get(name);
  if (former === undefined || former.pattern.test(tag.value)) return;
  const message = `${name} is ${former.values}, not "${shown(tag.value, 16)}": receivers use ${former.fallback}`;
  const fix = reviewFix(mapped, `Remove ${name}`, withoutTag(list, tag));
  problems.push(problemAt(mapped, "dmarc/bad-value", valueRange(tag), message, fix));
}

/** "Components other than dmarc-version and dmarc-request may appear in any order" (RFC 7489 section 6.4). */
function checkOrder(mapped: Mapped, list: TagList, problems: Problem[]): void {
  const tag = tagNamed(list, "p");
  const first = list.tags[0];
  if (tag === undefined || first === undefined || tag === first || list.tags[1] === tag) return;
  const text = mapped.text.slice(tag.start, tag.end);
  const fix = safeFix(mapped, "Move p after the version", afterTag(first, text), withoutTag(list, tag));
  const message = "p must follow the version: some readers of RFC 7489 ignore the record otherwise";
  problems.push(problemAt(mapped, "dmarc/policy-not-second", tag, message, fix));
}

function checkEmptyValue(mapped: Mapped, list: TagList, tag: Tag, name: string, problems: Problem[]): void {
  if (name === "p" || name === "sp" || name === "np" || name === "v") return;
  const rule = name === "rua" || name === "ruf" ? "dmarc/bad-uri" : "dmarc/bad-value";
  const message =
    rule === "dmarc/bad-uri"
      ? `${name} has no address, so no report is sent`
      : `${name} has no value, so it has no effect`;
  problems.push(problemAt(mapped, rule, tag, message, reviewFix(mapped, `Remove ${name}`, withoutTag(list, tag))));
}

/** `0` or `1`, not both, with `d` and `s` at most once each (RFC 9989 section 4.8). Undefined where it is anything else. */
function failureOptions(text: string, tag: Tag | undefined, reader: DmarcReader): string[] | undefined {
  if (tag === undefined) return undefined;
  const options = splitRange(text, tag.valueStart, tag.valueEnd, ":").map(({ start, end }) =>
    text.slice(start, end).toLowerCase(),
  );
  const valid = options.every((option) => option === "0" || option === "1" || option === "d" || option === "s");
  // RFC 7489 section 6.4 has no more than the list.
  if (reader === "rfc7489") return valid ? options : undefined;
  const unique = new Set(options).size === options.length && !(options.includes("0") && options.includes("1"));
  return valid && unique ? options : undefined;
}

function checkFailureOptions(mapped: Mapped, list: TagList, tag: Tag, problems: Problem[], reader: DmarcReader): void {
  if (failureOptions(mapped.text, tag, reader) !== undefined) return;
  const options = new Set(tag.value.toLowerCase().match(/[01ds]/g) ?? []);
  if (options.has("1")) options.delete("0");
  const repaired = [...options].join(":");
  const at = valueRange(tag);
  problems.push(
    problemAt(
      mapped,
      "dmarc/bad-value",
      at,
      `fo is 0 or 1, with d and s once each, not "${shown(tag.value, 16)}": receivers use 0`,
      repaired === ""
        ? reviewFix(mapped, "Remove fo", withoutTag(list, tag))
        : reviewFix(mapped, `Write fo=${repaired}`, { ...at, text: repaired }),
    ),
  );
}

/** Section 4.10.1: no valid p, or a bad sp or np, makes it p=none where some rua is valid, and no DMARC where none is. */
function checkPolicies(
  mapped: Mapped,
  list: TagList,
  reports: boolean,
  versioned: boolean,
  problems: Problem[],
  reader: DmarcReader,
): DmarcRecord["effect"] {
  const consequence = reports
    ? "receivers take the whole record as p=none"
    : "without a valid rua, receivers ignore the record";
  let bad = false;
  for (const name of reader === "rfc7489" ? ["p", "sp"] : ["p", "sp", "np"]) {
    const tag = tagNamed(list, name);
    if (tag === undefined || policyOf(tag) !== undefined) continue;
    bad = true;
    const meant = guessPolicy(tag.value);
    const fixes = (meant === undefined ? dmarcPolicies : [meant]).map((policy) =>
      reviewFix(mapped, `Write ${name}=${policy}`, { start: (tag.equals ?? tag.end) + 1, end: tag.end, text: policy }),
    );
    const written = tag.value === "" ? `${name}= has no policy` : `${name}=${shown(tag.value, 16)} is no policy`;
    problems.push(problemAt(mapped, "dmarc/bad-policy", valueRange(tag), `${written}: ${consequence}`, ...fixes));
  }
  if (!bad && tagNamed(list, "p") !== undefined) return "policy";
  const first = list.tags[0];
  if (tagNamed(list, "p") === undefined && first !== undefined && versioned) {
    const rule = reports ? "dmarc/missing-policy" : "dmarc/no-policy";
    const fix = reviewFix(mapped, "Write p=none", afterTag(first, "p=none"));
    problems.push(problemAt(mapped, rule, first, `The p tag is missing: ${consequence}`, fix));
  }
  return reports ? "degraded" : "ignored";
}

const synonyms: Readonly<Record<string, DmarcPolicy>> = {
  block: "reject",
  deny: "reject",
  drop: "reject",
  spam: "quarantine",
  monitor: "none",
};

const guessPolicy = (value: string): DmarcPolicy | undefined => {
  const meant = synonyms[value.toLowerCase()] ?? nearest(value, dmarcPolicies);
  return dmarcPolicies.find((policy) => policy === meant);
};

/** "At least one syntactically valid reporting URI" (RFC 9989 section 4.10.1), whether or not mail to it can be delivered. */
function asksForReports(text: string, list: TagList): boolean {
  const tag = tagNamed(list, "rua");
  return (
    tag !== undefined &&
    tag.value !== "" &&
    readUriList(text, tag.valueStart, tag.valueEnd, { sizes: true }).some((uri) => isUri(uri))
  );
}

/** The usable addresses of a tag; the others are reported. */
function readReports(
  mapped: Mapped,
  list: TagList,
  name: "rua" | "ruf",
  problems: Problem[],
  reader: DmarcReader,
): MailUri[] {
  const tag = tagNamed(list, name);
  if (tag === undefined || tag.value === "") return [];
  const uris = readUriList(mapped.text, tag.valueStart, tag.valueEnd, { sizes: true });
  const seen = new Set<string>();
  for (const uri of uris) {
    checkUri(mapped, name, uri, problems, reader);
    const plain = uri.text.toLowerCase();
    if (seen.has(plain) && uri.fault === undefined)
      problems.push(
        problemAt(
          mapped,
          "dmarc/duplicate-uri",
          uri,
          `${name} names ${shown(uri.text)} twice`,
          safeFix(mapped, "Remove the second", {
            start: mapped.text.lastIndexOf(",", uri.start),
            end: uri.end,
            text: "",
          }),
        ),
      );
    seen.add(plain);
  }
  const valid = uris.filter((uri) => uri.fault === undefined);
  const third = valid[2];
  if (third !== undefined)
    problems.push(
      problemAt(
        mapped,
        "dmarc/many-uris",
        third,
        `${name} has ${valid.length} addresses; some receivers send to the first two only`,
      ),
    );
  return valid;
}

function checkUri(mapped: Mapped, name: string, uri: MailUri, problems: Problem[], reader: DmarcReader): void {
  if (uri.fault !== undefined) {
    problems.push(
      problemAt(
        mapped,
        "dmarc/bad-uri",
        uri.fault.at,
        uriMessage(name, uri, uri.fault.reason),
        ...uriFixes(mapped, uri),
      ),
    );
    return;
  }
  if (uri.size !== undefined && reader === "rfc9989")
    problems.push(
      problemAt(
        mapped,
        "dmarc/report-size",
        uri.size,
        "Limits on the size of reports are obsolete, and reporters ignore them",
        safeFix(mapped, "Remove the limit", { ...uri.size, text: "" }),
      ),
    );
  if (uri.scheme !== "mailto")
    problems.push(
      problemAt(
        mapped,
        "dmarc/uri-scheme",
        uri,
        `Reporters need only send mail: ${shown(uri.scheme, 16)}: in ${name} may get nothing`,
      ),
    );
}

export const dmarcCompletions = (mapped: Mapped, index: number): Completions =>
  tagCompletions(dmarcTable, mapped.text, index);

export const describeDmarcAt = (record: DmarcRecord, index: number): Description | undefined =>
  describeTagAt(dmarcTable, record.mapped.text, record.list, index);
