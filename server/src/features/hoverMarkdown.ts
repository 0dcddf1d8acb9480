/** Markdown of hovers: code, tables and links to the standards, whatever the words in them. */
import type { Reference } from "../dns/recordType.js";
import type { Explained } from "../mail/mailRecord.js";
import { shown } from "../text/problem.js";
import type { Span } from "../text/span.js";

export interface Hover {
  /** What it is about. */
  readonly span: Span;
  readonly markdown: string;
}

/** As code; backticks in it end it nowhere. */
export function code(text: string): string {
  const clean = text.replace(/\s+/g, " ");
  if (clean === "") return "";
  if (!clean.includes("`")) return `\`${clean}\``;
  const longest = Math.max(...Array.from(clean.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence} ${clean} ${fence}`;
}

/** Words that are no Markdown: names with underscores, `<domain>` and `*.example.com` stay as they are. */
export const plain = (text: string): string => text.replace(/[\\`*_<>[\]]/g, "\\$&");

const cell = (text: string): string => text.replace(/\|/g, "\\|").replace(/\s+/g, " ");

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

export const explainedTable = (head: string, explained: readonly Explained[]): string =>
  table(
    [head, "Meaning"],
    explained.filter(({ text }) => text !== "").map(({ text, meaning }) => [code(shown(text, 60)), plain(meaning)]),
  );

/** A link to the place in a standard; empty for what has none. */
export function link(reference: Reference | undefined): string {
  if (reference === undefined || reference.rfc === 0) return "";
  const { rfc, section } = reference;
  const page = `https://www.rfc-editor.org/rfc/rfc${rfc}`;
  if (section === undefined) return `[RFC ${rfc}](${page})`;
  const part = /^[0-9]/.test(section) ? "section" : "appendix";
  return `[RFC ${rfc} ${part} ${section}](${page}#${part}-${section})`;
}

/** Text that is no Markdown, such as a summary, as a sentence. */
export const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** Lines of a zone file. */
export const zoneBlock = (lines: readonly string[]): string => ["```dns-zone", ...lines, "```"].join("\n");

/** Paragraphs; empty ones are left out. */
export const paragraphs = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== "").join("\n\n");
