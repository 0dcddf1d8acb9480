/** What users install: exactly these files, in at most one megabyte, with a manifest that names nothing outside of them. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "zonewright-vsix-"));
let vsix: Buffer;

beforeAll(() => {
  const file = join(folder, "zonewright.vsix");
  execFileSync(process.execPath, ["scripts/package.mjs", "--built", file], { cwd: root, stdio: "pipe" });
  vsix = readFileSync(file);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The names in a ZIP file's central directory, whose place its last record tells. */
function namesIn(zip: Buffer): string[] {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  const names: string[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = zip.readUInt16LE(at + 28);
    names.push(zip.toString("utf8", at + 46, at + 46 + nameLength));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return names;
}

/** Every "./path" and icon that a manifest names. */
function pathsIn(value: unknown): string[] {
  if (typeof value === "string") return value.startsWith("./") ? [value.slice(2)] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}

it("holds these files and no others", () => {
  expect(namesIn(vsix).toSorted()).toEqual([
    "[Content_Types].xml",
    "extension.vsixmanifest",
    "extension/LICENSE.txt",
    "extension/changelog.md",
    "extension/dist/THIRD-PARTY-NOTICES.txt",
    "extension/dist/client/browser.js",
    "extension/dist/client/node.js",
    "extension/dist/rules.json",
    "extension/dist/server/browser.js",
    "extension/dist/server/node.js",
    "extension/dist/zonewright.schema.json",
    "extension/images/icon.png",
    "extension/package.json",
    "extension/readme.md",
    "extension/syntaxes/dns-zone.language-configuration.json",
    "extension/syntaxes/dns-zone.tmLanguage.json",
    "extension/syntaxes/mta-sts.language-configuration.json",
    "extension/syntaxes/mta-sts.tmLanguage.json",
  ]);
});

it("is no larger than a megabyte", () => expect(vsix.length).toBeLessThanOrEqual(1024 * 1024));

it("has a manifest without our tools, whose files are all there", () => {
  const manifest: unknown = JSON.parse(readFileSync(join(root, ".cache/extension/package.json"), "utf8"));
  for (const key of ["private", "workspaces", "scripts", "devDependencies", "dependencies"])
    expect(manifest).not.toHaveProperty(key);
  const names = new Set(namesIn(vsix));
  const paths = pathsIn(manifest);
  expect(paths.length).toBeGreaterThan(5);
  for (const path of paths) {
    const file = path.includes(".", path.lastIndexOf("/")) ? path : `${path}.js`;
    expect(names, path).toContain(`extension/${file}`);
  }
});
