/** Virtual documents: what the server makes of a zone, for an editor to show beside it and kept up to date while one types. */
import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type Connection,
  type InitializeParams,
} from "vscode-languageserver";
import { URI } from "vscode-uri";
import { expandedZone } from "../features/expandedZone.js";
import { reverseZone } from "../features/reverseZone.js";
import type { PagedText } from "../text/pagedText.js";
import type { Steps } from "../text/steps.js";
import type { Snapshot, ZoneSnapshot } from "../workspace/snapshot.js";
import { openWorkspace, type Workspace } from "../workspace/workspace.js";
import type { Checking } from "./checking.js";
import type { Runtime } from "./runtime.js";

/** `zonewright://expanded/NAME.zone?URI`: what is shown of the document with that URI, and what to call it. */
export const viewScheme = "zonewright";

type Maker = (snapshot: ZoneSnapshot) => Steps<string>;

const makers: Readonly<Record<string, Maker>> = {
  expanded: ({ zone }) => expandedZone(zone),
  reverse: ({ zone, zones }) => reverseZone(zone, zones),
};

export const isView = (uri: string): boolean => uri.startsWith(`${viewScheme}:`);

interface View {
  readonly make: Maker;
  readonly source: string;
}

function readViewUri(uri: string): View {
  const { scheme, authority, query } = URI.parse(uri);
  const make = scheme === viewScheme ? makers[authority] : undefined;
  if (make === undefined || query === "")
    throw new ResponseError(LSPErrorCodes.RequestFailed, `There is nothing to show under ${uri}`);
  return { make, source: URI.parse(query).toString() };
}

export interface Views {
  /** The text of a view of the zone as it is now. */
  provide(uri: string, token: CancellationToken): Promise<string>;
  /** The editor shows a view; features see it as a zone of its own, apart from the workspace. */
  open(uri: string, text: PagedText): void;
  close(uri: string): void;
  snapshot(uri: string): Snapshot | undefined;
  /** Zones may have changed: asks the editor to fetch again what is out of date. */
  refreshSoon(): void;
}

/** How long one may type before a view follows, in milliseconds. */
const refreshDelay = 300;

export function openViews(
  connection: Connection,
  runtime: Runtime,
  workspace: Workspace,
  checking: Checking,
  client: InitializeParams["capabilities"],
): Views {
  const shown = new Map<string, Workspace>();
  /** What each view was made of. */
  const madeOf = new Map<string, readonly unknown[]>();
  let isDue = false;

  const zoneOf = (source: string): ZoneSnapshot | undefined => {
    const snapshot = workspace.snapshot(source);
    return snapshot?.kind === "zone" ? snapshot : undefined;
  };
  /** What a view was made of; one of reverse zones looks into others too. */
  const stateOf = ({ reading }: ZoneSnapshot, make: Maker): readonly unknown[] =>
    make === makers["reverse"] ? [workspace.revision()] : reading.documents().map(({ text }) => text);

  const isOld = (uri: string): boolean => {
    const before = madeOf.get(uri);
    const { make, source } = readViewUri(uri);
    const snapshot = zoneOf(source);
    if (before === undefined || snapshot === undefined) return before !== undefined;
    const now = stateOf(snapshot, make);
    return now.length !== before.length || now.some((one, index) => one !== before[index]);
  };

  return {
    async provide(uri, token) {
      const { make, source } = readViewUri(uri);
      await checking.until(() => workspace.settled(source), token);
      const snapshot = zoneOf(source);
      if (snapshot === undefined)
        throw new ResponseError(LSPErrorCodes.RequestFailed, `${source} is no zone file that is open or in a folder`);
      madeOf.set(uri, stateOf(snapshot, make));
      return checking.run(() => make(zoneOf(source) ?? snapshot), { token });
    },
    open(uri, text) {
      const apart =
        shown.get(uri) ??
        openWorkspace({ readFile: async () => undefined, now: () => undefined, log: () => undefined });
      shown.set(uri, apart);
      apart.open(uri, "zone", text);
    },
    close(uri) {
      shown.delete(uri);
      madeOf.delete(uri);
    },
    snapshot: (uri) => shown.get(uri)?.snapshot(uri),
    refreshSoon() {
      if (isDue || shown.size === 0 || client.workspace?.textDocumentContent === undefined) return;
      isDue = true;
      runtime.later(() => {
        isDue = false;
        for (const uri of shown.keys())
          if (isOld(uri))
            connection.workspace.textDocumentContent
              .refresh(uri)
              .catch((error: unknown) => connection.console.warn(String(error)));
      }, refreshDelay);
    },
  };
}
