/** Refactorings: other ways to write what is under the cursor, which mean the same. */
import { entryAt, type ZoneSnapshot } from "../workspace/snapshot.js";
import type { CodeAction } from "./action.js";
import { expandGenerate } from "./expandGenerate.js";
import { nameForms, timeForms } from "./refactorNames.js";
import { genericForms, inParentheses, joinStrings, onOneLine, splitString } from "./refactorText.js";

/** The refactorings at an offset, those that are disabled with their reason. */
export function refactorings(snapshot: ZoneSnapshot, offset: number): readonly CodeAction[] {
  const here = entryAt(snapshot, offset);
  if (here === undefined || here.entry.problems.length > 0) return [];
  return [
    ...nameForms(snapshot, here, offset),
    ...timeForms(snapshot, here, offset),
    ...splitString(snapshot, here, offset),
    ...joinStrings(snapshot, here),
    ...onOneLine(snapshot, here),
    ...inParentheses(snapshot, here),
    ...genericForms(snapshot, here),
    ...expandGenerate(snapshot, here),
  ];
}
