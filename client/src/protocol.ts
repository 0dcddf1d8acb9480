/** What client and server say to each other beyond the Language Server Protocol. */
import { NotificationType, RequestType, type Position, type WorkspaceEdit } from "vscode-languageclient";

/** What the server knows of an open zone, for the status item. */
export interface ZoneStatus {
  readonly uri: string;
  readonly origin?: string;
  /** Where the origin was read, in words. */
  readonly originSource?: string;
  readonly records?: number;
}

export const statusNotification = new NotificationType<ZoneStatus>("zonewright/status");

/** The text of a file inside the workspace folders, or null. */
export const readFileRequest = new RequestType<{ readonly uri: string }, { readonly text: string } | null, void>(
  "zonewright/readFile",
);

/** What is in a folder inside the workspace folders; nothing where it may not be read. */
export const readFolderRequest = new RequestType<
  { readonly uri: string },
  readonly { readonly name: string; readonly isFolder: boolean }[],
  void
>("zonewright/readFolder");

/** The text of a file as version control has it, or null. */
export const committedRequest = new RequestType<{ readonly uri: string }, { readonly text: string } | null, void>(
  "zonewright/committed",
);

/** Version control has moved on: what it has of files may be other than it was. */
export const committedMovedNotification = new NotificationType<Record<string, never>>("zonewright/committedMoved");

/** A zone as it is compared: the text, and the document whose name and includes it has. */
interface ZoneText {
  readonly uri: string;
  readonly text: string;
}

/** Two zones as a server loads them, a record a line, and how they differ in words. */
interface Comparison {
  readonly before: string;
  readonly after: string;
  readonly summary: string;
  readonly same: boolean;
}

export const compareRequest = new RequestType<
  { readonly before: ZoneText; readonly after: ZoneText },
  Comparison,
  void
>("zonewright/compare");

/** A zone as JSON, and the records that are not in it. */
export const exportRequest = new RequestType<
  { readonly uri: string },
  { readonly json: string; readonly missing: readonly string[] },
  void
>("zonewright/exportJson");

/** Records of JSON put into a zone before a line, and what of the JSON is not among them. */
export const insertRequest = new RequestType<
  { readonly uri: string; readonly position: Position; readonly json: string },
  { readonly edit: WorkspaceEdit; readonly missing: readonly string[] },
  void
>("zonewright/insertJson");

/** The files inside the workspace folders that may matter to the server. */
export const findFilesRequest = new RequestType<Record<string, never>, readonly string[], void>("zonewright/findFiles");
