/** `.editorconfig`: what it says of a path, in the words of the formatter; and that settings go over it. */
import { describe, expect, it } from "vitest";
import { entryEnd } from "../../server/src/syntax/scanner.js";
import { pagedText } from "../../server/src/text/pagedText.js";
import { editorConfigChoices, parseEditorConfig } from "../../server/src/workspace/editorConfig.js";
import { openWorkspace } from "../../server/src/workspace/workspace.js";

const said = (text: string, path: string): object => editorConfigChoices([{ config: parseEditorConfig(text), path }]);
const takes = (glob: string, path: string): boolean =>
  Object.keys(said(`[${glob}]\nindent_style = tab\n`, path)).length > 0;

describe("parseEditorConfig", () => {
  it("reads what the formatter can heed", () =>
    expect(
      said(
        "\ufeff; first\nroot = true\n\n[*]\nIndent_Style = SPACE\nindent_size=4\ntab_width = 8\nend_of_line = crlf\n" +
          "insert_final_newline = true\ntrim_trailing_whitespace = false\nmax_line_length = 120\ncharset = utf-8\n",
        "db.example",
      ),
    ).toEqual({
      indentStyle: "spaces",
      indentSize: 4,
      endOfLine: "\r\n",
      insertFinalNewline: true,
      trimTrailingWhitespace: false,
      lineLength: 120,
    }));

  it("takes the tab's width for tabs, and what comes last for all", () => {
    expect(said("[*]\nindent_style=tab\nindent_size=tab\ntab_width=4\n[*.zone]\ntab_width=8\n", "a/b.zone")).toEqual({
      indentStyle: "tabs",
      indentSize: 8,
    });
    expect(said("[*]\nindent_size=4\n[*.zone]\nindent_size=unset\n", "b.zone")).toEqual({});
  });

  it("passes over lines that say nothing it knows", () =>
    expect(
      said("indent_style = tab\n[*\nwhat\n[*]\n= 3\nindent_style\nindent_size = -3\nend_of_line = cr\n", "a"),
    ).toEqual({}));

  it("lets a root and nearer files go before those above", () => {
    const config = parseEditorConfig("[*]\nindent_style = tab\ninsert_final_newline = true\n");
    const near = parseEditorConfig("[*]\nindent_style = space\n");
    const top = { config, path: "zones/db.a" };
    expect(editorConfigChoices([top, { config: near, path: "db.a" }])).toEqual({
      indentStyle: "spaces",
      insertFinalNewline: true,
    });
    expect(editorConfigChoices([top, { config: { ...near, root: true }, path: "db.a" }])).toEqual({
      indentStyle: "spaces",
    });
  });
});

describe("patterns", () => {
  it.each([
    ["*", "a/b/db.example", true],
    ["*.zone", "a/b/x.zone", true],
    ["*.zone", "x.zones", false],
    ["/*.zone", "a/x.zone", false],
    ["zones/*.zone", "zones/x.zone", true],
    ["zones/*.zone", "a/zones/x.zone", false],
    ["zones/**", "zones/a/b", true],
    ["**/zones/*", "a/b/zones/x", true],
    ["a/**/x", "a/x", true],
    ["a/**/x", "a/b/c/x", true],
    ["a/**/x", "ab/x", false],
    ["db.?", "db.a", true],
    ["db.?", "db.ab", false],
    ["db.[a-c]", "db.b", true],
    ["db.[!a-c]", "db.b", false],
    ["db.[", "db.[", true],
    ["{db.*,*.{zone,arpa}}", "x/1.arpa", true],
    ["{db.*,*.{zone,arpa}}", "x/1.txt", false],
    ["db.{1..12}", "db.12", true],
    ["db.{1..12}", "db.13", false],
    ["db.{one}", "db.{one}", true],
    ["db.{a,}", "db.", true],
    ["\\*.zone", "a.zone", false],
    ["\\*.zone", "*.zone", true],
    ["{a,b", "{a,b", true],
  ])("%s of %s: %s", (glob, path, expected) => expect(takes(glob, path)).toBe(expected));

  it("is done in time with patterns that would keep others busy", () => {
    expect(takes(`${"{a,a}".repeat(100)}x`, "a".repeat(100))).toBe(false);
    expect(takes(`${"*a".repeat(50)}b`, "a".repeat(500))).toBe(false);
    expect(takes("{".repeat(500), "x")).toBe(false);
  });
});

describe("the workspace", () => {
  it("takes the files of its folders alone, and the settings over them", async () => {
    const files = new Map([
      ["file:///w/.editorconfig", "[*]\nindent_style = tab\nmax_line_length = 120\n"],
      ["file:///w/zones/.editorconfig", "[db.*]\nindent_size = 4\n"],
      ["file:///w/zonewright.json", '{ "format": { "lineLength": 80, "ttls": "units", "soa": "all" } }'],
      ["file:///.editorconfig", "[*]\ninsert_final_newline = true\n"],
    ]);
    const log: string[] = [];
    const workspace = openWorkspace({
      readFile: async (uri) => {
        const text = files.get(uri);
        return text === undefined ? undefined : { text, encoding: "utf-8" };
      },
      now: () => 0,
      log: (message) => log.push(message),
    });
    workspace.setFolders(["file:///w"]);
    workspace.addFiles([...files.keys()]);
    workspace.open("file:///w/zones/db.a", "zone", pagedText("", entryEnd));
    await workspace.load();
    expect(workspace.formatChoices("file:///w/zones/db.a")).toEqual({
      indentStyle: "tabs",
      indentSize: 4,
      lineLength: 80,
      ttls: "units",
    });
    expect(workspace.formatChoices("file:///elsewhere/db.a")).toEqual({});
    expect(log).toEqual(['file:///w/zonewright.json: "format.soa" is none of keep, lines, comments']);
    workspace.fileChanged("file:///w/.editorconfig");
    files.delete("file:///w/.editorconfig");
    await workspace.load();
    expect(workspace.formatChoices("file:///w/zones/db.a")).toEqual({ indentSize: 4, lineLength: 80, ttls: "units" });
  });
});
