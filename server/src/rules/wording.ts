/** Words that the messages of rules share. */
import type { Name } from "../dns/name.js";
import { shown, type Related } from "../text/problem.js";
import type { Span } from "../text/span.js";
import type { ZoneRecord } from "../zone/record.js";

/** A name as people say it: without the final dot, shortened for a message. */
export const said = (name: Name, most = 40): string => shown(name.text === "." ? "." : name.text.slice(0, -1), most);

const longest = 100;

const textOf = (value: Name | string | number): string =>
  typeof value === "object" ? (value.text === "." ? "." : value.text.slice(0, -1)) : String(value);

/** A message of at most 100 characters: the names and texts in it are shortened, the longest first, as far as needed. */
export function worded(parts: TemplateStringsArray, ...values: readonly (Name | string | number)[]): string {
  const texts = values.map((value) => shown(textOf(value), Infinity));
  let room = longest - parts.reduce((sum, part) => sum + part.length, 0);
  let left = texts.length;
  let most = 0;
  for (const length of texts.map((text) => text.length).sort((a, b) => a - b)) {
    most = Math.max(1, Math.floor(room / left));
    if (length > most) break;
    most = length;
    room -= length;
    left--;
  }
  return parts.reduce((message, part, index) => {
    const text = texts[index];
    return message + part + (text === undefined ? "" : shown(text, most));
  }, "");
}

/** A pointer at another record, for a finding in the document `home`. */
export const pointer = (record: ZoneRecord, message: string, home: string, at: Span = record.span): Related => ({
  at: { start: at.start, end: at.end },
  message,
  ...(record.uri === home ? {} : { uri: record.uri }),
});

/** "NSD, Knot DNS and Route 53". */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}

/** "1 record", "2 records". */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
