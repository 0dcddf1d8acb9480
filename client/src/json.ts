/** The command that opens a zone as JSON, after it has said what that can't hold. */
import type { Disposable } from "vscode";
import { commands, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { documentOf } from "./languages.js";
import { exportRequest } from "./protocol.js";

/** How many records are named before it is asked whether to go on. */
const mostNamed = 10;

async function goOnWithout(missing: readonly string[]): Promise<boolean> {
  if (missing.length === 0) return true;
  const named = missing.slice(0, mostNamed).join("\n");
  const others = missing.length > mostNamed ? `\nand ${missing.length - mostNamed} more` : "";
  const count = missing.length === 1 ? "1 record is" : `${missing.length} records are`;
  const answer = await window.showWarningMessage(
    `${count} left out: the JSON of dns-zonefile can't hold them.`,
    { modal: true, detail: named + others },
    "Export the Rest",
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
  if (!(await goOnWithout(missing))) return;
  await window.showTextDocument(await workspace.openTextDocument({ language: "json", content: json }));
}

export const registerJson = (client: BaseLanguageClient): Disposable[] => [
  commands.registerCommand("zonewright.exportJson", async (given?: unknown) => exportJson(client, given)),
];
