/** The commands that open what the server makes of a zone, beside it: its expanded form, and its reverse zones. */
import { commands, languages, Uri, ViewColumn, window, workspace } from "vscode";
import type { Disposable } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { documentOf } from "./languages.js";
import { nameOf } from "./names.js";

/** `zonewright://KIND/NAME.zone?URI`, as the server reads it. */
const viewUri = (kind: string, source: Uri): Uri =>
  Uri.from({
    scheme: "zonewright",
    authority: kind,
    path: `/${nameOf(source).replace(/\.zone$/, "")} (${kind}).zone`,
    query: source.toString(),
  });

async function openView(client: BaseLanguageClient, kind: string, given: unknown): Promise<void> {
  const source = documentOf(given, (written) => Uri.parse(written, true));
  if (source === undefined) {
    void window.showInformationMessage("Open a zone file first.");
    return;
  }
  // What is shown comes from the server, which may have only begun to start.
  await client.start();
  // The server knows a document that is open, wherever it lies.
  await workspace.openTextDocument(source);
  const document = await workspace.openTextDocument(viewUri(kind, source));
  const shown = await languages.setTextDocumentLanguage(document, "dns-zone");
  await window.showTextDocument(shown, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: false });
}

export const registerViews = (client: BaseLanguageClient): Disposable[] => [
  commands.registerCommand("zonewright.openExpanded", async (given?: unknown) => openView(client, "expanded", given)),
  commands.registerCommand("zonewright.openReverse", async (given?: unknown) => openView(client, "reverse", given)),
];
