/** The files that a command is given, and the workspace that they make. */
import { existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { familyOf } from "../analysis/severity.js";
import { checks } from "../rules/catalogue.js";
import type { Check } from "../rules/rule.js";
import { entryEnd } from "../syntax/scanner.js";
import type { Encoding } from "../text/octets.js";
import { pagedText } from "../text/pagedText.js";
import type { ReadCommitted } from "../workspace/committed.js";
import { documentKind, fileKind } from "../workspace/files.js";
import type { ZoneSnapshot } from "../workspace/snapshot.js";
import { openWorkspace, type Workspace } from "../workspace/workspace.js";
import { decode, findFilesIn, readFileOf } from "./fileSystem.js";

/** The families of rules on what can't be read. */
export const readingFamilies: ReadonlySet<string> = new Set([
  "syntax",
  "directive",
  "zone",
  "record",
  "include",
  "generate",
]);

/** What says that something can't be read: all that commands need that don't check. */
export const readingChecks: readonly Check[] = checks.filter((check) =>
  check.rules.some(({ id }) => readingFamilies.has(familyOf(id))),
);

/** A reason for exit code 2. */
export class CannotRun extends Error {}

export interface Input {
  readonly uri: string;
  readonly path: string;
  readonly text: string;
  readonly encoding: Encoding;
}

async function readStandardInput(): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of process.stdin) if (part instanceof Uint8Array) parts.push(part);
  return Buffer.concat(parts);
}

const uriOf = (path: string): string => pathToFileURL(path).toString();
export const shownPath = (path: string): string => {
  const short = relative(process.cwd(), path);
  return short === "" || short.startsWith("..") ? path : short;
};

async function readInput(path: string): Promise<Input> {
  const full = resolve(path);
  try {
    return { uri: uriOf(full), path: shownPath(full), ...decode(await readFile(full)) };
  } catch (error) {
    throw new CannotRun(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export async function inputsOf(args: readonly string[]): Promise<Input[]> {
  const found: Input[] = [];
  for (const arg of args) {
    if (arg === "-") {
      found.push({ uri: "untitled:stdin", path: "<stdin>", ...decode(await readStandardInput()) });
      continue;
    }
    if (!existsSync(arg)) throw new CannotRun(`${arg} does not exist`);
    if (!statSync(arg).isDirectory()) {
      found.push(await readInput(arg));
      continue;
    }
    const uris = await findFilesIn([uriOf(resolve(arg))]);
    for (const uri of [...uris].sort()) {
      const kind = fileKind(uri);
      if (kind === "zone" || kind === "policy") found.push(await readInput(fileURLToPath(uri)));
    }
  }
  return found;
}

/** The workspace of some files: their folders, the working directory and those in `also` may be read, for settings too. */
export async function workspaceOf(
  inputs: readonly Input[],
  args: readonly string[],
  origin?: string,
  {
    also = [],
    committed,
    only,
  }: {
    readonly also?: readonly string[];
    readonly committed?: ReadCommitted | undefined;
    /** What zones are checked for, if not for everything. */
    readonly only?: readonly Check[];
  } = {},
): Promise<Workspace> {
  const folders = [
    ...new Set([
      process.cwd(),
      ...also,
      ...args
        .filter((arg) => arg !== "-")
        .map((arg) => (statSync(arg).isDirectory() ? resolve(arg) : dirname(resolve(arg)))),
    ]),
  ].map(uriOf);
  const workspace = openWorkspace({
    readFile: async (uri) => readFileOf(uri, folders),
    ...(committed === undefined ? {} : { committed }),
    ...(only === undefined ? {} : { checks: only }),
    now: () => Math.floor(Date.now() / 1000),
    log: (message) => console.error(`zonewright: ${message}`),
  });
  workspace.setFolders(folders);
  if (origin !== undefined) workspace.setSettings({ origins: { "**": origin } });
  workspace.addFiles(folders.flatMap((folder) => [`${folder}/zonewright.json`, `${folder}/.editorconfig`]));
  const given = args.filter((arg) => arg !== "-" && statSync(arg).isDirectory()).map((arg) => uriOf(resolve(arg)));
  workspace.addFiles((await findFilesIn(given)).filter((uri) => fileKind(uri) === "name server"));
  for (const { uri, text, encoding } of inputs)
    workspace.open(uri, documentKind(uri), pagedText(text, entryEnd), encoding);
  do for (const _ of workspace.work());
  while ((await workspace.load()) || !workspace.settled());
  return workspace;
}

/** The one zone of a command that takes no more, checked for nothing but what can't be read unless `only` says otherwise. */
export async function zoneOf(file: string, origin: string | undefined, only = readingChecks): Promise<ZoneSnapshot> {
  const [input] = await inputsOf([file]);
  if (input === undefined) throw new CannotRun(`${file} holds no zone file`);
  const workspace = await workspaceOf([input], [file], origin, { only });
  const snapshot = workspace.snapshot(input.uri);
  if (snapshot?.kind !== "zone") throw new CannotRun(`${file} is no zone file`);
  return snapshot;
}
