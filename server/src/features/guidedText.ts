/** The text of a record written anew, in the places of the strings that held it. */
import { encodeString, longestString } from "../syntax/characterString.js";
import type { Word } from "../syntax/word.js";
import { remove, replace, type Edit } from "../text/edit.js";
import { octetsOf } from "../text/octets.js";
import type { Zone } from "../zone/zone.js";
import type { ZoneRecord } from "../zone/record.js";

const octetCount = (text: string): number =>
  Array.from(text).reduce((sum, character) => sum + octetsOf(character.codePointAt(0) ?? 0, "utf-8").length, 0);

/** Text in strings of at most 255 octets that end, where possible, after a space: `"v=spf1 … " "… -all"`. */
function stringsOf(text: string): string[] {
  const strings: string[] = [];
  let current = "";
  for (const word of text.split(/(?<= )/)) {
    if (current !== "" && octetCount(current + word) > longestString) {
      strings.push(current);
      current = "";
    }
    current += word;
  }
  return [...strings, current].map(encodeString);
}

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
  const strings = stringsOf(text);
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
