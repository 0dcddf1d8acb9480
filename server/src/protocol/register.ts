/** The whole of the wire on one screen: which feature answers which request. */
import {
  CodeActionKind,
  DocumentHighlightKind,
  FoldingRangeKind,
  InlayHintKind,
  LSPErrorCodes,
  ResponseError,
  SymbolKind,
  type CodeAction as ProtocolCodeAction,
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CodeLens,
  type Command,
  type Connection,
  type DocumentLink,
  type FoldingRange,
  type FormattingOptions,
  type DocumentSymbol as ProtocolSymbol,
  type Location as ProtocolLocation,
  type Range,
  type TextDocumentIdentifier,
  type TextEdit,
  type SelectionRange,
  type WorkDoneProgressReporter,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { CodeAction, DocumentEdit, NewFile } from "../features/action.js";
import { fixAll, quickFixes } from "../features/codeActions.js";
import {
  incomingCallsInSteps,
  outgoingCalls,
  prepareCallHierarchy,
  type HierarchyItem,
} from "../features/callHierarchy.js";
import { codeLensesInSteps, type Lens } from "../features/codeLens.js";
import { definition, implementation } from "../features/definition.js";
import { documentSymbolsInSteps, type DocumentSymbol } from "../features/documentSymbols.js";
import { foldingInSteps } from "../features/folding.js";
import { formatInSteps, formatOnTypeInSteps, formatRangesInSteps } from "../features/format.js";
import { guidedActions } from "../features/guided.js";
import { hover } from "../features/hover.js";
import { inlayHints } from "../features/inlayHints.js";
import { linkedEditing } from "../features/linkedEditing.js";
import { linksInSteps } from "../features/links.js";
import type { Location } from "../features/location.js";
import { missingPointersInSteps } from "../features/pointers.js";
import {
  formatPolicyRanges,
  policyDefinition,
  policyFolding,
  policyHighlights,
  policyLinks,
  policySelections,
  policySymbols,
} from "../features/policyDocument.js";
import { refactorings } from "../features/refactorings.js";
import { highlights, referencesInSteps } from "../features/references.js";
import { prepareRename, renameInSteps } from "../features/rename.js";
import { selectionRanges } from "../features/selectionRanges.js";
import { signatureHelp } from "../features/signatureHelp.js";
import { sortRecordsInSteps } from "../features/sortRecords.js";
import { workspaceSymbols } from "../features/workspaceSymbols.js";
import { formatMtaStsPolicy } from "../mail/mtaStsPolicy.js";
import type { Edit } from "../text/edit.js";
import { wholeText, type PagedText } from "../text/pagedText.js";
import { defaultFormat, isSize, type FormatOptions } from "../workspace/formatOptions.js";
import { mapInSteps, type Steps } from "../text/steps.js";
import type { Snapshot, ZoneSnapshot } from "../workspace/snapshot.js";
import { clientCommands, registerCommands, serverCommands } from "./commands.js";
import type { Asked, SlowWork } from "./checking.js";
import { registerCompare } from "./compare.js";
import { completionProvider, registerCompletion } from "./completions.js";
import { toDiagnostic } from "./diagnostics.js";
import { registerGuided } from "./guided.js";
import { registerJson } from "./json.js";
import { markup } from "./markup.js";
import { toOffset, toPosition, toRange, toSpan, toTextEdit } from "./positions.js";
import { renameEdit, workspaceEditOf } from "./workspaceEdits.js";
import type { Session } from "./session.js";
import { registerTokens, semanticTokensProvider } from "./tokens.js";

export function register(connection: Connection, session: () => Session): void {
  const zone = (uri: string): ZoneSnapshot | undefined => {
    const snapshot = session().snapshot(uri);
    return snapshot?.kind === "zone" ? snapshot : undefined;
  };

  /** What a feature says of a zone's document; `otherwise` for documents that are none. */
  const inZone = <T>({ uri }: TextDocumentIdentifier, otherwise: T, answer: (snapshot: ZoneSnapshot) => T): T => {
    const snapshot = zone(uri);
    return snapshot === undefined ? otherwise : answer(snapshot);
  };

  /** What a feature says of any document. */
  const inDocument = <T>({ uri }: TextDocumentIdentifier, otherwise: T, answer: (snapshot: Snapshot) => T): T => {
    const snapshot = session().snapshot(uri);
    return snapshot === undefined ? otherwise : answer(snapshot);
  };

  /** As `inDocument`, for what takes long where the document is huge: others have their turn meanwhile, and it can be cancelled. */
  const inSteps = async <T>(
    { uri }: TextDocumentIdentifier,
    otherwise: T,
    asked: Asked,
    answer: (snapshot: Snapshot) => Steps<T>,
  ): Promise<T> =>
    session().checking.run(
      function* steps(): Steps<T> {
        const snapshot = session().snapshot(uri);
        return snapshot === undefined ? otherwise : yield* answer(snapshot);
      },
      { about: session().checking.about(uri), ...asked },
    );

  const locations = (found: readonly Location[]): ProtocolLocation[] =>
    found.flatMap(({ uri, at }) => {
      const text = session().textOf(uri);
      return text === undefined ? [] : [{ uri, range: toRange(text, at) }];
    });

  const workspaceEdit = (edits: readonly DocumentEdit[], files: readonly NewFile[] = []): WorkspaceEdit =>
    workspaceEditOf(session(), edits, files);

  const reasonAgainst = ({ uri }: Snapshot, { disabled, files = [] }: CodeAction): string | undefined =>
    disabled ??
    (files.length > 0 && session().folderForNewFiles(uri) === undefined
      ? "The editor makes no files for servers, or the document is in none of its folders"
      : undefined);

  const codeAction = (
    snapshot: Snapshot,
    action: CodeAction,
    reason = reasonAgainst(snapshot, action),
  ): ProtocolCodeAction => ({
    title: action.title,
    kind: action.kind,
    ...(reason === undefined ? { edit: workspaceEdit(action.edits, action.files) } : { disabled: { reason } }),
    ...(action.preferred === true ? { isPreferred: true } : {}),
    ...(action.diagnostic === undefined
      ? {}
      : {
          diagnostics: [
            toDiagnostic(
              action.diagnostic,
              snapshot.text,
              (uri) => session().textOf(uri),
              (rule) => session().pageOf(rule),
            ),
          ],
        }),
  });

  registerGuided(connection, session, workspaceEdit);

  connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) => {
    await session().settle(token, textDocument.uri);
    const { items, resultId } = session().reports.pulled(textDocument.uri);
    return resultId === previousResultId ? { kind: "unchanged", resultId } : { kind: "full", resultId, items };
  });

  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token, progress, partial) => {
    const known = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
    return session().reports.ofWorkspace(known, token, progress, partial);
  });

  connection.onHover(({ textDocument, position }) => {
    const snapshot = session().snapshot(textDocument.uri);
    const found = snapshot && hover(snapshot, toOffset(snapshot.text, position));
    if (snapshot === undefined || found === undefined) return null;
    const contents = markup(found.markdown, session().client.textDocument?.hover?.contentFormat);
    return { contents, range: toRange(snapshot.text, found.span) };
  });

  connection.onCodeAction(async ({ textDocument, range, context }, token) => {
    const wanted = (kind: string): boolean =>
      context.only === undefined
        ? !kind.startsWith("source.")
        : context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
    const about = session().checking.about(textDocument.uri);
    await session().settle(token, textDocument.uri);
    // Editors that know nothing of disabled actions would offer what does nothing.
    const showsDisabled = session().client.textDocument?.codeAction?.disabledSupport === true;
    return inSteps<ProtocolCodeAction[]>(textDocument, [], { token, about }, function* actions(snapshot) {
      const { start, end } = toSpan(snapshot.text, range);
      const ofZone = snapshot.kind === "zone" ? snapshot : undefined;
      const all = wanted("source.fixAll.zonewright") ? fixAll(snapshot) : undefined;
      const sorted = ofZone && wanted("source.sortRecords.zonewright") ? yield* sortRecordsInSteps(ofZone) : undefined;
      const rewrites = ofZone ? refactorings(ofZone, start, end) : [];
      const guided = guidedActions(snapshot, start, { folder: session().folderForNewFiles(textDocument.uri) });
      const pointers =
        ofZone && wanted("source.addPointers.zonewright") ? yield* missingPointersInSteps(ofZone) : undefined;
      const wholes = [all, sorted, pointers].filter((action) => action !== undefined);
      return [...quickFixes(snapshot, start, end), ...guided, ...rewrites, ...wholes]
        .filter(({ kind }) => wanted(kind))
        .map((action) => codeAction(snapshot, action))
        .filter(({ disabled }) => disabled === undefined || showsDisabled);
    });
  });

  connection.onDefinition(({ textDocument, position }) =>
    inDocument(textDocument, [], (snapshot) => {
      const offset = toOffset(snapshot.text, position);
      return locations(snapshot.kind === "policy" ? policyDefinition(snapshot, offset) : definition(snapshot, offset));
    }),
  );

  connection.onImplementation(({ textDocument, position }) =>
    inDocument(textDocument, [], (snapshot) => locations(implementation(snapshot, toOffset(snapshot.text, position)))),
  );

  connection.onReferences(async ({ textDocument, position, context }, token, progress) => {
    const about = session().checking.about(textDocument.uri);
    await session().allRead(token);
    const asked = { token, about, slow: { title: "Zonewright: looking for references", progress } };
    const found = await inSteps<readonly Location[]>(textDocument, [], asked, (snapshot) =>
      referencesInSteps(snapshot, toOffset(snapshot.text, position), context.includeDeclaration),
    );
    return locations(found);
  });

  connection.onDocumentHighlight(({ textDocument, position }) =>
    inDocument(textDocument, [], (snapshot) => {
      const offset = toOffset(snapshot.text, position);
      if (snapshot.kind === "policy")
        return policyHighlights(snapshot, offset).map((at) => ({
          range: toRange(snapshot.text, at),
          kind: DocumentHighlightKind.Text,
        }));
      return highlights(snapshot, offset).map(({ at, kind }) => ({
        range: toRange(snapshot.text, at),
        kind: kind === "write" ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      }));
    }),
  );

  connection.onPrepareRename(({ textDocument, position }) =>
    inDocument(textDocument, null, (snapshot) => {
      const found = prepareRename(snapshot, toOffset(snapshot.text, position));
      if ("refused" in found) throw new ResponseError(LSPErrorCodes.RequestFailed, found.refused);
      return { range: toRange(snapshot.text, found.at), placeholder: found.text };
    }),
  );

  connection.onRenameRequest(async ({ textDocument: { uri }, position, newName }, token, progress) => {
    if (session().snapshot(uri) === undefined) return null;
    const about = session().checking.about(uri);
    await session().allRead(token);
    const slow = { title: "Zonewright: renaming", progress };
    const found = await session().checking.run(
      function* find(): ReturnType<typeof renameInSteps> {
        const snapshot = session().snapshot(uri);
        if (snapshot === undefined) return { edits: [], groups: [] };
        return yield* renameInSteps(snapshot, toOffset(snapshot.text, position), newName);
      },
      { token, about, slow },
    );
    if ("refused" in found) throw new ResponseError(LSPErrorCodes.RequestFailed, found.refused);
    return renameEdit(session(), found);
  });

  connection.languages.onLinkedEditingRange(({ textDocument, position }) =>
    inZone(textDocument, null, (snapshot) => {
      const found = linkedEditing(snapshot, toOffset(snapshot.text, position));
      return found.length < 2 ? null : { ranges: found.map((at) => toRange(snapshot.text, at)) };
    }),
  );

  /** What the editor says of the document, under what `.editorconfig` and the settings say. */
  const formatOptions = (uri: string, said: FormattingOptions): FormatOptions => ({
    ...defaultFormat,
    indentStyle: said.insertSpaces ? "spaces" : "tabs",
    ...(isSize(said.tabSize, 32) ? { indentSize: said.tabSize } : {}),
    ...(said.insertFinalNewline === undefined ? {} : { insertFinalNewline: said.insertFinalNewline }),
    ...(said.trimTrailingWhitespace === undefined ? {} : { trimTrailingWhitespace: said.trimTrailingWhitespace }),
    ...session().workspace.formatChoices(uri),
  });

  /** The edits that a formatter makes in a document; none where it knows no way to. */
  const formatted = async (
    document: TextDocumentIdentifier,
    asked: Asked,
    format: (snapshot: Snapshot) => Steps<readonly Edit[]> | undefined,
  ): Promise<TextEdit[]> =>
    inSteps<TextEdit[]>(document, [], asked, function* edits(snapshot) {
      const found = (yield* format(snapshot) ?? []) ?? [];
      return yield* mapInSteps(found, (edit) => toTextEdit(snapshot.text, edit));
    });
  const formatting = (progress: WorkDoneProgressReporter): SlowWork => ({ title: "Zonewright: formatting", progress });

  connection.onDocumentFormatting(async ({ textDocument, options }, token, progress) =>
    formatted(textDocument, { token, slow: formatting(progress) }, function* format(snapshot) {
      return snapshot.kind === "policy"
        ? formatMtaStsPolicy(wholeText(snapshot.text))
        : yield* formatInSteps(snapshot, formatOptions(snapshot.uri, options));
    }),
  );

  const formatPlaces = async (
    document: TextDocumentIdentifier,
    ranges: readonly Range[],
    options: FormattingOptions,
    asked: Asked,
  ): Promise<TextEdit[]> =>
    formatted(document, asked, function* format(snapshot) {
      const spans = ranges.map((range) => toSpan(snapshot.text, range));
      return snapshot.kind === "policy"
        ? formatPolicyRanges(snapshot, spans)
        : yield* formatRangesInSteps(snapshot, spans, formatOptions(snapshot.uri, options));
    });

  connection.onDocumentRangeFormatting(async ({ textDocument, range, options }, token, progress) =>
    formatPlaces(textDocument, [range], options, { token, slow: formatting(progress) }),
  );

  connection.onDocumentRangesFormatting(async ({ textDocument, ranges, options }, token, progress) =>
    formatPlaces(textDocument, ranges, options, { token, slow: formatting(progress) }),
  );

  connection.onDocumentOnTypeFormatting(async ({ textDocument, position, options }, token) =>
    formatted(textDocument, { token }, (snapshot) =>
      snapshot.kind === "policy"
        ? undefined
        : formatOnTypeInSteps(snapshot, toOffset(snapshot.text, position), formatOptions(snapshot.uri, options)),
    ),
  );

  registerCompletion(connection, session);

  connection.onSignatureHelp(({ textDocument, position }) => {
    const snapshot = zone(textDocument.uri);
    const found = snapshot && signatureHelp(snapshot, toOffset(snapshot.text, position));
    if (found === undefined) return null;
    const { documentationFormat } = session().client.textDocument?.signatureHelp?.signatureInformation ?? {};
    const parameters = found.parameters.map(({ start, end, documentation }) => ({
      label: [start, end] satisfies [number, number],
      documentation: markup(documentation, documentationFormat),
    }));
    const documentation = markup(found.documentation, documentationFormat);
    return {
      signatures: [{ label: found.label, documentation, parameters }],
      activeSignature: 0,
      activeParameter: found.active,
    };
  });

  connection.onDocumentSymbol(async ({ textDocument }, token) =>
    inSteps<ProtocolSymbol[]>(textDocument, [], { token }, function* symbols(snapshot) {
      const { text } = snapshot;
      const symbolOf = (symbol: DocumentSymbol): ProtocolSymbol => ({
        name: symbol.name,
        detail: symbol.detail,
        kind: symbolKinds[symbol.kind],
        range: toRange(text, symbol.span),
        selectionRange: toRange(text, symbol.selection),
        children: symbol.children.map(symbolOf),
      });
      const found = snapshot.kind === "policy" ? policySymbols(snapshot) : yield* documentSymbolsInSteps(snapshot);
      return found.map(symbolOf);
    }),
  );

  connection.onFoldingRanges(async ({ textDocument }, token) =>
    inSteps<FoldingRange[]>(textDocument, [], { token }, function* foldsOf(snapshot) {
      const found = snapshot.kind === "policy" ? policyFolding(snapshot) : yield* foldingInSteps(snapshot);
      return found.flatMap(({ start, end, kind }) => {
        const { start: from, end: to } = toRange(snapshot.text, { start, end });
        // A range that ends where a line starts ends with the line before.
        const endLine = to.character === 0 && to.line > from.line ? to.line - 1 : to.line;
        const said = foldingKinds[kind];
        return endLine > from.line
          ? [{ startLine: from.line, endLine, ...(said === undefined ? {} : { kind: said }) }]
          : [];
      });
    }),
  );

  connection.onSelectionRanges(({ textDocument, positions }) =>
    inDocument(textDocument, [], (snapshot) => {
      return positions.map((position) => {
        const offset = toOffset(snapshot.text, position);
        const found =
          snapshot.kind === "policy" ? policySelections(snapshot, offset) : selectionRanges(snapshot, offset);
        const spans = [...found].reverse();
        let range: SelectionRange = { range: { start: position, end: position } };
        spans.forEach((at, i) => {
          range =
            i === 0 ? { range: toRange(snapshot.text, at) } : { range: toRange(snapshot.text, at), parent: range };
        });
        return range;
      });
    }),
  );

  registerTokens(connection, session);

  connection.languages.inlayHint.on(({ textDocument, range }) =>
    inZone(textDocument, [], (snapshot) => {
      const { start, end } = toSpan(snapshot.text, range);
      return Array.from(inlayHints(snapshot, start, end, session().settingsOf(snapshot.uri).inlayHints), (hint) => ({
        position: toPosition(snapshot.text, hint.offset),
        label: hint.label,
        kind: InlayHintKind.Type,
        paddingLeft: hint.paddingLeft,
        paddingRight: hint.paddingRight,
      }));
    }),
  );

  /** Shows places in an editor that has a command for it; elsewhere the words stand alone. */
  const showing = (command: string, uri: string, text: PagedText, at: number): Omit<Command, "title"> =>
    session().hasCommand(command) ? { command, arguments: [uri, toPosition(text, at)] } : { command: "" };

  connection.onCodeLens(async ({ textDocument }, token) =>
    inSteps<CodeLens[]>(textDocument, [], { token }, function* lensesOf(snapshot) {
      if (snapshot.kind === "policy") return [];
      const { uri, text } = snapshot;
      const settings = session().settingsOf(uri).codeLens;
      const lenses = yield* codeLensesInSteps(snapshot, settings, Math.floor(session().now() / 1000));
      const commandOf = ({ action, at }: Lens): Omit<Command, "title"> => {
        switch (action?.kind) {
          case "edit":
            return action.edits.length === 0
              ? { command: "" }
              : { command: serverCommands.applyEdit, arguments: [workspaceEdit(action.edits)] };
          case "call hierarchy":
            return showing(clientCommands.showCallHierarchy, uri, text, at.start);
          case "references":
            return showing(clientCommands.showReferences, uri, text, at.start);
          default:
            return { command: "" };
        }
      };
      return lenses.map((lens) => ({
        range: toRange(text, lens.at),
        command: { title: lens.title, ...commandOf(lens) },
      }));
    }),
  );

  registerCommands(connection, session, workspaceEdit);
  registerCompare(connection, session);
  registerJson(connection, session, workspaceEdit);

  const hierarchyItem = (item: HierarchyItem): CallHierarchyItem[] => {
    const text = session().textOf(item.uri);
    if (text === undefined) return [];
    const range = toRange(text, item.at);
    return [
      { name: item.name, detail: item.detail, uri: item.uri, kind: SymbolKind.Field, range, selectionRange: range },
    ];
  };
  const hierarchyItemOf = (
    snapshot: ZoneSnapshot,
    { name, detail = "", uri, range }: CallHierarchyItem,
  ): HierarchyItem => ({
    name,
    detail,
    uri,
    at: toSpan(session().textOf(uri) ?? snapshot.text, range),
  });
  connection.languages.callHierarchy.onPrepare(({ textDocument, position }) =>
    inZone(textDocument, [], (snapshot) =>
      prepareCallHierarchy(snapshot, toOffset(snapshot.text, position)).flatMap(hierarchyItem),
    ),
  );
  connection.languages.callHierarchy.onOutgoingCalls(({ item }) => {
    const snapshot = zone(item.uri);
    if (snapshot === undefined) return [];
    return outgoingCalls(snapshot, hierarchyItemOf(snapshot, item)).flatMap((call) => {
      const text = session().textOf(item.uri) ?? snapshot.text;
      return hierarchyItem(call.item).map((to) => ({ to, fromRanges: call.from.map((at) => toRange(text, at)) }));
    });
  });
  connection.languages.callHierarchy.onIncomingCalls(async ({ item }, token, progress) => {
    const asked = { token, slow: { title: "Zonewright: looking for callers", progress } };
    return inSteps<CallHierarchyIncomingCall[]>(item, [], asked, function* calls(snapshot) {
      if (snapshot.kind === "policy") return [];
      const found = yield* incomingCallsInSteps(snapshot, hierarchyItemOf(snapshot, item));
      return found.flatMap((call) => {
        const text = session().textOf(call.item.uri);
        if (text === undefined) return [];
        return hierarchyItem(call.item).map((from) => ({ from, fromRanges: call.from.map((at) => toRange(text, at)) }));
      });
    });
  });

  connection.onDocumentLinks(async ({ textDocument }, token) =>
    inSteps<DocumentLink[]>(textDocument, [], { token }, function* linksOf(snapshot) {
      const found = snapshot.kind === "policy" ? policyLinks(snapshot) : yield* linksInSteps(snapshot);
      return found.map(({ span, target }) => ({ range: toRange(snapshot.text, span), target }));
    }),
  );

  connection.workspace.textDocumentContent.on(async ({ uri }, token) => ({
    text: await session().views.provide(uri, token),
  }));

  connection.onWorkspaceSymbol(async ({ query }, token, progress) => {
    await session().settle(token);
    const slow = { title: "Zonewright: looking for names", progress };
    const find = (): ReturnType<typeof workspaceSymbols> => workspaceSymbols(session().workspace.zones(), query);
    const found = await session().checking.run(find, { token, slow });
    return found.flatMap(({ name, types, container, uri, at }) => {
      const text = session().textOf(uri);
      if (text === undefined) return [];
      const location = { uri, range: toRange(text, at) };
      return [{ name: `${name} ${types.join(" ")}`, kind: SymbolKind.Field, containerName: container, location }];
    });
  });
}

