/** MTA-STS policies (RFC 8461 section 3.2): the document `mta-sts.txt`, with every key and value where it stands. */
import { replace, type Edit, type Fix } from "../text/edit.js";
import { nearest } from "../text/nearest.js";
import { shown, type Problem } from "../text/problem.js";
import type { Span } from "../text/span.js";
import { rfc, type Completions, type Description, type Explained, type MailRule } from "./mailRecord.js";

export interface PolicyEntry extends Span {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: string;
  readonly valueSpan: Span;
}

export interface MtaStsPolicy {
  readonly span: Span;
  /** The lines that are `key: value`, repeated keys included. */
  readonly entries: readonly PolicyEntry[];
  /** Whether senders use it: every required key is there once at least and right. A policy that is not is as none at all. */
  readonly valid: boolean;
  readonly mode: PolicyMode | undefined;
  /** In seconds. */
  readonly maxAge: number | undefined;
  /** The patterns that can match, in lower case, without final dot. */
  readonly mx: readonly MxPattern[];
}

export interface MxPattern {
  readonly pattern: string;
  readonly span: Span;
}

export const policyModes = ["enforce", "testing", "none"] as const;
export type PolicyMode = (typeof policyModes)[number];

/** "Plain-text non-negative integer seconds … maximum value of 31557600" (RFC 8461 section 3.2). */
const longestAge = 31_557_600;
const day = 86_400;

export interface PolicyKeyRow {
  readonly key: string;
  readonly summary: string;
  readonly values: readonly (readonly [value: string, summary: string])[];
}

export const policyKeys: readonly PolicyKeyRow[] = [
  { key: "version", summary: "The version of the policy, always STSv1", values: [["STSv1", "The only version"]] },
  {
    key: "mode",
    summary: "What senders do where a host of the domain fails the policy",
    values: [
      ["enforce", "Senders do not deliver to a host that is not listed or has no valid certificate"],
      ["testing", "Senders deliver all the same, and report failures by TLS-RPT"],
      ["none", "Senders act as if there were no policy: the way to remove one"],
    ],
  },
  {
    key: "mx",
    summary: "A mail host's name, or *. and a domain for any host one label below it; one a line",
    values: [],
  },
  {
    key: "max_age",
    summary: "How long senders keep the policy, in seconds, up to 31557600 (a year)",
    values: [
      ["86400", "One day: for trying out"],
      ["604800", "One week"],
      ["1209600", "Two weeks"],
      ["2592000", "Thirty days"],
      ["31557600", "One year, the longest"],
    ],
  },
];

const section = [rfc(8461, "3.2")];

