/** Refactorings over a sample of the corpus: the same records and comments before and after. Prints a table. */
import { describe, expect, it } from "vitest";
import type { CodeAction } from "../../server/src/features/action.js";
import { refactorings } from "../../server/src/features/refactorings.js";
import { sortRecords } from "../../server/src/features/sortRecords.js";
import { applyEdits } from "../../server/src/text/edit.js";
import type { ZoneSnapshot } from "../../server/src/workspace/snapshot.js";
import { corpusIsThere, everyFile, nameOf as reportedName, sayWhyCorpusIsSkipped } from "../support/corpus.js";
import { commentsOf, corpusSnapshot, recordsOf } from "../support/corpusSnapshot.js";

sayWhyCorpusIsSkipped();

const apply = (text: string, action: CodeAction, uri: string): string =>
  applyEdits(
    text,
    action.edits
      .filter((edit) => edit.uri === uri)
      .map(({ start, end, text: written }) => ({ start, end, text: written })),
  );

/** How many of a sample's actions left records and comments as they were. */
describe.skipIf(!corpusIsThere)("the corpus", () => {
  it("keeps its records and comments through every refactoring that says so", { timeout: 600_000 }, () => {
    const counts = new Map<string, number>();
    const wrong: string[] = [];
    let index = 0;
    for (const file of everyFile()) {
      index++;
      const mayRefer = file.files.size > 0 || /^\$GENERATE/im.test(file.text);
      if (file.text.length > 60_000 || (index % 10 !== 0 && !mayRefer)) continue;
      const snapshot = corpusSnapshot(file);
      const before = recordsOf(snapshot);
      const check = (action: CodeAction, kind: string, sorted = false): void => {
        if (action.disabled !== undefined) return;
        const after = apply(file.text, action, snapshot.uri);
        const created = (action.files ?? []).map(({ uri, text }) => [nameOf(uri), text] as const);
        const again = corpusSnapshot({ ...file, files: new Map([...file.files, ...created]) }, after);
        const records = recordsOf(again);
        const equal = sorted ? same(records.toSorted(), before.toSorted()) : same(records, before);
        const comments = commentsOf([after, ...created.map(([, text]) => text)].join("\n"));
        if (!equal) wrong.push(`${reportedName(file.file)}: ${kind} changes records`);
        else if (kind !== "inline" && !isWithin(commentsOf(file.text), comments))
          wrong.push(`${reportedName(file.file)}: ${kind} drops comments`);
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
      };
      for (const { kind, at, end } of placesIn(snapshot, file.text))
        for (const action of refactorings(snapshot, at, end)) {
          const ours =
            (kind === "generate" && action.title.includes("$GENERATE")) ||
            (kind === "inline" && action.title.startsWith("Put")) ||
            (kind === "extract" && action.kind === "refactor.extract");
          if (ours) check(action, kind);
        }
      const sorted = sortRecords(snapshot);
      if (sorted !== undefined) check(sorted, "sort", true);
    }
    console.table(Object.fromEntries(counts));
    expect(wrong).toEqual([]);
    for (const kind of ["generate", "inline", "extract", "sort"]) expect(counts.get(kind), kind).toBeGreaterThan(10);
  });
});

const nameOf = (uri: string): string => decodeURIComponent(uri.slice(uri.lastIndexOf("/") + 1));
const same = (a: readonly string[], b: readonly string[]): boolean => a.join("\n") === b.join("\n");

/** Whether each of `wanted` is among `found`, as often; both sorted. */
function isWithin(wanted: readonly string[], found: readonly string[]): boolean {
  let at = 0;
  for (const one of found) if (one === wanted[at]) at++;
  return at === wanted.length;
}

/** The directives, the sections, and a third of the document as a selection. */
function placesIn(snapshot: ZoneSnapshot, text: string): { kind: string; at: number; end: number }[] {
  const found = [...text.matchAll(/^\$(?:GENERATE|INCLUDE|ORIGIN)/gim)]
    .slice(0, 20)
    .map(({ 0: keyword, index: at }) => ({
      kind: { $GENERATE: "generate", $INCLUDE: "inline", $ORIGIN: "extract" }[keyword.toUpperCase()] ?? "",
      at,
      end: at,
    }));
  const third = Math.floor(snapshot.text.length / 3);
  return [...found, { kind: "extract", at: third, end: 2 * third }];
}
