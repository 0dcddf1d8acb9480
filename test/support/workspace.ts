/** A workspace of texts by path, as a host without disk gives them to it, with what version control has of them. */
import type { Diagnosis } from "../../server/src/analysis/diagnose.js";
import { entryEnd } from "../../server/src/syntax/scanner.js";
import { pagedText } from "../../server/src/text/pagedText.js";
import { documentKind } from "../../server/src/workspace/files.js";
import { openWorkspace, type Workspace } from "../../server/src/workspace/workspace.js";

export interface TestWorkspace {
  readonly workspace: Workspace;
  /** What is on disk, by path; what is changed here is seen when the workspace asks. */
  readonly disk: Map<string, string>;
  /** What is committed, by path; undefined where the host has no version control. */
  readonly committed: Map<string, string> | undefined;
  /** The paths that were asked of version control. */
  readonly asked: string[];
  open(path: string, text?: string): void;
  change(path: string, text: string): void;
  settle(): Promise<void>;
  /** Of a document, in order. */
  found(path: string): readonly Diagnosis[];
  rules(path: string): readonly string[];
}

const uriOf = (path: string): string => `file:///work/${path}`;
const pathOf = (uri: string): string => uri.slice(uriOf("").length);

export function testWorkspace(
  files: Readonly<Record<string, string>>,
  committedFiles?: Readonly<Record<string, string>>,
  now = 1_800_000_000,
): TestWorkspace {
  const disk = new Map(Object.entries(files));
  const committed = committedFiles === undefined ? undefined : new Map(Object.entries(committedFiles));
  const asked: string[] = [];
  const read = (from: ReadonlyMap<string, string>, uri: string): { text: string; encoding: "utf-8" } | undefined => {
    const text = from.get(pathOf(uri));
    return text === undefined ? undefined : { text, encoding: "utf-8" };
  };
  const workspace = openWorkspace({
    readFile: async (uri) => Promise.resolve(read(disk, uri)),
    ...(committed === undefined
      ? {}
      : {
          committed: async (uri: string) => {
            asked.push(pathOf(uri));
            return Promise.resolve(read(committed, uri));
          },
        }),
    now: () => now,
    log: (message) => {
      throw new Error(message);
    },
  });
  workspace.setFolders(["file:///work"]);
  workspace.addFiles([...disk.keys()].map(uriOf));
  const put = (path: string, text: string): void => void disk.set(path, text);
  return {
    workspace,
    disk,
    committed,
    asked,
    open(path, text = disk.get(path) ?? "") {
      put(path, text);
      workspace.open(uriOf(path), documentKind(uriOf(path)), pagedText(text, entryEnd));
    },
    change(path, text) {
      put(path, text);
      workspace.change(uriOf(path), pagedText(text, entryEnd));
    },
    async settle() {
      do for (const _ of workspace.work());
      while ((await workspace.load()) || !workspace.settled());
    },
    found: (path) => workspace.diagnostics(uriOf(path)),
    rules: (path) => workspace.diagnostics(uriOf(path)).map(({ rule }) => rule),
  };
}