export const mtaStsPolicyRules: readonly MailRule[] = [
  {
    id: "mta-sts/policy-syntax",
    severity: "error",
    summary: "A line that is not `key: value` spoils the policy",
    references: section,
  },
  {
    id: "mta-sts/policy-blank-line",
    severity: "warning",
    summary: "A blank line is not in the grammar",
    references: section,
  },
  {
    id: "mta-sts/policy-missing-key",
    severity: "error",
    summary: "Without version, mode, max_age and mx there is no policy",
    references: section,
  },
  { id: "mta-sts/policy-version", severity: "error", summary: "Only STSv1 is a version", references: section },
  { id: "mta-sts/policy-mode", severity: "error", summary: "A mode is enforce, testing or none", references: section },
  {
    id: "mta-sts/policy-max-age",
    severity: "error",
    summary: "max_age is whole seconds up to 31557600",
    references: section,
  },
  {
    id: "mta-sts/policy-mx",
    severity: "error",
    summary: "An mx is a host's name or *. and a domain",
    references: [rfc(8461, "3.2"), rfc(8461, "4.1")],
  },
  {
    id: "mta-sts/policy-duplicate-key",
    severity: "warning",
    summary: "Of a key that stands twice only the first counts",
    references: section,
  },
  { id: "mta-sts/policy-duplicate-mx", severity: "information", summary: "The same mx twice", references: section },
  {
    id: "mta-sts/policy-unknown-key",
    severity: "information",
    summary: "Senders pass over keys that they do not know",
    references: section,
  },
  {
    id: "mta-sts/policy-misspelt-key",
    severity: "error",
    summary: "A key that is one slip from a known one has no effect",
    references: section,
  },
  {
    id: "mta-sts/policy-line-ends",
    severity: "information",
    summary: "Lines should all end in the same way, LF or CRLF",
    references: section,
  },
  {
    id: "mta-sts/policy-short-age",
    severity: "warning",
    summary: "A policy kept for less than a day hardly protects",
    references: [rfc(8461, "3.2"), rfc(8461, "10.2")],
  },
  {
    id: "mta-sts/policy-brief-age",
    severity: "information",
    summary: "An enforced policy is best kept for weeks",
    references: section,
  },
  {
    id: "mta-sts/policy-testing",
    severity: "information",
    summary: "mode: testing protects nothing",
    references: [rfc(8461, "5")],
  },
  {
    id: "mta-sts/policy-none",
    severity: "information",
    summary: "mode: none is for the removal of a policy",
    references: [rfc(8461, "8.3")],
  },
  { id: "mta-sts/policy-unused-mx", severity: "information", summary: "mode: none needs no mx", references: section },
];

interface Line extends Span {
  /** Without the white space at its end. */
  readonly text: string;
  readonly ending: "" | "\n" | "\r\n" | "\r";
  /** Where the line after it starts. */
  readonly next: number;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length;) {
    let end = start;
    while (end < text.length && text[end] !== "\n" && text[end] !== "\r") end++;
    const ending = end === text.length ? "" : text[end] === "\n" ? "\n" : text[end + 1] === "\n" ? "\r\n" : "\r";
    let last = end;
    while (last > start && (text[last - 1] === " " || text[last - 1] === "\t")) last--;
    const next = end + ending.length;
    lines.push({ start, end: last, text: text.slice(start, last), ending, next });
    start = next;
  }
  return lines;
}

const fix = (title: string, kind: Fix["kind"], ...edits: Edit[]): Fix => ({ title, kind, edits });

function found(rule: string, at: Span, message: string, ...fixes: Fix[]): Problem {
  const problem = { rule: `mta-sts/policy-${rule}`, at: { start: at.start, end: at.end }, message };
  return fixes.length === 0 ? problem : { ...problem, fixes };
}

/** Reads the whole text of a policy; offsets are the document's. */
export function parseMtaStsPolicy(text: string): {
  readonly value: MtaStsPolicy;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const lines = linesOf(text);
  const read = lines.map((line) => readLine(line, problems));
  const entries = read.filter((entry) => entry !== undefined);
  checkLineEnds(text, lines, problems);
  const misspelt = checkKeys(entries, text, problems);
  const first = (key: string) => entries.find((entry) => entry.key === key);
  const version = first("version");
  const mode = first("mode");
  const age = first("max_age");
  if (version !== undefined && version.value !== "STSv1") problems.push(versionProblem(version));
  const readMode = policyModes.find((candidate) => candidate === mode?.value);
  if (mode !== undefined && readMode === undefined) problems.push(modeProblem(mode));
  const maxAge = age === undefined ? undefined : readAge(age, problems);
  const mx = readPatterns(entries, text, problems);
  const missing = checkMissing({ version, mode, age }, misspelt, readMode, mx.length > 0, entries, text, problems);
  const broken = problems.some(({ rule }) => fatal.has(rule));
  if (!missing && !broken) advise(readMode, mode, age, maxAge, entries, problems);
  const value = {
    span: { start: 0, end: text.length },
    entries,
    valid: !missing && !broken,
    mode: readMode,
    maxAge,
    mx,
  };
  return { value, problems: problems.sort((a, b) => a.at.start - b.at.start) };
}

