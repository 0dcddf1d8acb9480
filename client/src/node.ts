/** The extension in the desktop's extension host: the server is a process of its own. */
import { realpath } from "node:fs/promises";
import type { ExtensionContext } from "vscode";
import { Uri } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { startClient } from "./client.js";

let client: BaseLanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const module = Uri.joinPath(context.extensionUri, "dist/server/node.js").fsPath;
  const run = { module, transport: TransportKind.ipc };
  const debug = { ...run, options: { execArgv: ["--nolazy", "--inspect=6009"] } };
  client = await startClient(context, {
    createClient: (id, name, options) => new LanguageClient(id, name, { run, debug }, options),
    realUri: async (uri) => (uri.scheme === "file" ? Uri.file(await realpath(uri.fsPath)) : uri),
    hasGit: true,
  });
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
