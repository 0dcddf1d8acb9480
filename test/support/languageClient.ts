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
  stop(): Promise<number | null>;
}

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));

export async function startClient(capabilities: object, settings: object = {}, folder?: string): Promise<TestClient> {
  const server = spawn(process.execPath, [cli, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.onRequest("workspace/configuration", () => [settings]);
  connection.onRequest("client/registerCapability", () => null);
  connection.onRequest("workspace/diagnostic/refresh", () => null);
  connection.listen();
  const initialized: InitializeResult = await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities,
    workspaceFolders: folder === undefined ? null : [{ uri: folder, name: "test" }],
  });
  await connection.sendNotification("initialized", {});
  return {
    connection,
    initialized,
    open: async (uri, text, languageId = "dns-zone") =>
      connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } }),
    change: async (uri, version, contentChanges) =>
      connection.sendNotification("textDocument/didChange", { textDocument: { uri, version }, contentChanges }),
    async stop() {
      const ended = new Promise<number | null>((resolve) => server.once("exit", resolve));
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      return ended;
    },
  };
}
