/** Each row of the table of checks has rules that exist, or a reason why none does. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { rules } from "../../../server/src/rules/catalogue.js";
import { peerNames, zoneChecks } from "./zoneChecks.js";

const table = fileURLToPath(new URL("../../../../shared/reference/zone-checks.md", import.meta.url));

test("rows 1 to 170 have an answer, each once", () => {
  expect(zoneChecks.map(({ row }) => row)).toEqual(Array.from({ length: 170 }, (_, i) => i + 1));
});

test.skipIf(!existsSync(table))("there is no other row in the table (../shared)", () => {
  const [checks = ""] = readFileSync(table, "utf8").split("\n## 2.");
  expect(Array.from(checks.matchAll(/^\| (\d+) \|/gm), ([, row]) => Number(row))).toEqual(
    zoneChecks.map(({ row }) => row),
  );
});

test("each rule exists", () => {
  const ids = zoneChecks.flatMap(({ answer }) => (typeof answer === "string" ? [] : answer));
  expect(ids.filter((id) => !rules.has(id))).toEqual([]);
});

test("an answer is at least one rule, or a sentence", () => {
  expect(zoneChecks.filter(({ answer }) => answer.length < (typeof answer === "string" ? 20 : 1))).toEqual([]);
});

test("each peer has a name", () => {
  const letters = new Set(zoneChecks.flatMap(({ peers }) => peers.split("")));
  expect([...letters].filter((letter) => !(letter in peerNames))).toEqual([]);
});
