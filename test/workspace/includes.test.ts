/** Invariant 9: `$INCLUDE` reads files inside the workspace folders and no others. */
import { expect, test } from "vitest";
import { entryEnd } from "../../server/src/syntax/scanner.js";
import { pagedText } from "../../server/src/text/pagedText.js";
import { openWorkspace } from "../../server/src/workspace/workspace.js";

async function check(include: string, folders: readonly string[]): Promise<{ asked: string[]; rules: string[] }> {
  const asked: string[] = [];
  const workspace = openWorkspace({
    readFile: async (uri) => {
      asked.push(uri);
      return Promise.resolve(
        uri.endsWith("/part.zone") ? { text: "host A 192.0.2.1\n", encoding: "utf-8" } : undefined,
      );
    },
    now: () => undefined,
    log: () => undefined,
  });
  const uri = "file:///zones/example.com.zone";
  workspace.setFolders(folders);
  workspace.open(uri, "zone", pagedText(`$TTL 1\n$INCLUDE ${include}\n`, entryEnd));
  do for (const _ of workspace.work());
  while ((await workspace.load()) || !workspace.settled());
  return { asked, rules: workspace.diagnostics(uri).map(({ rule }) => rule) };
}

test("a file inside is read", async () => {
  const { asked, rules } = await check("part.zone", ["file:///zones"]);
  expect(asked).toEqual(["file:///zones/part.zone"]);
  expect(rules).not.toContain("include/not-found");
});

test("a file that is not there is said to be missing", async () => {
  expect((await check("none.zone", ["file:///zones"])).rules).toContain("include/not-found");
});

test.each([
  ["/etc/passwd", ["file:///zones"]],
  ["../secret/part.zone", ["file:///zones"]],
  ["sub/../../secret/part.zone", ["file:///zones"]],
  ["part.zone", []],
])("%s with the folders %j is not asked for", async (include, folders) => {
  const { asked, rules } = await check(include, folders);
  expect(asked).toEqual([]);
  expect(rules).toContain("include/outside-workspace");
});

test.each([
  ["", ["file:///zones", "file:///shared"]],
  ["keys/", ["file:///zones/keys", "file:///shared/keys"]],
  ["../shared/", ["file:///shared"]],
  ["/shared/keys/", ["file:///shared/keys"]],
  ["../", []],
  ["/etc/", []],
])("the folders of %j are those of the workspace in which a file would be looked for", (directory, expected) => {
  const workspace = openWorkspace({
    readFile: async () => Promise.resolve(undefined),
    now: () => undefined,
    log: () => undefined,
  });
  const uri = "file:///zones/example.com.zone";
  workspace.open(uri, "zone", pagedText("", entryEnd));
  expect(workspace.includeFolders(uri, directory)).toEqual([]);
  workspace.setFolders(["file:///zones", "file:///shared"]);
  expect(workspace.includeFolders(uri, directory)).toEqual(expected);
});
