/** What a code action is, whatever made it: a title, and edits of one or more documents. */
import type { Diagnosis } from "../analysis/diagnose.js";
import type { Edit } from "../text/edit.js";

/** An edit that says which document it is of. */
export interface DocumentEdit extends Edit {
  readonly uri: string;
}

/** A file that an action creates; where one is there already, the whole action fails. */
export interface NewFile {
  readonly uri: string;
  readonly text: string;
}

export type ActionKind =
  | "quickfix"
  | "refactor"
  | "refactor.rewrite"
  | "refactor.inline"
  | "refactor.extract"
  | "source.fixAll.zonewright"
  | "source.sortRecords.zonewright"
  | "source.addPointers.zonewright"
  | "source";

export interface CodeAction {
  readonly title: string;
  readonly kind: ActionKind;
  /** None where it is disabled. */
  readonly edits: readonly DocumentEdit[];
  readonly files?: readonly NewFile[];
  /** The diagnosis that it resolves. */
  readonly diagnostic?: Diagnosis;
  readonly preferred?: boolean;
  /** Why it can't be done here, where that is worth saying. */
  readonly disabled?: string;
}

/** An action that can't be done here, with the reason. */
export const refusal = (title: string, kind: ActionKind, disabled: string): CodeAction => ({
  title,
  kind,
  edits: [],
  disabled,
});

/** A rewrite that can't be done here, as the only thing that there is to offer. */
export const noRewrite = (title: string, disabled: string): CodeAction[] => [
  refusal(title, "refactor.rewrite", disabled),
];

/** The edits of a fix or refactoring of the document `uri`, each with its document. */
export const editsOf = (edits: readonly Edit[], uri: string): DocumentEdit[] =>
  edits.map((edit) => ({ start: edit.start, end: edit.end, text: edit.text, uri: edit.uri ?? uri }));
