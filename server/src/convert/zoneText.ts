/** JSON in the shape of `dns-zonefile` as the text of a zone, through that package itself; what can't be written is named first. */
import { readText } from "../analysis/check.js";
import { readTtl } from "../dns/ttl.js";
import { longestString, printString } from "../syntax/characterString.js";
import { tokenize } from "../syntax/scanner.js";
import { octetsOf } from "../text/octets.js";
import { shown } from "../text/problem.js";
import { canBeHidden, generate } from "./library.js";
import { isEntry, typeShapes, type Entry, type FieldForm, type TypeShape } from "./shape.js";

export interface ZoneText {
  readonly text: string;
  /** What of the JSON is not in it, each with its reason. */
  readonly missing: readonly string[];
}

/** One word that stands for itself: no white space, quotes, parentheses or comment. */
const word = /^(?:[^\s"();\\]|\\[0-9]{3}|\\[^0-9\s])+$/;

/** Text as strings in quotes. What stands in quotes already, as the package's own reader leaves it, stays. */
function quoted(text: string): string {
  const tokens = tokenize(text, 0, text.length);
  const strings = tokens.filter(({ kind }) => kind === "quoted");
  if (
    strings.length > 0 &&
    tokens.every(({ kind, unclosed }) => kind === "space" || (kind === "quoted" && unclosed !== true))
  )
    return text;
  const octets = Array.from(text, (character) => octetsOf(character.codePointAt(0) ?? 0, "utf-8")).flat();
  const parts: string[] = [];
  for (let at = 0; at === 0 || at < octets.length; at += longestString)
    parts.push(printString(octets.slice(at, at + longestString)));
  return parts.join(" ");
}

/** The value of a field as it is to be written; a reason where it can't be. */
function written(value: unknown, form: FieldForm): { readonly text: string } | { readonly reason: string } {
  const text = typeof value === "number" || typeof value === "string" ? String(value) : undefined;
  if (text === undefined) return { reason: "is missing" };
  if (/[\r\n]/.test(text) || !canBeHidden(text)) return { reason: "has characters that no zone file can have there" };
  if (form === "number") return /^[0-9]+$/.test(text) ? { text } : { reason: "is no whole number" };
  if (form === "text") return { text: quoted(text) };
  return word.test(text) ? { text } : { reason: "is no single word" };
}

/** An entry that the package will write as one record; a reason where it would not. */
function checked(entry: unknown, { fields }: TypeShape): Entry | { readonly reason: string } {
  if (!isEntry(entry)) return { reason: "is no object" };
  const name = written(entry["name"] ?? "@", "word");
  if ("reason" in name) return { reason: `its name ${name.reason}` };
  const found: Record<string, unknown> = { name: name.text };
  const { ttl } = entry;
  if (ttl !== undefined && ttl !== null && ttl !== "") {
    const said = String(typeof ttl === "number" || typeof ttl === "string" ? ttl : "");
    if ("fault" in readTtl(said)) return { reason: "its ttl is no TTL" };
    found["ttl"] = said;
  }
  for (const [field, form] of Object.entries(fields)) {
    const value = written(entry[field], form);
    if ("reason" in value) return { reason: `its ${field} ${value.reason}` };
    found[field] = value.text;
  }
  return found;
}

const shownEntry = (key: string, entry: unknown): string => `${key} ${shown(JSON.stringify(entry) ?? "", 100)}`;

/** The lines of one type, and what of it can't be written. */
function linesOf(shape: TypeShape, value: unknown, missing: string[]): string {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value];
  const good: { readonly entry: unknown; readonly found: Entry }[] = [];
  for (const entry of entries) {
    const found = checked(entry, shape);
    if (typeof found["reason"] === "string") missing.push(`${shownEntry(shape.key, entry)}: ${found["reason"]}`);
    else good.push({ entry, found });
  }
  const write = (some: readonly { readonly found: Entry }[]): string =>
    some.length === 0
      ? ""
      : `${generate(
          shape.key,
          some.map(({ found }) => found),
        ).trimEnd()}\n`;
  const all = write(good);
  if (countOf(all) === good.length) return all;
  const readable = good.filter((one) => {
    const isRead = countOf(write([one])) === 1;
    if (!isRead) missing.push(`${shownEntry(shape.key, one.entry)}: no server would read what it comes to`);
    return isRead;
  });
  return write(readable);
}

/** How many records the lines are; undefined where one of them can't be read. */
function countOf(lines: string): number | undefined {
  const { zone } = readText(`$TTL 0\n${lines}`, { origin: "example." });
  let count = 0;
  for (const { rdata } of zone.records()) {
    if (rdata.canonical === undefined) return undefined;
    count++;
  }
  return count;
}

const directives = [
  ["$origin", "$ORIGIN"],
  ["$ttl", "$TTL"],
] as const;

/** A zone's text; `value` is what JSON came to, `origin` goes over what it says. Refused where it is no object. */
export function jsonToZone(json: unknown, origin?: string): ZoneText | { readonly refused: string } {
  const value: unknown = isEntry(json) && origin !== undefined ? { ...json, $origin: origin } : json;
  if (!isEntry(value)) return { refused: "The JSON is no object: a zone in the shape of dns-zonefile is one" };
  const missing: string[] = [];
  let text = "";
  for (const [key, directive] of directives) {
    const said = value[key];
    if (said === undefined || said === null || said === "") continue;
    const found = written(said, "word");
    const isTtl = key === "$ttl";
    if ("reason" in found || (isTtl && "fault" in readTtl(found.text)))
      missing.push(`${shownEntry(key, said)}: can't be read`);
    else text += `${directive} ${isTtl || found.text.endsWith(".") ? found.text : `${found.text}.`}\n`;
  }
  for (const [key, shape] of typeShapes) {
    const entries = value[key];
    if (entries !== undefined && entries !== null) text += linesOf(shape, entries, missing);
  }
  for (const [key, entries] of Object.entries(value))
    if (!typeShapes.has(key) && !directives.some(([known]) => known === key))
      missing.push(`${shownEntry(key, entries)}: dns-zonefile does not write it`);
  return { text, missing };
}
