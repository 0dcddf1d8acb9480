/** The open documents as paged text, for `TextDocuments` of the language server library. */
import type { Position, Range, TextDocumentContentChangeEvent } from "vscode-languageserver";
import { entryEnd } from "../syntax/scanner.js";
import { editPagedText, lineCount, pagedText, sliceText, wholeText, type PagedText } from "../text/pagedText.js";
import { toOffset, toPosition, toSpan } from "./positions.js";

/** An open document; its text changes in place, as the library wants it. */
export interface OpenDocument {
  readonly uri: string;
  readonly languageId: string;
  version: number;
  text: PagedText;
  readonly lineCount: number;
  getText(range?: Range): string;
  positionAt(offset: number): Position;
  offsetAt(position: Position): number;
}

function create(uri: string, languageId: string, version: number, content: string): OpenDocument {
  return {
    uri,
    languageId,
    version,
    text: pagedText(content, entryEnd),
    get lineCount() {
      return lineCount(this.text);
    },
    getText(range) {
      if (range === undefined) return wholeText(this.text);
      const { start, end } = toSpan(this.text, range);
      return sliceText(this.text, start, end);
    },
    positionAt(offset) {
      return toPosition(this.text, offset);
    },
    offsetAt(position) {
      return toOffset(this.text, position);
    },
  };
}

function update(
  document: OpenDocument,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
): OpenDocument {
  for (const change of changes) {
    if ("range" in change) {
      const { start, end } = toSpan(document.text, change.range);
      document.text = editPagedText(document.text, { start, end: Math.max(start, end), text: change.text }, entryEnd);
    } else document.text = pagedText(change.text, entryEnd);
  }
  document.version = version;
  return document;
}

export const openDocuments = { create, update };
