/** The language server of any host: what it can do, on a connection that the host made. */
import { ErrorCodes, ResponseError, TextDocumentSyncKind, type Connection } from "vscode-languageserver";
import { capabilities, register } from "./register.js";
import type { Runtime } from "./runtime.js";
import { viewScheme } from "./views.js";
import { openSession, type Session } from "./session.js";

const anyFile = { filters: [{ pattern: { glob: "**/*" } }] };

export function startServer(connection: Connection, runtime: Runtime): void {
  let current: Session | undefined;
  let isShutDown = false;
  const session = (): Session => {
    if (isShutDown) throw new ResponseError(ErrorCodes.InvalidRequest, "The server is shut down");
    if (current === undefined) throw new ResponseError(ErrorCodes.ServerNotInitialized, "A request before initialize");
    return current;
  };
  connection.onInitialize((params) => {
    current = openSession(connection, runtime, params);
    return {
      capabilities: {
        ...capabilities,
        textDocumentSync: {
          openClose: true,
          change: TextDocumentSyncKind.Incremental,
          willSaveWaitUntil: true,
          save: { includeText: false },
        },
        workspace: {
          workspaceFolders: { supported: true, changeNotifications: true },
          textDocumentContent: { schemes: [viewScheme] },
          fileOperations: { didRename: anyFile, didDelete: anyFile },
        },
      },
      serverInfo: { name: "zonewright", version: runtime.version },
    };
  });
  connection.onShutdown(() => {
    isShutDown = true;
  });
  register(connection, session);
  connection.listen();
}
