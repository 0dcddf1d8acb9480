/** Compares two zones record by record, whatever their layout: a file with another, or with what Git has committed of it. */
import type { Disposable, QuickPickItem } from "vscode";
import { commands, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { filePatterns } from "./files.js";
import { documentOf, uriIn, zoneLanguages } from "./languages.js";
import { nameOf } from "./names.js";
import { compareRequest } from "./protocol.js";

/** The expanded zones of the last comparisons, for the editor of differences. */
const scheme = "zonewright-compare";

interface Side {
  /** Where the zone lies: what its name and its includes are found by. */
  readonly uri: Uri;
  /** Where its text is read. */
  readonly text: Uri;
  readonly title: string;
}

const sideOf = (uri: Uri): Side => ({ uri, text: uri, title: nameOf(uri) });

/** The committed text of a file, which VS Code's own Git extension provides. */
const committed = (uri: Uri): Side => ({
  uri,
  text: uri.with({ scheme: "git", query: JSON.stringify({ path: uri.fsPath, ref: "HEAD" }) }),
  title: `${nameOf(uri)} (committed)`,
});

async function readSide({ uri, text, title }: Side): Promise<{ uri: string; text: string }> {
  try {
    return { uri: uri.toString(), text: (await workspace.openTextDocument(text)).getText() };
  } catch (error) {
    throw new Error(`${title} can't be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

interface Choice extends QuickPickItem {
  readonly side?: Side;
}

async function zoneFiles(): Promise<Uri[]> {
  const patterns = filePatterns.filter((pattern) => !/json|conf|mta-sts/.test(pattern));
  const found = await Promise.all(patterns.map(async (pattern) => workspace.findFiles(pattern, undefined, 500)));
  const open = workspace.textDocuments.filter(({ languageId }) => zoneLanguages.includes(languageId));
  const all = [...open.map(({ uri }) => uri), ...found.flat()].filter(
    ({ scheme: one }) => !one.startsWith("zonewright"),
  );
  return [...new Map(all.map((uri) => [uri.toString(), uri])).values()];
}

async function browse(): Promise<Side | undefined> {
  const [file] = (await window.showOpenDialog({ openLabel: "Compare", title: "Compare with This Zone File" })) ?? [];
  return file && sideOf(file);
}

async function choose(present: Uri): Promise<Side | undefined> {
  const files = (await zoneFiles()).filter((uri) => uri.toString() !== present.toString());
  const choices: Choice[] = [
    ...(present.scheme === "file"
      ? [{ label: "$(git-commit) The committed version", description: "Git HEAD", side: committed(present) }]
      : []),
    { label: "$(folder-opened) Another file..." },
    ...files.map((uri): Choice => ({
      label: nameOf(uri),
      description: workspace.asRelativePath(uri),
      side: sideOf(uri),
    })),
  ];
  const title = `Compare ${nameOf(present)} With`;
  const chosen = await window.showQuickPick(choices, { title, matchOnDescription: true });
  return chosen && (chosen.side ?? (await browse()));
}

export function registerCompare(client: BaseLanguageClient): Disposable[] {
  const texts = new Map<string, string>();
  let count = 0;

  const keep = (side: Side, text: string): Uri => {
    const path = `/${++count}/${nameOf(side.uri).replace(/\.zone$/, "")}.zone`;
    texts.set(path, text);
    return Uri.from({ scheme, path });
  };

  async function show(before: Side, after: Side): Promise<void> {
    const [first, second] = [await readSide(before), await readSide(after)];
    const found = await client.sendRequest(compareRequest, { before: first, after: second });
    if (found.same) void window.showInformationMessage(`${before.title} and ${after.title}: ${found.summary}`);
    const title = `${before.title} ↔ ${after.title}: ${found.summary}`;
    await commands.executeCommand("vscode.diff", keep(before, found.before), keep(after, found.after), title);
  }

  async function compare(given: unknown, others: unknown): Promise<void> {
    const parse = (written: string): Uri => Uri.parse(written, true);
    // From the explorer, where two files are selected; from elsewhere the other one.
    const sides: readonly unknown[] = Array.isArray(others) ? Array.from<unknown>(others) : [others, given];
    const [one, two] = sides;
    const after = documentOf(two, parse);
    if (after === undefined) {
      void window.showInformationMessage("Open a zone file first.");
      return;
    }
    const known = uriIn(one, parse);
    const before = known === undefined ? await choose(after) : sideOf(known);
    if (before) await show(before, sideOf(after)).catch((error: unknown) => window.showErrorMessage(String(error)));
  }

  async function compareCommitted(given: unknown): Promise<void> {
    const file = documentOf(given, (written) => Uri.parse(written, true));
    if (file)
      await show(committed(file), sideOf(file)).catch((error: unknown) => window.showErrorMessage(String(error)));
  }

  return [
    workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: ({ path }) => texts.get(path) ?? "",
    }),
    workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === scheme) texts.delete(uri.path);
    }),
    commands.registerCommand("zonewright.compare", compare),
    commands.registerCommand("zonewright.compareCommitted", compareCommitted),
  ];
}
