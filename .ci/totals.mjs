/** Adds up what the test commands counted, and prints the one line that the run ends with. */
import { existsSync, readFileSync } from "node:fs";

const totals = { passed: 0, failed: 0, skipped: 0 };
for (const name of ["test", "test-vscode"]) {
  const file = new URL(`../.cache/totals/${name}.json`, import.meta.url);
  // A command that left no totals did not come to its end.
  const counted = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { passed: 0, failed: 1, skipped: 0 };
  for (const key of ["passed", "failed", "skipped"]) totals[key] += counted[key];
}
if (process.argv[2] !== "0" && totals.failed === 0) totals.failed = 1;
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exitCode = totals.failed === 0 ? 0 : 1;
