/** Shows what is wrong in each `zonewright.json` where it stands, for an editor that knows no schema of it. */
import { DiagnosticSeverity, type Connection, type Diagnostic } from "vscode-languageserver";
import { entryEnd } from "../syntax/scanner.js";
import { pagedText } from "../text/pagedText.js";
import { span, type Span } from "../text/span.js";
import type { CheckedSettingsFile } from "../workspace/settings.js";
import type { Workspace } from "../workspace/workspace.js";
import { toRange } from "./positions.js";

/** The first place where the key is written; the first character where it is none's. */
function placeOf(key: string, text: string): Span {
  const written = JSON.stringify(key);
  const at = key === "" ? -1 : text.indexOf(written);
  return at < 0 ? span(0, Math.min(1, text.length)) : span(at, at + written.length);
}

function diagnosticsOf({ text, faults }: CheckedSettingsFile): Diagnostic[] {
  const paged = pagedText(text, entryEnd);
  return faults.map(({ key, message }) => ({
    range: toRange(paged, placeOf(key, text)),
    severity: DiagnosticSeverity.Warning,
    source: "zonewright",
    message,
  }));
}

/** Returns a function that sends what is new since it was last called. */
export function settingsFaultTeller(connection: Connection, workspace: Workspace): () => void {
  const sent = new Map<string, string>();
  const send = (uri: string, diagnostics: Diagnostic[]): void => {
    const state = JSON.stringify(diagnostics);
    if ((sent.get(uri) ?? "[]") === state) return;
    sent.set(uri, state);
    void connection.sendDiagnostics({ uri, diagnostics });
  };
  return () => {
    const files = workspace.settingsFiles();
    for (const [uri, file] of files) send(uri, diagnosticsOf(file));
    for (const uri of sent.keys()) if (!files.has(uri)) send(uri, []);
  };
}
