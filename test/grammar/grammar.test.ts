/** The grammars: generated as they stand, scopes asserted on the telling lines, and whole samples against snapshots. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { recordTypes } from "../../server/src/dns/recordTypes.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const testTool = dirname(createRequire(import.meta.url).resolve("vscode-tmgrammar-test/package.json"));
const zoneGrammar = "syntaxes/dns-zone.tmLanguage.json";
const policyGrammar = "syntaxes/mta-sts.tmLanguage.json";

function run(...command: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: root, encoding: "utf8" });
  return status === 0 ? "ok" : `exit ${String(status)}\n${stdout}${stderr}`;
}

/** Compares with the `.snap` file beside each sample; `npx vscode-tmgrammar-snap -u` with the same arguments accepts what is new. */
const snapshot = (grammar: string, scope: string, samples: string): string =>
  run(join(testTool, "dist/snapshot.js"), "-g", grammar, "-s", scope, "--config", "syntaxes/contributes.json", samples);

it("is what scripts/grammar.mjs writes from the table of types", () => {
  expect(run("scripts/grammar.mjs", "--check")).toBe("ok");
});

it("tells apart what the eye must", () => {
  expect(run(join(testTool, "dist/unit.js"), "-g", zoneGrammar, "test/grammar/zone.assertions")).toBe("ok");
});

it("colors the sample zones as before", () => {
  expect(snapshot(zoneGrammar, "source.dns-zone", "test/grammar/samples/*.zone")).toBe("ok");
});

it("colors the sample policy as before", () => {
  expect(snapshot(policyGrammar, "text.mta-sts", "test/grammar/samples/policy.txt")).toBe("ok");
});

it("knows every type of the table", () => {
  const grammar = readFileSync(join(root, zoneGrammar), "utf8");
  const words = new Set(grammar.split(/[^A-Za-z0-9-]+/));
  expect(recordTypes.map(({ name }) => name).filter((name) => !words.has(name))).toEqual([]);
});
