/** Refactorings of a record's words: strings split and joined, one line or parentheses, the generic form and back. */
import { canonicalTypeName } from "../dns/typeIndex.js";
import { longestString, octetsOfWord } from "../syntax/characterString.js";
import { rawStart, type Word } from "../syntax/word.js";
import { insert, remove, replace, type Edit } from "../text/edit.js";
import { unitAt, type Encoding } from "../text/octets.js";
import { sliceText } from "../text/pagedText.js";
import type { Here, ZoneSnapshot } from "../workspace/snapshot.js";
import { editsOf, noRewrite, type CodeAction } from "./action.js";
import { lineBreakOf } from "./format.js";
import { piecesOf, type Piece } from "./formatEntry.js";
import { genericRdata } from "./genericRdata.js";

const rewrite = (snapshot: ZoneSnapshot, title: string, edits: readonly Edit[]): CodeAction => ({
  title,
  kind: "refactor.rewrite",
  edits: editsOf(edits, snapshot.uri),
});

/** The strings of a TXT record that can be read. */
function stringsOf({ record }: Here): readonly Word[] {
  if (record === undefined || record.generated || record.rdata.generic || record.rdata.problems.length > 0) return [];
  return record.type.name === "TXT" || record.type.name === "SPF" ? record.words : [];
}

/** Whether an offset lies between two units of what is written, not within an escape. */
function isBetweenUnits(word: Word, offset: number): boolean {
  let at = rawStart(word);
  while (at < offset) at += unitAt(word.raw, at - rawStart(word)).used;
  return at === offset;
}

/** Cuts the quoted string under the cursor in two. */
export function splitString(snapshot: ZoneSnapshot, here: Here, offset: number): CodeAction[] {
  const word = stringsOf(here).find(({ start, end, quoted }) => quoted && start + 1 < offset && offset < end - 1);
  const title = "Split the string here";
  if (word === undefined) return [];
  return isBetweenUnits(word, offset)
    ? [rewrite(snapshot, title, [insert(offset, '" "')])]
    : noRewrite(title, "The cursor is within an escape");
}

/** The words in as few strings as hold them, each of at most 255 octets; escapes stay as they are written. */
function joined(words: readonly Word[], encoding: Encoding): string[] {
  const strings: string[] = [];
  let raw = "";
  let octets = 0;
  for (const word of words)
    for (let at = 0; at < word.raw.length;) {
      const { used } = unitAt(word.raw, at);
      const unit = word.raw.slice(at, at + used);
      const length = octetsOfWord(unit, encoding)?.length ?? used;
      if (octets + length > longestString) {
        strings.push(`"${raw}"`);
        raw = "";
        octets = 0;
      }
      raw += unit;
      octets += length;
      at += used;
    }
  return [...strings, `"${raw}"`];
}

/** Joins the strings of the record; comments and parentheses between them stay. */
export function joinStrings(snapshot: ZoneSnapshot, here: Here): CodeAction[] {
  const words = stringsOf(here);
  const [first, ...others] = words;
  const last = others.at(-1);
  if (first === undefined || last === undefined) return [];
  const strings = joined(words, here.frame.encoding);
  if (strings.length >= words.length)
    return noRewrite("Join the strings", "A string holds 255 octets: no fewer strings hold these");
  const text = strings.join(" ");
  const isPlain = words.every((word, index) => {
    const next = words[index + 1];
    return next === undefined || /^[ \t\r\n]*$/.test(sliceText(snapshot.text, word.end, next.start));
  });
  const edits = isPlain
    ? [replace({ start: first.start, end: last.end }, text)]
    : [replace(first, text), ...others.map((word) => remove(word))];
  return [
    rewrite(snapshot, strings.length === 1 ? "Join into one string" : `Join into ${strings.length} strings`, edits),
  ];
}

/** The pieces of a record that can be laid out anew: its head first, on one line. */
function layoutOf(snapshot: ZoneSnapshot, { entry, record }: Here): readonly Piece[] | undefined {
  if (record === undefined || record.generated || entry.problems.length > 0) return undefined;
  return piecesOf(sliceText(snapshot.text, entry.start, entry.end), entry).pieces;
}

