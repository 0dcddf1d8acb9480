/** What can be folded: parentheses, blocks of comments, regions, records of one owner and sections of one origin. */
import { lineColumnAt, sliceText } from "../text/pagedText.js";
import type { Span } from "../text/span.js";
import { finish, type Steps } from "../text/steps.js";
import { entriesOf, type ZoneSnapshot } from "../workspace/snapshot.js";
import { isDirective } from "../zone/directive.js";
import type { Entry } from "../syntax/entry.js";

export interface Fold extends Span {
  readonly kind: "comment" | "region" | "record" | "owner" | "section";
}

const regionStart = /^;\s*#?region\b/i;
const regionEnd = /^;\s*#?endregion\b/i;

/** How many entries make a step. */
const stride = 512;

/** Stretches of more than one line, in order of their starts. */
export const folding = (snapshot: ZoneSnapshot): readonly Fold[] => finish(foldingInSteps(snapshot));

export function* foldingInSteps(snapshot: ZoneSnapshot): Steps<readonly Fold[]> {
  const folds: Fold[] = [];
  const add = (start: number, end: number, kind: Fold["kind"]): void => {
    if (lineColumnAt(snapshot.text, start).line < lineColumnAt(snapshot.text, end).line)
      folds.push({ start, end, kind });
  };
  const regions: number[] = [];
  let comments: Span | undefined;
  let group: { owner: string; start: number; end: number; records: number } | undefined;
  let section: Span | undefined;
  const endComments = (): void => {
    if (comments !== undefined) add(comments.start, comments.end, "comment");
    comments = undefined;
  };
  const endGroup = (): void => {
    if (group !== undefined && group.records > 1) add(group.start, group.end, "owner");
    group = undefined;
  };
  const endSection = (): void => {
    if (section !== undefined) add(section.start, section.end, "section");
    section = undefined;
  };
  let seen = 0;
  for (const { entry } of entriesOf(snapshot)) {
    if (++seen % stride === 0) yield;
    const [first] = entry.words;
    const end = endOf(entry);
    if (first === undefined) {
      const [comment] = entry.comments;
      if (comment === undefined) endComments();
      else {
        const text = sliceText(snapshot.text, comment.start, Math.min(comment.end, comment.start + 40));
        if (regionStart.test(text)) {
          endComments();
          regions.push(comment.start);
        } else if (regionEnd.test(text)) {
          endComments();
          const start = regions.pop();
          if (start !== undefined) add(start, comment.end, "region");
        } else comments = { start: comments?.start ?? comment.start, end: comment.end };
      }
      continue;
    }
    endComments();
    if (isDirective(entry)) {
      endGroup();
      if (first.raw.toUpperCase() === "$ORIGIN") {
        endSection();
        section = { start: entry.start, end };
      }
    } else {
      add(entry.start, end, "record");
      if (group !== undefined && (entry.leadingBlank || first.raw.toLowerCase() === group.owner))
        group = { ...group, end, records: group.records + 1 };
      else {
        endGroup();
        group = entry.leadingBlank
          ? undefined
          : { owner: first.raw.toLowerCase(), start: entry.start, end, records: 1 };
      }
    }
    if (section !== undefined) section = { start: section.start, end };
  }
  endComments();
  endGroup();
  endSection();
  return folds.toSorted((a, b) => a.start - b.start || b.end - a.end);
}

/** Where an entry ends, its last line break left out. */
const endOf = ({ start, end }: Entry): number => Math.max(start, end - 1);
