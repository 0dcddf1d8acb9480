/** The files of the workspace folders, read from disk: never one outside of them, whatever links say. */
import { readFile, realpath, stat, writeFile } from "node:fs/promises";
import { sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { glob } from "tinyglobby";
import type { Encoding } from "../text/octets.js";
import { filePatterns } from "../workspace/files.js";

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

/** The text of the file of a URI; undefined where it is no file, too large, or in none of the folders. */
export async function readFileOf(
  uri: string,
  folders: readonly string[],
): Promise<{ text: string; encoding: Encoding } | undefined> {
  if (!uri.startsWith("file:")) return undefined;
  try {
    const path = await realpath(fileURLToPath(uri));
    const inside = await Promise.all(folders.map(async (folder) => realpath(fileURLToPath(folder))));
    if (!inside.some((folder) => path.startsWith(folder.endsWith(sep) ? folder : folder + sep))) return undefined;
    const found = await stat(path);
    if (!found.isFile() || found.size > largest) return undefined;
    return decode(await readFile(path));
  } catch {
    return undefined;
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