/** Writes a record of several lines on one. */
export function onOneLine(snapshot: ZoneSnapshot, here: Here): CodeAction[] {
  const pieces = layoutOf(snapshot, here);
  if (pieces === undefined || !pieces.some(({ kind, breaks }) => kind !== "comment" && breaks > 0)) return [];
  const title = "Write the record on one line";
  const last = pieces.findLastIndex(({ kind }) => kind !== "comment");
  if (pieces.some(({ kind }, index) => kind === "comment" && index < last))
    return noRewrite(title, "Comments stand between its lines");
  const words = pieces.filter(({ kind }) => kind === "word");
  const edits: Edit[] = [];
  let end: number | undefined;
  for (const { start, end: wordEnd } of words) {
    // What touches is one value, such as `alpn="h2"`.
    if (end !== undefined && start > end) edits.push(replace({ start: end, end: start }, " "));
    end = wordEnd;
  }
  const lastPiece = pieces[last];
  if (end !== undefined && lastPiece !== undefined && lastPiece.end > end)
    edits.push(remove({ start: end, end: lastPiece.end }));
  return [rewrite(snapshot, title, edits)];
}

/** Puts each field of a record, of an SOA each number with its name, on a line of its own. */
export function inParentheses(snapshot: ZoneSnapshot, here: Here): CodeAction[] {
  const pieces = layoutOf(snapshot, here);
  const { record } = here;
  if (record === undefined || pieces === undefined) return [];
  if (record.words.length < 2 || pieces.some(({ kind, breaks }) => kind === "open" || breaks > 0)) return [];
  const isSoa = record.type.name === "SOA" && record.words.length === 7;
  const names = isSoa ? record.rdata.fields.map(({ field }) => field.name) : [];
  const first = isSoa ? 2 : 0;
  const eol = lineBreakOf(snapshot);
  const indent = eol + " ".repeat(record.typeWord.end - record.entry.start + 1);
  const widest = Math.max(...record.words.slice(first).map(({ start, end }) => end - start));
  const edits: Edit[] = [];
  let before: Word = record.words[first - 1] ?? record.typeWord;
  record.words.slice(first).forEach((word, index) => {
    const name = names[first + index - 1];
    const note = index === 0 || name === undefined ? "" : commentAfter(before, name, widest);
    if (index === 0 || word.start > before.end)
      edits.push(replace({ start: before.end, end: word.start }, index === 0 ? ` (${indent}` : note + indent));
    before = word;
  });
  const lastName = names.at(-1);
  const note = lastName === undefined ? "" : commentAfter(before, lastName, widest);
  edits.push(insert(before.end, note === "" ? " )" : `${note}${indent})`));
  return [rewrite(snapshot, "Write each field on a line, in parentheses", edits)];
}

const commentAfter = (word: Word, name: string, widest: number): string =>
  `${" ".repeat(widest - (word.end - word.start) + 1)}; ${name}`;

/** Whether nothing but white space stands between the type and the end of the RDATA. */
function isPlainRdata(snapshot: ZoneSnapshot, { entry, record }: Here): boolean {
  if (record === undefined || record.generated || record.template || entry.problems.length > 0) return false;
  const { pieces } = piecesOf(sliceText(snapshot.text, entry.start, entry.end), entry);
  return pieces.every(({ kind, start }) => kind === "word" || (kind === "comment" && start >= record.span.end));
}

/** Writes RDATA as `\# length hex` (RFC 3597 section 5), or back in the words of its type. */
export function genericForms(snapshot: ZoneSnapshot, here: Here): CodeAction[] {
  const { record } = here;
  if (record === undefined || record.generated) return [];
  const type = canonicalTypeName(record.type.code);
  const { canonical, generic } = record.rdata;
  const pack = "Write in the generic form of RFC 3597";
  if (canonical === undefined) return generic ? [] : noRewrite(pack, "The record can't be read");
  const readable = generic && record.type.fields !== undefined && !canonical.startsWith("\\#");
  if (generic && !readable) return [];
  const title = readable ? `Write as ${type}` : pack;
  if (record.type.code < 0) return noRewrite(title, `${record.type.name} is no type of DNS and has no number`);
  const packed = readable ? { text: canonical } : genericRdata(record, here.frame.encoding);
  if ("unpacked" in packed) return noRewrite(title, `The ${packed.unpacked || "data"} of ${type} can't be packed here`);
  const written = packed.text;
  if (!isPlainRdata(snapshot, here)) return noRewrite(title, "Parentheses or comments stand between its fields");
  const typeName = readable ? type : `TYPE${record.type.code}`;
  return [
    rewrite(snapshot, title, [
      replace({ start: record.typeWord.start, end: record.span.end }, `${typeName} ${written}`.trimEnd()),
    ]),
  ];
}
