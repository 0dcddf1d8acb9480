/** The commands that open a zone as JSON and put JSON into one, after they have said what would be left out. */
import type { Disposable } from "vscode";
import { commands, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { documentOf } from "./languages.js";
import { exportRequest, insertRequest } from "./protocol.js";

/** How many records are named before it is asked whether to go on. */
const mostNamed = 10;

async function goOnWithout(missing: readonly string[], why: string, goOn: string): Promise<boolean> {
  if (missing.length === 0) return true;
  const named = missing.slice(0, mostNamed).join("\n");
  const others = missing.length > mostNamed ? `\nand ${missing.length - mostNamed} more` : "";
  const count = missing.length === 1 ? "1 record is" : `${missing.length} records are`;
  const answer = await window.showWarningMessage(
    `${count} left out: ${why}.`,
    { modal: true, detail: named + others },
    goOn,
  );
  return answer !== undefined;
}

async function exportJson(client: BaseLanguageClient, given: unknown): Promise<void> {
  const uri = documentOf(given, (written) => Uri.parse(written, true));
  if (uri === undefined) {
    void window.showInformationMessage("Open a zone file first.");
    return;
  }
  await client.start();
  await workspace.openTextDocument(uri);
  const { json, missing } = await client.sendRequest(exportRequest, { uri: uri.toString() });
  if (!(await goOnWithout(missing, "the JSON of dns-zonefile can't hold them", "Export the Rest"))) return;
  await window.showTextDocument(await workspace.openTextDocument({ language: "json", content: json }));
}

/** Puts the records of a file that one is asked for before the line of the cursor. */
async function insertJson(client: BaseLanguageClient): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) {
    void window.showInformationMessage("Open a zone file first.");
    return;
  }
  const { document, selection } = editor;
  const chosen = await window.showOpenDialog({ openLabel: "Insert", filters: { JSON: ["json"] } });
  const [file] = chosen ?? [];
  if (file === undefined) return;
  await client.start();
  const json = new TextDecoder().decode(await workspace.fs.readFile(file));
  const position = client.code2ProtocolConverter.asPosition(selection.active);
  const { edit, missing } = await client.sendRequest(insertRequest, { uri: document.uri.toString(), position, json });
  if (!(await goOnWithout(missing, "they can't be written as records here", "Insert the Rest"))) return;
  await workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit));
}

export const registerJson = (client: BaseLanguageClient): Disposable[] => [
  commands.registerCommand("zonewright.exportJson", async (given?: unknown) => exportJson(client, given)),
  commands.registerCommand("zonewright.insertJson", async () => insertJson(client)),
];
