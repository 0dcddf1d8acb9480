/** Workspace edits: documents with their versions, new files, and what is to be agreed to where the client can ask. */
import type { AnnotatedTextEdit, Range, TextDocumentEdit, TextEdit, WorkspaceEdit } from "vscode-languageserver";
import type { DocumentEdit, NewFile } from "../features/action.js";
import type { Renamed } from "../features/rename.js";
import { groupBy } from "../text/group.js";
import { toTextEdit } from "./positions.js";
import type { Session } from "./session.js";

const startOfFile: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

type DocumentChanges = NonNullable<WorkspaceEdit["documentChanges"]>;

const newFile = ({ uri, text }: NewFile): DocumentChanges => [
  { kind: "create", uri, options: { overwrite: false } },
  { textDocument: { uri, version: null }, edits: [{ range: startOfFile, newText: text }] },
];

/** A `TextDocumentEdit` without edits that are snippets. */
interface DocumentEdits extends TextDocumentEdit {
  edits: TextEdit[];
}

/** The edits of each document, as `write` puts one on the wire; those of documents that are not at hand left out. */
function documentEdits<E extends DocumentEdit>(
  session: Session,
  edits: readonly E[],
  write: (edit: E, written: TextEdit) => TextEdit | AnnotatedTextEdit,
): DocumentEdits[] {
  return [...groupBy(edits, ({ uri }) => uri)].flatMap(([uri, list]) => {
    const text = session.textOf(uri);
    if (text === undefined) return [];
    const version = session.version(uri) ?? null;
    return [{ textDocument: { uri, version }, edits: list.map((edit) => write(edit, toTextEdit(text, edit))) }];
  });
}

const plain = (_: DocumentEdit, written: TextEdit): TextEdit => written;

/** In the form that every client knows where it does not say that it knows the other; new files are only for those that do. */
export function workspaceEditOf(
  session: Session,
  edits: readonly DocumentEdit[],
  files: readonly NewFile[] = [],
): WorkspaceEdit {
  const changed = documentEdits(session, edits, plain);
  if (session.client.workspace?.workspaceEdit?.documentChanges === true)
    return { documentChanges: [...files.flatMap(newFile), ...changed] };
  return { changes: Object.fromEntries(changed.map((one) => [one.textDocument.uri, one.edits])) };
}

/** As `workspaceEditOf`; where the client can ask its user, the edits of other documents wait for an answer. */
export function renameEdit(session: Session, { edits, groups }: Renamed): WorkspaceEdit {
  const { documentChanges, changeAnnotationSupport } = session.client.workspace?.workspaceEdit ?? {};
  if (documentChanges !== true || changeAnnotationSupport === undefined) return workspaceEditOf(session, edits);
  return {
    documentChanges: documentEdits(session, edits, ({ group }, written) =>
      group === undefined ? written : { ...written, annotationId: group },
    ),
    ...(groups.length === 0
      ? {}
      : {
          changeAnnotations: Object.fromEntries(
            groups.map(({ id, label, description }) => [id, { label, description, needsConfirmation: true }]),
          ),
        }),
  };
}
