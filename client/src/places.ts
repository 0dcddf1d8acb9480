/** The commands of code lenses that show places: references to a name, and what an SPF record includes. */
import type { Disposable } from "vscode";
import { commands, Position, Range, Uri, window } from "vscode";

/** Their names, which the server is told. */
export const placeCommands = ["zonewright.showCallHierarchy", "zonewright.showReferences"];

interface WrittenPosition {
  readonly line: number;
  readonly character: number;
}

const positionOf = ({ line, character }: WrittenPosition): Position => new Position(line, character);

async function showReferences(written: string, place: WrittenPosition): Promise<void> {
  const uri = Uri.parse(written, true);
  const at = positionOf(place);
  const found = await commands.executeCommand("vscode.executeReferenceProvider", uri, at);
  await commands.executeCommand("editor.action.showReferences", uri, at, found ?? []);
}

async function showCallHierarchy(written: string, place: WrittenPosition): Promise<void> {
  const at = positionOf(place);
  await window.showTextDocument(Uri.parse(written, true), { selection: new Range(at, at) });
  await commands.executeCommand("editor.showCallHierarchy");
}

export const registerPlaces = (): Disposable[] => [
  commands.registerCommand("zonewright.showReferences", showReferences),
  commands.registerCommand("zonewright.showCallHierarchy", showCallHierarchy),
];
