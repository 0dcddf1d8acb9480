/** Type-checks every project: each room of the house has the types of its host and no others. */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");
const projects = [
  "server",
  "server/tsconfig.protocol.json",
  "server/tsconfig.node.json",
  "server/tsconfig.browser.json",
  "client",
  "client/tsconfig.browser.json",
  "tsconfig.json",
  "test/vscode",
  "test/web",
  "scripts",
];

let failed = 0;
for (const project of projects) {
  const { status } = spawnSync(process.execPath, [tsc, "-p", project], { cwd: root, stdio: "inherit" });
  if (status !== 0) {
    failed++;
    console.error(`typecheck: ${project} has errors`);
  }
}
process.exitCode = failed === 0 ? 0 : 1;
