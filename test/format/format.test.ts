/** FORMAT.md against Zonewright: each line has a case, shows its text, and says what Zonewright makes of it. */
import { describe, expect, test } from "vitest";
import { ownAnswer, refuses, sampleOf, somethingElse } from "./answers.js";
import { cases } from "./cases.js";
import { lineOf, lines } from "./document.js";
import { programNames } from "./programs.js";

/** Where Zonewright means to read otherwise than BIND; FORMAT.md gives the reasons. */
const deliberate = ["backslash-before-newline-quoted", "class-of-whole-zone"];

describe("FORMAT.md", () => {
  test("has a line for each case, and a case for each line", () => {
    expect(lines.map(({ id }) => id).toSorted()).toEqual(cases.map(({ id }) => id).toSorted());
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    console.log(`FORMAT.md: ${lines.length} lines, each with a case`);
  });

  test("shows the text of each case that is short", () => {
    const absent = cases.filter((one) => !(lineOf.get(one.id)?.question ?? "").includes(sampleOf(one) ?? ""));
    expect(absent.map(({ id, zone }) => ({ id, zone }))).toEqual([]);
  });

  test("uses the words of the cases", () => {
    const strange = cases.flatMap((one) => {
      const words = new Set([refuses, somethingElse, ...Object.keys(one.readings)]);
      const { answers } = lineOf.get(one.id) ?? {};
      return programNames.filter((name) => !words.has(answers?.[name] ?? "")).map((name) => `${one.id}: ${name}`);
    });
    expect(strange).toEqual([]);
  });

  test.each(cases)("$id: what Zonewright makes of it", (one) => {
    expect(ownAnswer(one)).toBe(lineOf.get(one.id)?.own);
  });

  test("Zonewright reads as BIND does, except where it means not to", () => {
    const other = lines.filter(({ own, answers }) => own.split(";")[0] !== answers.bind).map(({ id }) => id);
    expect(other.toSorted()).toEqual(deliberate.toSorted());
  });
});
