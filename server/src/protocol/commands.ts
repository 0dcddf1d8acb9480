/** Commands: those that the server carries out, and those of an editor that a code lens may call. */
import type { Connection, WorkspaceEdit } from "vscode-languageserver";
import type { DocumentEdit } from "../features/action.js";
import { bumpSerial } from "../features/serial.js";
import type { Session } from "./session.js";

export const serverCommands = {
  /** Applies the edit that is its argument. */
  applyEdit: "zonewright.applyEdit",
  /** Bumps the serial of the zone in the document whose URI is its argument. */
  bumpSerial: "zonewright.bumpSerial",
} as const;

/** An editor says in its initialization options which of these it has; each takes a URI and a position. */
export const clientCommands = {
  showCallHierarchy: "zonewright.showCallHierarchy",
  showReferences: "zonewright.showReferences",
} as const;

const isWorkspaceEdit = (value: unknown): value is WorkspaceEdit =>
  typeof value === "object" && value !== null && ("documentChanges" in value || "changes" in value);

export function registerCommands(
  connection: Connection,
  session: () => Session,
  workspaceEdit: (edits: readonly DocumentEdit[]) => WorkspaceEdit,
): void {
  async function bump(uri: unknown): Promise<void> {
    const snapshot = typeof uri === "string" ? session().snapshot(uri) : undefined;
    const action = snapshot?.kind === "zone" ? bumpSerial(snapshot, Math.floor(session().now() / 1000)) : undefined;
    if (action?.disabled === undefined && action !== undefined)
      await connection.workspace.applyEdit({ label: action.title, edit: workspaceEdit(action.edits) });
    else connection.window.showWarningMessage(action?.disabled ?? "There is no SOA record in this document");
  }

  connection.onExecuteCommand(async ({ command, arguments: [argument] = [] }) => {
    if (command === serverCommands.applyEdit && isWorkspaceEdit(argument))
      await connection.workspace.applyEdit(argument);
    if (command === serverCommands.bumpSerial) await bump(argument);
    return null;
  });
}
