/** `zonewright format`: formats zone and policy files where they lie, or says which are not formatted. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { formattedText } from "../features/format.js";
import { formatMtaStsPolicy } from "../mail/mtaStsPolicy.js";
import { entryEnd, tokenize } from "../syntax/scanner.js";
import { applyEdits } from "../text/edit.js";
import { pagedText, wholeText } from "../text/pagedText.js";
import { defaultFormat } from "../workspace/formatOptions.js";
import type { ZoneSnapshot } from "../workspace/snapshot.js";
import type { Workspace } from "../workspace/workspace.js";
import { loadedRecords, printRecord } from "../zone/printRecords.js";
import { writeText } from "./fileSystem.js";
import { CannotRun, inputsOf, workspaceOf, type Input } from "./inputs.js";

interface FormatArguments {
  readonly origin?: string;
  readonly check?: true;
}

/** The folders from that of a file up to that of its repository; its own alone outside of one. Settings are looked for there. */
function foldersAbove(path: string): string[] {
  const found: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    found.push(folder);
    if (existsSync(join(folder, ".git"))) return found;
    if (dirname(folder) === folder) return found.slice(0, 1);
  }
}

/** What must not change: the records as a server loads them, and the comments, of which there may be more. */
interface Meaning {
  readonly records: string;
  readonly comments: readonly string[];
}

function meaningOf({ text: paged, zone }: ZoneSnapshot): Meaning {
  const text = wholeText(paged);
  const comments = tokenize(text, 0, text.length).filter(({ kind }) => kind === "comment");
  return {
    records: Array.from(loadedRecords(zone), printRecord).join("\n"),
    comments: comments.map(({ start, end }) => text.slice(start, end).trimEnd()).sort(),
  };
}

function keeps(before: Meaning, after: Meaning): boolean {
  let at = 0;
  for (const comment of after.comments) if (comment === before.comments[at]) at++;
  return at === before.comments.length && before.records === after.records;
}

/** The formatted text of a document; refused where the records would be others, which would be a bug of ours. */
function formattedOf(workspace: Workspace, { uri, path, text }: Input): string {
  const snapshot = workspace.snapshot(uri);
  if (snapshot === undefined) return text;
  if (snapshot.kind === "policy") return applyEdits(text, formatMtaStsPolicy(text));
  const options = { ...defaultFormat, insertFinalNewline: true, ...workspace.formatChoices(uri) };
  const formatted = formattedText(snapshot, options);
  if (formatted === text) return text;
  const before = meaningOf(snapshot);
  workspace.change(uri, pagedText(formatted, entryEnd));
  const after = workspace.snapshot(uri);
  if (after?.kind === "zone" && keeps(before, meaningOf(after))) return formatted;
  throw new CannotRun(`${path} stays as it is: formatting it would change its records, which is a bug of zonewright`);
}

const counted = (count: number): string => (count === 1 ? "1 file" : `${count} files`);

/** The paths of files that are changed, or would be, go to standard output. */
export async function format(args: readonly string[], { origin, check }: FormatArguments): Promise<number> {
  const inputs = await inputsOf(args);
  const above = inputs.flatMap(({ uri }) => (uri.startsWith("file:") ? foldersAbove(fileURLToPath(uri)) : []));
  const workspace = await workspaceOf(inputs, args, origin, { also: above, only: [] });
  let changed = 0;
  for (const input of inputs) {
    const { uri, path, text, encoding } = input;
    const formatted = formattedOf(workspace, input);
    const isFile = uri.startsWith("file:");
    if (formatted !== text) changed++;
    if (!isFile && check !== true) process.stdout.write(formatted);
    else if (formatted !== text) console.log(path);
    if (formatted !== text && isFile && check !== true) await writeText(fileURLToPath(uri), formatted, encoding);
  }
  const rest = inputs.length - changed;
  if (check === true)
    console.error(changed === 0 ? `${counted(rest)} formatted already` : `${counted(changed)} to be formatted`);
  else if (args.some((arg) => arg !== "-"))
    console.error(`${counted(changed)} formatted, ${rest} left as ${rest === 1 ? "it was" : "they were"}`);
  return check === true && changed > 0 ? 1 : 0;
}
