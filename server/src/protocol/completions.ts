/** Completion on the wire: the items at once, their documentation when one of them is looked at. */
import {
  CompletionItemKind,
  InsertTextFormat,
  type CompletionItem as ProtocolItem,
  type Connection,
  type InitializeParams,
} from "vscode-languageserver";
import { completionList, type CompletionItem } from "../features/completion.js";
import type { PagedText } from "../text/pagedText.js";
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
}

function abilitiesOf({ textDocument }: InitializeParams["capabilities"]): Abilities {
  const item = textDocument?.completion?.completionItem;
  return {
    snippets: item?.snippetSupport === true,
    labelDetails: item?.labelDetailsSupport === true,
    resolves: item?.resolveSupport?.properties.includes("documentation") === true,
  };
}

const markdown = (value: string): { kind: "markdown"; value: string } => ({ kind: "markdown", value });

function detailOf({ detail }: CompletionItem, { labelDetails }: Abilities): Partial<ProtocolItem> {
  if (detail === undefined) return {};
  return labelDetails ? { labelDetails: { description: detail } } : { detail };
}

/** Which list an item was in, and where. */
const isReference = (value: unknown): value is { readonly list: number; readonly index: number } =>
  typeof value === "object" && value !== null && "list" in value && "index" in value;

export function registerCompletion(connection: Connection, session: () => Session): void {
  let count = 0;
  /** The list that was sent last: the only one that is on the screen. */
  let last: readonly CompletionItem[] = [];

  const itemOf = (item: CompletionItem, index: number, text: PagedText, abilities: Abilities): ProtocolItem => {
    const { label, kind, insert, span, snippet, sort, filter, documentation } = item;
    return {
      label,
      kind: itemKinds[kind],
      textEdit: { range: toRange(text, span), newText: insert },
      insertTextFormat: snippet === true ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      sortText: sort,
      ...(filter === undefined ? {} : { filterText: filter }),
      ...detailOf(item, abilities),
      ...(documentation === undefined
        ? {}
        : abilities.resolves
          ? { data: { list: count, index } }
          : { documentation: markdown(documentation) }),
    };
  };

  connection.onCompletion(({ textDocument, position }) => {
    const snapshot = session().snapshot(textDocument.uri);
    if (snapshot === undefined) return null;
    const abilities = abilitiesOf(session().client);
    const { items, isCut } = completionList(snapshot, toOffset(snapshot.text, position), abilities);
    count++;
    last = items;
    return {
      isIncomplete: isCut,
      items: items.map((item, index) => itemOf(item, index, snapshot.text, abilities)),
    };
  });

  connection.onCompletionResolve((item) => {
    const data: unknown = item.data;
    if (!isReference(data) || data.list !== count) return item;
    const documentation = last[data.index]?.documentation;
    return documentation === undefined ? item : { ...item, documentation: markdown(documentation) };
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
};
