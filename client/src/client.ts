/** The side of VS Code: starts the server and restarts it, answers its questions, has the commands and the status item. */
import type { ExtensionContext } from "vscode";
import { commands, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { State } from "vscode-languageclient";
import { registerCompare } from "./compare.js";
import type { RealUri } from "./files.js";
import { filePatterns, findFiles, readFile, readFolder } from "./files.js";
import { registerGuided } from "./guided.js";
import { setOrigin } from "./origin.js";
import { placeCommands, registerPlaces } from "./places.js";
import { registerJson } from "./json.js";
import { documentOf, selector } from "./languages.js";
import { openGit } from "./git.js";
import {
  committedMovedNotification,
  committedRequest,
  findFilesRequest,
  readFileRequest,
  readFolderRequest,
  statusNotification,
} from "./protocol.js";
import { provideRulePages, rulePages } from "./rulePages.js";
import type { StatusItem } from "./status.js";
import { createStatusItem } from "./status.js";
import { registerViews } from "./views.js";

/** What the two hosts of VS Code have each in their own way. */
export interface Host {
  createClient(id: string, name: string, options: LanguageClientOptions): BaseLanguageClient;
  readonly realUri: RealUri;
  /** Whether VS Code's extension for git may be asked: the browser has none. */
  readonly hasGit: boolean;
}

function clientOptions(context: ExtensionContext, { hasGit }: Host): LanguageClientOptions {
  const fileEvents = filePatterns.map((pattern) => workspace.createFileSystemWatcher(pattern));
  context.subscriptions.push(...fileEvents);
  return {
    documentSelector: selector,
    outputChannel: window.createOutputChannel("Zonewright", { log: true }),
    diagnosticCollectionName: "zonewright",
    diagnosticPullOptions: { onChange: true },
    synchronize: { configurationSection: "zonewright", fileEvents },
    initializationOptions: () => ({
      trusted: workspace.isTrusted,
      readsFiles: true,
      readsCommitted: hasGit,
      showsStatus: true,
      commands: [...placeCommands, "editor.action.triggerSuggest"],
      rulePages,
    }),
    middleware: {
      // Called from the palette, the server's own commands are about the document in the editor.
      executeCommand: async (command, given: readonly unknown[], next) => {
        const file = documentOf(given[0], (written) => Uri.parse(written, true));
        const isBump = command === "zonewright.bumpSerial" && file;
        const answer: unknown = await next(command, isBump ? [file.toString()] : [...given]);
        return answer;
      },
    },
  };
}

async function restart(client: BaseLanguageClient): Promise<void> {
  if (client.state === State.Running) await client.stop();
  await client.start();
}

function registerCommands(context: ExtensionContext, client: BaseLanguageClient, status: StatusItem): void {
  const currentOrigin = (uri: string): string | undefined => status.get(uri)?.origin;
  context.subscriptions.push(
    registerGuided(client),
    commands.registerCommand("zonewright.restart", async () => restart(client)),
    commands.registerCommand("zonewright.showOutput", () => client.outputChannel.show()),
    commands.registerCommand("zonewright.setOrigin", async (file?: Uri, origin?: unknown) =>
      setOrigin(currentOrigin, { file, origin }),
    ),
  );
}

export async function startClient(context: ExtensionContext, host: Host): Promise<BaseLanguageClient> {
  const options = clientOptions(context, host);
  const client = host.createClient("zonewright", "Zonewright", options);
  const status = createStatusItem(selector);
  const git = openGit(() => {
    if (client.state === State.Running) void client.sendNotification(committedMovedNotification, {});
  });
  if (options.outputChannel) context.subscriptions.push(options.outputChannel);
  context.subscriptions.push(
    status,
    workspace.onDidCloseTextDocument(({ uri }) => status.forget(uri.toString())),
    // What may be read is settled when the server starts.
    workspace.onDidGrantWorkspaceTrust(async () => restart(client)),
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Starting) status.serverRuns(newState === State.Running);
    }),
    client.onNotification(statusNotification, (news) => status.update(news)),
    client.onRequest(readFileRequest, async ({ uri }) => readFile(uri, host.realUri)),
    client.onRequest(readFolderRequest, async ({ uri }) => readFolder(uri, host.realUri)),
    client.onRequest(findFilesRequest, findFiles),
    git,
    client.onRequest(committedRequest, async ({ uri }) => git.readCommitted(uri)),
    provideRulePages(context),
    ...registerViews(client),
    ...registerCompare(client),
    ...registerPlaces(),
    ...registerJson(client),
  );
  registerCommands(context, client, status);
  await client.start();
  return client;
}
