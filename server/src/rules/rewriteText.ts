/** The text of a record written anew, in the places of the strings that held it. */
import { encodeStrings } from "../syntax/characterString.js";
import type { Word } from "../syntax/word.js";
import { remove, replace, type Edit } from "../text/edit.js";
import type { Zone } from "../zone/zone.js";
import type { ZoneRecord } from "../zone/record.js";

/** What stands between two words of a record, where it is nothing but blank. */
function blankBetween(zone: Zone, record: ZoneRecord, before: Word, after: Word): string | undefined {
  const between = zone.written(record.uri, { start: before.end, end: after.start });
  return /^[ \t\r\n]*$/.test(between) ? between : undefined;
}

/** The edits that make `text` the text of a TXT record; its comments and parentheses stay. */
export function rewriteText(record: ZoneRecord, text: string, zone: Zone): readonly Edit[] {
  const { words } = record;
  const [first] = words;
  const last = words[words.length - 1];
  if (first === undefined || last === undefined) return [];
  const strings = encodeStrings(text);
  const edits: Edit[] = [];
  words.forEach((word, index) => {
    const string = strings[index];
    const previous = words[index - 1];
    if (string === undefined) {
      const isPlain = previous !== undefined && blankBetween(zone, record, previous, word) !== undefined;
      edits.push(remove(isPlain ? { start: previous.end, end: word.end } : word));
    } else if (index < words.length - 1) edits.push(replace(word, string));
    else {
      const blank = previous === undefined ? " " : (blankBetween(zone, record, previous, word) ?? " ");
      edits.push(replace(word, strings.slice(index).join(blank)));
    }
  });
  return edits.filter(({ start, end, text: written }) => zone.written(record.uri, { start, end }) !== written);
}
