/** A client that no one here wrote: Neovim, with the very configuration that the documentation gives, attached to the bundled server. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const isThere = spawnSync("nvim", ["--version"]).status === 0;
if (!isThere) console.log("Skipped: Neovim (nvim) is not installed");

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const driver = fileURLToPath(new URL("drive.lua", import.meta.url));
const documentation = readFileSync(new URL("../../docs/editors.md", import.meta.url), "utf8");

interface Results {
  readonly failure?: string;
  readonly filetype: string;
  readonly diagnostics: readonly { readonly line: number; readonly message: string; readonly source: string }[];
  readonly hover: readonly string[];
  readonly fixed: string;
  readonly offered: readonly string[];
  readonly completed: string;
  readonly text: readonly string[];
}
const isResults = (value: unknown): value is Results => typeof value === "object" && value !== null;

const zone = `$ORIGIN example.com.
$TTL 3600
@ SOA ns1.example.net. hostmaster.example.com. 2024010101 14400 3600 1209600 3600
@ NS ns1.example.net.
@ NS ns2.example.net
@ MX 10 mail
mail A 192.0.2.1
`;

describe.skipIf(!isThere)("Neovim", () => {
  const folder = mkdtempSync(join(tmpdir(), "zonewright-neovim-"));
  let results: Results;

  beforeAll(() => {
    const configuration = /```lua\n(.*?)```/s.exec(documentation)?.[1] ?? "";
    mkdirSync(join(folder, "bin"));
    const command = join(folder, "bin", "zonewright");
    writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${cli}" "$@"\n`);
    chmodSync(command, 0o755);
    writeFileSync(join(folder, "init.lua"), configuration);
    writeFileSync(join(folder, "example.com.zone"), zone);
    const { stdout, stderr } = spawnSync(
      "nvim",
      ["--headless", "--clean", "-u", "init.lua", "example.com.zone", "-S", driver],
      {
        cwd: folder,
        timeout: 180_000,
        encoding: "utf8",
        env: {
          ...process.env,
          PATH: `${join(folder, "bin")}${delimiter}${process.env["PATH"] ?? ""}`,
          HOME: folder,
          XDG_CONFIG_HOME: join(folder, "config"),
          XDG_DATA_HOME: join(folder, "data"),
          XDG_STATE_HOME: join(folder, "state"),
          XDG_CACHE_HOME: join(folder, "cache"),
          ZONEWRIGHT_RESULTS: join(folder, "results.json"),
        },
      },
    );
    const said = `${stdout}${stderr}`.trim();
    if (said !== "") console.log(said);
    const value: unknown = JSON.parse(readFileSync(join(folder, "results.json"), "utf8"));
    if (!isResults(value)) throw new TypeError("no results");
    results = value;
  }, 200_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test("drives all of it", () => expect(results.failure).toBeUndefined());

  test("is told what is wrong", () =>
    expect(results.diagnostics).toContainEqual({
      line: 5,
      message: '"ns2.example.net" has no final dot and means ns2.example.net.example.com.',
      source: "zonewright",
    }));

  test("shows what is under the cursor", () => expect(results.hover.join("\n")).toContain("mail.example.com."));

  test("applies a fix", () => expect(results.fixed).toBe("@ NS ns2.example.net."));

  test("completes", () => {
    expect(results.offered).toContain("CNAME");
    expect(results.completed).toMatch(/^ftp CNAME/);
  });

  test("renames everywhere, and formats", () =>
    expect(results.text).toEqual([
      "$ORIGIN example.com.",
      "$TTL 3600",
      "@   SOA   ns1.example.net. hostmaster.example.com. 2024010101 14400 3600 1209600 3600",
      "@   NS    ns1.example.net.",
      "@   NS    ns2.example.net.",
      "@   MX    10 mx1",
      "mx1 A     192.0.2.1",
      "ftp CNAME mx1",
    ]));
});
