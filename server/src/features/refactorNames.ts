/** Refactorings of one word: a name written relative or absolute, a time in units or seconds. */
import { isAtOrBelow, relativeTo } from "../dns/name.js";
import { readTtl, ttlWithUnits } from "../dns/ttl.js";
import type { Word } from "../syntax/word.js";
import { replace } from "../text/edit.js";
import { shown } from "../text/problem.js";
import { touches } from "../text/span.js";
import type { Here, ZoneSnapshot } from "../workspace/snapshot.js";
import { isDirective } from "../zone/directive.js";
import { unknownOrigin } from "../zone/readZone.js";
import { editsOf, refusal, type CodeAction } from "./action.js";
import { placesOf } from "./namePlaces.js";

/** Writes the name under the cursor with or without the origin. */
export function nameForms(snapshot: ZoneSnapshot, { record }: Here, offset: number): CodeAction[] {
  if (record === undefined) return [];
  const place = placesOf(record, snapshot.zone).find(
    ({ at, role, made }) => role !== "mail" && !made && touches(at, offset),
  );
  if (place === undefined) return [];
  const { name, text, origin, at } = place;
  const no = (title: string, reason: string): CodeAction[] => [refusal(title, "refactor.rewrite", reason)];
  if (record.origin === undefined || isAtOrBelow(record.origin.key, unknownOrigin.key))
    return text.endsWith(".") ? [] : no("Write the absolute name", "The origin is not known: set it first");
  const relative = origin !== undefined && isAtOrBelow(name.key, origin.key) ? relativeTo(name, origin) : undefined;
  const action = (title: string, written: string): CodeAction => ({
    title,
    kind: "refactor.rewrite",
    edits: editsOf([replace(at, written)], snapshot.uri),
  });
  if (text === name.text) {
    if (relative === undefined && origin !== undefined && text !== ".")
      return no("Write the name relative to the origin", `It is not below the origin, ${shown(origin.text, 50)}`);
    return relative === undefined || relative === name.text
      ? []
      : [action(`Write ${shown(relative)}, relative to ${shown(origin?.text ?? "")}`, relative)];
  }
  return [action(`Write the absolute name ${shown(name.text)}`, name.text)];
}

/** The word under the cursor that is a time: a TTL, `$TTL`'s, or a timer of the SOA record. */
function timeAt({ record, entry }: Here, offset: number): Word | undefined {
  if (record === undefined) {
    const [directive, argument] = entry.words;
    const isTtl = isDirective(entry) && directive?.raw.toUpperCase() === "$TTL";
    return isTtl && argument !== undefined && touches(argument, offset) ? argument : undefined;
  }
  if (record.generated) return undefined;
  if (record.ttlWord !== undefined && touches(record.ttlWord, offset)) return record.ttlWord;
  if (record.rdata.generic) return undefined;
  const field = record.rdata.fields.find(({ field: { kind }, span: at }) => kind === "duration" && touches(at, offset));
  return field?.words[0];
}

/** Writes the time under the cursor with units, or in seconds. */
export function timeForms(snapshot: ZoneSnapshot, here: Here, offset: number): CodeAction[] {
  const word = timeAt(here, offset);
  const read = word === undefined ? undefined : readTtl(word.raw);
  if (word === undefined || read === undefined || "fault" in read) return [];
  const written = /^[0-9]+$/.test(word.raw) ? ttlWithUnits(read.seconds) : String(read.seconds);
  if (written === word.raw || (read.seconds < 60 && written.endsWith("s"))) return [];
  const edits = editsOf([replace(word, written)], snapshot.uri);
  return [{ title: `Write ${shown(word.raw)} as ${written}`, kind: "refactor.rewrite", edits }];
}
