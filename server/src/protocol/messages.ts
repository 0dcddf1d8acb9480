/** What server and client say to each other beyond the Language Server Protocol. */
import { NotificationType, RequestType, type InitializeParams } from "vscode-languageserver";
import type { FolderEntry } from "../workspace/files.js";

export interface ZoneStatus {
  readonly uri: string;
  readonly origin?: string;
  readonly originSource?: string;
  readonly records?: number;
}

export const statusNotification = new NotificationType<ZoneStatus>("zonewright/status");
export const readFileRequest = new RequestType<{ readonly uri: string }, { readonly text: string } | null, void>(
  "zonewright/readFile",
);
/** What is in a folder inside the workspace folders; nothing where it may not be read. */
export const readFolderRequest = new RequestType<{ readonly uri: string }, readonly FolderEntry[], void>(
  "zonewright/readFolder",
);
export const findFilesRequest = new RequestType<Record<string, never>, readonly string[], void>("zonewright/findFiles");

/** The text of a file as version control has it, or null. */
export const committedRequest = new RequestType<{ readonly uri: string }, { readonly text: string } | null, void>(
  "zonewright/committed",
);
/** Version control has moved on: what it has of files may be other than it was. */
export const committedMovedNotification = new NotificationType<Record<string, never>>("zonewright/committedMoved");

/** What a client may say of itself when it starts the server; an editor that says nothing has none of it. */
export interface ClientOptions {
  /** False in a folder that the user does not trust: no file is read but those that are open. */
  readonly trusted: boolean;
  /** Answers `zonewright/readFile`, `zonewright/readFolder` and `zonewright/findFiles`. */
  readonly readsFiles: boolean;
  /** Answers `zonewright/committed`. */
  readonly readsCommitted: boolean;
  readonly showsStatus: boolean;
  /** The commands of the editor that code lenses may call. */
  readonly commands: readonly string[];
  /** The folder, as a URI with a final slash, in which the pages of the rules are. */
  readonly rulePages: string | undefined;
}

export function readClientOptions({ initializationOptions }: InitializeParams): ClientOptions {
  const said: unknown = initializationOptions;
  const value = (key: string): unknown =>
    typeof said === "object" && said !== null && key in said
      ? Object.entries(said).find(([name]) => name === key)?.[1]
      : undefined;
  const pages = value("rulePages");
  const commands = value("commands");
  return {
    trusted: value("trusted") !== false,
    readsFiles: value("readsFiles") === true,
    readsCommitted: value("readsCommitted") === true,
    showsStatus: value("showsStatus") === true,
    commands: Array.isArray(commands) ? commands.filter((one) => typeof one === "string") : [],
    rulePages: typeof pages === "string" ? pages : undefined,
  };
}
