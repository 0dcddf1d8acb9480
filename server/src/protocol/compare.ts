/** Comparison on the wire: two zones by their texts, each read apart from the workspace but with its includes. */
import { RequestType, type CancellationToken, type Connection } from "vscode-languageserver";
import { compareInWordsInSteps } from "../features/compareZones.js";
import { expandedZone } from "../features/expandedZone.js";
import { entryEnd } from "../syntax/scanner.js";
import { pagedText } from "../text/pagedText.js";
import type { Zone } from "../zone/zone.js";
import { cancelled } from "./checking.js";
import type { Session } from "./session.js";

/** The text of a zone, and the document whose name, settings and includes it has. */
interface ZoneText {
  readonly uri: string;
  readonly text: string;
}

/** Both as a server loads them, a record a line, and how they differ in words. */
interface Comparison {
  readonly before: string;
  readonly after: string;
  readonly summary: string;
  /** Whether the records are the same, serials aside. */
  readonly same: boolean;
}

const compareRequest = new RequestType<{ readonly before: ZoneText; readonly after: ZoneText }, Comparison, void>(
  "zonewright/compare",
);

/** Includes of includes come in one after the other. */
const mostRounds = 30;

async function readApart(session: Session, { uri, text }: ZoneText, token: CancellationToken): Promise<Zone> {
  const paged = pagedText(text, entryEnd);
  for (let round = 0; ; round++) {
    const zone = session.workspace.readApart(uri, paged);
    if (zone.complete || round >= mostRounds || !(await session.workspace.load())) return zone;
    if (token.isCancellationRequested) cancelled();
  }
}

export function registerCompare(connection: Connection, session: () => Session): void {
  connection.onRequest(compareRequest, async (sides, token) => {
    const before = await readApart(session(), sides.before, token);
    const after = await readApart(session(), sides.after, token);
    const { checking } = session();
    const names = { before: sides.before.uri, after: sides.after.uri };
    const { same, lines } = await checking.run(() => compareInWordsInSteps(before, after, names), { token });
    return {
      before: await checking.run(() => expandedZone(before), { token }),
      after: await checking.run(() => expandedZone(after), { token }),
      summary: lines.find(({ kind }) => kind === "summary")?.text ?? "",
      same,
    };
  });
}
