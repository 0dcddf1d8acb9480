/** RDATA of every type is printed as BIND prints it: against frozen text, and against named-compilezone where it is installed. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { canonicalTypeName } from "../../server/src/dns/typeIndex.js";
import { recordTypes } from "../../server/src/dns/recordTypes.js";
import { rdataOf } from "./words.js";

const lines = readFileSync(new URL("fixtures/accepted.txt", import.meta.url), "utf8").split("\n");
const samples = lines.flatMap((line, i) => {
  const printed = lines[i + 1];
  return printed?.startsWith("    ") === true ? [{ written: line, printed: printed.trim() }] : [];
});

/** Types that BIND 9.18 takes in no form but `\# length hex`, or not at all. */
const withoutSample = new Set(["MD", "MF", "GID", "CLA", "IPN"]);

test.each(samples)("$written", ({ written, printed }) => {
  const { type, canonical, problems } = rdataOf(written);
  const shown = canonical === undefined ? JSON.stringify(problems) : canonical;
  expect(`${canonicalTypeName(type.code)} ${shown}`.trim()).toBe(printed);
});

test("every type of the table has a sample", () => {
  const sampled = new Set(samples.map(({ printed }) => printed.split(" ")[0]));
  const missing = recordTypes
    .filter(({ name, status }) => status !== "meta" && status !== "vendor" && !withoutSample.has(name))
    .filter(({ name }) => !sampled.has(name))
    .map(({ name }) => name);
  expect(missing).toEqual([]);
});

test("canonical RDATA reads back as itself", () => {
  for (const { printed } of samples) {
    const { type, canonical } = rdataOf(printed);
    expect(`${canonicalTypeName(type.code)} ${canonical ?? ""}`.trim()).toBe(printed);
  }
});

const installed = spawnSync("named-compilezone", ["-v"]).status === 0;
if (!installed) console.log("skipped: named-compilezone is not installed");

const lenient = [
  "-i",
  "none",
  "-k",
  "ignore",
  "-m",
  "ignore",
  "-n",
  "ignore",
  "-r",
  "ignore",
  "-M",
  "ignore",
  "-S",
  "ignore",
  "-W",
  "ignore",
];

function compile(zone: string): { accepted: boolean; text: string } {
  const folder = mkdtempSync(join(tmpdir(), "zonewright-"));
  const file = join(folder, "zone");
  writeFileSync(file, `$TTL 3600\n$ORIGIN example.com.\n@ NS ns.invalid.\n${zone}`);
  const run = spawnSync("named-compilezone", ["-F", "text", "-s", "full", ...lenient, "-o", "-", "example.com", file], {
    encoding: "utf8",
  });
  rmSync(folder, { recursive: true });
  return { accepted: run.status === 0, text: run.stdout };
}

describe.skipIf(!installed)("named-compilezone", () => {
  test("prints each sample so", () => {
    const records = samples.map(({ written }, i) => `${written.startsWith("SOA ") ? "@" : `r${i}`} ${written}`);
    const { text } = compile(`${records.join("\n")}\n`);
    const printed = new Map<string, string>();
    for (const line of text.split("\n")) {
      const match = /^(\S+)\s+[0-9]+\s+IN\s+(\S+)\s+(.*)$/.exec(line);
      if (match !== null)
        printed.set(
          `${match[1] ?? ""} ${match[2] === "SOA" ? "SOA" : ""}`.trim(),
          `${match[2] ?? ""} ${match[3] ?? ""}`.trim(),
        );
    }
    const found = samples.map(({ printed: expected }, i) =>
      printed.get(expected.startsWith("SOA ") ? "example.com. SOA" : `r${i}.example.com.`),
    );
    expect(found).toEqual(samples.map(({ printed: expected }) => expected));
  });

  test("refuses what has an error", () => {
    const refused = readFileSync(new URL("fixtures/refused.txt", import.meta.url), "utf8")
      .split("\n")
      .filter((line) => /^[A-Z]/.test(line) && rdataOf(line).canonical === undefined);
    expect(refused.length).toBeGreaterThan(50);
    const soa = "@ SOA ns.invalid. a 1 2 3 4 5\n";
    expect(refused.filter((line) => compile(`${soa}x ${line}\n`).accepted)).toEqual([]);
  });
});
