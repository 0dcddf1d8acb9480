/** Each row of sections 2 to 6 of the table of checks has rules that exist, or a reason. */
import { expect, test } from "vitest";
import { rules } from "../../../server/src/rules/catalogue.js";
import { partA } from "./partA.js";

const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

test("each row has an answer", () => {
  expect(Object.keys(partA).map(Number)).toEqual(range(34, 100));
});

test("each rule exists", () => {
  const ids = Object.values(partA).flatMap((answer) => (typeof answer === "string" ? [] : answer));
  expect(ids.filter((id) => !rules.has(id))).toEqual([]);
});
