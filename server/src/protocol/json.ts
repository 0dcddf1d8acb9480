/** Export on the wire: a zone as JSON in the shape of dns-zonefile, with what that can't hold. */
import { LSPErrorCodes, RequestType, ResponseError, type Connection } from "vscode-languageserver";
import { zoneToJson } from "../convert/json.js";
import type { Session } from "./session.js";

interface Exported {
  readonly json: string;
  /** The records that are not in it, as printed. */
  readonly missing: readonly string[];
}

const exportRequest = new RequestType<{ readonly uri: string }, Exported, void>("zonewright/exportJson");

export function registerJson(connection: Connection, session: () => Session): void {
  connection.onRequest(exportRequest, async ({ uri }, token) => {
    await session().settle(token, uri);
    const snapshot = session().snapshot(uri);
    if (snapshot?.kind !== "zone") throw new ResponseError(LSPErrorCodes.RequestFailed, "This document is no zone");
    const { value, missing } = zoneToJson(snapshot.zone);
    return { json: `${JSON.stringify(value, undefined, 2)}\n`, missing };
  });
}
