/** The status item of the language: the origin of the zone in the editor, and whether the server runs. */
import type { Disposable, DocumentSelector, LanguageStatusItem } from "vscode";
import { LanguageStatusSeverity, languages, window } from "vscode";
import type { ZoneStatus } from "./protocol.js";

export interface StatusItem extends Disposable {
  /** Takes news of one file. */
  update(status: ZoneStatus): void;
  serverRuns(runs: boolean): void;
  /** What was last said of a file. */
  get(uri: string): ZoneStatus | undefined;
  forget(uri: string): void;
}

function showOrigin(item: LanguageStatusItem, status: ZoneStatus | undefined): void {
  item.severity = LanguageStatusSeverity.Information;
  item.text = status?.origin ?? "No origin";
  const records = status?.records;
  const parts = [
    status?.originSource && `Origin: ${status.originSource}`,
    records !== undefined && (records === 1 ? "1 record" : `${records} records`),
  ];
  item.detail = parts.filter((part) => typeof part === "string").join(", ");
  item.command = { command: "zonewright.setOrigin", title: "Set Origin" };
}

function showStopped(item: LanguageStatusItem): void {
  item.severity = LanguageStatusSeverity.Error;
  item.text = "Zonewright is not running";
  item.detail = "";
  item.command = { command: "zonewright.restart", title: "Restart" };
}

export function createStatusItem(selector: DocumentSelector): StatusItem {
  const item = languages.createLanguageStatusItem("zonewright.origin", selector);
  item.name = "Zonewright: Origin";
  const known = new Map<string, ZoneStatus>();
  let running = false;

  const show = (): void => {
    item.busy = false;
    if (running) showOrigin(item, known.get(window.activeTextEditor?.document.uri.toString() ?? ""));
    else showStopped(item);
  };
  const editorChanged = window.onDidChangeActiveTextEditor(show);
  item.text = "Starting";
  item.busy = true;

  return {
    update(status) {
      known.set(status.uri, status);
      show();
    },
    serverRuns(runs) {
      running = runs;
      show();
    },
    get: (uri) => known.get(uri),
    forget: (uri) => known.delete(uri),
    dispose() {
      editorChanged.dispose();
      item.dispose();
    },
  };
}
