/** The page of each rule is its test: the marked blocks hold, and no rule is without a page. */
import { describe, expect, test } from "vitest";
import type { Diagnosis } from "../../server/src/analysis/diagnose.js";
import { rules } from "../../server/src/rules/catalogue.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { found, pageOf, pages } from "../support/runPage.js";

/** As a mark says it: a finding over several lines is marked on its first, to the end of that line. */
function asMark({ at, severity, message }: Diagnosis, text: string): string {
  const before = text.slice(0, at.start);
  const line = before.split("\n").length;
  const lineStart = before.lastIndexOf("\n") + 1;
  const lineEnd = text.indexOf("\n", at.start);
  const end = Math.max(at.start + 1, Math.min(at.end, lineEnd < 0 ? text.length : lineEnd));
  return `${line}:${at.start - lineStart + 1}-${end - lineStart + 1} ${severity}: ${message}`;
}

function fixed(text: string, diagnoses: readonly Diagnosis[]): string {
  const edits = diagnoses.flatMap(
    ({ fixes = [] }) => (fixes.find(({ preferred }) => preferred) ?? fixes[0])?.edits ?? [],
  );
  const unique = edits.filter(
    (edit, i) =>
      edits.findIndex((other) => other.start === edit.start && other.end === edit.end && other.text === edit.text) ===
      i,
  );
  return applyEdits(
    text,
    unique.map(({ start, end, text: added }) => ({ start, end, text: added })),
  );
}

describe("pages of rules", () => {
  test("each rule has a page", () => {
    expect([...rules.keys()].filter((id) => !pages.includes(id))).toEqual([]);
  });
  test("each page is that of a rule", () => {
    expect(pages.filter((page) => !rules.has(page))).toEqual([]);
  });
  describe.each(pages)("%s", (id) => {
    const page = pageOf(id);
    const checked = page.blocks.filter(({ kind }) => kind === "zone" || kind === "policy" || kind === "conf");
    test("has its title, a failing and a passing block, and references", () => {
      expect(page.title).toBe(id);
      const marked = page.blocks.filter(({ marks }) => marks.length > 0).length;
      expect(marked).toBeGreaterThan(0);
      expect(page.blocks.length).toBeGreaterThan(1);
      expect(page.hasReferences).toBe(true);
    });
    test("finds what is marked and nothing else", () => {
      for (const block of checked)
        expect(found(id, page, block).map((one) => asMark(one, block.text))).toEqual(block.marks);
      // Marks in an included file are those of the first zone after it.
      page.blocks.forEach((file, i) => {
        const zone = page.blocks.slice(i).find((other) => other.kind === "zone");
        if (file.kind === "file" && file.marks.length > 0 && zone !== undefined)
          expect(found(id, page, zone, file.name).map((one) => asMark(one, file.text))).toEqual(file.marks);
      });
    });
    test("is mended by its fix as shown", () => {
      page.blocks.forEach((block, i) => {
        const before = page.blocks.slice(0, i).findLast(({ kind }) => kind === "zone" || kind === "policy");
        if (block.kind === "fixed" && before !== undefined)
          expect(fixed(before.text, found(id, page, before))).toBe(block.text);
      });
    });
  });
});
