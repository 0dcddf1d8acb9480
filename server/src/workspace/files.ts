/** What a file is, by its name; and where the files are that a zone file names. */
import { URI, Utils } from "vscode-uri";

export type FileKind = "zone" | "policy" | "settings" | "name server" | "layout" | "other";

/** Source files that `db.*` would take for zones. */
const notZones =
  /\.(?:[cm]?[jt]sx?|json|ya?ml|toml|py|rb|go|rs|php|java|kt|cs|cc?|cpp|h|hpp|sql|sqlite3?|md|sh|html?|css|xml|lock|log|map|jar|gz|zip|bak)$/i;

export function fileName(uri: string): string {
  const { path } = URI.parse(uri);
  return path.slice(path.lastIndexOf("/") + 1);
}

export function fileKind(uri: string): FileKind {
  const name = fileName(uri).toLowerCase();
  if (name === "mta-sts.txt") return "policy";
  if (name === "zonewright.json") return "settings";
  if (name === ".editorconfig") return "layout";
  if (name.startsWith("named.conf") || name === "nsd.conf" || name === "knot.conf") return "name server";
  if (/\.(?:zone|zonefile|arpa|rev|rpz|dns|db|signed|unsigned|root|ca|hints?)$/.test(name)) return "zone";
  if (name.startsWith("db.") && !notZones.test(name)) return "zone";
  return "other";
}

/** What a file is read as when it is opened or included. */
export const documentKind = (uri: string): "zone" | "policy" => (fileKind(uri) === "policy" ? "policy" : "zone");

/** What may matter of the files of a folder. */
export const filePatterns: readonly string[] = [
  "**/*.{zone,zonefile,arpa,rev,rpz,dns,db}",
  "**/*.{zone,db,arpa,rpz}.{signed,unsigned}",
  "**/db.*",
  "**/{named,root}.{root,ca,cache,hint,hints,local}",
  "**/mta-sts.txt",
  "**/zonewright.json",
  "**/.editorconfig",
  "**/named.conf*",
];

const folderOf = (uri: string): string => Utils.dirname(URI.parse(uri)).toString();

/** Whether a document lies in one of the folders. */
export function isInside(uri: string, folders: readonly string[]): boolean {
  const { scheme, authority, path } = URI.parse(uri);
  return folders.some((folder) => {
    const base = URI.parse(folder);
    const start = base.path.endsWith("/") ? base.path : `${base.path}/`;
    return scheme === base.scheme && authority === base.authority && path.startsWith(start);
  });
}

/** The path of a document relative to the folder of the file `file`; undefined where it lies elsewhere. */
export function pathBelowFolderOf(file: string, uri: string): string | undefined {
  const folder = folderOf(file);
  return isInside(uri, [folder])
    ? URI.parse(uri).path.slice(URI.parse(folder).path.replace(/\/?$/, "/").length)
    : undefined;
}

/**
 * Where a file named in a zone file may be, the likeliest first: beside that file, beside the zone's first file, in a folder of the
 * workspace. BIND looks in its working directory, which no file tells. Dots that lead out of the workspace lead to nothing.
 */
export function includeCandidates(from: string, root: string, file: string, folders: readonly string[]): string[] {
  if (file === "" || file.includes("\0")) return [];
  if (file.startsWith("/")) {
    const absolute = URI.parse(from).with({ path: file });
    return [Utils.joinPath(absolute, ".").toString()];
  }
  const found = [folderOf(from), folderOf(root), ...folders].map((folder) =>
    Utils.joinPath(URI.parse(folder), file).toString(),
  );
  return [...new Set(found)];
}

/** A file or folder in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly isFolder: boolean;
}

/**
 * The folders of the workspace in which a file is looked for whose path starts with `directory`, "" or "keys/": where
 * `includeCandidates` looks for the file.
 */
export function includeFolders(from: string, root: string, directory: string, folders: readonly string[]): string[] {
  const inside = includeCandidates(from, root, `${directory}x`, folders).filter((uri) => isInside(uri, folders));
  return [...new Set(inside.map(folderOf))];
}

/** The URI of what has that name in a folder. */
export const uriIn = (folder: string, name: string): string => Utils.joinPath(URI.parse(folder), name).toString();

/**
 * Where a file may be that the configuration `conf` of a name server names: beside it, in a folder of the workspace, or below the folders
 * that configurations say (`directories`), which the workspace may mirror. An absolute path is a place of the server: it counts where
 * the workspace holds or mirrors it.
 */
export function configuredCandidates(
  conf: string,
  file: string,
  directories: readonly string[],
  folders: readonly string[],
): string[] {
  if (file === "" || file.includes("\0")) return [];
  const at = (folder: string, ...path: string[]): string => Utils.joinPath(URI.parse(folder), ...path).toString();
  const found = file.startsWith("/")
    ? [URI.parse(conf).with({ path: file }).toString(), ...folders.map((folder) => at(folder, file))]
    : [folderOf(conf), ...folders].flatMap((folder) => [
        at(folder, file),
        ...directories.map((directory) => at(folder, directory, file)),
      ]);
  return [...new Set(found)].filter((uri) => isInside(uri, folders));
}

/**
 * The mail domain of a policy file, from the folders that it lies in: "mta-sts.example.com/.well-known/mta-sts.txt" is the path at
 * which RFC 8461 section 3.2 has it served.
 */
export function policyDomain(uri: string): string | undefined {
  const parts = URI.parse(uri).path.toLowerCase().split("/").slice(0, -1).toReversed();
  for (const part of parts.slice(0, 4)) {
    if (part === ".well-known" || part === "public" || part === "static" || part === "html") continue;
    const domain = part.startsWith("mta-sts.") ? part.slice("mta-sts.".length) : part;
    return /^(?:[a-z0-9_-]{1,63}\.)+[a-z][a-z0-9-]{0,62}$/.test(domain) ? `${domain}.` : undefined;
  }
  return undefined;
}