const fatal = new Set(["syntax", "version", "mode", "max-age", "mx"].map((slug) => `mta-sts/policy-${slug}`));

const extensionName = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,31}$/;

const removal = (line: Line): Edit => ({ start: line.start, end: line.next, text: "" });

function readLine(line: Line, problems: Problem[]): PolicyEntry | undefined {
  const drop = () => fix("Remove the line", "review", removal(line));
  if (line.text === "") {
    const message = "A blank line is not in the grammar: some senders may refuse the policy";
    problems.push(found("blank-line", line, message, fix("Remove the line", "safe", removal(line))));
    return undefined;
  }
  const colon = line.text.indexOf(":");
  if (colon < 0) {
    problems.push(
      found(
        "syntax",
        line,
        `"${shown(line.text, 30)}" is not "key: value", so senders refuse the policy`,
        ...separatorFixes(line),
        drop(),
      ),
    );
    return undefined;
  }
  const key = line.text.slice(0, colon);
  const keySpan = { start: line.start, end: line.start + colon };
  let valueStart = keySpan.end + 1;
  while (valueStart < line.end && /[ \t]/.test(line.text.charAt(valueStart - line.start))) valueStart++;
  const valueSpan = { start: valueStart, end: line.end };
  const entry = {
    start: line.start,
    end: line.end,
    key,
    keySpan,
    value: line.text.slice(valueStart - line.start),
    valueSpan,
  };
  const plain = key.trim();
  if (plain !== key && extensionName.test(plain)) {
    const fixes = [fix("Remove the space", "review", replace(keySpan, plain))];
    problems.push(found("syntax", keySpan, "No space may stand beside the key: senders refuse the policy", ...fixes));
    return { ...entry, key: plain };
  }
  if (!extensionName.test(key)) {
    problems.push(found("syntax", keySpan, `"${shown(key, 30)}" is no key, so senders refuse the policy`, drop()));
    return undefined;
  }
  if (!policyKeys.some((row) => row.key === key) && !isExtensionValue(entry.value))
    problems.push(
      found(
        "syntax",
        line,
        entry.value === ""
          ? `${key} has no value, so senders refuse the policy`
          : `${key} has a character that is not allowed`,
        drop(),
      ),
    );
  return entry;
}

/** `=` or a space where the colon belongs. */
function separatorFixes(line: Line): Fix[] {
  const parts = /^(version|mode|mx|max_age)(\s*=\s*|\s+)/.exec(line.text);
  if (parts === null) return [];
  const start = line.start + (parts[1]?.length ?? 0);
  return [fix("Write a colon", "review", { start, end: line.start + parts[0].length, text: ": " })];
}

/** `sts-policy-ext-value`: printable characters and UTF-8, with spaces within. */
function isExtensionValue(value: string): boolean {
  if (value === "") return false;
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if ((code < 0x20 && code !== 0x09) || code === 0x7f) return false;
  }
  return true;
}

/** LF and CRLF are both allowed, also mixed (`sts-policy-term`); a lone CR ends no line for a sender. */
function checkLineEnds(text: string, lines: readonly Line[], problems: Problem[]): void {
  const lone = lines.find((line) => line.ending === "\r");
  if (lone !== undefined) {
    const at = text.indexOf("\r", lone.end);
    const edits = lines.flatMap((line) =>
      line.ending === "\r"
        ? [{ start: text.indexOf("\r", line.end), end: text.indexOf("\r", line.end) + 1, text: "\n" }]
        : [],
    );
    problems.push(
      found(
        "syntax",
        { start: at, end: at + 1 },
        "A lone CR ends no line: senders refuse the policy",
        fix("Write LF", "review", ...edits),
      ),
    );
  }
  const crlf = lines.filter((line) => line.ending === "\r\n");
  const lf = lines.find((line) => line.ending === "\n");
  if (lf === undefined || crlf.length === 0) return;
  const edits = lines.flatMap((line) =>
    line.ending === "\n"
      ? [{ start: text.indexOf("\n", line.end), end: text.indexOf("\n", line.end) + 1, text: "\r\n" }]
      : [],
  );
  problems.push(
    found("line-ends", lf, "Some lines end in LF and some in CRLF", fix("End every line in CRLF", "safe", ...edits)),
  );
}

