/** A session: the documents that the client has open, the workspace behind them, and what follows when one of them changes. */
import {
  CodeLensRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  TextDocuments,
  type CancellationToken,
  type Connection,
  type InitializeParams,
} from "vscode-languageserver";
import type { PagedText } from "../text/pagedText.js";
import type { Settings } from "../workspace/config.js";
import type { ReadCommitted } from "../workspace/committed.js";
import { filePatterns, isInside, type FolderEntry } from "../workspace/files.js";
import type { Snapshot } from "../workspace/snapshot.js";
import { openWorkspace, type DocumentKind, type Workspace } from "../workspace/workspace.js";
import { cancelled, openChecking, type Checking } from "./checking.js";
import { resultIdOf, toDiagnostic } from "./diagnostics.js";
import { openDocuments, type OpenDocument } from "./documents.js";
import { openLoadProgress } from "./loadProgress.js";
import { openBumpOnSave } from "./bumpOnSave.js";
import {
  committedMovedNotification,
  committedRequest,
  findFilesRequest,
  readClientOptions,
  readFileRequest,
  readFolderRequest,
  statusNotification,
} from "./messages.js";
import { openReports, type Found, type Reports } from "./reports.js";
import type { Runtime } from "./runtime.js";
import { settingsFaultTeller } from "./settingsFaults.js";
import { isView, openViews, type Views } from "./views.js";

export interface Session {
  readonly workspace: Workspace;
  readonly checking: Checking;
  readonly reports: Reports;
  readonly views: Views;
  readonly client: InitializeParams["capabilities"];
  /** The document as it is now, its zone read. */
  snapshot(uri: string): Snapshot | undefined;
  /** Resolves when all is checked, or for a document as soon as it need not wait; throws where the client lost interest. */
  settle(token: CancellationToken, uri?: string): Promise<void>;
  /** Resolves when every document is read, before they are checked; throws where the client lost interest. */
  allRead(token: CancellationToken): Promise<void>;
  settingsOf(uri: string): Settings;
  textOf(uri: string): PagedText | undefined;
  version(uri: string): number | undefined;
  /** Milliseconds since 1970. */
  now(): number;
  /** The workspace folder that a document lies in, where edits may create files in it. */
  folderForNewFiles(uri: string): string | undefined;
  /** What is in a folder of the workspace; nothing in an untrusted one. */
  readFolder(uri: string): Promise<readonly FolderEntry[]>;
  /** Whether the editor has a command for code lenses to call. */
  hasCommand(command: string): boolean;
  /** Where the page of a rule is. */
  pageOf(rule: string): string | undefined;
}

/** How long a document waits for the other zones of the workspace before it is judged without them, in milliseconds. */
const patience = 1000;

/** The languages that other editors and extensions give to zone files. */
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

/** The folders that a client opens with; older clients know one alone. */
function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders !== undefined && workspaceFolders !== null) return workspaceFolders.map(({ uri }) => uri);
  return rootUri === null || rootUri === undefined ? [] : [rootUri];
}

