/** Folding: what of more than one line belongs together. */
import { expect, test } from "vitest";
import { folding } from "../../server/src/features/folding.js";
import { lineColumnAt } from "../../server/src/text/pagedText.js";
import { zoneSnapshot } from "../support/features.js";

/** "kind first-last", lines from 1. */
function folds(marked: string): string[] {
  const { snapshot } = zoneSnapshot(marked);
  const line = (offset: number): number => lineColumnAt(snapshot.text, offset).line + 1;
  return folding(snapshot).map(({ start, end, kind }) => `${kind} ${line(start)}-${line(end)}`);
}

test("parentheses", () => {
  expect(folds('a 60 TXT (\n "x"\n )\nb 60 A 192.0.2.1\n')).toEqual(["record 1-3"]);
});

test("blocks of comments, not single ones", () => {
  expect(folds("; a\n; b\n\n; c\na 60 A 192.0.2.1\n")).toEqual(["comment 1-2"]);
});

test("regions, one in another", () => {
  expect(folds(";region mail\n;#region spf\na 60 A 192.0.2.1\n;#endregion\n;endregion\n")).toEqual([
    "region 1-5",
    "region 2-4",
  ]);
});

test("records of one owner", () => {
  expect(folds("a 60 A 192.0.2.1\n  AAAA ::1\n\na MX 10 b\nb A 192.0.2.1\n")).toEqual(["owner 1-4"]);
});

test("sections of an origin", () => {
  expect(folds("$ORIGIN a.\n@ 60 A 192.0.2.1\n$ORIGIN b.\n@ A 192.0.2.1\nx A 192.0.2.1\n")).toEqual([
    "section 1-2",
    "section 3-5",
  ]);
});
