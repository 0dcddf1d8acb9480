/** Guided changes in tests: chosen by title, applied, and told by the records that they put in and take away. */
import { readText } from "../../server/src/analysis/check.js";
import type { CodeAction } from "../../server/src/features/action.js";
import { guidedActions } from "../../server/src/features/guided.js";
import { tokenize } from "../../server/src/syntax/scanner.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { loadedRecords, printRecord } from "../../server/src/zone/printRecords.js";
import { zoneSnapshot, type SnapshotOptions } from "./features.js";

export interface GuidedTestOptions extends SnapshotOptions {
  readonly folder?: string;
}

/** The text of a document after the edits of an action that are of it. */
export const applied = (text: string, uri: string, { edits }: CodeAction): string =>
  applyEdits(
    text,
    edits.filter((edit) => edit.uri === uri).map(({ start, end, text: written }) => ({ start, end, text: written })),
  );

export const recordsOf = (text: string, options: SnapshotOptions = {}): string[] =>
  Array.from(
    loadedRecords(
      readText(text, {
        ...(options.origin === undefined ? {} : { origin: options.origin }),
        files: new Map(Object.entries(options.files ?? {})),
      }).zone,
    ),
    printRecord,
  );

export const commentsOf = (text: string): string[] =>
  tokenize(text, 0, text.length)
    .filter(({ kind }) => kind === "comment")
    .map(({ start, end }) => text.slice(start, end));

/** What only one of two zones has. */
export function difference(before: readonly string[], after: readonly string[]): { gone: string[]; come: string[] } {
  const old = new Set(before);
  const now = new Set(after);
  return { gone: before.filter((record) => !now.has(record)), come: after.filter((record) => !old.has(record)) };
}

/** The guided changes at the mark. */
export function guidedAt(marked: string, options: GuidedTestOptions = {}): readonly CodeAction[] {
  const { snapshot, offset } = zoneSnapshot(marked, options);
  return guidedActions(snapshot, offset, { folder: options.folder });
}

/** The titles of the guided changes at the mark; of those that are disabled, with the reason. */
export const titlesAt = (marked: string, options: GuidedTestOptions = {}): string[] =>
  guidedAt(marked, options).map(({ title, disabled }) =>
    disabled === undefined ? title : `${title} (no: ${disabled})`,
  );

export interface Guided {
  /** The zone's text after the change; the reason where it is disabled. */
  readonly text: string;
  /** Records that are there only after it ("+ …"), and only before it ("- …"). */
  readonly changes: readonly string[];
  readonly action: CodeAction;
}

/** Makes the guided change whose title holds `title`. Comments must all be there afterwards. */
export function guided(marked: string, title: string, options: GuidedTestOptions = {}): Guided {
  const { snapshot, text, offset } = zoneSnapshot(marked, options);
  const actions = guidedActions(snapshot, offset, { folder: options.folder });
  const action = actions.find((candidate) => candidate.title.includes(title));
  if (action === undefined) throw new Error(`none of ${actions.map((one) => one.title).join(" | ")}`);
  if (action.disabled !== undefined) return { text: action.disabled, changes: [], action };
  const after = applied(text, snapshot.uri, action);
  const lost = commentsOf(text).filter((comment) => !commentsOf(after).includes(comment));
  if (lost.length > 0) throw new Error(`comments lost: ${lost.join(" ")}`);
  const { gone, come } = difference(recordsOf(text, options), recordsOf(after, options));
  return {
    text: after,
    changes: [...gone.map((record) => `- ${record}`), ...come.map((record) => `+ ${record}`)],
    action,
  };
}
