/** What `zonewright check` prints, in each of its formats. */
import colors from "picocolors";
import type { Diagnosis } from "../analysis/diagnose.js";
import { rules } from "../rules/catalogue.js";
import { lineColumnAt, offsetAt, sliceText, type PagedText } from "../text/pagedText.js";
import type { Severity } from "../text/problem.js";

export interface CheckedFile {
  /** As given, or relative to the working directory. */
  readonly path: string;
  readonly language: "dns-zone" | "mta-sts" | "named-conf";
  readonly origin: string | undefined;
  readonly records: number;
  readonly text: PagedText;
  readonly diagnostics: readonly Diagnosis[];
}

export const formats = ["pretty", "json", "sarif", "github", "gcc"] as const;
export type Format = (typeof formats)[number];

const shortName: Record<Severity, "error" | "warning" | "info" | "hint"> = {
  error: "error",
  warning: "warning",
  information: "info",
  hint: "hint",
};

interface Place {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** Lines and columns from 1, offsets from 0, all in UTF-16 units. */
function placeAt(text: PagedText, offset: number): Place {
  const { line, column } = lineColumnAt(text, offset);
  return { line: line + 1, column: column + 1, offset };
}

const placed = (file: CheckedFile, diagnosis: Diagnosis): { start: Place; end: Place } => ({
  start: placeAt(file.text, diagnosis.at.start),
  end: placeAt(file.text, diagnosis.at.end),
});

export interface Summary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly hints: number;
}

export function summaryOf(files: readonly CheckedFile[]): Summary {
  const count = (severity: Severity): number =>
    files.reduce((sum, file) => sum + file.diagnostics.filter((one) => one.severity === severity).length, 0);
  return {
    files: files.length,
    errors: count("error"),
    warnings: count("warning"),
    infos: count("information"),
    hints: count("hint"),
  };
}

function fixKind({ fixes = [] }: Diagnosis): "safe" | "review" | "none" {
  if (fixes.length === 0) return "none";
  return fixes.some(({ kind }) => kind === "safe") ? "safe" : "review";
}

const pageUrl = (rule: string, pages: string): string => `${pages}${rule}.md`;

