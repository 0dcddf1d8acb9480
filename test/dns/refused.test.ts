/** What BIND refuses is said at the right place, and mended where the right text is known; `vitest -u` writes the file anew. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { applyEdits } from "../../server/src/text/edit.js";
import { rdataRuleIds } from "../../server/src/dns/readRdata.js";
import { rdataOf } from "./words.js";

const file = fileURLToPath(new URL("fixtures/refused.txt", import.meta.url));
const written = readFileSync(file, "utf8")
  .split("\n")
  .filter((line) => /^[A-Z]/.test(line));

function render(line: string): string {
  const shown = rdataOf(line).problems.flatMap(({ rule, at, message, fixes = [] }) => [
    `${" ".repeat(at.start)}${"^".repeat(Math.max(1, at.end - at.start))} ${rule}: ${message}`,
    ...fixes.map(({ title, kind, edits }) => `    ${kind}: ${title}: ${applyEdits(line, edits)}`),
  ]);
  return [line, ...shown].join("\n");
}

test("problems are where they should be", async () => {
  await expect(`${written.map(render).join("\n")}\n`).toMatchFileSnapshot(file);
});

test("each problem is short, in the table and in the record", () => {
  const known = new Set<string>(rdataRuleIds.map(({ id }) => id));
  for (const line of written)
    for (const { rule, message, at } of rdataOf(line).problems) {
      expect(known).toContain(rule);
      expect(message.length, message).toBeLessThanOrEqual(100);
      expect(message).not.toMatch(/[.]$/);
      expect(at.start).toBeGreaterThanOrEqual(0);
      expect(at.end).toBeLessThanOrEqual(line.length);
    }
});

test("every rule of the table has a sample", () => {
  const seen = new Set(written.flatMap((line) => rdataOf(line).problems.map(({ rule }) => rule)));
  expect(rdataRuleIds.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual([]);
});

test("a safe fix leaves nothing to say", () => {
  for (const line of written)
    for (const { rule, fixes = [] } of rdataOf(line).problems)
      for (const { kind, edits } of fixes)
        if (kind === "safe")
          expect(rdataOf(applyEdits(line, edits)).problems.filter((problem) => problem.rule === rule)).toEqual([]);
});
