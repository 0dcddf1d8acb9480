/** When all of a workspace is read: not before the last file has come that was asked for. */
import { expect, test } from "vitest";
import { openWorkspace } from "../../server/src/workspace/workspace.js";

test("files on their way are not read yet", async () => {
  let arrive: ((file: { text: string; encoding: "utf-8" }) => void) | undefined;
  const workspace = openWorkspace({
    readFile: async () =>
      new Promise((resolve) => {
        arrive = resolve;
      }),
    now: () => undefined,
    log: () => undefined,
  });
  expect(workspace.isRead()).toBe(true);
  workspace.setFolders(["file:///work"]);
  workspace.addFiles(["file:///work/example.com.zone"]);
  expect(workspace.isRead()).toBe(false);
  const loading = workspace.load();
  expect(workspace.wanted()).toBe(0);
  expect(workspace.isRead()).toBe(false);
  arrive?.({ text: "@ 300 SOA ns1 h 1 2 3 4 5\n", encoding: "utf-8" });
  await loading;
  expect(workspace.isRead()).toBe(false);
  for (const _ of workspace.work());
  expect(workspace.isRead()).toBe(true);
});
