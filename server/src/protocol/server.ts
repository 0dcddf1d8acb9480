/** The language server of any host: what it can do, on a connection that the host made. */
import type { Connection } from "vscode-languageserver";
import { TextDocumentSyncKind } from "vscode-languageserver";

export function startServer(connection: Connection): void {
  connection.onInitialize(() => ({
    capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental },
    serverInfo: { name: "zonewright" },
  }));
  connection.listen();
}
