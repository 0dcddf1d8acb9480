/** Comments that allow findings: what they cover, what is wrong with them, and the fixes that write them. */
import { describe, expect, it } from "vitest";
import {
  readSuppressions,
  suppress,
  suppressionComments,
  suppressionFixes,
} from "../../server/src/analysis/suppression.js";
import { entryEnd } from "../../server/src/syntax/scanner.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { pagedText } from "../../server/src/text/pagedText.js";
import type { Problem } from "../../server/src/text/problem.js";

const rule = "values/srv-owner";
const other = "values/mx-to-cname";
const paged = (text: string): ReturnType<typeof pagedText> => pagedText(text, entryEnd);

/** A finding of a rule at each place where a word stands. */
const findings = (text: string, at: string, id: string = rule): Problem[] =>
  Array.from(text.matchAll(new RegExp(at, "g")), (found) => ({
    rule: id,
    at: { start: found.index, end: found.index + at.length },
    message: "x",
  }));

/** The lines, from 1, of what is kept, and the problems of the comments as "line rule: message". */
function suppressed(text: string, problems: readonly Problem[], isOn: (id: string) => boolean = () => true): string[] {
  const line = (offset: number): number => text.slice(0, offset).split("\n").length;
  const { kept, own } = suppress(paged(text), problems, isOn);
  return [
    ...kept.map((one) => `${line(one.at.start)} ${one.rule}`),
    ...own.map((one) => `${line(one.at.start)} ${one.rule}: ${one.message}`),
  ];
}

describe("what a comment allows", () => {
  it("is the rule on its line", () => {
    const text = `bad ; zonewright-disable-line ${rule} -- on purpose\nbad\n`;
    expect(suppressed(text, findings(text, "bad"))).toEqual([`2 ${rule}`]);
  });
  it("is a family, several rules or everything", () => {
    const text = `bad ; zonewright-disable-line values/*\nbad ; zonewright-disable-line ${other}, ${rule}\nbad ; zonewright-disable-line\n`;
    const two = [...findings(text, "bad"), ...findings(text, "bad", other).slice(1, 2)];
    expect(suppressed(text, two)).toEqual([]);
  });
  it("is the next line, with all lines of a record that starts there", () => {
    const text = `; zonewright-disable-next-line ${rule}\na TXT (\n bad\n)\nbad\n`;
    expect(suppressed(text, findings(text, "bad"))).toEqual([`5 ${rule}`]);
  });
  it("is the file", () => {
    const text = `bad\n; zonewright-disable-file ${rule}\nbad\n`;
    expect(suppressed(text, findings(text, "bad"))).toEqual([]);
  });
  it("is nothing in a quoted string", () => {
    const text = `bad TXT "; zonewright-disable-line ${rule}"\n`;
    expect(suppressed(text, findings(text, "bad"))).toEqual([`1 ${rule}`]);
  });
  it("may follow another comment", () => {
    const text = `bad ; old host ; zonewright-disable-line ${rule}\n`;
    expect(suppressed(text, findings(text, "bad"))).toEqual([]);
  });
});

describe("what is wrong with a comment", () => {
  it("names a rule that does not exist", () => {
    const { problems } = readSuppressions([
      { text: "; zonewright-disable-line values/srv-ovner, whatever", at: { start: 10, end: 62 } },
    ]);
    expect(problems.map(({ rule: id, message, at }) => [id, at.start, message])).toEqual([
      ["suppression/unknown-rule", 36, 'No rule is called "values/srv-ovner"; did you mean values/srv-owner?'],
      ["suppression/unknown-rule", 54, 'No rule is called "whatever", so this allows nothing'],
    ]);
  });
  it("finds a rule by its name without family", () => {
    const { problems } = readSuppressions([{ text: ";zonewright-disable-line srv-owner", at: { start: 0, end: 34 } }]);
    expect(problems[0]?.message).toBe('No rule is called "srv-owner"; did you mean values/srv-owner?');
  });
  it("has a form that does not exist", () => {
    const { problems, suppressions } = readSuppressions([
      { text: "; zonewright-disable-lines x", at: { start: 0, end: 28 } },
    ]);
    expect(suppressions).toEqual([]);
    expect(problems.map(({ rule: id }) => id)).toEqual(["suppression/unknown-form"]);
  });
  it("allows what is not found", () => {
    const text = `good ; zonewright-disable-line ${rule}\nbad ; zonewright-disable-line ${rule}, ${other}\n`;
    expect(suppressed(text, findings(text, "bad"))).toEqual([
      `1 suppression/unused: ${rule} is not found here, so this allows nothing`,
      `2 suppression/unused: ${other} is not found here, so this allows nothing`,
    ]);
    expect(suppressed(text, findings(text, "bad"), (id) => id === "none")).toEqual([]);
  });
  it("is removed with the blanks before it, or with its line", () => {
    const text = `good  ; zonewright-disable-line ${rule}\n; zonewright-disable-file ${other} -- why\nend\n`;
    const { own } = suppress(paged(text), [], () => true);
    expect(
      applyEdits(
        text,
        own.flatMap(({ fixes }) => fixes?.[0]?.edits ?? []),
      ),
    ).toBe("good\nend\n");
  });
});

describe("the fix that allows a finding", () => {
  const fixed = (text: string, which = 0): string | undefined => {
    const start = text.indexOf("bad");
    const fix = suppressionFixes(paged(text), { rule, at: { start, end: start + 3 }, message: "x" })[which];
    return fix === undefined ? undefined : applyEdits(text, fix.edits);
  };
  it.each([
    ["a bad\nb\n", `a bad ; zonewright-disable-line ${rule}\nb\n`],
    ["a bad ; note\n", `a bad ; note ; zonewright-disable-line ${rule}\n`],
    [`a bad ; zonewright-disable-line ${other} -- x\n`, `a bad ; zonewright-disable-line ${other}, ${rule} -- x\n`],
    ["a (\n bad \n)\n", `a (\n bad ; zonewright-disable-line ${rule}\n)\n`],
    ["a bad", `a bad ; zonewright-disable-line ${rule}`],
  ])("%j", (text, expected) => {
    expect(fixed(text)).toBe(expected);
    expect(suppressed(expected, findings(expected, "bad")).filter((line) => line.includes(` ${rule}`))).toEqual([]);
  });
  it("does not write into a quote that is not closed", () => {
    expect(fixed('bad "x\n')).toBe(`; zonewright-disable-file ${rule}\nbad "x\n`);
  });
  it("writes the file's comment at the top", () => {
    expect(fixed("\ufeffa\r\nbad\r\n", 1)).toBe(`\ufeff; zonewright-disable-file ${rule}\r\na\r\nbad\r\n`);
  });
});

it("comments are read once a page and keep their places", () => {
  const text = paged(`${"a A 192.0.2.1\n".repeat(5000)}b ; zonewright-disable-line\n`);
  expect(text.pages.length).toBeGreaterThan(1);
  expect(suppressionComments(text)).toEqual(suppressionComments(text));
  expect(suppressionComments(text)[0]?.at.start).toBe(70002);
});
