/** A language client for tests: the bundled server as a process, on standard input and output. */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import type { InitializeResult, ProtocolConnection } from "vscode-languageserver/node";

export interface TestClient {
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  open(uri: string, text: string, languageId?: string): Promise<void>;
  change(uri: string, version: number, changes: readonly object[]): Promise<void>;
  close(uri: string): Promise<void>;
  /** Shuts the server down; the exit code. */
  stop(): Promise<number | null>;
  /** Says `exit` without `shutdown`; the exit code. */
  leave(): Promise<number | null>;
}

const isFunction = (value: object | SettingsOf): value is SettingsOf => typeof value === "function";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

/** The settings, for a folder or in general. */
type SettingsOf = (scopeUri: string | undefined) => object;

/** `settings` may be changed by who holds them, or differ by folder; `options` are initialization options. */
export async function startClient(
  capabilities: object,
  settings: object | SettingsOf = {},
  folders?: string | readonly string[],
  options: object = {},
): Promise<TestClient> {
  const server = spawn(process.execPath, [cli, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.onRequest("workspace/configuration", ({ items }: { items: readonly { scopeUri?: string }[] }) =>
    items.map(({ scopeUri }) => (isFunction(settings) ? settings(scopeUri) : settings)),
  );
  connection.onRequest("client/registerCapability", () => null);
  connection.onRequest("workspace/diagnostic/refresh", () => null);
  connection.listen();
  const initialized: InitializeResult = await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities,
    initializationOptions: options,
    workspaceFolders: folders === undefined ? null : [folders].flat().map((uri) => ({ uri, name: "test" })),
  });
  await connection.sendNotification("initialized", {});
  const leave = async (): Promise<number | null> => {
    const ended = new Promise<number | null>((resolve) => server.once("exit", resolve));
    await connection.sendNotification("exit");
    return ended;
  };
  return {
    connection,
    initialized,
    open: async (uri, text, languageId = "dns-zone") =>
      connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } }),
    change: async (uri, version, contentChanges) =>
      connection.sendNotification("textDocument/didChange", { textDocument: { uri, version }, contentChanges }),
    close: async (uri) => connection.sendNotification("textDocument/didClose", { textDocument: { uri } }),
    async stop() {
      await connection.sendRequest("shutdown");
      return leave();
    },
    leave,
  };
}
