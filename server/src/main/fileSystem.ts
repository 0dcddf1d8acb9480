/** The files of the workspace folders, read from disk: never one outside of them, whatever links say. */
import { readdir, readFile, realpath, stat, writeFile } from "node:fs/promises";
import { sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { glob } from "tinyglobby";
import type { Encoding } from "../text/octets.js";
import { filePatterns, type FolderEntry } from "../workspace/files.js";

/** The ceiling that VS Code has for its extensions too, in octets. */
export const largest = 50 * 1024 * 1024;

/** Text as UTF-8, or where it is none, one character an octet. A byte order mark stays. */
export function decode(octets: Uint8Array): { text: string; encoding: Encoding } {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets), encoding: "utf-8" };
  } catch {
    return { text: Buffer.from(octets).toString("latin1"), encoding: "latin-1" };
  }
}

/** Writes what `decode` gave, or an edit of it. */
export async function writeText(path: string, text: string, encoding: Encoding): Promise<void> {
  await writeFile(path, text, encoding === "latin-1" ? "latin1" : "utf8");
}

/** The path of a file or folder with every link followed; undefined where it is in none of the folders. Throws where there is none. */
async function realPathInside(uri: string, folders: readonly string[]): Promise<string | undefined> {
  if (!uri.startsWith("file:")) return undefined;
  const path = await realpath(fileURLToPath(uri));
  const inside = await Promise.all(folders.map(async (folder) => realpath(fileURLToPath(folder))));
  return inside.some((folder) => path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep))
    ? path
    : undefined;
}

/** The text of the file of a URI; undefined where it is no file, too large, or in none of the folders. */
export async function readFileOf(
  uri: string,
  folders: readonly string[],
): Promise<{ text: string; encoding: Encoding } | undefined> {
  try {
    const path = await realPathInside(uri, folders);
    if (path === undefined) return undefined;
    const found = await stat(path);
    if (!found.isFile() || found.size > largest) return undefined;
    return decode(await readFile(path));
  } catch {
    return undefined;
  }
}

/** What is in a folder, links left aside; nothing where it is no folder, or in none of the folders. */
export async function readFolderOf(uri: string, folders: readonly string[]): Promise<FolderEntry[]> {
  try {
    const path = await realPathInside(uri, folders);
    if (path === undefined) return [];
    const found = await readdir(path, { withFileTypes: true });
    return found
      .filter((entry) => entry.isFile() || entry.isDirectory())
      .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
  } catch {
    return [];
  }
}

/** The URIs of the files of the folders that may be zones, policies or settings. */
export async function findFilesIn(folders: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const folder of folders) {
    if (!folder.startsWith("file:")) continue;
    const paths = await glob([...filePatterns], {
      cwd: fileURLToPath(folder),
      absolute: true,
      dot: true,
      ignore: ["**/node_modules/**", "**/.git/**"],
      followSymbolicLinks: false,
    });
    found.push(...paths.map((path) => pathToFileURL(path).toString()));
  }
  return found;
}
