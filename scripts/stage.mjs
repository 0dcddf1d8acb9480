/** Lays out the extension as it is published: the files that .vscodeignore lets through, and a manifest without our tools. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { listFiles, PackageManager } from "@vscode/vsce";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What a manifest of the project has for its tools, and an extension has no use for. */
const ours = ["private", "workspaces", "scripts", "devDependencies", "allowScripts"];

/**
 * Names every rule in the setting of severities, so that editors complete them; the project's own manifest need not change with each.
 * @param {any} manifest
 */
function addRules(manifest) {
  const schema = JSON.parse(readFileSync(join(root, "dist/zonewright.schema.json"), "utf8"));
  const { severity } = schema.$defs;
  const named = Object.entries(schema.properties.severity.properties).filter(([id]) => id !== "*");
  manifest.contributes.configuration.properties["zonewright.severity"].properties = Object.fromEntries(
    named.map(([id, { description }]) => [id, { type: "string", ...severity, description }]),
  );
}

/** Returns the folder. The bundles have to be built. */
export async function stageExtension() {
  const stage = join(root, ".cache/extension");
  rmSync(stage, { recursive: true, force: true });
  for (const file of await listFiles({ cwd: root, packageManager: PackageManager.None })) {
    mkdirSync(dirname(join(stage, file)), { recursive: true });
    cpSync(join(root, file), join(stage, file));
  }
  cpSync(join(root, ".vscodeignore"), join(stage, ".vscodeignore"));
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  for (const key of ours) delete manifest[key];
  addRules(manifest);
  writeFileSync(join(stage, "package.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return stage;
}
