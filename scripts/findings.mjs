/** Prints what is found in the zones of ../shared/corpus, by rule, to be read and judged; `--help` says how. */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const usage = `node scripts/findings.mjs [options]

  --sources <pattern>   regular expression for sources; "^real/" by default, "." for all
  --rule <pattern>      regular expression for rules, to print each finding with its line
  --severity <pattern>  regular expression for severities; "error|warning" by default
  --workspace           a source's zones are one workspace, instead of each alone
  --refused             also zones that named-checkzone refuses
  --most <number>       how many findings of a rule are printed; 60 by default
  --distinct            print findings of the same message once
  --json                one finding a line, as JSON`;

const { values: options } = parseArgs({
  options: {
    sources: { type: "string", default: "^real/" },
    rule: { type: "string" },
    severity: { type: "string", default: "error|warning" },
    workspace: { type: "boolean", default: false },
    refused: { type: "boolean", default: false },
    most: { type: "string", default: "60" },
    distinct: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

const root = fileURLToPath(new URL("..", import.meta.url));
const corpus = join(root, "../shared/corpus");

/** The core is TypeScript, which Node 20 does not read; the bundle lies as deep as its source, which looks for the corpus from there. */
async function loadCore() {
  const folder = join(root, ".cache/findings");
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, "core.mjs");
  const contents = 'export * from "./corpus.ts"; export * from "./corpusFindings.ts";';
  const stdin = { contents, resolveDir: join(root, "test/support") };
  await build({ stdin, bundle: true, format: "esm", platform: "node", outfile, logLevel: "warning" });
  return import(pathToFileURL(outfile).href);
}

/** @typedef {{ file: import("../test/support/corpus.ts").CorpusFile, path: string, rule: string, severity: string, message: string, line: number, lineText: string, marked: string, fixes?: { title: string }[] }} Finding */

/** @returns {Promise<{ findings: Finding[], files: number }>} */
async function collect() {
  const core = await loadCore();
  const findings = [];
  let files = 0;
  const sources = core.corpusSources().filter((/** @type {string} */ name) => new RegExp(options.sources).test(name));
  for (const source of sources) {
    /** @type {import("../test/support/corpus.ts").CorpusFile[]} */
    const all = core.zonesOf(source);
    const wanted = all.filter((file) => options.refused || core.isAccepted(file));
    files += wanted.length;
    const found = options.workspace
      ? await core.findingsTogether(
          all.map((file) => core.readCorpusZone(file)),
          "of the corpus",
        )
      : wanted.flatMap((file) => core.findingsAlone(core.readCorpusZone(file)));
    findings.push(...found.filter((/** @type {Finding} */ { file }) => wanted.includes(file)));
  }
  return { findings, files };
}

/** @param {Finding} finding */
const identity = ({ rule, severity }) => `${severity} ${rule}`;

/** @param {Finding[]} findings */
function printTable(findings, /** @type {number} */ files) {
  /** @type {Map<string, { count: number, zones: Set<string> }>} */
  const rows = new Map();
  for (const finding of findings) {
    const row = rows.get(identity(finding)) ?? { count: 0, zones: new Set() };
    row.count++;
    row.zones.add(`${finding.file.source}/${finding.file.path}`);
    rows.set(identity(finding), row);
  }
  const order = ["error", "warning", "information", "hint"];
  const sorted = [...rows].sort(([a, { count: m }], [b, { count: n }]) => {
    const [one = "", other = ""] = [a.split(" ")[0], b.split(" ")[0]];
    return order.indexOf(one) - order.indexOf(other) || n - m || (a < b ? -1 : 1);
  });
  for (const [name, { count, zones }] of sorted)
    console.log(`${String(count).padStart(6)} in ${String(zones.size).padStart(4)} zones  ${name}`);
  console.log(`${findings.length} findings in ${files} zones`);
}

/** @param {Finding[]} findings */
function printEach(findings) {
  const most = Number(options.most);
  /** @type {Map<string, number>} */
  const printed = new Map();
  const seen = new Set();
  for (const finding of findings) {
    const { file, path, line, lineText, marked, message, fixes } = finding;
    const once = `${finding.rule} ${message}`;
    if (options.distinct && seen.has(once)) continue;
    seen.add(once);
    const count = (printed.get(identity(finding)) ?? 0) + 1;
    printed.set(identity(finding), count);
    if (count > most) continue;
    console.log(`${identity(finding)}: ${message}`);
    console.log(`    ${file.source}/${path}:${line}: ${lineText.slice(0, 200)}`);
    if (marked !== "") console.log(`    marked: ${marked.slice(0, 100).replaceAll("\n", "\\n")}`);
    for (const { title } of fixes ?? []) console.log(`    fix: ${title}`);
  }
}

if (options.help) console.log(usage);
else if (!existsSync(corpus)) console.log("Skipped: the corpus ../shared/corpus is not beside this clone");
else {
  const { findings, files } = await collect();
  const chosen = findings.filter(
    ({ rule, severity }) =>
      new RegExp(options.rule ?? ".").test(rule) && new RegExp(`^(?:${options.severity})$`).test(severity),
  );
  if (options.json)
    for (const { file, ...rest } of chosen)
      console.log(JSON.stringify({ source: file.source, file: file.path, verdicts: file.verdicts, ...rest }));
  else {
    if (options.rule !== undefined) printEach(chosen);
    printTable(chosen, files);
  }
}
