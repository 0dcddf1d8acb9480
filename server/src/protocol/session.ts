/** A session: the documents that the client has open, the workspace behind them, and when what is checked. */
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  LSPErrorCodes,
  FileChangeType,
  ResponseError,
  TextDocuments,
  type CancellationToken,
  type Connection,
  type Diagnostic,
  type InitializeParams,
  type WorkspaceDiagnosticReport,
} from "vscode-languageserver";
import type { Encoding } from "../text/octets.js";
import type { PagedText } from "../text/pagedText.js";
import { filePatterns, isInside } from "../workspace/files.js";
import type { Snapshot } from "../workspace/snapshot.js";
import { openWorkspace, type DocumentKind, type Workspace } from "../workspace/workspace.js";
import { resultIdOf, toDiagnostic } from "./diagnostics.js";
import { openDocuments, type OpenDocument } from "./documents.js";
import { findFilesRequest, readClientOptions, readFileRequest, statusNotification } from "./messages.js";

/** What a host gives to the server. */
export interface Runtime {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs something when the host has dealt with what has arrived meanwhile. */
  later(run: () => void): void;
  /** The text of a file of the workspace, where the host can read files. */
  readFile?(uri: string, folders: readonly string[]): Promise<{ text: string; encoding: Encoding } | undefined>;
  /** The files of the folders that may matter. */
  findFiles?(folders: readonly string[]): Promise<readonly string[]>;
  /** The folder of the pages of the rules, as a URI with a final slash. */
  readonly rulePages?: string;
}

export interface Session {
  readonly workspace: Workspace;
  /** The document as it is now, its zone read. */
  snapshot(uri: string): Snapshot | undefined;
  /** As `snapshot`, when all that is known has been checked. */
  settledSnapshot(uri: string, token: CancellationToken): Promise<Snapshot | undefined>;
  diagnosticsOf(uri: string): { items: Diagnostic[]; resultId: string };
  /** Resolves when all that is known has been checked; refuses where the document keeps changing. */
  settle(token: CancellationToken): Promise<void>;
  workspaceReports(token: CancellationToken, known: ReadonlyMap<string, string>): Promise<WorkspaceDiagnosticReport>;
  textOf(uri: string): PagedText | undefined;
  version(uri: string): number | undefined;
  now(): number;
  /** Whether the client fills in snippets. */
  readonly takesSnippets: boolean;
  /** The workspace folder that a document lies in, where edits may create files in it. */
  folderForNewFiles(uri: string): string | undefined;
  /** Where the page of a rule is. */
  pageOf(rule: string): string | undefined;
}

/** How long one may keep the client waiting, in milliseconds. */
const slice = 12;
const zoneLanguages = new Set([
  "dns-zone",
  "zone",
  "bindzone",
  "dnszone",
  "dnszonefile",
  "zonefile",
  "bind-zone",
  "zone-file",
]);

function kindOf({ uri, languageId }: OpenDocument): DocumentKind {
  if (languageId === "mta-sts" || (uri.endsWith("/mta-sts.txt") && !zoneLanguages.has(languageId))) return "policy";
  return "zone";
}

