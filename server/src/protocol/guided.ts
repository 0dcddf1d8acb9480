/** Adding a mail provider: the client asks for the list, lets the user choose, and applies the edit. */
import { RequestType, type Connection, type WorkspaceEdit } from "vscode-languageserver";
import type { DocumentEdit } from "../features/action.js";
import { addProvider, providerChoices, type ProviderChoice } from "../features/guidedProvider.js";
import type { Session } from "./session.js";

const providersRequest = new RequestType<{ readonly uri: string }, readonly ProviderChoice[], void>(
  "zonewright/providers",
);

type Addition =
  | { readonly edit: WorkspaceEdit; readonly summary: string; readonly refused?: undefined }
  | { readonly refused: string };

const addProviderRequest = new RequestType<{ readonly uri: string; readonly provider: string }, Addition, void>(
  "zonewright/addProvider",
);

export function registerGuided(
  connection: Connection,
  session: () => Session,
  workspaceEdit: (edits: readonly DocumentEdit[]) => WorkspaceEdit,
): void {
  connection.onRequest(providersRequest, ({ uri }) => {
    const snapshot = session().snapshot(uri);
    return snapshot?.kind === "zone" ? providerChoices(snapshot) : [];
  });
  connection.onRequest(addProviderRequest, ({ uri, provider }) => {
    const snapshot = session().snapshot(uri);
    if (snapshot?.kind !== "zone") return { refused: "This file is no zone" };
    const added = addProvider(snapshot, provider);
    return "refused" in added ? added : { edit: workspaceEdit(added.edits), summary: added.summary };
  });
}
