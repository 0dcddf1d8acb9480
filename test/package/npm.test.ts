/** The command line as users install it: packed, installed under a folder of its own, run from anywhere. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "zonewright-npm-"));
const npm = (...args: string[]): string =>
  execFileSync("npm", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
const zonewright = (...args: string[]): string =>
  execFileSync(join(folder, "bin/zonewright"), args, { cwd: tmpdir(), encoding: "utf8" });

beforeAll(() => {
  npm("pack", "--workspace", "server", "--pack-destination", folder);
  const [version] = /\d+\.\d+\.\d+/.exec(npm("pkg", "get", "version", "--workspace", "server")) ?? [];
  npm("install", "--global", "--offline", "--prefix", folder, join(folder, `zonewright-${version ?? ""}.tgz`));
});
afterAll(() => rmSync(folder, { recursive: true }));

it("checks zones, and links the pages of rules, which came with it", () => {
  const checked = zonewright("check", "--fail-on", "never", "--format", "json", join(root, "examples/broken"));
  const pages = new Set(Array.from(checked.matchAll(/"url": ?"(file:[^"]+)"/g), ([, url = ""]) => url));
  expect(pages.size).toBeGreaterThan(20);
  expect([...pages].filter((url) => !existsSync(fileURLToPath(url)))).toEqual([]);
  expect([...pages].every((url) => url.includes("/node_modules/zonewright/docs/rules/"))).toBe(true);
});
