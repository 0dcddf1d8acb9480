/**
 * Formatting over the corpus: no record and no comment changes, and once is enough. Prints a table. All files are formatted in each
 * of the styles, and compiled by named-compilezone before and after, when ZONEWRIGHT_CORPUS is "all"; else a sample of them.
 */
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formattedText } from "../../server/src/features/format.js";
import { anyLength, defaultFormat, type FormatOptions } from "../../server/src/workspace/formatOptions.js";
import {
  corpusIsThere,
  directoryOf,
  everyFile,
  isCompiled,
  nameOf,
  sayWhyCorpusIsSkipped,
  type CorpusZone,
} from "../support/corpus.js";
import { commentsOf, corpusSnapshot, recordsOf } from "../support/corpusSnapshot.js";

const everything = process.env["ZONEWRIGHT_CORPUS"] === "all";
const compiler = "named-compilezone";
const hasCompiler = spawnSync(compiler, ["-v"]).status === 0;
sayWhyCorpusIsSkipped();
if (corpusIsThere && !hasCompiler) console.log(`Skipped in part: ${compiler} is not installed`);

const base: FormatOptions = { ...defaultFormat, insertFinalNewline: true };

/** Which of the files each style is tried on, if not on all. */
const styles: readonly { readonly name: string; readonly each: number; readonly options: FormatOptions }[] = [
  { name: "as it comes", each: 1, options: base },
  {
    name: "tabs, relative, units, wrapped, SOA comments",
    each: 6,
    options: {
      ...base,
      indentStyle: "tabs",
      names: "relative",
      ttls: "units",
      soa: "comments",
      longData: "wrap",
      lineLength: 80,
    },
  },
  {
    name: "absolute, seconds, any length, SOA kept",
    each: 6,
    options: { ...base, names: "absolute", ttls: "seconds", soa: "keep", lineLength: anyLength, indentSize: 4 },
  },
];

interface Row {
  readonly style: string;
  files: number;
  changed: number;
  idempotent: number;
  records: number;
  comments: number;
  compiled: number;
  compiledEqual: number;
}

const lenient = "-i none -k ignore -m ignore -n ignore -r ignore -M ignore -S ignore -T ignore -W ignore".split(" ");

/** What named-compilezone makes of a text in the place of a file. */
async function compiled(file: CorpusZone, text: string, folder: string): Promise<string | undefined> {
  const input = join(folder, "zone");
  const output = join(folder, "out");
  writeFileSync(input, text, file.encoding === "utf-8" ? "utf8" : "latin1");
  const args = ["-q", "-F", "text", "-s", "full", ...lenient, "-o", output, file.origin, input];
  const good = await new Promise<boolean>((resolve) => {
    execFile(compiler, args, { cwd: directoryOf(file.file), timeout: 60_000 }, (error) => resolve(error === null));
  });
  return good ? readFileSync(output, "latin1") : undefined;
}

async function compareCompiled(
  file: CorpusZone,
  texts: readonly { readonly row: Row; readonly text: string }[],
  wrong: string[],
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "zonewright-format-"));
  try {
    const before = await compiled(file, file.text, folder);
    // Files that need what the checkers were given besides are no test of ours.
    if (before === undefined) return;
    for (const { row, text } of texts) {
      row.compiled++;
      if ((await compiled(file, text, folder)) === before) row.compiledEqual++;
      else wrong.push(`${nameOf(file.file)}: other zone for BIND (${row.style})`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe.skipIf(!corpusIsThere)("the corpus", () => {
  it("is formatted without a change of any record or comment, and once is enough", { timeout: 7_200_000 }, async () => {
    const wrong: string[] = [];
    const rows = styles.map(({ name }): Row => ({
      style: name,
      files: 0,
      changed: 0,
      idempotent: 0,
      records: 0,
      comments: 0,
      compiled: 0,
      compiledEqual: 0,
    }));
    let index = 0;
    for (const file of everyFile()) {
      index++;
      if (!everything && file.text.length > 400_000) continue;
      const snapshot = corpusSnapshot(file);
      const records = recordsOf(snapshot).join("\n");
      const comments = commentsOf(file.text).join("\n");
      const texts: { row: Row; text: string }[] = [];
      for (const [at, { name, each, options }] of styles.entries()) {
        const row = rows[at];
        if (row === undefined || (!everything && index % each !== 0)) continue;
        row.files++;
        const once = formattedText(snapshot, options);
        if (once !== file.text) row.changed++;
        const again = corpusSnapshot(file, once);
        if (formattedText(again, options) === once) row.idempotent++;
        else wrong.push(`${nameOf(file.file)}: not idempotent (${name})`);
        if (recordsOf(again).join("\n") === records) row.records++;
        else wrong.push(`${nameOf(file.file)}: records differ (${name})`);
        const left = commentsOf(once);
        if (options.soa === "comments" ? includesAll(left, commentsOf(file.text)) : left.join("\n") === comments)
          row.comments++;
        else wrong.push(`${nameOf(file.file)}: comments differ (${name})`);
        texts.push({ row, text: once });
      }
      if (hasCompiler && isCompiled(file.file) && (everything || index % 40 === 0))
        await compareCompiled(file, texts, wrong);
    }
    console.table(rows);
    expect(wrong).toEqual([]);
    expect(rows[0]?.changed).toBeGreaterThan(500);
  });
});

/** Whether each of `wanted` is among `found`, as often; both sorted. */
function includesAll(found: readonly string[], wanted: readonly string[]): boolean {
  let at = 0;
  for (const one of found) if (one === wanted[at]) at++;
  return at === wanted.length;
}
