/** Refactorings: other ways to write what is under the cursor, which mean the same. */
import { entryAt, type ZoneSnapshot } from "../workspace/snapshot.js";
import type { CodeAction } from "./action.js";
import { expandGenerate } from "./expandGenerate.js";
import { extractInclude } from "./extractInclude.js";
import { inlineInclude } from "./inlineInclude.js";
import { pointerHere } from "./pointers.js";
import { formsOfLines, nameForms, timeForms } from "./refactorNames.js";
import { genericForms, inParentheses, joinStrings, onOneLine, splitString } from "./refactorText.js";

/** The refactorings at a cursor or of what is selected, those that are disabled with their reason. */
export function refactorings(snapshot: ZoneSnapshot, offset: number, end = offset): readonly CodeAction[] {
  const here = entryAt(snapshot, offset);
  if (here === undefined) return [];
  const extracted = extractInclude(snapshot, offset, end);
  // A selection of several lines is about all of them.
  if (end > here.entry.end) return [...formsOfLines(snapshot, offset, end), ...extracted];
  if (here.entry.problems.length > 0) return extracted;
  return [
    ...nameForms(snapshot, here, offset),
    ...timeForms(snapshot, here, offset),
    ...splitString(snapshot, here, offset),
    ...joinStrings(snapshot, here),
    ...onOneLine(snapshot, here),
    ...inParentheses(snapshot, here),
    ...genericForms(snapshot, here),
    ...expandGenerate(snapshot, here),
    ...inlineInclude(snapshot, here),
    ...pointerHere(snapshot, here),
    ...extracted,
  ];
}