export function openSession(connection: Connection, runtime: Runtime, params: InitializeParams): Session {
  const client = readClientOptions(params);
  const { capabilities } = params;
  const rulePages = client.rulePages ?? runtime.rulePages;
  const documents = new TextDocuments<OpenDocument>(openDocuments);
  const reported = new Map<string, string>();
  const pulls = capabilities.textDocument?.diagnostic !== undefined;
  const refreshes = capabilities.workspace?.diagnostics?.refreshSupport === true;
  const { workspaceEdit } = capabilities.workspace ?? {};
  const createsFiles =
    workspaceEdit?.documentChanges === true && workspaceEdit.resourceOperations?.includes("create") === true;
  const asksSettings = capabilities.workspace?.configuration === true;
  let generation = 0;
  let folders: readonly string[] = [];

  const workspace = openWorkspace({
    async readFile(uri) {
      try {
        if (client.readsFiles) {
          const found = await connection.sendRequest(readFileRequest, { uri });
          return found === null ? undefined : { text: found.text, encoding: "utf-8" };
        }
        return await runtime.readFile?.(uri, folders);
      } catch (error) {
        connection.console.warn(`cannot read ${uri}: ${String(error)}`);
        return undefined;
      }
    },
    now: () => Math.floor(runtime.now() / 1000),
    log: (message) => connection.console.error(message),
  });

  const textOf = (uri: string): PagedText | undefined => documents.get(uri)?.text ?? workspace.snapshot(uri)?.text;
  const pageOf = (rule: string): string | undefined => (rulePages === undefined ? undefined : `${rulePages}${rule}.md`);

  const diagnosticsOf = (uri: string): { items: Diagnostic[]; resultId: string } => {
    const text = textOf(uri);
    const items =
      text === undefined ? [] : workspace.diagnostics(uri).map((one) => toDiagnostic(one, text, textOf, pageOf));
    return { items, resultId: resultIdOf(items) };
  };

  const rest = async (): Promise<void> => new Promise((resolve) => runtime.later(resolve));

  /** Checks until there is nothing left to do; false if something changed meanwhile or the client lost interest. */
  async function settle(token?: CancellationToken): Promise<boolean> {
    const started = generation;
    for (;;) {
      let since = runtime.now();
      for (const _ of workspace.work())
        if (runtime.now() - since > slice) {
          await rest();
          if (token?.isCancellationRequested === true || generation !== started) return false;
          since = runtime.now();
        }
      if (!(await workspace.load()) && workspace.settled()) return true;
      if (token?.isCancellationRequested === true || generation !== started) return false;
    }
  }

  /** Settles, beginning again where something changed meanwhile, a few times. */
  async function keepSettling(token: CancellationToken): Promise<boolean> {
    for (let tries = 0; tries < 5 && !token.isCancellationRequested; tries++) if (await settle(token)) return true;
    return false;
  }

  /** Tells the client what is new: at once where it does not pull, else that it should ask again. */
  function tell(): void {
    let others = false;
    for (const { uri, version } of documents.all()) {
      const { items, resultId } = diagnosticsOf(uri);
      if (reported.get(uri) !== resultId) {
        reported.set(uri, resultId);
        if (!pulls) void connection.sendDiagnostics({ uri, version, diagnostics: items });
        else others = true;
      }
      if (client.showsStatus) tellStatus(uri);
    }
    if (others && refreshes) void connection.languages.diagnostics.refresh();
  }

  function tellStatus(uri: string): void {
    const snapshot = workspace.snapshot(uri);
    if (snapshot?.kind !== "zone") return;
    let records = 0;
    for (const frame of snapshot.reading.frames()) records += frame.rows.length;
    void connection.sendNotification(statusNotification, {
      uri,
      ...(snapshot.origin === undefined ? {} : { origin: snapshot.origin.text }),
      originSource: snapshot.originSource,
      records,
    });
  }

  const logged = (what: Promise<void>): void =>
    void what.catch((error: unknown) => connection.console.error(String(error)));

  let waiting = false;
  /** Checks when the client has nothing more to say for the moment. */
  function checkSoon(): void {
    generation++;
    if (waiting) return;
    waiting = true;
    runtime.later(() => {
      waiting = false;
      logged(
        (async (): Promise<void> => {
          if (await settle()) tell();
        })(),
      );
    });
  }

  async function takeSettings(): Promise<void> {
    if (!asksSettings) return;
    const value: unknown = await connection.workspace.getConfiguration("zonewright");
    workspace.setSettings(value);
    checkSoon();
  }

  async function takeFolders(): Promise<void> {
    workspace.setFolders(client.trusted ? folders : []);
    if (!client.trusted) return;
    const found = client.readsFiles
      ? await connection.sendRequest(findFilesRequest, {})
      : await runtime.findFiles?.(folders);
    workspace.addFiles(found ?? []);
    checkSoon();
  }

  documents.onDidOpen(({ document }) => {
    workspace.open(document.uri, kindOf(document), document.text);
    checkSoon();
  });
  documents.onDidChangeContent(({ document }) => {
    workspace.change(document.uri, document.text);
    checkSoon();
  });
  documents.onDidClose(({ document }) => {
    workspace.close(document.uri);
    reported.delete(document.uri);
    if (!pulls) void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
    checkSoon();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri, type } of changes) {
      if (type === FileChangeType.Created) workspace.addFiles([uri]);
      workspace.fileChanged(uri);
    }
    checkSoon();
  });
  connection.onDidChangeConfiguration(({ settings }: { settings: unknown }) => {
    if (asksSettings) return logged(takeSettings());
    const own: unknown =
      typeof settings === "object" && settings !== null && "zonewright" in settings ? settings.zonewright : settings;
    workspace.setSettings(own);
    return checkSoon();
  });
  connection.onInitialized(() => {
    folders = (params.workspaceFolders ?? []).map(({ uri }) => uri);
    if (capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true)
      void connection.client.register(DidChangeConfigurationNotification.type, { section: "zonewright" });
    if (!client.readsFiles && capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true)
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: filePatterns.map((globPattern) => ({ globPattern })),
      });
    if (capabilities.workspace?.workspaceFolders === true)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        logged(takeFolders());
      });
    logged(takeSettings());
    logged(takeFolders());
  });
  documents.listen(connection);

  const cancelled = (): never => {
    throw new ResponseError(LSPErrorCodes.ServerCancelled, "The document changed", { retriggerRequest: true });
  };

  return {
    workspace,
    snapshot: (uri) => workspace.snapshot(uri),
    async settledSnapshot(uri, token) {
      await keepSettling(token);
      return workspace.snapshot(uri);
    },
    diagnosticsOf(uri) {
      const found = diagnosticsOf(uri);
      reported.set(uri, found.resultId);
      return found;
    },
    async settle(token) {
      if (!(await keepSettling(token))) cancelled();
    },
    async workspaceReports(token, known) {
      await keepSettling(token);
      const items: WorkspaceDiagnosticReport["items"] = [];
      for (const uri of workspace.documents()) {
        const found = diagnosticsOf(uri);
        const version = documents.get(uri)?.version ?? null;
        items.push(
          known.get(uri) === found.resultId
            ? { kind: "unchanged", uri, version, resultId: found.resultId }
            : { kind: "full", uri, version, resultId: found.resultId, items: found.items },
        );
      }
      return { items };
    },
    textOf,
    version: (uri) => documents.get(uri)?.version,
    now: () => runtime.now(),
    folderForNewFiles: (uri) =>
      client.trusted && createsFiles ? folders.find((folder) => isInside(uri, [folder])) : undefined,
    takesSnippets: capabilities.textDocument?.completion?.completionItem?.snippetSupport === true,
    pageOf,
  };
}
