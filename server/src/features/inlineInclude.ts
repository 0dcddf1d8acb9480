/** Puts an included file in the place of its `$INCLUDE` line, so that every record there and after it stays what it is. */
import { wholeText, sliceText } from "../text/pagedText.js";
import { replace } from "../text/edit.js";
import { contextOf, type Here, type ZoneSnapshot } from "../workspace/snapshot.js";
import { readDirective } from "../zone/directive.js";
import type { Frame } from "../zone/frame.js";
import type { SourceText } from "../zone/readZone.js";
import { editsOf, refusal, type CodeAction } from "./action.js";
import { lineBreakOf } from "./format.js";
import { nextFrom, standAlone } from "./keepContext.js";

const title = "Put the included file in the place of $INCLUDE";
const longest = 1024 * 1024;

const no = (disabled: string): CodeAction[] => [refusal(title, "refactor.inline", disabled)];

const folderOf = (uri: string): string => uri.slice(0, uri.lastIndexOf("/") + 1);

/** The frames that an `$INCLUDE` brought in; none where its file was not read. */
function framesWithin(snapshot: ZoneSnapshot, { order, uri, page, to }: Frame): readonly Frame[] {
  const found: Frame[] = [];
  const rest = snapshot.reading.frames().slice(order + 1);
  if (rest[0]?.uri === uri) return [];
  for (const frame of rest) {
    const goesOn = frame.uri === uri && (frame.page === page ? frame.from === to : frame.from === 0);
    if (goesOn) break;
    found.push(frame);
  }
  return found;
}

const reasons: ReadonlyMap<string, string> = new Map([
  ["include/not-found", "The file is not there"],
  ["include/outside-workspace", "The file lies outside the folders of the workspace"],
  ["include/cycle", "The file includes itself"],
  ["include/too-deep", "Files include each other too deep"],
]);

/** Why nothing came of an `$INCLUDE`. */
function whyNotRead({ reading }: ZoneSnapshot, frame: Frame): string {
  const found = reading.includeProblems().find((one) => one.frame === frame);
  return found === undefined ? "The file is empty" : (reasons.get(found.problem.rule) ?? "The file was not read");
}

/** Why a text can't stand in the middle of another. */
function obstacleIn(source: SourceText, here: Here, frames: readonly Frame[], text: string): string | undefined {
  const own = frames.filter(({ uri }) => uri === source.uri);
  if (text.length > longest) return "The file is over 1 MB";
  if (text.startsWith("\ufeff")) return "The file starts with a byte order mark";
  if (source.encoding !== here.frame.encoding && /[^\0-\x7f]/.test(text)) return "The files differ in their encoding";
  if (own.some(({ problems }) => problems.some(({ rule }) => rule.startsWith("syntax/"))))
    return "The file has quotes or parentheses that don't match";
  if (folderOf(source.uri) !== folderOf(here.frame.uri) && own.some(({ include }) => include !== undefined))
    return "The file includes others by their place relative to its own folder";
  return undefined;
}

export function inlineInclude(snapshot: ZoneSnapshot, here: Here): CodeAction[] {
  const { frame, entry } = here;
  const [keyword] = entry.words;
  if (frame.include === undefined || keyword?.raw.toUpperCase() !== "$INCLUDE") return [];
  if (frame.include.at.start + frame.base !== entry.words[1]?.start) return [];
  const frames = framesWithin(snapshot, frame);
  const source = snapshot.reading.documents().find(({ uri }) => uri === frames[0]?.uri);
  if (source === undefined) return no(whyNotRead(snapshot, frame));
  const written = wholeText(source.text);
  const obstacle = obstacleIn(source, here, frames, written);
  if (obstacle !== undefined) return no(obstacle);
  const next = nextFrom(snapshot, entry.end);
  const kept = standAlone(next, false);
  if ("obstacle" in kept) return no(kept.obstacle);
  const context = contextOf(here);
  const directive = readDirective(entry, context, frame.encoding, []);
  const origin = directive.kind === "include" ? directive.origin : undefined;
  const movesOrigin =
    origin !== undefined || frames.some(({ before, after }) => before.origin.text !== after.origin.text);
  const eol = lineBreakOf(snapshot);
  const comments = entry.comments.map(({ start, end }) => sliceText(snapshot.text, start, end).trimEnd() + eol);
  const body = written.replace(/\r\n|\n/g, eol);
  const text =
    comments.join("") +
    (origin === undefined ? "" : `$ORIGIN ${origin.text}${eol}`) +
    body +
    (body === "" || /[\r\n]$/.test(body) ? "" : eol) +
    (movesOrigin && entry.end < snapshot.text.length ? `$ORIGIN ${context.origin.text}${eol}` : "");
  return [{ title, kind: "refactor.inline", edits: editsOf([replace(entry, text), ...kept], snapshot.uri) }];
}
