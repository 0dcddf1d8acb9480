/** The language server of any host: what it can do, on a connection that the host made. */
import { TextDocumentSyncKind, type Connection } from "vscode-languageserver";
import { capabilities, register } from "./register.js";
import { openSession, type Runtime, type Session } from "./session.js";

export function startServer(connection: Connection, runtime: Runtime): void {
  let current: Session | undefined;
  const session = (): Session => {
    if (current === undefined) throw new Error("a request before initialize");
    return current;
  };
  connection.onInitialize((params) => {
    current = openSession(connection, runtime, params);
    const folders = { supported: true, changeNotifications: true };
    return {
      capabilities: {
        ...capabilities,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        workspace: { workspaceFolders: folders },
      },
      serverInfo: { name: "zonewright" },
    };
  });
  register(connection, session);
  connection.listen();
}
