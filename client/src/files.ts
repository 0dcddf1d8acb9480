/** Reads files for the server: those inside the workspace folders, and only in a trusted workspace. */
import { FileType, RelativePattern, Uri, workspace } from "vscode";

/** Zone files, mail policies, settings of the repository and of name servers. */
export const filePatterns = [
  "**/*.{zone,zonefile,arpa,rev,rpz,dns,db}",
  "**/*.{zone,db,arpa,rpz}.{signed,unsigned}",
  "**/db.*",
  "**/{named,root}.{root,ca,cache,hint,hints,local}",
  "**/mta-sts.txt",
  "**/zonewright.json",
  "**/.editorconfig",
  "**/named.conf*",
];

const ignored = "**/{node_modules,.git}/**";
const mostFiles = 20_000;
/** VS Code opens no larger ones either with its extensions. */
const mostBytes = 50 * 1024 * 1024;

/** The place of a file with every symbolic link followed; hosts without such links answer with the URI they got. */
export type RealUri = (uri: Uri) => Promise<Uri>;

function isInside(file: Uri, folder: Uri): boolean {
  const base = folder.path.endsWith("/") ? folder.path : `${folder.path}/`;
  const isBelow = file.path.startsWith(base) || `${file.path}/` === base;
  return file.scheme === folder.scheme && file.authority === folder.authority && isBelow;
}

async function isInWorkspace(file: Uri, realUri: RealUri): Promise<boolean> {
  const folders = workspace.workspaceFolders ?? [];
  if (!folders.some(({ uri }) => isInside(file, uri))) return false;
  const [realFile, ...realFolders] = await Promise.all([file, ...folders.map(({ uri }) => uri)].map(realUri));
  return realFile !== undefined && realFolders.some((folder) => isInside(realFile, folder));
}

/** The text of a file, or null where there is none that the server may have. */
export async function readFile(written: string, realUri: RealUri): Promise<{ text: string } | null> {
  if (!workspace.isTrusted) return null;
  try {
    // Joining nothing takes the ".." out of the path, before it is compared.
    const file = Uri.joinPath(Uri.parse(written, true), ".");
    if (!(await isInWorkspace(file, realUri))) return null;
    const { type, size } = await workspace.fs.stat(file);
    if ((type & FileType.File) === 0 || size > mostBytes) return null;
    return { text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(await workspace.fs.readFile(file)) };
  } catch {
    return null;
  }
}

/** What is in a folder, links left aside; nothing where the server may not look into it. */
export async function readFolder(written: string, realUri: RealUri): Promise<{ name: string; isFolder: boolean }[]> {
  if (!workspace.isTrusted) return [];
  try {
    const folder = Uri.joinPath(Uri.parse(written, true), ".");
    if (!(await isInWorkspace(folder, realUri))) return [];
    return (await workspace.fs.readDirectory(folder))
      .filter(([, type]) => type === FileType.File || type === FileType.Directory)
      .map(([name, type]) => ({ name, isFolder: type === FileType.Directory }));
  } catch {
    return [];
  }
}

/** The URIs of all files in the workspace folders whose names fit the patterns. */
export async function findFiles(): Promise<string[]> {
  if (!workspace.isTrusted) return [];
  const found = await Promise.all(
    (workspace.workspaceFolders ?? []).flatMap((folder) =>
      filePatterns.map(async (pattern) =>
        workspace.findFiles(new RelativePattern(folder, pattern), ignored, mostFiles),
      ),
    ),
  );
  return [...new Set(found.flat().map((uri) => uri.toString()))];
}
