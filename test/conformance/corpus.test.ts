/** Conformance: verdicts and canonical records of the corpus against named-checkzone and named-compilezone. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { checkText } from "../../server/src/analysis/check.js";
import { familyOf } from "../../server/src/analysis/severity.js";
import { loadedRecords, printRecord } from "../../server/src/zone/printRecords.js";
import { differences } from "./differences.js";

const root = fileURLToPath(new URL("../../../shared/corpus", import.meta.url));
const isThere = existsSync(root);
if (!isThere) console.log("Skipped: the corpus ../shared/corpus is not beside this clone");

interface CorpusFile {
  readonly path: string;
  readonly role: string;
  readonly origin: string;
  readonly includes?: readonly { readonly written: string; readonly path: string | null }[];
  readonly placeholder?: string;
  readonly rendered_for_oracles?: Readonly<Record<string, string>>;
  readonly canonical?: string;
  readonly canonical_kind?: string;
  readonly verdicts: { readonly named_checkzone?: { readonly ok: boolean | null; readonly error?: string } };
}

const isManifest = (value: unknown): value is { readonly files: readonly CorpusFile[] } =>
  typeof value === "object" && value !== null && "files" in value;

function sources(): string[] {
  const folders = readdirSync(root).flatMap((name) =>
    name === "real" ? readdirSync(join(root, name)).map((inner) => join(name, inner)) : [name],
  );
  return folders.filter((folder) => existsSync(join(root, folder, "manifest.json"))).sort();
}

function filesOf(source: string): readonly CorpusFile[] {
  const value: unknown = JSON.parse(readFileSync(join(root, source, "manifest.json"), "utf8"));
  return isManifest(value) ? value.files.filter(({ role }) => role === "zone") : [];
}

function decode(octets: Buffer): { text: string; encoding: "utf-8" | "latin-1" } {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets), encoding: "utf-8" };
  } catch {
    return { text: octets.toString("latin1"), encoding: "latin-1" };
  }
}

function check(source: string, file: CorpusFile): ReturnType<typeof checkText> {
  const path = join(root, source, file.path);
  const render = (text: string): string => {
    let found = file.placeholder === undefined ? text : text.replaceAll("@TMPDIR@", dirname(path));
    for (const [token, value] of Object.entries(file.rendered_for_oracles ?? {}))
      found = found.replaceAll(token, value);
    return found;
  };
  const included = (inner: string): string =>
    [join(root, source, inner), join(root, source, "files", inner)].find((place) => existsSync(place)) ?? "";
  const files = new Map(
    (file.includes ?? []).flatMap(({ written, path: inner }) =>
      inner === null || included(inner) === ""
        ? []
        : [[render(written), render(decode(readFileSync(included(inner))).text)] satisfies [string, string]],
    ),
  );
  const { text, encoding } = decode(readFileSync(path));
  const origin = file.origin.endsWith(".") ? file.origin : `${file.origin}.`;
  return checkText(render(text), { uri: path, origin, files, encoding });
}

/** The mail families judge what a server loads in any case. */
const ofMail = new Set(["spf", "dkim", "dmarc", "mta-sts", "tls-rpt", "bimi", "mail", "caa"]);

/** Fields are parted by any white space; the RDATA stands as BIND prints it. */
const normal = (line: string): string => line.replace(/^(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s*/, "$1 $2 $3 $4 ").trimEnd();

function canonicalOf(source: string, path: string): string[] {
  const octets = readFileSync(join(root, source, path));
  const text = (path.endsWith(".gz") ? gunzipSync(octets) : octets).toString("latin1");
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith(";"))
    .map(normal)
    .sort();
}

interface Row {
  readonly source: string;
  files: number;
  agreeing: number;
  explained: number;
  records: number;
  equal: number;
}

describe.skipIf(!isThere)("the corpus", () => {
  test("verdicts and records are BIND's, or their difference is explained", { timeout: 240_000 }, () => {
    const rows: Row[] = [];
    const unexplained: string[] = [];
    for (const source of isThere ? sources() : []) {
      const row: Row = { source, files: 0, agreeing: 0, explained: 0, records: 0, equal: 0 };
      for (const file of filesOf(source)) {
        const verdict = file.verdicts.named_checkzone;
        if (typeof verdict?.ok !== "boolean") continue;
        row.files++;
        const { diagnostics, reading } = check(source, file);
        const errors = diagnostics.filter(({ severity, rule }) => severity === "error" && !ofMail.has(familyOf(rule)));
        const explains = (subject: string, we: "accepts" | "refuses"): boolean =>
          differences.some((difference) => difference.we === we && difference.matches.test(subject));
        const isExplained = verdict.ok
          ? errors.every(({ rule }) => explains(rule, "refuses"))
          : errors.length > 0 || explains(verdict.error ?? "", "accepts");
        if (verdict.ok === (errors.length === 0)) row.agreeing++;
        else if (isExplained) row.explained++;
        else
          unexplained.push(
            `${source}/${file.path}: ${verdict.ok ? (errors[0]?.message ?? "") : (verdict.error ?? "")}`,
          );
        if (file.canonical === undefined || file.canonical_kind !== "full") continue;
        row.records++;
        const expected = canonicalOf(source, file.canonical);
        const found = Array.from(loadedRecords(reading.zone), (record) => normal(printRecord(record))).sort();
        if (expected.join("\n") === found.join("\n")) row.equal++;
        else if (isExplained && errors.length > 0) row.equal++;
        else unexplained.push(`${source}/${file.path}: other records`);
      }
      rows.push(row);
    }
    const total: Row = { source: "total", files: 0, agreeing: 0, explained: 0, records: 0, equal: 0 };
    for (const row of rows) {
      total.files += row.files;
      total.agreeing += row.agreeing;
      total.explained += row.explained;
      total.records += row.records;
      total.equal += row.equal;
    }
    console.table([...rows.filter(({ source }) => !source.startsWith("real")), total]);
    expect(unexplained).toEqual([]);
  });
});