function printJson(files: readonly CheckedFile[], pages: string): string {
  const value = {
    version: 1,
    files: files.map((file) => ({
      path: file.path,
      language: file.language,
      origin: file.origin ?? null,
      records: file.records,
      diagnostics: file.diagnostics.map((one) => ({
        rule: one.rule,
        severity: shortName[one.severity],
        message: one.message,
        ...placed(file, one),
        fix: fixKind(one),
        url: pageUrl(one.rule, pages),
      })),
    })),
    summary: summaryOf(files),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

const paint: Record<Severity, (text: string) => string> = {
  error: colors.red,
  warning: colors.yellow,
  information: colors.cyan,
  hint: colors.dim,
};

/** The line, tabs as single blanks, with the range underlined. */
function excerpt(file: CheckedFile, diagnosis: Diagnosis): string {
  const { line, column } = lineColumnAt(file.text, diagnosis.at.start);
  const from = offsetAt(file.text, { line, column: 0 });
  const to = offsetAt(file.text, { line, column: Number.MAX_SAFE_INTEGER });
  const most = 160;
  const skip = column > most - 20 ? column - 40 : 0;
  const shown = sliceText(file.text, from + skip, Math.min(to, from + skip + most)).replace(/[\t\p{Cc}]/gu, " ");
  const width = Math.max(1, Math.min(diagnosis.at.end, to, from + skip + most) - diagnosis.at.start);
  const gutter = String(line + 1);
  const under = `${" ".repeat(column - skip)}${"^".repeat(width)}`;
  return `${colors.dim(`${gutter} |`)} ${shown}\n${" ".repeat(gutter.length)} ${colors.dim("|")} ${paint[diagnosis.severity](under)}\n`;
}

function printPretty(files: readonly CheckedFile[]): string {
  const parts: string[] = [];
  for (const file of files)
    for (const one of file.diagnostics) {
      const { start } = placed(file, one);
      const head = `${file.path}:${start.line}:${start.column}`;
      parts.push(
        `${colors.bold(head)} ${paint[one.severity](shortName[one.severity])} ${one.message} ${colors.dim(`[${one.rule}]`)}\n`,
      );
      parts.push(excerpt(file, one));
      const [fix] = one.fixes ?? [];
      if (fix !== undefined) parts.push(`  ${colors.dim("fix:")} ${fix.title}\n`);
      parts.push("\n");
    }
  const { errors, warnings, infos, hints } = summaryOf(files);
  const counts: readonly (readonly [number, string])[] = [
    [errors, "error"],
    [warnings, "warning"],
    [infos, "information"],
    [hints, "hint"],
  ];
  const said = counts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}${count > 1 && word !== "information" ? "s" : ""}`);
  const checked = `${files.length} file${files.length === 1 ? "" : "s"} checked`;
  parts.push(`${checked}: ${said.length === 0 ? "nothing to complain of" : said.join(", ")}\n`);
  return parts.join("");
}

/** As compilers do; hints are notes too. */
const printGcc = (files: readonly CheckedFile[]): string =>
  files
    .flatMap((file) =>
      file.diagnostics.map((one) => {
        const { start } = placed(file, one);
        const kind = one.severity === "error" || one.severity === "warning" ? one.severity : "note";
        return `${file.path}:${start.line}:${start.column}: ${kind}: ${one.message} [${one.rule}]\n`;
      }),
    )
    .join("");

const escapeData = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const escapeProperty = (text: string): string => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** Workflow commands of GitHub Actions, which become annotations. */
const printGithub = (files: readonly CheckedFile[]): string =>
  files
    .flatMap((file) =>
      file.diagnostics.map((one) => {
        const { start, end } = placed(file, one);
        const kind = one.severity === "error" || one.severity === "warning" ? one.severity : "notice";
        const columns = start.line === end.line ? `,col=${start.column},endColumn=${end.column}` : "";
        const where = `file=${escapeProperty(file.path)},line=${start.line},endLine=${end.line}${columns}`;
        return `::${kind} ${where},title=${escapeProperty(one.rule)}::${escapeData(one.message)}\n`;
      }),
    )
    .join("");

function printSarif(files: readonly CheckedFile[], pages: string, version: string): string {
  const used = [...new Set(files.flatMap((file) => file.diagnostics.map(({ rule }) => rule)))].sort();
  const level = (severity: Severity): string => (severity === "error" || severity === "warning" ? severity : "note");
  const value = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "zonewright",
            version,
            rules: used.map((id) => ({
              id,
              shortDescription: { text: rules.get(id)?.summary ?? id },
              helpUri: pageUrl(id, pages),
            })),
          },
        },
        columnKind: "utf16CodeUnits",
        results: files.flatMap((file) =>
          file.diagnostics.map((one) => {
            const { start, end } = placed(file, one);
            const region = {
              startLine: start.line,
              startColumn: start.column,
              endLine: end.line,
              endColumn: end.column,
            };
            const uri = encodeURI(file.path.replaceAll("\\", "/"));
            return {
              ruleId: one.rule,
              ruleIndex: used.indexOf(one.rule),
              level: level(one.severity),
              message: { text: one.message },
              locations: [{ physicalLocation: { artifactLocation: { uri }, region } }],
            };
          }),
        ),
      },
    ],
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}

const printers: Record<Format, (files: readonly CheckedFile[], pages: string, version: string) => string> = {
  pretty: printPretty,
  json: printJson,
  sarif: printSarif,
  github: printGithub,
  gcc: printGcc,
};

/** `pages`: the folder of the rules' pages, as a URI with a final slash. */
export function printChecked(format: Format, files: readonly CheckedFile[], pages: string, version: string): string {
  return printers[format](files, pages, version);
}