export function openSession(connection: Connection, runtime: Runtime, params: InitializeParams): Session {
  const options = readClientOptions(params);
  const client = params.capabilities;
  const rulePages = options.rulePages ?? runtime.rulePages;
  const documents = new TextDocuments<OpenDocument>(openDocuments);
  const asksSettings = client.workspace?.configuration === true;
  const refreshes = client.workspace?.diagnostics?.refreshSupport === true;
  const { workspaceEdit } = client.workspace ?? {};
  const createsFiles =
    workspaceEdit?.documentChanges === true && workspaceEdit.resourceOperations?.includes("create") === true;
  let folders: readonly string[] = [];
  /** Settings and files that the client is asked for. */
  const asking = new Set<Promise<void>>();

  const readCommitted: ReadCommitted = async (uri) => {
    try {
      const found = await connection.sendRequest(committedRequest, { uri });
      return found === null ? undefined : { text: found.text, encoding: "utf-8" };
    } catch (error) {
      connection.console.warn(`cannot read the committed ${uri}: ${String(error)}`);
      return undefined;
    }
  };

  const workspace = openWorkspace({
    async readFile(uri) {
      try {
        if (options.readsFiles) {
          const found = await connection.sendRequest(readFileRequest, { uri });
          return found === null ? undefined : { text: found.text, encoding: "utf-8" };
        }
        return await runtime.readFile?.(uri, folders);
      } catch (error) {
        connection.console.warn(`cannot read ${uri}: ${String(error)}`);
        return undefined;
      }
    },
    ...(options.readsCommitted && options.trusted ? { committed: readCommitted } : {}),
    now: () => Math.floor(runtime.now() / 1000),
    log: (message) => connection.console.error(message),
  });
  async function readFolder(uri: string): Promise<readonly FolderEntry[]> {
    if (!options.trusted) return [];
    try {
      return options.readsFiles
        ? await connection.sendRequest(readFolderRequest, { uri })
        : ((await runtime.readFolder?.(uri, folders)) ?? []);
    } catch (error) {
      connection.console.warn(`cannot read ${uri}: ${String(error)}`);
      return [];
    }
  }
  const progress = openLoadProgress(connection, workspace, client.window?.workDoneProgress === true);
  const checking = openChecking(
    workspace,
    runtime,
    () => progress.update(),
    () => (asking.size === 0 ? undefined : Promise.all(asking)),
  );
  const tellSettingsFaults = settingsFaultTeller(connection, workspace);

  /** The open documents that are zones or policies of the user's. */
  const openZones = (): OpenDocument[] => documents.all().filter(({ uri }) => !isView(uri));
  const snapshotOf = (uri: string): Snapshot | undefined =>
    isView(uri) ? views.snapshot(uri) : workspace.snapshot(uri);
  const textOf = (uri: string): PagedText | undefined =>
    documents.get(uri)?.text ?? workspace.textOf(uri) ?? snapshotOf(uri)?.text;
  const pageOf = (rule: string): string | undefined => (rulePages === undefined ? undefined : `${rulePages}${rule}.md`);

  const diagnosticsOf = (uri: string): Found => {
    const text = textOf(uri);
    const items =
      text === undefined ? [] : workspace.diagnostics(uri).map((one) => toDiagnostic(one, text, textOf, pageOf));
    return { items, resultId: resultIdOf(items) };
  };

  const reports = openReports({
    connection,
    runtime,
    workspace,
    checking,
    pulls: client.textDocument?.diagnostic !== undefined,
    refreshes,
    open: () => openZones(),
    diagnosticsOf,
  });
  const views = openViews(connection, runtime, workspace, checking, client);

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
  /** As `logged`, and nothing counts as checked before it is done. */
  const awaited = (what: Promise<void>): void => {
    const settled = what.catch((error: unknown) => connection.console.error(String(error)));
    asking.add(settled);
    void settled.finally(() => asking.delete(settled));
  };

  /** Hints and lenses are asked for again where what they say depends on more than their document. */
  function refreshWords(): void {
    if (client.workspace?.inlayHint?.refreshSupport === true) logged(connection.languages.inlayHint.refresh());
    if (client.workspace?.codeLens?.refreshSupport === true)
      logged(connection.sendRequest(CodeLensRefreshRequest.type));
  }

  let wordsAreOld = false;
  function tell(): void {
    reports.tell();
    tellSettingsFaults();
    if (options.showsStatus) for (const { uri } of openZones()) tellStatus(uri);
    views.refreshSoon();
    if (wordsAreOld) refreshWords();
    wordsAreOld = false;
  }

  let waiting = false;
  /** Checks when the client has nothing more to say for the moment. */
  function checkSoon(): void {
    checking.changed();
    if (waiting) return;
    waiting = true;
    runtime.later(() => {
      waiting = false;
      logged(
        (async (): Promise<void> => {
          if (await checking.settle()) tell();
        })(),
      );
    });
  }

  async function takeSettings(): Promise<void> {
    if (!asksSettings) return;
    const section = "zonewright";
    const asked = [{ section }, ...folders.map((scopeUri) => ({ section, scopeUri }))];
    const said: readonly unknown[] = await connection.workspace.getConfiguration(asked);
    const [general, ...others] = said;
    const ofFolders = folders.map((folder, index): [string, unknown] => [folder, others[index]]);
    workspace.setSettings(general, new Map(ofFolders.filter(([, value]) => value !== undefined && value !== null)));
    wordsAreOld = true;
    checkSoon();
  }

  async function takeFolders(): Promise<void> {
    workspace.setFolders(options.trusted ? folders : []);
    if (!options.trusted) return;
    const found = options.readsFiles
      ? await connection.sendRequest(findFilesRequest, {})
      : await runtime.findFiles?.(folders);
    workspace.addFiles(found ?? []);
    progress.begin();
    wordsAreOld = true;
    checkSoon();
  }

  const bumpOnSave = openBumpOnSave(workspace, () => runtime.now());
  documents.onWillSaveWaitUntil(({ document, reason }) => bumpOnSave.edits(document.uri, reason));
  documents.onDidSave(({ document }) => bumpOnSave.saved(document.uri, document.text));
  connection.onNotification(committedMovedNotification, () => {
    workspace.committedMoved();
    checkSoon();
  });
  documents.onDidOpen(({ document }) => {
    if (isView(document.uri)) return views.open(document.uri, document.text);
    bumpOnSave.saved(document.uri, document.text);
    workspace.open(document.uri, kindOf(document), document.text);
    return checkSoon();
  });
  documents.onDidChangeContent(({ document }) => {
    if (isView(document.uri)) return views.open(document.uri, document.text);
    workspace.change(document.uri, document.text);
    return checkSoon();
  });
  documents.onDidClose(({ document }) => {
    if (isView(document.uri)) return views.close(document.uri);
    workspace.close(document.uri);
    bumpOnSave.forget(document.uri);
    reports.forget(document.uri);
    return checkSoon();
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri, type } of changes) {
      if (type === FileChangeType.Created) workspace.addFiles([uri]);
      workspace.fileChanged(uri);
    }
    wordsAreOld = true;
    checkSoon();
  });
  /** Watchers say nothing of the files in a folder that went as a whole. */
  const filesMoved = (gone: readonly string[]): void => {
    for (const uri of Array.from(workspace.documents())) if (isInside(uri, gone)) workspace.fileChanged(uri);
    awaited(takeFolders());
  };
  connection.workspace.onDidRenameFiles(({ files }) => filesMoved(files.map(({ oldUri }) => oldUri)));
  connection.workspace.onDidDeleteFiles(({ files }) => filesMoved(files.map(({ uri }) => uri)));
  connection.onDidChangeConfiguration(({ settings }: { settings: unknown }) => {
    if (asksSettings) return awaited(takeSettings());
    const own: unknown =
      typeof settings === "object" && settings !== null && "zonewright" in settings ? settings.zonewright : settings;
    workspace.setSettings(own);
    wordsAreOld = true;
    return checkSoon();
  });
  connection.onInitialized(() => {
    folders = foldersOf(params);
    if (client.workspace?.didChangeConfiguration?.dynamicRegistration === true)
      void connection.client.register(DidChangeConfigurationNotification.type, { section: "zonewright" });
    if (!options.readsFiles && client.workspace?.didChangeWatchedFiles?.dynamicRegistration === true)
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: filePatterns.map((globPattern) => ({ globPattern })),
      });
    if (client.workspace?.workspaceFolders === true)
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => uri));
        folders = [...folders.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)];
        awaited(takeFolders());
        awaited(takeSettings());
      });
    awaited(takeSettings());
    awaited(takeFolders());
  });
  documents.listen(connection);

  async function settle(token: CancellationToken, uri?: string): Promise<void> {
    const started = runtime.now();
    // What is told too early is told again, if the client can be told so.
    const mayHurry = uri !== undefined && refreshes;
    const enough = (): boolean => mayHurry && runtime.now() - started > patience && workspace.settled(uri);
    if (!(await checking.until(enough, token))) cancelled();
  }

  return {
    workspace,
    checking,
    reports,
    views,
    client,
    snapshot: snapshotOf,
    settle,
    async allRead(token) {
      if (!(await checking.read(token))) cancelled();
    },
    settingsOf: (uri) => workspace.settingsOf(uri),
    textOf,
    version: (uri) => documents.get(uri)?.version,
    now: () => runtime.now(),
    folderForNewFiles: (uri) =>
      options.trusted && createsFiles ? folders.find((folder) => isInside(uri, [folder])) : undefined,
    readFolder,
    hasCommand: (command) => options.commands.includes(command),
    pageOf,
  };
}
