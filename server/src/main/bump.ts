/** `zonewright bump`: writes the next serial where records changed since a commit. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { decideBump } from "../features/serial.js";
import { applyEdits, type Edit } from "../text/edit.js";
import { decode, writeText } from "./fileSystem.js";
import { openCommit } from "./git.js";
import { CannotRun, inputsOf, shownPath, workspaceOf } from "./inputs.js";

interface BumpArguments {
  readonly origin?: string;
  readonly against: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
}

async function write(path: string, edits: readonly Edit[]): Promise<void> {
  const { text, encoding } = decode(await readFile(path));
  await writeText(path, applyEdits(text, edits), encoding);
}

export async function bump(args: readonly string[], options: BumpArguments): Promise<number> {
  if (args.includes("-")) throw new CannotRun("standard input has no serial that could be written");
  const inputs = (await inputsOf(args)).filter(({ uri }) => !uri.endsWith("/mta-sts.txt"));
  const commit = options.force === true ? undefined : openCommit(options.against);
  const workspace = await workspaceOf(inputs, args, options.origin, { committed: commit?.readCommitted, only: [] });
  commit?.throwFaults();
  const now = Math.floor(Date.now() / 1000);
  /** By document and place: zones may share the file that holds their SOA record. */
  const edits = new Map<string, Map<number, Edit>>();
  let refused = false;
  for (const { uri, path } of inputs) {
    const snapshot = workspace.snapshot(uri);
    if (snapshot?.kind !== "zone" || snapshot.zone.uri !== uri) continue;
    const verdict = decideBump(snapshot.zone, now, commit === undefined ? "always" : snapshot.context.committed);
    if (verdict.kind !== "bump") {
      refused ||= verdict.kind === "refused";
      (verdict.kind === "refused" ? console.error : console.log)(`${path}: ${verdict.reason}`);
      continue;
    }
    const { edit, from, to } = verdict;
    const { uri: document, ...change } = edit;
    const ofDocument = edits.get(document) ?? new Map<number, Edit>();
    edits.set(document, ofDocument.set(change.start, change));
    const where = document === uri ? "" : `, in ${shownPath(fileURLToPath(document))}`;
    console.log(`${path}: serial ${from} -> ${to}${where}${options.dryRun === true ? " (not written)" : ""}`);
  }
  if (options.dryRun !== true)
    for (const [document, ofDocument] of edits) await write(fileURLToPath(document), [...ofDocument.values()]);
  return refused ? 1 : 0;
}
