/** The command that sets the origin of a file, in the setting `zonewright.origins` of the folder it is in. */
import { ConfigurationTarget, Uri, window, workspace } from "vscode";

const key = "origins";

/** Where the setting of a file is written, and under which name: relative to its folder, so that it can be shared. */
function placeOf(file: Uri): { name: string; target: ConfigurationTarget } {
  if (!workspace.getWorkspaceFolder(file)) return { name: file.path, target: ConfigurationTarget.Global };
  const several = (workspace.workspaceFolders?.length ?? 0) > 1;
  return {
    name: workspace.asRelativePath(file, false),
    target: several ? ConfigurationTarget.WorkspaceFolder : ConfigurationTarget.Workspace,
  };
}

function valueAt(file: Uri, target: ConfigurationTarget): Readonly<Record<string, string>> {
  const values = workspace.getConfiguration("zonewright", file).inspect<Record<string, string>>(key);
  if (target === ConfigurationTarget.Global) return values?.globalValue ?? {};
  if (target === ConfigurationTarget.Workspace) return values?.workspaceValue ?? {};
  return values?.workspaceFolderValue ?? {};
}

async function writeOrigin(file: Uri, origin: string): Promise<void> {
  const { name, target } = placeOf(file);
  const { [name]: _previous, ...others } = valueAt(file, target);
  const value = origin === "" ? others : { ...others, [name]: origin };
  const unset = Object.keys(value).length === 0;
  await workspace.getConfiguration("zonewright", file).update(key, unset ? undefined : value, target);
}

/** Asks for the origin, unless it is given, and writes it; an empty one takes the setting away. */
export async function setOrigin(
  currentOrigin: (uri: string) => string | undefined,
  given: { file?: unknown; origin?: unknown } = {},
): Promise<void> {
  const file = given.file instanceof Uri ? given.file : window.activeTextEditor?.document.uri;
  if (!file) return;
  if (file.scheme === "untitled") {
    void window.showInformationMessage("Save the file first: its origin is kept under its name.");
    return;
  }
  const origin =
    typeof given.origin === "string"
      ? given.origin
      : await window.showInputBox({
          title: "Origin of This Zone File",
          prompt: "Names without a final dot are relative to the origin. Leave it empty to find it by the file again.",
          value: currentOrigin(file.toString()) ?? "",
          placeHolder: "example.com.",
        });
  if (origin !== undefined) await writeOrigin(file, origin.trim());
}
