/** The opt-in bump of the serial when a zone is saved: the edits that the client makes before it writes the file. */
import { TextDocumentSaveReason, type TextEdit } from "vscode-languageserver";
import { decideBump } from "../features/serial.js";
import type { Committed } from "../rules/rule.js";
import type { PagedText } from "../text/pagedText.js";
import type { ZoneSnapshot } from "../workspace/snapshot.js";
import type { Workspace } from "../workspace/workspace.js";
import { openZoneChanges } from "../zone/zoneChanges.js";
import { toTextEdit } from "./positions.js";

export interface BumpOnSave {
  /** The text is what the disk has: it was just opened, or written. */
  saved(uri: string, text: PagedText): void;
  forget(uri: string): void;
  /** What to write before the document is saved; nothing where a clock saves it every other second. */
  edits(uri: string, reason: TextDocumentSaveReason): TextEdit[];
}

/** `now` in milliseconds since 1970. */
export function openBumpOnSave(workspace: Workspace, now: () => number): BumpOnSave {
  const texts = new Map<string, PagedText>();

  /** The zone as it was when the document was saved last; what it includes is as it is now. */
  const savedState = (snapshot: ZoneSnapshot): Committed | undefined => {
    const text = texts.get(snapshot.uri);
    const before = text === undefined ? undefined : workspace.readWith(snapshot.uri, text);
    if (before === undefined) return undefined;
    const changes = openZoneChanges(before, snapshot.reading);
    for (const _ of changes.work());
    return { zone: before.zone, differs: changes.differ(), owner: changes.owner() };
  };

  return {
    saved: (uri, text) => void texts.set(uri, text),
    forget: (uri) => void texts.delete(uri),
    edits(uri, reason) {
      const how = workspace.settingsOf(uri).bumpSerialOnSave;
      if (how === "never" || reason !== TextDocumentSaveReason.Manual) return [];
      // What version control has is compared as the workspace is checked.
      for (const _ of workspace.work());
      const snapshot = workspace.snapshot(uri);
      if (snapshot?.kind !== "zone") return [];
      const committed = how === "oncePerCommit" ? snapshot.context.committed : undefined;
      const verdict = decideBump(snapshot.zone, Math.floor(now() / 1000), committed ?? savedState(snapshot));
      return verdict.kind === "bump" && verdict.edit.uri === uri ? [toTextEdit(snapshot.text, verdict.edit)] : [];
    },
  };
}
