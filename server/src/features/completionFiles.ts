/** Files and folders to complete after `$INCLUDE`, as they are looked for when the zone is read. */
import { fileKind, type FolderEntry } from "../workspace/files.js";
import type { Snapshot } from "../workspace/snapshot.js";
import { isDirective } from "../zone/directive.js";
import type { Offer } from "./completionItem.js";
import { completionPlace, type CompletionPlace } from "./completionPlace.js";

/** What is in a folder in which an included file is looked for. */
export interface FileNearby extends FolderEntry {
  readonly uri: string;
}

const isIncludeFile = ({ before, entry }: CompletionPlace): boolean =>
  before.length === 1 && before[0]?.raw.toUpperCase() === "$INCLUDE" && isDirective({ ...entry, words: before });

/** What is typed of the path, its quote left aside: the folders, and the start of a name. */
function typedPath({ typed }: CompletionPlace): { directory: string; name: string } {
  const path = typed.replace(/^"/, "");
  const slash = path.lastIndexOf("/") + 1;
  return { directory: path.slice(0, slash), name: path.slice(slash) };
}

/** The folder, as it is written so far, that a file after `$INCLUDE` is in: "" or "keys/"; undefined where none is being written. */
export function includeDirectory(snapshot: Snapshot, offset: number): string | undefined {
  const place = snapshot.kind === "zone" ? completionPlace(snapshot, offset) : undefined;
  return place === undefined || !isIncludeFile(place) ? undefined : typedPath(place).directory;
}

/** Files that are most likely parts of zones, then zones and others, then folders. */
function rank({ name, isFolder, uri }: FileNearby): number {
  if (isFolder) return 3;
  if (/\.(?:inc|include|key|part)$/i.test(name)) return 0;
  return fileKind(uri) === "zone" ? 1 : 2;
}

/** Folders and files of tools, and what servers write beside zones. */
const aside = /^(?:node_modules|\..*)$|\.(?:jnl|jbk|private|state|zonewright\.json)$/i;

/** What a zone file can name: no quotes, no backslashes, nothing that ends the line. */
const writable = /^[^"\\\r\n\0]+$/;

function written(
  path: string,
  isFolder: boolean,
  quotes: boolean,
  snippets: boolean,
): Pick<Offer, "insert" | "snippet"> {
  if (!quotes) return { insert: path };
  // The cursor stays in the quotes, where the path goes on.
  return isFolder && snippets
    ? { insert: `"${path.replace(/[\\$}]/g, "\\$&")}$0"`, snippet: true }
    : { insert: `"${path}"` };
}

/** The names in the folders, each as it is found first. */
export function fileOffers(place: CompletionPlace, nearby: readonly FileNearby[], snippets: boolean): Offer[] {
  const { directory, name: typed } = typedPath(place);
  const { snapshot, word } = place;
  const found = new Map<string, FileNearby>();
  for (const entry of nearby)
    if (
      !found.has(entry.name) &&
      writable.test(entry.name) &&
      (!aside.test(entry.name) || (typed !== "" && entry.name.startsWith(typed)))
    )
      found.set(entry.name, entry);
  // A file that includes itself, or the one that it is included from, is refused.
  const isAbove = ({ uri }: FileNearby): boolean => uri === snapshot.uri || uri === snapshot.zone.uri;
  return [...found.values()]
    .filter((entry) => !isAbove(entry))
    .toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1))
    .map((entry) => {
      const path = `${directory}${entry.name}${entry.isFolder ? "/" : ""}`;
      const quotes = word?.quoted === true || /[\s;()]/.test(path);
      return {
        label: entry.isFolder ? `${entry.name}/` : entry.name,
        kind: entry.isFolder ? "folder" : "file",
        ...written(path, entry.isFolder, quotes, snippets),
        filter: word?.quoted === true ? `"${path}"` : path,
        goesOn: entry.isFolder,
      };
    });
}
