/** Who has been told what of the diagnostics: a client that pulls asks again when it is told to, any other is sent them. */
import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  type ResultProgressReporter,
  type WorkDoneProgressReporter,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import type { Workspace } from "../workspace/workspace.js";
import { cancelled, type Checking } from "./checking.js";
import type { Runtime } from "./runtime.js";

export interface Found {
  readonly items: Diagnostic[];
  /** Equal for equal lists. */
  readonly resultId: string;
}

export interface Reports {
  /** What an open document's pull is answered with; noted as told. */
  pulled(uri: string): Found;
  /** Tells the client what is new. */
  tell(): void;
  forget(uri: string): void;
  ofWorkspace(
    known: ReadonlyMap<string, string>,
    token: CancellationToken,
    progress: WorkDoneProgressReporter,
    partial: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined,
  ): Promise<WorkspaceDiagnosticReport>;
}

export interface ReportsOptions {
  readonly connection: Connection;
  readonly runtime: Runtime;
  readonly workspace: Workspace;
  readonly checking: Checking;
  readonly pulls: boolean;
  readonly refreshes: boolean;
  /** The open documents that are checked. */
  open(): readonly { readonly uri: string; readonly version: number }[];
  diagnosticsOf(uri: string): Found;
}

/** How long changes are gathered before a client is asked to pull again, in milliseconds. */
const refreshDelay = 200;
/** How many documents are reported at once. */
const chunk = 64;
/** How many problems of the workspace are reported; past these, those of closed documents are left out. */
const mostProblems = 20_000;

export function openReports(options: ReportsOptions): Reports {
  const { connection, runtime, workspace, checking } = options;
  /** By document: the version and the list that the client has. */
  const told = new Map<string, { readonly version: number; readonly resultId: string }>();
  let refreshIsDue = false;
  let held = 0;
  let saidTooMany = false;
  const ofClosed = new Map<string, string>();

  function refreshSoon(): void {
    if (refreshIsDue || !options.refreshes) return;
    refreshIsDue = true;
    runtime.later(() => {
      refreshIsDue = false;
      void connection.languages.diagnostics.refresh();
    }, refreshDelay);
  }

  function tell(): void {
    let outdated = false;
    for (const { uri, version } of options.open()) {
      const { items, resultId } = options.diagnosticsOf(uri);
      const before = told.get(uri);
      if (!options.pulls) {
        if (before?.resultId !== resultId) void connection.sendDiagnostics({ uri, version, diagnostics: items });
        told.set(uri, { version, resultId });
      } else if (before?.version === version && before.resultId !== resultId) {
        // A document that changed itself is pulled anyway; this one changed by another.
        told.set(uri, { version, resultId });
        outdated = true;
      }
    }
    // Whoever has a request open for the workspace is told there.
    if (held === 0)
      for (const [uri, before] of ofClosed) {
        const { resultId } = options.diagnosticsOf(uri);
        if (resultId === before) continue;
        ofClosed.set(uri, resultId);
        outdated = true;
      }
    if (outdated) refreshSoon();
  }

  /** Reports what differs from what is known, the open documents first; `known` is brought up to date. */
  function* reportsOf(
    uris: Iterable<string>,
    known: Map<string, string>,
    count: { problems: number },
  ): Iterable<WorkspaceDocumentDiagnosticReport> {
    const versions = new Map(options.open().map(({ uri, version }) => [uri, version]));
    for (const uri of uris) {
      const found = options.diagnosticsOf(uri);
      const version = versions.get(uri) ?? null;
      const tooMany = version === null && count.problems + found.items.length > mostProblems;
      if (tooMany && !saidTooMany) connection.console.warn(`more than ${mostProblems} problems: not all are reported`);
      saidTooMany ||= tooMany;
      const items = tooMany ? [] : found.items;
      const resultId = tooMany ? "too many" : found.resultId;
      count.problems += items.length;
      if (version === null) ofClosed.set(uri, found.resultId);
      const same = known.get(uri) === resultId;
      known.set(uri, resultId);
      yield same ? { kind: "unchanged", uri, version, resultId } : { kind: "full", uri, version, resultId, items };
    }
  }

  async function ofWorkspace(
    asked: ReadonlyMap<string, string>,
    token: CancellationToken,
    progress: WorkDoneProgressReporter,
    partial: ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined,
  ): Promise<WorkspaceDiagnosticReport> {
    const known = new Map(asked);
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    let reported = 0;
    let changed = false;
    const flush = (): void => {
      if (partial === undefined || items.length === 0) return;
      partial.report({ items: items.splice(0) });
    };
    const report = async (uris: readonly string[], count: { problems: number }, onlyNew: boolean): Promise<void> => {
      for (const one of reportsOf(uris, known, count)) {
        changed ||= one.kind === "full";
        if (one.kind === "full" || !onlyNew) items.push(one);
        if (++reported % chunk !== 0) continue;
        progress.report(Math.round((100 * Math.min(reported, uris.length)) / Math.max(1, uris.length)));
        flush();
        await checking.rest();
        if (token.isCancellationRequested) cancelled();
      }
      flush();
    };
    progress.begin("Zonewright: checking zones", 0, undefined, true);
    held++;
    try {
      const open = options.open().map(({ uri }) => uri);
      if (!(await checking.until(() => open.every((uri) => workspace.settled(uri)), token))) cancelled();
      await report(open, { problems: 0 }, false);
      for (let first = true; ; first = false) {
        if (!(await checking.until(() => false, token))) cancelled();
        const documents = [...workspace.documents()];
        const gone = [...known.keys()].filter((uri) => !documents.includes(uri));
        await report([...documents.filter((uri) => !first || !open.includes(uri)), ...gone], { problems: 0 }, !first);
        for (const uri of gone) known.delete(uri);
        for (const uri of gone) ofClosed.delete(uri);
        // A client that takes parts and knows all already has its request answered when there is news.
        if (changed || partial === undefined || asked.size === 0) return { items };
        await checking.nextChange(token);
        if (token.isCancellationRequested) cancelled();
      }
    } finally {
      held--;
      progress.done();
    }
  }

  return {
    pulled(uri) {
      const found = options.diagnosticsOf(uri);
      const version = options.open().find((one) => one.uri === uri)?.version;
      if (version !== undefined) told.set(uri, { version, resultId: found.resultId });
      return found;
    },
    tell,
    forget(uri) {
      told.delete(uri);
      if (!options.pulls) void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
    ofWorkspace,
  };
}
