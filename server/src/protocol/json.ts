/** JSON on the wire, in the shape of dns-zonefile: a zone as such, and records of such put into a zone. */
import {
  LSPErrorCodes,
  RequestType,
  ResponseError,
  type Connection,
  type Position,
  type WorkspaceEdit,
} from "vscode-languageserver";
import { insertJson } from "../convert/insertJson.js";
import { zoneToJsonInSteps } from "../convert/json.js";
import type { DocumentEdit } from "../features/action.js";
import { toOffset } from "./positions.js";
import type { Session } from "./session.js";

interface Exported {
  readonly json: string;
  /** The records that are not in it, as printed. */
  readonly missing: readonly string[];
}

interface Place {
  readonly uri: string;
  readonly position: Position;
  readonly json: string;
}

interface Inserted {
  readonly edit: WorkspaceEdit;
  /** What of the JSON is not in it, each with its reason. */
  readonly missing: readonly string[];
}

const exportRequest = new RequestType<{ readonly uri: string }, Exported, void>("zonewright/exportJson");
const insertRequest = new RequestType<Place, Inserted, void>("zonewright/insertJson");

const refuse = (reason: string): never => {
  throw new ResponseError(LSPErrorCodes.RequestFailed, reason);
};

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    return refuse(`That is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function registerJson(
  connection: Connection,
  session: () => Session,
  workspaceEdit: (edits: readonly DocumentEdit[]) => WorkspaceEdit,
): void {
  connection.onRequest(exportRequest, async ({ uri }, token) => {
    const about = session().checking.about(uri);
    await session().settle(token, uri);
    const { value, missing } = await session().checking.run(
      () => {
        const snapshot = session().snapshot(uri);
        return snapshot?.kind === "zone" ? zoneToJsonInSteps(snapshot.zone) : refuse("This document is no zone");
      },
      { token, about },
    );
    return { json: `${JSON.stringify(value, undefined, 2)}\n`, missing };
  });

  connection.onRequest(insertRequest, ({ uri, position, json }) => {
    const snapshot = session().snapshot(uri);
    if (snapshot?.kind !== "zone") return refuse("This document is no zone");
    const found = insertJson(snapshot, toOffset(snapshot.text, position), parsed(json));
    if ("refused" in found) return refuse(found.refused);
    return { edit: workspaceEdit(found.edits), missing: found.missing };
  });
}
