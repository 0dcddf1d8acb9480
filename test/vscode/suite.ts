/** The main job in a real extension host: a zone is opened, its mistake is shown, explained and mended, and the file saved. */
import type { Diagnostic, Position, Range, TextDocument } from "vscode";
import {
  CodeAction,
  commands,
  CompletionList,
  DiagnosticSeverity,
  Hover,
  languages,
  MarkdownString,
  Uri,
  window,
  workspace,
} from "vscode";
import { equal, eventually } from "./support.js";

/** True in the run that proves that these tests can fail. */
declare const BROKEN: boolean;

const message = `"mail.example.net" has no final dot and means mail.example.net.example.com.`;
const code = "names/missing-trailing-dot";

function fixture(name: string): Uri {
  const folder = workspace.workspaceFolders?.[0];
  if (!folder) throw new Error("the tests need the folder of the fixtures open");
  return Uri.joinPath(folder.uri, name);
}

async function open(name: string): Promise<TextDocument> {
  const document = await workspace.openTextDocument(fixture(name));
  await window.showTextDocument(document);
  return document;
}

function codeOf({ code: written }: Diagnostic): string {
  return typeof written === "object" ? String(written.value) : String(written);
}

function find(uri: Uri): Diagnostic | undefined {
  return languages.getDiagnostics(uri).find((diagnostic) => codeOf(diagnostic) === code);
}

function positionOf(document: TextDocument, text: string, further = 0): Position {
  return document.positionAt(document.getText().indexOf(text) + further);
}

async function provided(command: string, ...given: readonly unknown[]): Promise<readonly unknown[]> {
  const answer: unknown = await commands.executeCommand(command, ...given);
  const list: unknown = answer instanceof CompletionList ? answer.items : answer;
  return Array.isArray(list) ? Array.from<unknown>(list) : [];
}

function textOf(hovers: readonly unknown[]): string {
  return hovers
    .filter((hover) => hover instanceof Hover)
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof MarkdownString || typeof content === "object" ? content.value : content))
    .join("\n");
}

async function quickFix(document: TextDocument, range: Range): Promise<CodeAction | undefined> {
  const actions = await provided("vscode.executeCodeActionProvider", document.uri, range, "quickfix", 10);
  return actions
    .filter((action) => action instanceof CodeAction)
    .find(({ title }) => title === "Write mail.example.net.");
}

export function defineSuite(): void {
  describe("a zone with a target that lacks its final dot", () => {
    let document: TextDocument;
    before(async () => {
      document = await open("example.com.zone");
    });

    it("is of the language dns-zone", () => equal(document.languageId, "dns-zone"));

    it("shows the mistake under the target", async () => {
      const diagnostic = await eventually("the diagnostic", () => find(document.uri));
      equal(diagnostic.message, BROKEN ? "This run must fail" : message);
      equal(document.getText(diagnostic.range), "mail.example.net");
      equal(diagnostic.severity, DiagnosticSeverity.Warning);
    });

    it("says in a hover what MX is for", async () => {
      const at = positionOf(document, "MX", 1);
      const text = textOf(await provided("vscode.executeHoverProvider", document.uri, at));
      equal(/mail/i.test(text), true);
    });

    it("offers record types where one stands", async () => {
      const at = positionOf(document, "A   192.0.2.3");
      const items = await provided("vscode.executeCompletionItemProvider", document.uri, at);
      const labels = items.map((item) => {
        if (typeof item !== "object" || item === null || !("label" in item)) return "";
        const { label } = item;
        return typeof label === "object" && label !== null && "label" in label ? String(label.label) : String(label);
      });
      for (const type of ["A", "AAAA", "MX", "TXT"]) equal([type, labels.includes(type)], [type, true]);
    });

    it("checks again after a restart of the server", async () => {
      await commands.executeCommand("zonewright.restart");
      await eventually("the diagnostic of the new server", () => find(document.uri));
    });

    it("is mended by the quick fix, and saved", async () => {
      const { range } = await eventually("the diagnostic", () => find(document.uri));
      const action = await eventually("the quick fix", async () => quickFix(document, range));
      if (!action.edit) throw new Error("the quick fix has no edit");
      equal(await workspace.applyEdit(action.edit), true);
      await eventually("the diagnostic to go", () => (find(document.uri) ? undefined : true));
      equal(await document.save(), true);
      const saved = new TextDecoder().decode(await workspace.fs.readFile(document.uri));
      equal(/^.*MX.*$/m.exec(saved)?.[0], "      IN MX  10 mail.example.net.");
    });

    it("shows a mistake that is typed after that", async () => {
      const { end } = document.lineAt(8).range;
      const editor = await window.showTextDocument(document);
      equal(await editor.edit((builder) => builder.insert(end, "\nbad   IN MX  10 mail.example.net")), true);
      const diagnostic = await eventually("the diagnostic", () => find(document.uri));
      equal(diagnostic.range.start.line, 9);
    });
  });

  describe("other files", () => {
    it("knows a policy of MTA-STS by its name", async () => equal((await open("mta-sts.txt")).languageId, "mta-sts"));

    it("writes the origin of a file into the settings", async () => {
      const file = fixture("db.unnamed");
      await commands.executeCommand("zonewright.setOrigin", file, "example.org.");
      const origins = workspace.getConfiguration("zonewright", file).get("origins");
      equal(origins, { "db.unnamed": "example.org." });
      await commands.executeCommand("zonewright.setOrigin", file, "");
      equal(workspace.getConfiguration("zonewright", file).get("origins"), {});
    });
  });
}
