/** Documentation for editors that show Markdown, and for those that show plain text alone. */
import { MarkupKind, type MarkupContent } from "vscode-languageserver";

/** `formats` is what the client says that it takes; one that says nothing is from when all text was Markdown. */
export function markup(markdown: string, formats: readonly MarkupKind[] | undefined): MarkupContent {
  return formats === undefined || formats.includes(MarkupKind.Markdown)
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: plainText(markdown) };
}

/** An escaped character, a link, the marks of bold text, or code. */
const inline = /\\([\\`*_<>[\]|])|\[([^\]]*)\]\(([^)\s]*)\)|\*\*|(`+)( ?)(.*?)\5\4/g;

/** The words of our own Markdown: paragraphs, tables, lists, code and links. */
function plainText(markdown: string): string {
  const lines = markdown.split("\n").flatMap((line) => {
    if (/^(?:```.*|---|\|[ |-]+\|)$/.test(line)) return [];
    const isRow = line.startsWith("| ") && line.endsWith(" |");
    const cells = isRow
      ? line
          .slice(2, -2)
          .split(/(?<!\\) \| /)
          .map((cell) => cell.replaceAll("\\|", "|"))
      : [line];
    return [cells.map(withoutMarks).join("  ")];
  });
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

const withoutMarks = (text: string): string =>
  text.replace(
    inline,
    (_, escaped?: string, title?: string, target?: string, ticks?: string, __?: string, code?: string) => {
      if (escaped !== undefined) return escaped;
      if (title !== undefined) return `${title} (${target ?? ""})`;
      return ticks === undefined ? "" : (code ?? "");
    },
  );
