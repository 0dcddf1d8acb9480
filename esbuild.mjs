/** Bundles client, server and command line into dist/, with what they need: pages, schema, notices of what is bundled; `--watch` rebuilds, `--npm` fills server/dist. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, context } from "esbuild";

const root = fileURLToPath(new URL(".", import.meta.url));
const watch = process.argv.includes("--watch");
const forNpm = process.argv.includes("--npm");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const ownVersion = { ZONEWRIGHT_VERSION: JSON.stringify(version) };

/** @type {import("esbuild").BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  minify: !watch,
  sourcemap: watch ? "linked" : false,
  metafile: true,
  legalComments: "none",
  logLevel: "warning",
  target: "es2023",
  charset: "utf8",
};

// Modules that ask for their own place, as fdir does, get it in CommonJS too.
const ownPlace = 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;';
/** @type {import("esbuild").BuildOptions} */
const node = {
  ...common,
  platform: "node",
  format: "cjs",
  target: "node20.20",
  mainFields: ["module", "main"],
  define: { ...ownVersion, "import.meta.url": "importMetaUrl" },
  banner: { js: ownPlace },
};
/** @type {import("esbuild").BuildOptions} */
const browser = { ...common, platform: "browser", define: { ...ownVersion, global: "globalThis" } };

/** @type {import("esbuild").BuildOptions} */
const commandLine = {
  ...node,
  entryPoints: ["server/src/main/cli.ts"],
  banner: { js: `#!/usr/bin/env node\n${ownPlace}` },
};

/** @type {import("esbuild").BuildOptions[]} */
const bundles = forNpm
  ? [{ ...commandLine, outfile: "server/dist/cli.js" }]
  : [
      { ...node, entryPoints: ["client/src/node.ts"], outfile: "dist/client/node.js", external: ["vscode"] },
      {
        ...browser,
        entryPoints: ["client/src/browser.ts"],
        outfile: "dist/client/browser.js",
        format: "cjs",
        external: ["vscode"],
      },
      { ...node, entryPoints: ["server/src/main/node.ts"], outfile: "dist/server/node.js" },
      { ...browser, entryPoints: ["server/src/main/browser.ts"], outfile: "dist/server/browser.js", format: "iife" },
      ...(existsSync(join(root, "server/src/main/cli.ts")) ? [{ ...commandLine, outfile: "dist/cli.js" }] : []),
    ];

const output = join(root, forNpm ? "server/dist" : "dist");

/**
 * The folder of the package that a bundled file belongs to.
 * @param {string} input
 */
function packageOf(input) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

/** @param {string} folder */
function noticeOf(folder) {
  const manifest = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
  const license = readdirSync(join(root, folder)).find((name) => /^(licen[cs]e|copying)/i.test(name));
  const text =
    license &&
    readFileSync(join(root, folder, license), "utf8")
      .replaceAll("\r\n", "\n")
      .trim();
  return { name: `${manifest.name} ${manifest.version}`, license: manifest.license ?? "license not named", text };
}

/** @param {import("esbuild").BuildResult[]} results */
function writeNotices(results) {
  const folders = new Set();
  for (const { metafile } of results)
    for (const { inputs } of Object.values(metafile?.outputs ?? {}))
      for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
        const folder = bytesInOutput > 0 && packageOf(input);
        if (folder) folders.add(folder);
      }
  const notices = new Map([...folders].map((folder) => noticeOf(folder)).map((notice) => [notice.name, notice]));
  const parts = [...notices.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, license, text }) => `${"-".repeat(80)}\n${name} (${license})\n\n${text ?? `License: ${license}`}\n`);
  const head = "Zonewright holds code of these packages, each under its own license.\n";
  writeFileSync(join(output, "THIRD-PARTY-NOTICES.txt"), [head, ...parts].join("\n"));
}

/** The pages of all rules in one file: as files of their own they would take four times the place in the package. */
function writePages() {
  const folder = join(root, "server/docs/rules");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/"));
  const pages = files
    .filter((name) => name.endsWith(".md") && name.includes("/"))
    .toSorted()
    .map((name) => [name.slice(0, -".md".length), readFileSync(join(folder, name), "utf8")]);
  writeFileSync(join(output, "rules.json"), JSON.stringify(Object.fromEntries(pages)));
}

/** The schema of `zonewright.json`, as the program itself tells it. */
function writeSchema() {
  const schema = execFileSync(process.execPath, [join(output, "cli.js"), "schema"]);
  writeFileSync(join(output, "zonewright.schema.json"), schema);
}

mkdirSync(output, { recursive: true });
if (!forNpm) writePages();
if (watch) {
  for (const options of bundles) await (await context({ ...options, logLevel: "info" })).watch();
} else {
  const results = await Promise.all(bundles.map(build));
  writeNotices(results);
  // The bundles are CommonJS wherever they lie, also below a package of ES modules.
  writeFileSync(join(output, "package.json"), '{ "type": "commonjs" }\n');
  writeSchema();
}
