/** The server in the test's own process, whose work stands still until the test lets it go on: no clock decides what comes first. */
import { PassThrough } from "node:stream";
import {
  createConnection,
  createProtocolConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
  type ProtocolConnection,
} from "vscode-languageserver/node";
import { startServer } from "../../server/src/protocol/server.js";

export interface HeldServer {
  readonly connection: ProtocolConnection;
  /** From now on the server stands still wherever it rests; it answers what takes no rest. */
  hold(): void;
  release(): void;
  /** Lets all that stands still go on to its next rest. */
  step(): void;
  open(uri: string, text: string, languageId?: string): Promise<void>;
  change(uri: string, version: number, contentChanges: readonly object[]): Promise<void>;
  /** Resolves when the server has taken in all that was sent before. */
  taken(): Promise<void>;
  stop(): void;
}

/** Longer than any piece of work may keep the client waiting, in milliseconds: the server rests after each step. */
const tick = 1000;

export interface HeldOptions {
  readonly capabilities?: object;
  /** By URI; what is changed here is seen when the server asks, or is told of it. */
  readonly files?: Map<string, string>;
  readonly folders?: readonly string[];
  readonly settings?: (scopeUri: string | undefined) => unknown;
  /** Further initialization options. */
  readonly says?: object;
  /** Called when the server begins a progress of its own. */
  readonly created?: (token: string | number, connection: ProtocolConnection) => void;
}

export async function startHeldServer({
  capabilities = {},
  files,
  folders = [],
  settings = () => ({}),
  says = {},
  created,
}: HeldOptions): Promise<HeldServer> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  let time = 0;
  let isHeld = false;
  const waiting: (() => void)[] = [];
  const goOn = (run: () => void): void => void (isHeld ? waiting.push(run) : run());
  const server = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(toServer),
    new StreamMessageWriter(toClient),
  );
  startServer(server, {
    version: "test",
    now: () => (time += tick),
    later: (run) => void setImmediate(() => goOn(run)),
  });
  const connection = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  connection.onRequest("client/registerCapability", () => null);
  connection.onRequest("workspace/diagnostic/refresh", () => null);
  connection.onRequest("workspace/configuration", ({ items }: { items: readonly { scopeUri?: string }[] }) =>
    items.map(({ scopeUri }) => settings(scopeUri)),
  );
  connection.onRequest("window/workDoneProgress/create", ({ token }: { token: string | number }) => {
    created?.(token, connection);
    return null;
  });
  connection.onRequest("zonewright/findFiles", () => [...(files?.keys() ?? [])]);
  connection.onRequest("zonewright/readFile", ({ uri }: { uri: string }) => {
    const text = files?.get(uri);
    return text === undefined ? null : { text };
  });
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: null,
    rootUri: null,
    capabilities,
    initializationOptions: { readsFiles: files !== undefined, ...says },
    workspaceFolders: folders.map((uri) => ({ uri, name: uri })),
  });
  await connection.sendNotification("initialized", {});
  return {
    connection,
    hold() {
      isHeld = true;
    },
    step() {
      for (const run of waiting.splice(0)) run();
    },
    release() {
      isHeld = false;
      for (const run of waiting.splice(0)) run();
    },
    open: async (uri, text, languageId = "dns-zone") =>
      connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } }),
    change: async (uri, version, contentChanges) =>
      connection.sendNotification("textDocument/didChange", { textDocument: { uri, version }, contentChanges }),
    async taken() {
      await connection.sendRequest("textDocument/hover", {
        textDocument: { uri: "untitled:/nothing" },
        position: { line: 0, character: 0 },
      });
    },
    stop() {
      connection.dispose();
      server.dispose();
    },
  };
}
