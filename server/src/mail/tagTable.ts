/** Tables of a standard's tags and values, from which descriptions, completions and explanations are made. */
import type { Completions, CompletionItem, Description, Explained, Reference } from "./mailRecord.js";
import { readTagList, splitRange, tagAt, type Tag, type TagList } from "./tagList.js";

export interface ValueRow {
  readonly value: string;
  /** What a receiver does with it; one plain sentence without final period. */
  readonly summary: string;
}

export interface TagRow {
  readonly name: string;
  readonly summary: string;
  readonly reference?: Reference;
  readonly values?: readonly ValueRow[];
  /** Between several values of one tag. */
  readonly separator?: ":" | ",";
  /** What completion puts after the equals sign, where there are no values. */
  readonly insert?: string;
  /** What holds where the tag is left out. */
  readonly fallback?: string;
  /** No longer part of the standard: described, never offered. */
  readonly historic?: true;
}

export interface TagTable {
  /** The whole first tag: "v=DMARC1". */
  readonly version: string;
  readonly rows: readonly TagRow[];
  /** Whether tag names are the same in upper and lower case. */
  readonly anyCase: boolean;
}

export function rowOf(table: TagTable, name: string): TagRow | undefined {
  const wanted = table.anyCase ? name.toLowerCase() : name;
  return table.rows.find((row) => row.name === wanted);
}

const valueRow = (row: TagRow, value: string): ValueRow | undefined =>
  row.values?.find((candidate) => candidate.value.toLowerCase() === value.toLowerCase());

/** What is under decoded unit `index`: a value of a table, or else its tag. */
export function describeTagAt(table: TagTable, text: string, list: TagList, index: number): Description | undefined {
  const tag = list.tags.find(({ start, end }) => start <= index && index <= end);
  const row = tag && rowOf(table, tag.name);
  if (tag === undefined || row === undefined) return undefined;
  const reference = row.reference === undefined ? {} : { reference: row.reference };
  const part = valueParts(row, text, tag).find(({ start, end }) => start <= index && index <= end && start < end);
  const value = part && valueRow(row, text.slice(part.start, part.end));
  if (part !== undefined && value !== undefined && index > (tag.equals ?? tag.end))
    return {
      start: part.start,
      end: part.end,
      title: `${row.name}=${value.value}`,
      summary: value.summary,
      ...reference,
    };
  const fallback = row.fallback === undefined ? "" : ` (without it: ${row.fallback})`;
  return { start: tag.start, end: tag.end, title: row.name, summary: `${row.summary}${fallback}`, ...reference };
}

const valueParts = (row: TagRow, text: string, tag: Tag) =>
  row.separator === undefined
    ? [{ start: tag.valueStart, end: tag.valueEnd }]
    : splitRange(text, tag.valueStart, tag.valueEnd, row.separator);

/** Each tag in words: the summary of its value where the table has it, else of the tag. */
export function explainTags(table: TagTable, text: string, list: TagList): Explained[] {
  return list.tags.map((tag) => {
    const shown = text.slice(tag.start, tag.end);
    const row = rowOf(table, tag.name);
    if (row === undefined) return { text: shown, meaning: "Not a tag of this standard: receivers pass over it" };
    if (row.values === undefined || row.historic === true) return { text: shown, meaning: row.summary };
    const meanings = valueParts(row, text, tag).map(({ start, end }) => {
      const value = valueRow(row, text.slice(start, end));
      return value?.summary ?? `"${text.slice(start, end)}" is no value of ${row.name}`;
    });
    return { text: shown, meaning: [...new Set(meanings)].join("; ") };
  });
}

const itemOf = (row: TagRow): CompletionItem => ({
  label: row.name,
  insert: `${row.name}=${row.insert ?? ""}`,
  summary: row.summary,
});

/** The tags that may follow, or the values of the tag that decoded unit `index` stands in. */
export function tagCompletions(table: TagTable, text: string, index: number): Completions {
  const list = readTagList(text);
  const tag = tagAt(list, index);
  if (tag?.equals !== undefined && index > tag.equals) return valueCompletions(table, text, tag, index);
  const first = list.tags[0];
  if (first === undefined || (tag === first && tag.equals === undefined))
    return {
      from: Math.min(first?.start ?? 0, index),
      to: Math.max(first?.end ?? text.length, index),
      items: [{ label: table.version, insert: table.version, summary: "The version, always the first tag" }],
    };
  const key = (name: string) => (table.anyCase ? name.toLowerCase() : name);
  const present = new Set(list.tags.filter((other) => other !== tag).map((other) => key(other.name)));
  const rows = table.rows.filter((row) => row.name !== "v" && row.historic === undefined && !present.has(row.name));
  if (tag === undefined || index < tag.start) return { from: index, to: index, items: rows.map(itemOf) };
  if (tag.equals === undefined) return { from: tag.start, to: Math.max(tag.end, index), items: rows.map(itemOf) };
  const items = rows.map((row) => ({ label: row.name, insert: row.name, summary: row.summary }));
  return { from: tag.start, to: Math.max(tag.nameEnd, index), items };
}

function valueCompletions(table: TagTable, text: string, tag: Tag, index: number): Completions {
  const row = rowOf(table, tag.name);
  const none = { from: index, to: index, items: [] };
  if (row === undefined) return none;
  const part = valueParts(row, text, tag).find(({ start, end }) => start <= index && index <= end) ?? none;
  const range = "from" in part ? { from: index, to: index } : { from: part.start, to: part.end };
  const used = new Set(
    valueParts(row, text, tag).map(({ start, end }) => (start === range.from ? "" : text.slice(start, end))),
  );
  const values = row.values ?? (row.insert === undefined ? [] : [{ value: row.insert, summary: row.summary }]);
  const items = values
    .filter(({ value }) => !used.has(value))
    .map(({ value, summary }) => ({ label: value, insert: value, summary }));
  return { ...range, items };
}