const symbolKinds: Record<DocumentSymbol["kind"], SymbolKind> = {
  origin: SymbolKind.Namespace,
  owner: SymbolKind.Object,
  record: SymbolKind.Field,
};

const foldingKinds: Readonly<Record<string, FoldingRangeKind>> = {
  comment: FoldingRangeKind.Comment,
  region: FoldingRangeKind.Region,
};

/** What the server says it can do: the requests that are registered above. */
export const capabilities = {
  diagnosticProvider: {
    identifier: "zonewright",
    interFileDependencies: true,
    workspaceDiagnostics: true,
    workDoneProgress: true,
  },
  hoverProvider: true,
  completionProvider,
  signatureHelpProvider: { triggerCharacters: [" ", "\t"] },
  documentSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  inlayHintProvider: true,
  documentLinkProvider: {},
  codeLensProvider: {},
  callHierarchyProvider: { workDoneProgress: true },
  executeCommandProvider: { commands: Object.values(serverCommands) },
  semanticTokensProvider,
  codeActionProvider: {
    codeActionKinds: [
      CodeActionKind.QuickFix,
      CodeActionKind.Refactor,
      CodeActionKind.RefactorRewrite,
      CodeActionKind.RefactorInline,
      CodeActionKind.RefactorExtract,
      "source.fixAll.zonewright",
      "source.sortRecords.zonewright",
      "source.addPointers.zonewright",
    ],
  },
  definitionProvider: true,
  implementationProvider: true,
  referencesProvider: { workDoneProgress: true },
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true, workDoneProgress: true },
  linkedEditingRangeProvider: true,
  documentFormattingProvider: { workDoneProgress: true },
  documentRangeFormattingProvider: { rangesSupport: true, workDoneProgress: true },
  documentOnTypeFormattingProvider: { firstTriggerCharacter: ")" },
  workspaceSymbolProvider: { workDoneProgress: true },
};
