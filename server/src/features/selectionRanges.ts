/** What a selection grows to: label, name, field, RDATA, record, line, owner's records, section, document. */
import { hull, span, touches, type Span } from "../text/span.js";
import { rawStart, type Word } from "../syntax/word.js";
import { entryAt, type Here, type ZoneSnapshot } from "../workspace/snapshot.js";
import { entryOfFrame, type Frame } from "../zone/frame.js";
import { isDirective } from "../zone/directive.js";
import { partsOf } from "./entryParts.js";
import { sectionAt } from "./sections.js";

/** The spans around an offset, the innermost first, each within the next. */
export function selectionRanges(snapshot: ZoneSnapshot, offset: number): readonly Span[] {
  const here = entryAt(snapshot, offset);
  const all = span(0, snapshot.text.length);
  if (here === undefined) return [all];
  const sections = [sectionAt(snapshot.text, offset) ?? []].flat();
  const found = [
    ...wordSpans(here, offset),
    ...recordSpans(here, offset),
    ...ownerSpan(snapshot, here),
    ...sections,
    all,
  ];
  return nested(found);
}

/** Those that hold the one before and are larger. */
function nested(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const one of spans) {
    const last = kept[kept.length - 1];
    const holds = last === undefined || (one.start <= last.start && last.end <= one.end);
    const larger = last === undefined || one.end - one.start > last.end - last.start;
    if (holds && larger) kept.push(span(one.start, one.end));
  }
  return kept;
}

function wordSpans({ entry }: Here, offset: number): Span[] {
  const comment = entry.comments.find((at) => touches(at, offset));
  if (comment !== undefined) return [comment];
  const word = entry.words.find((at) => touches(at, offset));
  if (word === undefined) return [];
  const inside = span(rawStart(word), rawStart(word) + word.raw.length);
  return [labelSpan(word, offset), inside, word];
}

/** Between dots, or in strings between blanks and semicolons. */
function labelSpan(word: Word, offset: number): Span {
  const start = rawStart(word);
  const at = Math.min(Math.max(0, offset - start), word.raw.length);
  const isEdge = (character: string): boolean => (word.quoted ? /[\s;]/ : /\./).test(character);
  let from = at;
  while (from > 0 && !isEdge(word.raw.charAt(from - 1))) from--;
  let to = at;
  while (to < word.raw.length && !isEdge(word.raw.charAt(to))) to++;
  return span(start + from, start + to);
}

function recordSpans({ entry, record }: Here, offset: number): Span[] {
  const words = entry.words;
  const first = words[0];
  const last = words[words.length - 1];
  if (first === undefined || last === undefined) return [entry];
  const parts = partsOf(entry);
  const part = parts.find(({ word }) => touches(word, offset));
  const spans: Span[] = [];
  if (part?.kind === "field") {
    const same = parts.filter((other) => other.kind === "field" && other.field === part.field).map(({ word }) => word);
    spans.push(same.reduce<Span>(hull, part.word));
  }
  const rdata = record?.generated === false ? record.words : [];
  const data = rdata[0];
  if (data !== undefined && offset >= data.start) spans.push(rdata.reduce<Span>(hull, data));
  return [...spans, span(first.start, last.end), entry];
}

/** The records of the same owner around this one, whatever page they are on. */
function ownerSpan(snapshot: ZoneSnapshot, { frame, index, entry }: Here): Span[] {
  if (entry.words.length === 0 || isDirective(entry)) return [];
  const row = frame.rows.find((candidate) => candidate.entry === index);
  if (row === undefined) return [];
  const frames = snapshot.reading.frames();
  const { key } = row.owner;
  // An included file parts the records before it from those after it.
  const goesOn = (from: Frame, to: Frame | undefined): to is Frame =>
    to !== undefined && to.uri === from.uri && Math.abs(to.order - from.order) === 1;
  let first = { frame, at: frame.rows.indexOf(row) };
  let last = first;
  for (;;) {
    const before = first.at > 0 ? first.frame : frames[first.frame.order - 1];
    if (!(before === first.frame || goesOn(first.frame, before))) break;
    const at = before === first.frame ? first.at - 1 : before.rows.length - 1;
    if (before.rows[at]?.owner.key !== key) break;
    first = { frame: before, at };
  }
  for (;;) {
    const after = last.at + 1 < last.frame.rows.length ? last.frame : frames[last.frame.order + 1];
    if (!(after === last.frame || goesOn(last.frame, after))) break;
    const at = after === last.frame ? last.at + 1 : 0;
    if (after.rows[at]?.owner.key !== key) break;
    last = { frame: after, at };
  }
  const entryAtRow = ({ frame: of, at }: typeof first): Span => entryOfFrame(of, of.rows[at]?.entry ?? index);
  return [span(entryAtRow(first).start, entryAtRow(last).end)];
}
