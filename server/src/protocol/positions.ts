/** Positions: the only place where offsets become lines and characters. */
import type { Position, Range, TextEdit } from "vscode-languageserver";
import type { Edit } from "../text/edit.js";
import { lineColumnAt, offsetAt, type PagedText } from "../text/pagedText.js";
import type { Span } from "../text/span.js";

export function toPosition(text: PagedText, offset: number): Position {
  const { line, column } = lineColumnAt(text, offset);
  return { line, character: column };
}

export const toRange = (text: PagedText, { start, end }: Span): Range => ({
  start: toPosition(text, start),
  end: toPosition(text, end),
});

export const toOffset = (text: PagedText, { line, character }: Position): number =>
  offsetAt(text, { line, column: character });

export const toSpan = (text: PagedText, { start, end }: Range): Span => ({
  start: toOffset(text, start),
  end: toOffset(text, end),
});

export const toTextEdit = (text: PagedText, edit: Edit): TextEdit => ({
  range: toRange(text, edit),
  newText: edit.text,
});
