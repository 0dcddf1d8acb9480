/** The main job in a real extension host: a zone is opened, its mistake is shown, explained and mended, and the file saved. */
import type { Diagnostic, Position, Range, TextDocument } from "vscode";
import {
  CodeAction,
  commands,
  CompletionList,
  ConfigurationTarget,
  DiagnosticSeverity,
  Hover,
  languages,
  MarkdownString,
  TabInputCustom,
  TabInputText,
  TabInputTextDiff,
  Uri,
  window,
  workspace,
} from "vscode";
import { defineCommands } from "./commands.js";
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

  describe("what the server makes of a zone", () => {
    let source: TextDocument;
    before(async () => {
      source = await open("views.example.zone");
    });

    const view = (kind: string): TextDocument | undefined =>
      workspace.textDocuments.find(({ uri }) => uri.scheme === "zonewright" && uri.authority === kind);

    it("is shown beside it, as a zone of its own that can't be changed", async () => {
      await commands.executeCommand("zonewright.openExpanded", source.uri);
      const document = await eventually("the expanded zone", () => view("expanded"));
      equal(document.languageId, "dns-zone");
      equal(/^www\.views\.example\. +3600 +IN A +192\.0\.2\.1$/m.test(document.getText()), true);
      equal(languages.getDiagnostics(document.uri), []);
    });

    it("follows what is typed", async () => {
      const editor = await window.showTextDocument(source);
      const { end } = source.lineAt(source.lineCount - 1).range;
      equal(await editor.edit((builder) => builder.insert(end, "new 60 A 192.0.2.9\n")), true);
      await eventually("the new record in the expanded zone", () =>
        /^new\.views\.example\. /m.test(view("expanded")?.getText() ?? "") ? true : undefined,
      );
    });

    it("also in reverse", async () => {
      await commands.executeCommand("zonewright.openReverse", source.uri);
      const document = await eventually("the reverse zones", () => view("reverse"));
      equal(document.getText().includes("9       IN PTR new.views.example."), true);
    });

    it("compares with another file, record by record", async () => {
      await commands.executeCommand("zonewright.compare", source.uri, fixture("views2.example.zone"));
      const tab = await eventually("the differences", () => {
        const { input, label } = window.tabGroups.activeTabGroup.activeTab ?? {};
        return input instanceof TabInputTextDiff ? { input, label } : undefined;
      });
      equal(
        tab.label,
        "views2.example.zone ↔ views.example.zone: 0 removed, 2 added, 0 changed, 3 the same; serial 1 in both",
      );
      const original = await workspace.openTextDocument(tab.input.original);
      equal(/^www\./m.test(original.getText()), false);
      equal(/^www\./m.test((await workspace.openTextDocument(tab.input.modified)).getText()), true);
    });

    it("bumps its serial", async () => {
      await window.showTextDocument(source);
      await commands.executeCommand("zonewright.bumpSerial");
      await eventually("the new serial", () => (/ 2 7200 /.test(source.getText()) ? true : undefined));
    });
  });

  describe("a rule", () => {
    it("has a page, which opens as one reads it", async () => {
      const document = await open("views.example.zone");
      const found = await eventually("a diagnostic", () => languages.getDiagnostics(document.uri)[0]);
      const target = typeof found.code === "object" ? found.code.target : undefined;
      if (!target) throw new Error("the diagnostic has no link");
      const page = await workspace.openTextDocument(target);
      equal(page.getText().startsWith(`# ${codeOf(found)}`), true);
      await commands.executeCommand("vscode.open", target);
      const shown = await eventually("the page in a tab", () => {
        const { input } = window.tabGroups.activeTabGroup.activeTab ?? {};
        const at = input instanceof TabInputCustom || input instanceof TabInputText ? input.uri : undefined;
        return at?.toString() === target.toString() ? input : undefined;
      });
      equal(shown instanceof TabInputCustom && shown.viewType, "vscode.markdown.preview.editor");
    });
  });

  describe("settings", () => {
    it("are in force at once", async () => {
      const document = await open("views.example.zone");
      await eventually("diagnostics", () => languages.getDiagnostics(document.uri)[0]);
      const settings = workspace.getConfiguration("zonewright", document.uri);
      await settings.update("severity", { "*": "off" }, ConfigurationTarget.Workspace);
      await eventually("no diagnostics", () =>
        languages.getDiagnostics(document.uri).length === 0 ? true : undefined,
      );
      await settings.update("severity", undefined, ConfigurationTarget.Workspace);
      await eventually("diagnostics again", () => languages.getDiagnostics(document.uri)[0]);
    });
  });

  describe("other files", () => {
    it("knows a policy of MTA-STS by its name, and checks it", async () => {
      const document = await open("mta-sts.txt");
      equal(document.languageId, "mta-sts");
      const editor = await window.showTextDocument(document);
      equal(await editor.edit((builder) => builder.insert(document.positionAt(0), "mode: sometimes\n")), true);
      await eventually("a diagnostic", () => languages.getDiagnostics(document.uri)[0]);
      await commands.executeCommand("workbench.action.files.revert");
    });

    it("writes the origin of a file into the settings", async () => {
      const file = fixture("db.unnamed");
      await commands.executeCommand("zonewright.setOrigin", file, "example.org.");
      const origins = workspace.getConfiguration("zonewright", file).get("origins");
      equal(origins, { "db.unnamed": "example.org." });
      await commands.executeCommand("zonewright.setOrigin", file, "");
      equal(workspace.getConfiguration("zonewright", file).get("origins"), {});
    });
  });

  defineCommands({ fixture, open });
}