/** The keys that misspelt ones most likely mean. */
function checkKeys(entries: readonly PolicyEntry[], text: string, problems: Problem[]): ReadonlySet<string> {
  const misspelt = new Set<string>();
  const seen = new Map<string, PolicyEntry>();
  const names = policyKeys.map((row) => row.key);
  const present = new Set(entries.map(({ key }) => key));
  for (const entry of entries) {
    const first = seen.get(entry.key);
    if (first === undefined) seen.set(entry.key, entry);
    else if (entry.key !== "mx") {
      const problem = found(
        "duplicate-key",
        entry,
        `${entry.key} stands twice: senders use the first`,
        fix("Remove the second", "safe", removalOf(entry, text)),
      );
      problems.push({ ...problem, related: [{ at: first.keySpan, message: "The first is here" }] });
    }
    if (names.includes(entry.key)) continue;
    const meant =
      names.find((name) => name === entry.key.toLowerCase().replace(/[-.]/g, "_")) ?? nearest(entry.key, names);
    const stands = meant !== undefined && meant !== "mx" && present.has(meant);
    if (meant !== undefined && !stands) misspelt.add(meant);
    problems.push(
      meant === undefined || stands
        ? found("unknown-key", entry.keySpan, `MTA-STS has no key "${shown(entry.key, 32)}": senders pass over it`)
        : found(
            "misspelt-key",
            entry.keySpan,
            `MTA-STS has no key "${shown(entry.key, 32)}"; did you mean ${meant}?`,
            fix(`Write ${meant}`, "review", replace(entry.keySpan, meant)),
          ),
    );
  }
  return misspelt;
}

function removalOf(entry: PolicyEntry, text: string): Edit {
  let end = entry.end;
  while (end < text.length && text[end] !== "\n") end++;
  return { start: entry.start, end: Math.min(end + 1, text.length), text: "" };
}

const versionProblem = (entry: PolicyEntry): Problem =>
  found(
    "version",
    entry.value === "" ? entry : entry.valueSpan,
    `"${shown(entry.value, 20)}" is no version: senders know only STSv1`,
    fix("Write STSv1", "review", { ...valueOf(entry), text: " STSv1" }),
  );

/** From after the colon, so that a value is set where there is none. */
const valueOf = (entry: PolicyEntry): Span => ({ start: entry.keySpan.end + 1, end: entry.end });

function modeProblem(entry: PolicyEntry): Problem {
  const meant = nearest(entry.value, policyModes);
  const fixes = (meant === undefined ? policyModes : [meant]).map((mode) =>
    fix(`Write ${mode}`, "review", { ...valueOf(entry), text: ` ${mode}` }),
  );
  return found(
    "mode",
    entry.value === "" ? entry : entry.valueSpan,
    `"${shown(entry.value, 20)}" is no mode, so senders refuse the policy`,
    ...fixes,
  );
}

function readAge(entry: PolicyEntry, problems: Problem[]): number | undefined {
  const at = entry.value === "" ? entry : entry.valueSpan;
  const seconds = /^[0-9]{1,10}$/.test(entry.value) ? Number(entry.value) : undefined;
  if (seconds === undefined) {
    const read = /^([0-9]{1,4})\s*([smhdw])/i.exec(entry.value);
    const factor = { s: 1, m: 60, h: 3600, d: day, w: 7 * day }[read?.[2]?.toLowerCase() ?? ""];
    const meant = read === null || factor === undefined ? 604_800 : Math.min(Number(read[1]) * factor, longestAge);
    problems.push(
      found(
        "max-age",
        at,
        `max_age is whole seconds, not "${shown(entry.value, 20)}": senders refuse the policy`,
        fix(`Write ${meant}`, "review", { ...valueOf(entry), text: ` ${meant}` }),
      ),
    );
    return undefined;
  }
  if (seconds > longestAge) {
    problems.push(
      found(
        "max-age",
        at,
        `max_age is at most ${longestAge} (a year): senders may refuse the policy`,
        fix(`Write ${longestAge}`, "review", { ...valueOf(entry), text: ` ${longestAge}` }),
      ),
    );
    return undefined;
  }
  return seconds;
}

