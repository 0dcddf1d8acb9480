/** Runs every check that needs no editor, says what was skipped and why, and leaves the totals in .cache/totals/test.json. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const totalsFolder = join(root, ".cache/totals");
const vitestReport = join(totalsFolder, "vitest.json");

const checks = [
  { name: "types", command: ["node", "scripts/typecheck.mjs"] },
  { name: "lint", command: ["npx", "--no", "--", "oxlint", "--type-aware", "--deny-warnings"] },
  { name: "format", command: ["npx", "--no", "--", "prettier", "--check", "--log-level", "warn", "."] },
  { name: "nothing unused", command: ["npx", "--no", "--", "knip", "--no-progress"] },
  { name: "grammars as generated", command: ["node", "scripts/grammar.mjs", "--check"] },
];

/** Programs that tests compare with; where one is not installed, its tests are skipped. */
const programs = ["named-checkzone", "named-compilezone", "nsd-checkzone", "kzonecheck", "ldns-read-zone"];

/** @param {string} name */
function isInstalled(name) {
  const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  return folders.some((folder) => existsSync(join(folder, name)));
}

/** @param {string[]} command */
function runs([program = "", ...words]) {
  const start = Date.now();
  const { status } = spawnSync(program, words, { cwd: root, stdio: "inherit" });
  return { worked: status === 0, seconds: Math.round((Date.now() - start) / 100) / 10 };
}

const totals = { passed: 0, failed: 0, skipped: 0 };

function runChecks() {
  for (const { name, command } of checks) {
    const { worked, seconds } = runs(command);
    totals[worked ? "passed" : "failed"]++;
    console.log(`${worked ? "passed" : "FAILED"}: ${name} (${seconds} s)`);
  }
}

/** @typedef {{ status: string, ancestorTitles: string[], fullName: string }} Assertion */

/** @param {Assertion[]} skipped */
function saySkipped(skipped) {
  const bySuite = new Map();
  for (const { ancestorTitles, fullName } of skipped) {
    const suite = ancestorTitles[0] || fullName;
    bySuite.set(suite, (bySuite.get(suite) ?? 0) + 1);
  }
  if (bySuite.size > 0) console.log("\nSkipped (each suite says above why):");
  for (const [suite, count] of bySuite) console.log(`  ${count} of ${suite}`);
}

function runVitest() {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${vitestReport}`];
  const { worked } = runs(["npx", "--no", "--", "vitest", "run", ...reporters]);
  /** @type {{ testResults: { name: string, status: string, message: string, assertionResults: Assertion[] }[] } | undefined} */
  const report = existsSync(vitestReport) ? JSON.parse(readFileSync(vitestReport, "utf8")) : undefined;
  const failedBefore = totals.failed;
  const assertions = report?.testResults.flatMap(({ assertionResults }) => assertionResults) ?? [];
  totals.passed += assertions.filter(({ status }) => status === "passed").length;
  totals.failed += assertions.filter(({ status }) => status === "failed").length;
  // A file that cannot be loaded has no tests to count.
  totals.failed +=
    report?.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length ?? 0;
  const skipped = assertions.filter(({ status }) => ["skipped", "pending", "todo"].includes(status));
  totals.skipped += skipped.length;
  if (!worked && totals.failed === failedBefore) totals.failed++;
  saySkipped(skipped);
}

mkdirSync(totalsFolder, { recursive: true });
rmSync(vitestReport, { force: true });
runChecks();
runVitest();
const missing = programs.filter((name) => !isInstalled(name));
if (missing.length > 0) console.log(`Not installed, so nothing was compared with: ${missing.join(", ")}`);
writeFileSync(join(totalsFolder, "test.json"), `${JSON.stringify(totals)}\n`);
console.log(`\nTests: ${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed === 0 && totals.passed > checks.length ? 0 : 1;
