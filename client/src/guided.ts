/** The command that adds a mail provider to a zone: the server has the list and makes the edit. */
import { commands, window, workspace, type Disposable } from "vscode";
import { RequestType, type BaseLanguageClient, type WorkspaceEdit } from "vscode-languageclient";

interface Choice {
  readonly name: string;
  readonly description: string;
  readonly detail: string;
}

const providersRequest = new RequestType<{ readonly uri: string }, readonly Choice[], void>("zonewright/providers");
const addProviderRequest = new RequestType<
  { readonly uri: string; readonly provider: string },
  { readonly edit?: WorkspaceEdit; readonly summary?: string; readonly refused?: string },
  void
>("zonewright/addProvider");

/** Asks for the provider, unless it is given. */
async function addProvider(client: BaseLanguageClient, given: unknown): Promise<void> {
  const uri = window.activeTextEditor?.document.uri.toString();
  if (uri === undefined) return;
  const choices = await client.sendRequest(providersRequest, { uri });
  if (choices.length === 0) {
    void window.showInformationMessage("This file is no zone whose domain is known.");
    return;
  }
  const items = choices.map(({ name, description, detail }) => ({ label: name, description, detail }));
  const options = {
    title: "Add a Mail Provider",
    matchOnDescription: true,
    placeHolder: "Who sends mail for the domain",
  };
  const provider = typeof given === "string" ? given : (await window.showQuickPick(items, options))?.label;
  if (provider === undefined) return;
  const { edit, summary, refused } = await client.sendRequest(addProviderRequest, { uri, provider });
  if (refused !== undefined) void window.showWarningMessage(`${refused}.`);
  if (edit === undefined) return;
  await workspace.applyEdit(await client.protocol2CodeConverter.asWorkspaceEdit(edit));
  if (summary !== undefined) void window.showInformationMessage(`${summary}.`);
}

export const registerGuided = (client: BaseLanguageClient): Disposable =>
  commands.registerCommand("zonewright.addProvider", async (given?: unknown) => addProvider(client, given));