const mxLabel = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/** `["*."] Domain` (RFC 8461 section 3.2; Domain of RFC 5321 section 4.1.2). Undefined where it is right. */
function mxFault(value: string): string | undefined {
  if (value === "") return "mx has no host, so senders refuse the policy";
  if (/[^\x21-\x7e]/.test(value))
    return /[ \t]/.test(value) ? "mx takes one host a line" : `"${shown(value)}" must be written in its xn-- form`;
  if (/[,;]/.test(value)) return "mx takes one host a line";
  if (value.endsWith(".")) return `"${shown(value)}" must have no final dot, or it matches no host`;
  if (/^\[|^[0-9]+(?:\.[0-9]+){3}$/.test(value)) return "An address matches no host: certificates are for names";
  const labels = (value.startsWith("*.") ? value.slice(2) : value).split(".");
  if (labels.some((label) => label.includes("*"))) return `"*" may only be the whole first label of "${shown(value)}"`;
  if (value.length > 253 || labels.some((label) => !mxLabel.test(label)))
    return `"${shown(value)}" is no host's name, so senders refuse the policy`;
  return undefined;
}

/** Whether a policy may list a host of this name, in plain text without final dot. */
export const isPolicyHost = (host: string): boolean => !host.includes("*") && mxFault(host) === undefined;

function mxFixes({ value, valueSpan }: PolicyEntry, text: string): Fix[] {
  if (/[,;\s]/.test(value)) {
    const hosts = value.split(/[,;\s]+/).filter((host) => host !== "");
    return [fix("Write one a line", "review", replace(valueSpan, hosts.join(`${lineEnd(text)}mx: `)))];
  }
  const dot = { start: valueSpan.end - 1, end: valueSpan.end, text: "" };
  return value.endsWith(".") && value.length > 1 ? [fix("Remove the dot", "review", dot)] : [];
}

const lineEnd = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n");

function readPatterns(entries: readonly PolicyEntry[], text: string, problems: Problem[]): MxPattern[] {
  const patterns = new Map<string, MxPattern>();
  for (const entry of entries) {
    if (entry.key !== "mx") continue;
    const fault = mxFault(entry.value);
    if (fault !== undefined) {
      problems.push(found("mx", entry.value === "" ? entry : entry.valueSpan, fault, ...mxFixes(entry, text)));
      continue;
    }
    const pattern = entry.value.toLowerCase();
    if (patterns.has(pattern))
      problems.push(
        found(
          "duplicate-mx",
          entry,
          `${shown(entry.value)} is listed twice`,
          fix("Remove the second", "safe", removalOf(entry, text)),
        ),
      );
    else patterns.set(pattern, { pattern, span: entry.valueSpan });
  }
  return [...patterns.values()];
}

interface Required {
  readonly version: PolicyEntry | undefined;
  readonly mode: PolicyEntry | undefined;
  readonly age: PolicyEntry | undefined;
}

const templates: readonly (readonly [key: keyof Required | "mx", line: string])[] = [
  ["version", "version: STSv1"],
  ["mode", "mode: testing"],
  ["mx", "mx: mail.example.com"],
  ["age", "max_age: 604800"],
];

/** Whether a required key is missing; an mx only where the mode needs one. */
function checkMissing(
  required: Required,
  misspelt: ReadonlySet<string>,
  mode: PolicyMode | undefined,
  hasMx: boolean,
  entries: readonly PolicyEntry[],
  text: string,
  problems: Problem[],
): boolean {
  const end = lineEnd(text);
  let missing = false;
  for (const [key, line] of templates) {
    if (key === "mx" ? hasMx || mode === "none" || mode === undefined : required[key] !== undefined) continue;
    missing = true;
    const name = key === "age" ? "max_age" : key;
    if (misspelt.has(name) || (key === "mx" && entries.some((entry) => entry.key === "mx"))) continue;
    const at = (key === "mx" ? required.mode : entries[0]) ?? { start: 0, end: firstLineEnd(text) };
    const atStart = key === "version";
    const before = atStart || text === "" || text.endsWith("\n") ? "" : end;
    const edit = atStart
      ? { start: 0, end: 0, text: `${line}${end}` }
      : { start: text.length, end: text.length, text: `${before}${line}${end}` };
    const message =
      key === "mx"
        ? `mode: ${mode ?? ""} needs an mx line, or senders refuse the policy`
        : `${name} is missing, so senders refuse the policy`;
    problems.push(found("missing-key", at, message, fix(`Add ${line}`, "review", edit)));
  }
  return missing;
}

const firstLineEnd = (text: string): number => /^[^\r\n]*/.exec(text)?.[0].length ?? 0;

function advise(
  mode: PolicyMode | undefined,
  modeEntry: PolicyEntry | undefined,
  age: PolicyEntry | undefined,
  maxAge: number | undefined,
  entries: readonly PolicyEntry[],
  problems: Problem[],
): void {
  if (modeEntry === undefined || age === undefined || maxAge === undefined) return;
  const enforce = fix("Write enforce", "review", { ...valueOf(modeEntry), text: " enforce" });
  if (mode === "testing")
    problems.push(
      found("testing", modeEntry, "mode: testing protects nothing: senders deliver whatever fails", enforce),
    );
  if (mode === "none") {
    problems.push(
      found("none", modeEntry, "mode: none removes the policy: keep it until every older max_age has run out"),
    );
    const mx = entries.find((entry) => entry.key === "mx");
    if (mx !== undefined) problems.push(found("unused-mx", mx, "mx has no effect with mode: none"));
    return;
  }
  const week = fix("Write 604800 (a week)", "review", { ...valueOf(age), text: " 604800" });
  const weeks = fix("Write 1209600 (two weeks)", "review", { ...valueOf(age), text: " 1209600" });
  if (maxAge < day)
    problems.push(
      found(
        "short-age",
        age,
        `A policy kept for ${maxAge} seconds hardly protects: a day is the least`,
        mode === "enforce" ? weeks : week,
      ),
    );
  else if (mode === "enforce" && maxAge < 14 * day)
    problems.push(found("brief-age", age, "An enforced policy is best kept for two weeks or more", weeks));
}

/** Whether a policy's pattern covers a host: exactly, or `*.` for one label (RFC 8461 section 4.1). Names without final dot. */
export function mxCovers(pattern: string, host: string): boolean {
  const name = host.toLowerCase();
  if (!pattern.startsWith("*.")) return pattern === name;
  const dot = name.indexOf(".");
  return dot > 0 && name.slice(dot) === pattern.slice(1);
}

const entryAt = (policy: MtaStsPolicy, offset: number): PolicyEntry | undefined =>
  policy.entries.find(({ start, end }) => start <= offset && offset <= end);

export function describeMtaStsPolicyAt(policy: MtaStsPolicy, offset: number): Description | undefined {
  const entry = entryAt(policy, offset);
  const row = policyKeys.find(({ key }) => key === entry?.key);
  if (entry === undefined || row === undefined) return undefined;
  const reference = rfc(8461, "3.2");
  if (offset <= entry.keySpan.end) return { ...entry.keySpan, title: row.key, summary: row.summary, reference };
  return { ...entry.valueSpan, title: `${row.key}: ${entry.value}`, summary: meaningOf(entry), reference };
}

function meaningOf({ key, value }: PolicyEntry): string {
  const row = policyKeys.find((candidate) => candidate.key === key);
  if (row === undefined) return "Not a key of this standard: senders pass over it";
  if (key === "mx")
    return value.startsWith("*.")
      ? `Covers any host one label below ${value.slice(2)}, not ${value.slice(2)} itself`
      : `Covers the host ${value}`;
  if (key === "max_age" && /^[0-9]{1,10}$/.test(value)) return `Senders keep the policy for ${inWords(Number(value))}`;
  return row.values.find(([candidate]) => candidate === value)?.[1] ?? row.summary;
}

const units = [
  ["day", day],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

function inWords(seconds: number): string {
  let rest = seconds;
  const words = units.flatMap(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count === 0 ? [] : [`${count} ${unit}${count === 1 ? "" : "s"}`];
  });
  return words.length === 0 ? "no time at all" : words.join(", ");
}

/** Each line in words, and in the end what the whole comes to. */
export function explainMtaStsPolicy(policy: MtaStsPolicy): readonly Explained[] {
  const meaning = !policy.valid
    ? "Senders refuse this policy: it is as if there were none"
    : policy.mode === "enforce"
      ? "Senders deliver only over TLS with a valid certificate, to the hosts listed"
      : policy.mode === "testing"
        ? "Senders deliver as without a policy and report what would have failed"
        : "Senders forget the policy that they kept";
  return [
    ...policy.entries.map((entry) => ({ text: `${entry.key}: ${entry.value}`, meaning: meaningOf(entry) })),
    { text: "", meaning },
  ];
}

/** Keys at the start of a line, values after the colon; `from` and `to` are offsets of the document. */
export function mtaStsPolicyCompletions(text: string, offset: number): Completions {
  const before = text.slice(0, offset);
  const start = Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) + 1;
  const rest = /^[^\r\n]*/.exec(text.slice(offset))?.[0].length ?? 0;
  const line = text.slice(start, offset + rest);
  const colon = line.indexOf(":");
  if (colon >= 0 && offset > start + colon) {
    const row = policyKeys.find(({ key }) => key === line.slice(0, colon));
    const space = /^[ \t]*/.exec(line.slice(colon + 1))?.[0].length ?? 0;
    const from = Math.min(offset, start + colon + 1 + space);
    const items = (row?.values ?? []).map(([value, summary]) => ({
      label: value,
      insert: space === 0 ? ` ${value}` : value,
      summary,
    }));
    return { from, to: offset + rest, items };
  }
  const present = new Set(
    parseMtaStsPolicy(text)
      .value.entries.filter((entry) => entry.start !== start)
      .map(({ key }) => key),
  );
  const items = policyKeys
    .filter(({ key }) => key === "mx" || !present.has(key))
    .map(({ key, summary }) => ({ label: key, insert: colon < 0 ? `${key}: ` : key, summary }));
  return { from: start, to: colon < 0 ? offset + rest : start + colon, items };
}

/** The edits that write every line as `key: value`, version first, without changing what the policy says. */
export function formatMtaStsPolicy(text: string): readonly Edit[] {
  const { value } = parseMtaStsPolicy(text);
  const edits: Edit[] = [];
  for (const entry of value.entries) {
    const between = { start: entry.keySpan.end + 1, end: entry.valueSpan.start };
    if (text.slice(between.start, between.end) !== " " && entry.value !== "") edits.push(replace(between, " "));
    let end = entry.end;
    while (text[end] === " " || text[end] === "\t") end++;
    if (end > entry.end) edits.push({ start: entry.end, end, text: "" });
  }
  if (text !== "" && !/[\r\n]$/.test(text)) edits.push({ start: text.length, end: text.length, text: lineEnd(text) });
  return edits;
}
