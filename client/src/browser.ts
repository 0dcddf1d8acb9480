/** The extension in the browser's extension host: the server is a web worker. */
import type { ExtensionContext } from "vscode";
import { Uri } from "vscode";
import type { BaseLanguageClient, MessageTransports } from "vscode-languageclient";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser";
import { startClient } from "./client.js";

let client: BaseLanguageClient | undefined;
let worker: Worker | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const script = Uri.joinPath(context.extensionUri, "dist/server/browser.js").toString(true);
  // Asked again at each restart; the worker of the one before has no other end.
  const startWorker = async (): Promise<MessageTransports> => {
    worker?.terminate();
    worker = new Worker(script);
    return Promise.resolve({ reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) });
  };
  client = await startClient(context, {
    createClient: (id, name, options) => new LanguageClient(id, name, startWorker, options),
    realUri: async (uri) => Promise.resolve(uri),
    hasGit: false,
  });
}

export async function deactivate(): Promise<void> {
  await client?.stop();
  worker?.terminate();
}
