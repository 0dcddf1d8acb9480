/** Completion on the wire: the items at once, their documentation when one of them is looked at. */
import {
  CompletionItemKind,
  InsertTextFormat,
  type CompletionItem as ProtocolItem,
  type Connection,
  type MarkupKind,
} from "vscode-languageserver";
import {
  completionList,
  documentationOf,
  includeDirectory,
  type About,
  type CompletionItem,
  type FileNearby,
} from "../features/completion.js";
import { uriIn } from "../workspace/files.js";
import type { Snapshot } from "../workspace/snapshot.js";
import { markup } from "./markup.js";
import { toOffset, toRange } from "./positions.js";
import type { Session } from "./session.js";

export const completionProvider = {
  triggerCharacters: ["$", '"', " ", ":", "=", ";", ".", ",", "@", "+", "-", "~", "?", "_", "%", "/"],
  resolveProvider: true,
  completionItem: { labelDetailsSupport: true },
};

/** What an editor can do with items. */
interface Abilities {
  readonly snippets: boolean;
  readonly labelDetails: boolean;
  /** Asks for documentation when it shows it. */
  readonly resolves: boolean;
  /** Has a command that asks for completion again. */
  readonly suggests: boolean;
  readonly formats: readonly MarkupKind[] | undefined;
}

/** The command of VS Code that shows suggestions; clients that have it say so when they start the server. */
const suggestCommand = "editor.action.triggerSuggest";

function abilitiesOf(session: Session): Abilities {
  const item = session.client.textDocument?.completion?.completionItem;
  return {
    snippets: item?.snippetSupport === true,
    labelDetails: item?.labelDetailsSupport === true,
    resolves: item?.resolveSupport?.properties.includes("documentation") === true,
    suggests: session.hasCommand(suggestCommand),
    formats: item?.documentationFormat,
  };
}

function detailOf({ detail, kind }: CompletionItem, { labelDetails }: Abilities): Partial<ProtocolItem> {
  if (detail === undefined) return {};
  // Labels of whole records are long: beside a description they would be cut.
  return labelDetails && kind !== "record" ? { labelDetails: { description: detail } } : { detail };
}

/** What an item holds for the request that resolves it: enough to answer without memory of the list. */
interface Data {
  readonly uri: string;
  readonly about: About;
}

const isData = (value: unknown): value is Data =>
  typeof value === "object" && value !== null && "uri" in value && "about" in value && typeof value.uri === "string";

function documented(snapshot: Snapshot, about: About, { formats }: Pick<Abilities, "formats">): Partial<ProtocolItem> {
  const text = documentationOf(snapshot, about);
  return text === undefined ? {} : { documentation: markup(text, formats) };
}

function itemOf(snapshot: Snapshot, item: CompletionItem, abilities: Abilities): ProtocolItem {
  const { label, kind, insert, span, snippet, sort, filter, about, goesOn } = item;
  const data = (of: About): Data => ({ uri: snapshot.uri, about: of });
  return {
    label,
    kind: itemKinds[kind],
    textEdit: { range: toRange(snapshot.text, span), newText: insert },
    insertTextFormat: snippet === true ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    sortText: sort,
    ...(filter === undefined ? {} : { filterText: filter }),
    ...(goesOn === true && abilities.suggests ? { command: { title: "Suggest", command: suggestCommand } } : {}),
    ...detailOf(item, abilities),
    ...(about === undefined ? {} : abilities.resolves ? { data: data(about) } : documented(snapshot, about, abilities)),
  };
}

export function registerCompletion(connection: Connection, session: () => Session): void {
  /** What is in the folders in which the file that is being written is looked for. */
  const filesNearby = async (uri: string, directory: string): Promise<FileNearby[]> => {
    const folders = session().workspace.includeFolders(uri, directory);
    const read = async (folder: string): Promise<FileNearby[]> =>
      (await session().readFolder(folder)).map((entry) => ({ ...entry, uri: uriIn(folder, entry.name) }));
    return (await Promise.all(folders.map(read))).flat();
  };

  connection.onCompletion(async ({ textDocument: { uri }, position }) => {
    // The document as it is now: the position is of this one, whatever comes while folders are read.
    const snapshot = session().snapshot(uri);
    if (snapshot === undefined) return null;
    const offset = toOffset(snapshot.text, position);
    const directory = includeDirectory(snapshot, offset);
    const files = directory === undefined ? [] : await filesNearby(uri, directory);
    const abilities = abilitiesOf(session());
    const { items, isCut } = completionList(snapshot, offset, { ...abilities, files });
    return { isIncomplete: isCut, items: items.map((item) => itemOf(snapshot, item, abilities)) };
  });

  connection.onCompletionResolve((item) => {
    const data: unknown = item.data;
    const snapshot = isData(data) ? session().snapshot(data.uri) : undefined;
    return snapshot === undefined || !isData(data)
      ? item
      : { ...item, ...documented(snapshot, data.about, abilitiesOf(session())) };
  });
}

const itemKinds: Record<CompletionItem["kind"], CompletionItemKind> = {
  owner: CompletionItemKind.Reference,
  host: CompletionItemKind.Reference,
  type: CompletionItemKind.Class,
  class: CompletionItemKind.Keyword,
  time: CompletionItemKind.Unit,
  directive: CompletionItemKind.Keyword,
  value: CompletionItemKind.EnumMember,
  address: CompletionItemKind.Value,
  record: CompletionItemKind.Snippet,
  tag: CompletionItemKind.Property,
  term: CompletionItemKind.Function,
  text: CompletionItemKind.Text,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
};
