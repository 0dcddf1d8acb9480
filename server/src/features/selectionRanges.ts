/** What a selection grows to: label, name, field, RDATA, record, line, owner's records, section, document. */
import { hull, span, touches, type Span } from "../text/span.js";
import { rawStart, type Word } from "../syntax/word.js";
import { entryAt, type Here, type ZoneSnapshot } from "../workspace/snapshot.js";
import { entryOfFrame } from "../zone/frame.js";
import { isDirective } from "../zone/directive.js";
import { partsOf } from "./entryParts.js";

/** The spans around an offset, the innermost first, each within the next. */
export function selectionRanges(snapshot: ZoneSnapshot, offset: number): readonly Span[] {
  const here = entryAt(snapshot, offset);
  const all = span(0, snapshot.text.length);
  if (here === undefined) return [all];
  const found = [...wordSpans(here, offset), ...recordSpans(here, offset), ...groupSpans(here), all];
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

/** The records of the same owner around this one, and the section of its origin, as far as the page goes. */
function groupSpans({ frame, index, entry }: Here): Span[] {
  const first = entry.words[0];
  if (first === undefined || isDirective(entry)) return [];
  const row = frame.rows.find((candidate) => candidate.entry === index);
  if (row === undefined) return [];
  const at = frame.rows.indexOf(row);
  const grown = (same: (other: (typeof frame.rows)[number]) => boolean): Span => {
    let from = at;
    let to = at;
    while (from > 0 && sameAt(frame.rows[from - 1], same)) from--;
    while (to + 1 < frame.rows.length && sameAt(frame.rows[to + 1], same)) to++;
    const start = entryOfFrame(frame, frame.rows[from]?.entry ?? index);
    const end = entryOfFrame(frame, frame.rows[to]?.entry ?? index);
    return span(start.start, end.end);
  };
  return [grown((other) => other.owner.key === row.owner.key), grown((other) => other.origin.key === row.origin.key)];
}

const sameAt = <T>(value: T | undefined, same: (value: T) => boolean): boolean => value !== undefined && same(value);
