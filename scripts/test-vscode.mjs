/** Tests the extension in real VS Codes, desktop and web; each is run once more with a false claim, which has to fail. */
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { downloadAndUnzipVSCode, runTests } from "@vscode/test-electron";
import { build } from "esbuild";
import { freePort } from "./code-server.mjs";
import { stageExtension } from "./stage.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** @typedef {{ passed: number, failed: number, skipped: number, failures: string[] }} Results */

/**
 * Bundles the tests into the extension's folder: the web's host loads them from nowhere else.
 * @param {"vscode" | "web"} host
 * @param {boolean} broken
 */
async function bundleTests(host, broken) {
  const outfile = join(extension, "test", `${host}${broken ? "-broken" : ""}.js`);
  await build({
    absWorkingDir: root,
    entryPoints: [`test/${host}/index.ts`],
    bundle: true,
    outfile,
    format: "cjs",
    platform: host === "web" ? "browser" : "node",
    external: host === "web" ? ["vscode"] : ["vscode", "mocha"],
    define: { BROKEN: String(broken), ...(host === "web" ? { global: "globalThis" } : {}) },
    logLevel: "warning",
  });
  return outfile;
}

/** The tests edit and save, so they get a copy. */
function copyFixtures() {
  const folder = mkdtempSync(join(tmpdir(), "zonewright-fixtures-"));
  cpSync(join(root, "test/vscode/fixtures"), folder, { recursive: true });
  return folder;
}

/** A desktop VS Code, or undefined with the reason said. */
async function desktop() {
  const named = process.env["ZONEWRIGHT_VSCODE"];
  if (named) return named;
  const noDisplay = process.platform === "linux" && !process.env["DISPLAY"] && !process.env["WAYLAND_DISPLAY"];
  if (noDisplay) {
    console.log("No desktop VS Code: there is no display. The same tests run in the VS Code of code-server.");
    return undefined;
  }
  try {
    return await downloadAndUnzipVSCode({ version: "stable", timeout: 30_000, cachePath: join(root, ".vscode-test") });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.log(`No desktop VS Code: ${reason}. The same tests run in the VS Code of code-server.`);
    return undefined;
  }
}

/**
 * @param {string} executable
 * @param {string} tests
 * @returns {Promise<Results | undefined>}
 */
async function runDesktop(executable, tests) {
  const folder = copyFixtures();
  const profile = mkdtempSync(join(tmpdir(), "zonewright-profile-"));
  const resultsFile = join(profile, "results.json");
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: extension,
      extensionTestsPath: tests,
      extensionTestsEnv: { ZONEWRIGHT_TEST_RESULTS: resultsFile },
      launchArgs: [
        folder,
        `--user-data-dir=${join(profile, "user")}`,
        `--extensions-dir=${join(profile, "extensions")}`,
      ],
    }).catch((/** @type {unknown} */ error) => console.log(error instanceof Error ? error.message : error));
    return existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, "utf8")) : undefined;
  } finally {
    for (const used of [folder, profile]) rmSync(used, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * @param {string} tests
 * @returns {Promise<Results | undefined>}
 */
async function runWeb(tests) {
  const folder = copyFixtures();
  const child = spawn(
    process.execPath,
    [join(root, "test/bench/run-web.mjs"), extension, tests, folder, String(await freePort(0))],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  const limit = setTimeout(() => child.kill("SIGKILL"), 300_000);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (/** @type {Buffer} */ data) => {
      output += data;
    });
  await new Promise((ended) => child.once("close", ended));
  clearTimeout(limit);
  rmSync(folder, { recursive: true, force: true });
  const lines = output.split("\n");
  const results = lines.find((line) => line.startsWith("zonewright-results "));
  const told = lines.filter((line) => /^ {2}(passed|failed|skipped): /.test(line));
  console.log(results ? told.join("\n") : output);
  return results ? JSON.parse(results.slice("zonewright-results ".length)) : undefined;
}

/**
 * A run that says it worked, and one with a false claim that says it did not.
 * @param {string} name
 * @param {"vscode" | "web"} host
 * @param {(tests: string) => Promise<Results | undefined>} run
 */
async function runBoth(name, host, run) {
  console.log(`\n${name}`);
  const results = (await run(await bundleTests(host, false))) ?? {
    passed: 0,
    failed: 1,
    skipped: 0,
    failures: [`${name} gave no results`],
  };
  if (process.argv.includes("--quick")) return results;
  console.log(`\n${name}, with a false claim`);
  const broken = await run(await bundleTests(host, true));
  const told = broken?.failures.some((failure) => failure.includes("This run must fail"));
  console.log(told ? "The false claim failed, as it must." : "The false claim was not noticed.");
  if (told) return { ...results, passed: results.passed + 1 };
  return { ...results, failed: results.failed + 1, failures: [...results.failures, `${name}: a false claim passed`] };
}

const { status } = spawnSync(process.execPath, ["esbuild.mjs"], { cwd: root, stdio: "inherit" });
if (status !== 0) process.exit(1);
const extension = await stageExtension();
const executable = await desktop();
const hosts = [
  await runBoth(executable ? "Desktop VS Code" : "VS Code of code-server", "vscode", (tests) =>
    runDesktop(executable ?? join(root, "test/bench/launcher.mjs"), tests),
  ),
  await runBoth("Web extension host", "web", runWeb),
];

const totals = { passed: 0, failed: 0, skipped: 0 };
for (const results of hosts) {
  totals.passed += results.passed;
  totals.failed += results.failed;
  totals.skipped += results.skipped;
  for (const failure of results.failures) console.log(`failed: ${failure}`);
}
mkdirSync(join(root, ".cache/totals"), { recursive: true });
writeFileSync(join(root, ".cache/totals/test-vscode.json"), `${JSON.stringify(totals)}\n`);
console.log(`\nEditor tests: ${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed === 0 && totals.passed > 0 ? 0 : 1);
