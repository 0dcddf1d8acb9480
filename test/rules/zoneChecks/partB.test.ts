/** Each row of sections 1, 7, 8 and 9 of the table of checks has rules that exist, or a reason. */
import { expect, test } from "vitest";
import { rules } from "../../../server/src/rules/catalogue.js";
import { partB } from "./partB.js";

const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

test("each row has an answer", () => {
  expect(Object.keys(partB).map(Number)).toEqual([...range(1, 33), ...range(101, 150)]);
});

test("each rule exists", () => {
  const ids = Object.values(partB).flatMap((answer) => (typeof answer === "string" ? [] : answer));
  expect(ids.filter((id) => !rules.has(id))).toEqual([]);
});
