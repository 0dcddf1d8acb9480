/** Packs the extension into a VSIX: `node scripts/package.mjs [--built] [FILE]`; `--built` takes the bundles as they are. */
import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createVSIX } from "@vscode/vsce";
import { stageExtension } from "./stage.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const built = process.argv.includes("--built");
const file = process.argv.slice(2).find((word) => word !== "--built") ?? join(root, `zonewright-${version}.vsix`);
const largest = 1024 * 1024;

if (!built) {
  const { status } = spawnSync(process.execPath, ["esbuild.mjs"], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(1);
}
await createVSIX({
  cwd: await stageExtension(),
  packagePath: file,
  dependencies: false,
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
});
const { size } = statSync(file);
console.log(`${file}: ${Math.round(size / 1024)} KiB`);
if (size > largest) {
  console.error(`The package is larger than ${largest / 1024} KiB.`);
  process.exitCode = 1;
}
