/** A file system that lives in the tests: what VS Code reads there, no program on the disk could. */
import type { Disposable, FileStat, FileSystemProvider, FileType } from "vscode";
import { EventEmitter, FileSystemError, Uri, workspace } from "vscode";

const scheme = "memfs";
const aFile: FileType.File = 1;
const aFolder: FileType.Directory = 2;

/** Serves the texts by their paths, all in one folder. */
export function serveFromMemory(texts: Readonly<Record<string, string>>): Disposable {
  const octetsOf = (uri: Uri): Uint8Array => {
    const text = texts[uri.path];
    if (text === undefined) throw FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(text);
  };
  const refuse = (): never => {
    throw FileSystemError.NoPermissions("nothing is written in the tests' memory");
  };
  const provider: FileSystemProvider = {
    onDidChangeFile: new EventEmitter<never>().event,
    watch: () => ({ dispose: () => undefined }),
    stat(uri): FileStat {
      if (uri.path === "/") return { type: aFolder, ctime: 0, mtime: 0, size: 0 };
      return { type: aFile, ctime: 0, mtime: 0, size: octetsOf(uri).length };
    },
    readDirectory: () => Object.keys(texts).map((path) => [path.slice(1), aFile]),
    readFile: octetsOf,
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  };
  return workspace.registerFileSystemProvider(scheme, provider, { isReadonly: true });
}

export const inMemory = (path: string): Uri => Uri.from({ scheme, path });
