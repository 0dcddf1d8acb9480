/** Moves the selected lines, or a section, to a file of their own that is included in their place. */
import { labelsOf, type Name } from "../dns/name.js";
import { replace, type Edit } from "../text/edit.js";
import { sliceText } from "../text/pagedText.js";
import { shown } from "../text/problem.js";
import type { Span } from "../text/span.js";
import { contextOf, entryAt, walkEntries, type Here, type ZoneSnapshot } from "../workspace/snapshot.js";
import { isDirective } from "../zone/directive.js";
import { unknownOrigin } from "../zone/readZone.js";
import { editsOf, refusal, type CodeAction } from "./action.js";
import { lineBreakOf } from "./format.js";
import { nameIn, nextFrom, standAlone } from "./keepContext.js";

const isOrigin = ({ entry }: Here): boolean =>
  isDirective(entry) && entry.words[0]?.raw.toUpperCase() === "$ORIGIN" && entry.words.length > 1;

/** The entries of a section: from its `$ORIGIN` to the next one. */
function sectionAt(snapshot: ZoneSnapshot, start: Here): Span {
  let end = start.entry.end;
  for (const here of walkEntries(snapshot, start.entry.start)) {
    if (here.entry.start <= start.entry.start) continue;
    if (isOrigin(here)) break;
    end = here.entry.end;
  }
  return { start: start.entry.start, end };
}

/** The folder in which other files of the document are named, as it is written there, such as "zones/". */
function prefixOf(snapshot: ZoneSnapshot): string {
  const folder = folderOf(snapshot.uri);
  const frames = snapshot.reading.frames();
  for (const { uri, include, order } of frames) {
    const next = frames[order + 1];
    if (uri !== snapshot.uri || include === undefined || next === undefined || next.uri === uri) continue;
    if (folderOf(next.uri) === folder) return include.file.slice(0, include.file.lastIndexOf("/") + 1);
  }
  return "";
}

const folderOf = (uri: string): string => uri.slice(0, uri.lastIndexOf("/") + 1);

/** A name that no document of the zone has. */
function freeName(snapshot: ZoneSnapshot, stem: string): string {
  const taken = new Set(snapshot.reading.documents().map(({ uri }) => uri));
  for (let count = 1; ; count++) {
    const name = count === 1 ? `${stem}.inc` : `${stem}.${count}.inc`;
    if (!taken.has(folderOf(snapshot.uri) + encodeURIComponent(name))) return name;
  }
}

const plainStem = (text: string): string =>
  labelsOf(text)
    .join(".")
    .replace(/[^A-Za-z0-9._-]/g, "_");

/** The selected lines, where they are more than a cursor; the section whose `$ORIGIN` the cursor is on. */
export function extractInclude(snapshot: ZoneSnapshot, start: number, end: number): CodeAction[] {
  const first = entryAt(snapshot, start);
  const last = entryAt(snapshot, Math.max(start, end - 1));
  if (first === undefined || last === undefined) return [];
  if (start < end) {
    const title = "Move the selected lines to an included file";
    const stem = `${plainStem((snapshot.zone.apex ?? contextOf(first).origin).text)}.part`;
    return moved(snapshot, title, stem, { start: first.entry.start, end: last.entry.end });
  }
  if (!isOrigin(first)) return [];
  const section = sectionAt(snapshot, first);
  const inside = nextFrom(snapshot, first.entry.end)?.record?.origin;
  if (inside === undefined) return [];
  const title = `Move the section of ${shown(inside.text, 40)} to an included file`;
  return moved(snapshot, title, plainStem(inside.text) || "root", section);
}

function moved(snapshot: ZoneSnapshot, title: string, stem: string, at: Span): CodeAction[] {
  const no = (disabled: string): CodeAction[] => [refusal(title, "refactor.extract", disabled)];
  const entries: Here[] = [];
  for (const here of walkEntries(snapshot, at.start))
    if (here.entry.start >= at.start && here.entry.end <= at.end) entries.push(here);
  const records = entries.filter(({ entry }) => entry.words.length > 0 && !isDirective(entry));
  const [first] = entries;
  if (first === undefined || records.length === 0) return [];
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(snapshot.uri)) return no("The document is no file yet: save it first");
  if (entries.some(({ entry }) => entry.problems.length > 0)) return no("Quotes or parentheses don't match there");
  const before = contextOf(first);
  const { origin } = before;
  if (origin.key.endsWith(unknownOrigin.key)) return no("The origin is not known: set it first");
  if (before.owner === "unreadable") return no("The owner before the lines can't be read");
  const kept = standAlone(nextFrom(snapshot, at.end), false);
  if ("obstacle" in kept) return no(kept.obstacle);
  const eol = lineBreakOf(snapshot);
  const name = freeName(snapshot, stem);
  const after = originAfter(snapshot, at.end);
  const includes = `$INCLUDE ${prefixOf(snapshot)}${name}${eol}`;
  const back = after === undefined || after.text === origin.text ? "" : `$ORIGIN ${after.text}${eol}`;
  const edits: Edit[] = [replace(at, includes + back), ...kept];
  return [
    {
      title,
      kind: "refactor.extract",
      edits: editsOf(edits, snapshot.uri),
      files: [
        {
          uri: folderOf(snapshot.uri) + encodeURIComponent(name),
          text: ownText(snapshot, at, records, origin, eol),
        },
      ],
    },
  ];
}

/** The origin that is in force after the lines; undefined where nothing follows that needs it. */
function originAfter(snapshot: ZoneSnapshot, end: number): Name | undefined {
  for (const here of walkEntries(snapshot, end)) {
    const { entry } = here;
    if (entry.start < end || entry.words.length === 0) continue;
    const setsItsOwn = isOrigin(here) && entry.words[1]?.raw.endsWith(".") === true;
    return setsItsOwn ? undefined : contextOf(here).origin;
  }
  return undefined;
}

/** The lines with what they took from those before: the origin, and the owner of their first record. */
function ownText(snapshot: ZoneSnapshot, at: Span, records: readonly Here[], origin: Name, eol: string): string {
  const text = sliceText(snapshot.text, at.start, at.end);
  const first = records[0];
  const heading = `$ORIGIN ${origin.text}${eol}`;
  const ended = /[\r\n]$/.test(text) ? text : text + eol;
  if (first?.record === undefined || !first.entry.leadingBlank) return heading + ended;
  const cut = first.entry.start - at.start;
  return heading + ended.slice(0, cut) + nameIn(first.record.owner, first.record.origin) + ended.slice(cut);
}
