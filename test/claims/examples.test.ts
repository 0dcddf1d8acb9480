/** The examples are what examples/README.md says of them, by the word of named-checkzone. */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const examples = fileURLToPath(new URL("../../examples", import.meta.url));
const readme = readFileSync(`${examples}/README.md`, "utf8");
const zonesIn = (folder: string): string[] =>
  readdirSync(`${examples}/${folder}`).filter((file) => file.endsWith(".zone"));

const hasChecker = spawnSync("named-checkzone", ["-v"]).status === 0;
if (!hasChecker) console.log("skipped: the examples by named-checkzone, as it is not installed");

function checkZone(folder: string, file: string): { accepted: boolean; output: string } {
  const origin = basename(file, ".zone");
  const { status, stdout } = spawnSync("named-checkzone", ["-i", "local", origin, file], {
    cwd: `${examples}/${folder}`,
    encoding: "utf8",
  });
  return { accepted: status === 0, output: stdout };
}

describe.skipIf(!hasChecker)("named-checkzone", () => {
  it.each(zonesIn("good"))("accepts good/%s without a complaint", (file) => {
    const { output } = checkZone("good", file);
    expect(output.replace(/^zone \S+ loaded serial \d+( \(DNSSEC signed\))?\n/m, "")).toBe("OK\n");
  });

  it.each(zonesIn("broken"))("treats broken/%s as the README says", (file) => {
    const row = readme.split("\n").find((line) => line.includes(`](broken/${file})`));
    expect(row?.endsWith(checkZone("broken", file).accepted ? "| accepts |" : "| refuses |")).toBe(true);
  });
});

it("lists every example", () => {
  const files = ["good", "broken"].flatMap((folder) => zonesIn(folder).map((file) => `${folder}/${file}`));
  expect(files.filter((file) => !readme.includes(`](${file})`))).toEqual([]);
});
