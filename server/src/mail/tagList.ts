/** Lists of `tag=value` separated by semicolons, with positions: the shape of every mail record but SPF (RFC 6376 section 3.2). */
import type { Change, Range } from "./mailRecord.js";

/** What stands between two semicolons. All positions are decoded units. */
export interface Tag extends Range {
  /** As written; all of the item where there is no equals sign. */
  readonly name: string;
  readonly nameEnd: number;
  /** Undefined where the item has none. */
  readonly equals: number | undefined;
  /** Without the white space around it. */
  readonly value: string;
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Its place in the list. */
  readonly index: number;
  /** From after the semicolon before to the one after: what is removed with the tag. */
  readonly outer: Range;
}

export interface TagList {
  readonly tags: readonly Tag[];
  /** Items with nothing in them, but for what follows the last semicolon: `;;`. */
  readonly empty: readonly Range[];
  /** The first tag of each name as written, of those with an equals sign. */
  readonly named: ReadonlyMap<string, Tag>;
  /** The same by the name in lower case. */
  readonly namedAnyCase: ReadonlyMap<string, Tag>;
  /** The length of the text. */
  readonly length: number;
}

export function isSpace(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  return code === 0x20 || code === 0x09 || code === 0x0d || code === 0x0a;
}

/** The range without the white space at both of its ends; an empty one is at its start. */
function trimmed(text: string, start: number, end: number): Range {
  let from = start;
  let to = end;
  while (from < to && isSpace(text, from)) from++;
  while (to > from && isSpace(text, to - 1)) to--;
  return from === to ? { start, end: start } : { start: from, end: to };
}

/** What follows is not looked at: no record of use has as many parts, and each may have problems and fixes of its own. */
const mostParts = 1000;

/** The parts of a range between separators, each without the white space around it; `outer` is with it. */
export function splitRange(text: string, start: number, end: number, separator: string): (Range & { outer: Range })[] {
  const parts: (Range & { outer: Range })[] = [];
  for (let from = start; from <= end && parts.length < mostParts;) {
    const found = text.indexOf(separator, from);
    const to = found < 0 || found >= end ? end : found;
    parts.push({ ...trimmed(text, from, to), outer: { start: from, end: to } });
    from = to + 1;
  }
  return parts;
}

function readTag(text: string, item: Range, outer: Range, index: number): Tag {
  const found = text.indexOf("=", item.start);
  if (found < 0 || found >= item.end)
    return {
      ...item,
      name: text.slice(item.start, item.end),
      nameEnd: item.end,
      equals: undefined,
      value: "",
      valueStart: item.end,
      valueEnd: item.end,
      index,
      outer,
    };
  const name = trimmed(text, item.start, found);
  const value = trimmed(text, found + 1, item.end);
  return {
    ...item,
    name: text.slice(name.start, name.end),
    nameEnd: name.end,
    equals: found,
    value: text.slice(value.start, value.end),
    valueStart: value.start,
    valueEnd: value.end,
    index,
    outer,
  };
}

export function readTagList(text: string): TagList {
  const tags: Tag[] = [];
  const empty: Range[] = [];
  for (const { start, end, outer } of splitRange(text, 0, text.length, ";")) {
    if (start < end) tags.push(readTag(text, { start, end }, outer, tags.length));
    else if (outer.end < text.length) empty.push({ start: outer.start, end: outer.end + 1 });
  }
  const named = new Map<string, Tag>();
  const namedAnyCase = new Map<string, Tag>();
  for (const tag of tags) {
    if (tag.equals === undefined) continue;
    if (!named.has(tag.name)) named.set(tag.name, tag);
    const lower = tag.name.toLowerCase();
    if (!namedAnyCase.has(lower)) namedAnyCase.set(lower, tag);
  }
  return { tags, empty, named, namedAnyCase, length: text.length };
}

/** The tag that decoded unit `index` stands in or at the end of. */
export const tagAt = (list: TagList, index: number): Tag | undefined =>
  list.tags.find(({ outer }) => outer.start <= index && index <= outer.end);

/** The change that takes a tag out of its list with one semicolon. */
export function withoutTag(list: TagList, tag: Tag): Change {
  const { start, end } = tag.outer;
  if (end < list.length) return { start, end: end + 1, text: "" };
  return { start: Math.max(0, start - 1), end, text: "" };
}

/** The change that adds `tag` after another: `; p=none`. */
export const afterTag = (tag: Tag, added: string): Change => ({ start: tag.end, end: tag.end, text: `; ${added}` });

/** The tags that repeat an earlier one of the same name, each with the first. */
export function repeatedTags(list: TagList, key: (name: string) => string): { tag: Tag; first: Tag }[] {
  const seen = new Map<string, Tag>();
  const repeated: { tag: Tag; first: Tag }[] = [];
  for (const tag of list.tags) {
    const first = seen.get(key(tag.name));
    if (first === undefined) seen.set(key(tag.name), tag);
    else repeated.push({ tag, first });
  }
  return repeated;
}
