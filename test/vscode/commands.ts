/** The commands as a person calls them, what goes over several files, and files that are on no disk. */
import type { TextDocument } from "vscode";
import {
  commands,
  languages,
  Location,
  Position,
  Selection,
  TabInputTextDiff,
  Uri,
  window,
  workspace,
  WorkspaceEdit,
} from "vscode";
import { inMemory, serveFromMemory } from "./memoryFiles.js";
import { answering, labeled } from "./stubs.js";
import { equal, eventually } from "./support.js";

interface Fixtures {
  readonly fixture: (name: string) => Uri;
  readonly open: (name: string) => Promise<TextDocument>;
}

const ruleOf = (uri: Uri): string[] =>
  languages.getDiagnostics(uri).map(({ code }) => (typeof code === "object" ? String(code.value) : String(code)));

const nameOf = ({ path }: Uri): string => path.slice(path.lastIndexOf("/") + 1);

export function defineCommands({ fixture, open }: Fixtures): void {
  describe("commands that ask", () => {
    it("export a zone as JSON, after they have said what that can't hold", async () => {
      const file = fixture("json.example.zone");
      let said = "";
      await answering(
        "showWarningMessage",
        (message, options, goOn) => {
          said = `${String(message)} ${JSON.stringify(options)}`;
          return goOn;
        },
        async () => commands.executeCommand("zonewright.exportJson", file),
      );
      equal([said.startsWith("1 record is left out"), said.includes("SSHFP 4 2")], [true, true]);
      const document = await eventually("the JSON", () => {
        const { document: active } = window.activeTextEditor ?? {};
        return active?.languageId === "json" ? active : undefined;
      });
      const value: unknown = JSON.parse(document.getText());
      equal(typeof value === "object" && value !== null && Reflect.get(value, "a"), [
        { name: "www.json.example.", ip: "192.0.2.1", ttl: 3600 },
      ]);
    });

    it("export nothing where the answer is no", async () => {
      const editor = await window.showTextDocument(await open("json.example.zone"));
      await answering(
        "showWarningMessage",
        () => undefined,
        async () => commands.executeCommand("zonewright.exportJson", editor.document.uri),
      );
      equal(window.activeTextEditor?.document.languageId, "dns-zone");
    });

    it("insert the records of a JSON file before the line of the cursor", async () => {
      const document = await open("json.example.zone");
      const editor = await window.showTextDocument(document);
      const line = document.lineCount - 1;
      editor.selection = new Selection(line, 0, line, 0);
      await answering(
        "showOpenDialog",
        () => [fixture("new.json")],
        async () => commands.executeCommand("zonewright.insertJson"),
      );
      await eventually("the new record", () =>
        /^new +60 +IN +A +192\.0\.2\.9$/m.test(document.getText()) ? true : undefined,
      );
    });

    it("add a mail provider that is picked from the list", async () => {
      const document = await open("json.example.zone");
      await window.showTextDocument(document);
      await answering(
        "showQuickPick",
        (items) => labeled(items, "Google Workspace"),
        async () => commands.executeCommand("zonewright.addProvider"),
      );
      await eventually("the include", () =>
        document.getText().includes("include:_spf.google.com") ? true : undefined,
      );
      await commands.executeCommand("workbench.action.files.revert");
    });

    it("compare with a zone that is picked from those of the workspace", async () => {
      await open("json.example.zone");
      await answering(
        "showQuickPick",
        (items) => labeled(items, "whole.example.zone"),
        async () => commands.executeCommand("zonewright.compare", fixture("json.example.zone")),
      );
      const tab = await eventually("the differences", () => {
        const { input, label } = window.tabGroups.activeTabGroup.activeTab ?? {};
        return input instanceof TabInputTextDiff ? { input, label } : undefined;
      });
      equal(tab.label?.startsWith("whole.example.zone ↔ json.example.zone: "), true);
    });
  });

  describe("a zone of two files", () => {
    it("is read with the one it includes, whatever the file system", async () => {
      const part = await open("hosts.inc");
      if (part.languageId !== "dns-zone") await languages.setTextDocumentLanguage(part, "dns-zone");
      const root = await open("whole.example.zone");
      await eventually("the diagnostic in the included file", () =>
        ruleOf(part.uri).includes("names/missing-trailing-dot") ? true : undefined,
      );
      equal(
        ruleOf(root.uri).filter((rule) => rule.startsWith("include/")),
        [],
      );
      const at = root.positionAt(root.getText().indexOf("CNAME www") + "CNAME w".length);
      const found: unknown = await commands.executeCommand("vscode.executeDefinitionProvider", root.uri, at);
      const [first] = Array.isArray(found) ? Array.from<unknown>(found) : [];
      const target: unknown = first instanceof Location ? first.uri : Reflect.get(Object(first), "targetUri");
      equal(target instanceof Uri && nameOf(target), "hosts.inc");
    });

    it("has a host renamed in both", async () => {
      const root = await open("whole.example.zone");
      const at = root.positionAt(root.getText().indexOf("CNAME www") + "CNAME w".length);
      const edit: unknown = await commands.executeCommand("vscode.executeDocumentRenameProvider", root.uri, at, "web");
      if (!(edit instanceof WorkspaceEdit)) throw new Error("there is no edit");
      equal(
        edit
          .entries()
          .map(([uri]) => nameOf(uri))
          .toSorted(),
        ["hosts.inc", "whole.example.zone"],
      );
      equal(
        edit.entries().flatMap(([, edits]) => edits.map(({ newText }) => newText)),
        ["web", "web"],
      );
    });
  });

  describe("a file that is on no disk", () => {
    it("is checked and explained", async () => {
      const served = serveFromMemory({
        "/memory.example.zone": `$ORIGIN memory.example.\n$TTL 3600\n@ SOA ns1.example.net. hostmaster 1 7200 3600 1209600 3600\n@ NS ns1.example.net.\n@ NS ns2.example.net.\n@ MX 10 mail.example.net\nalias CNAME www\nwww A 192.0.2.1\n`,
      });
      try {
        const document = await workspace.openTextDocument(inMemory("/memory.example.zone"));
        await window.showTextDocument(document);
        equal([document.uri.scheme, document.languageId], ["memfs", "dns-zone"]);
        await eventually("the diagnostic", () =>
          ruleOf(document.uri).includes("names/missing-trailing-dot") ? true : undefined,
        );
        const found: unknown = await commands.executeCommand(
          "vscode.executeDefinitionProvider",
          document.uri,
          new Position(6, 13),
        );
        equal(Array.isArray(found) && found.length, 1);
      } finally {
        served.dispose();
      }
    });
  });
}
