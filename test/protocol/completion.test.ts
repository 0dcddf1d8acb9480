/** Completion on the wire: documentation when it is asked for; after `$INCLUDE` the files of the workspace and no others. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { startClient } from "../support/languageClient.js";

const root = mkdtempSync(join(tmpdir(), "zonewright-includes-"));
const work = join(root, "work");
mkdirSync(join(work, "keys"), { recursive: true });
mkdirSync(join(root, "secret"));
writeFileSync(join(work, "hosts.inc"), "");
writeFileSync(join(work, "keys", "Kexample.com.+013+12345.key"), "");
writeFileSync(join(root, "secret", "passwords"), "");
symlinkSync(join(root, "secret"), join(work, "out"));
afterAll(() => rmSync(root, { recursive: true }));

const uri = pathToFileURL(join(work, "example.com.zone")).toString();

async function offered(path: string, options: object = {}): Promise<string[]> {
  const client = await startClient({}, {}, pathToFileURL(work).toString(), options);
  await client.open(uri, `$ORIGIN example.com.\n$INCLUDE ${path}\n`);
  const { items }: { items: { label: string }[] } = await client.connection.sendRequest("textDocument/completion", {
    textDocument: { uri },
    position: { line: 1, character: 9 + path.length },
  });
  expect(await client.stop()).toBe(0);
  return items.map(({ label }) => label);
}

interface Item {
  readonly label: string;
  readonly documentation?: { readonly value: string };
  readonly data?: unknown;
}

test.each([
  ["with every item where the client asks for it once", {}, true],
  ["with the item that is looked at", { resolveSupport: { properties: ["documentation"] } }, false],
])("documentation comes %s", async (_, completionItem, atOnce) => {
  const client = await startClient({ textDocument: { completion: { completionItem } } });
  const document = "untitled:example.com.zone";
  await client.open(document, "$ORIGIN example.com.\n@ 60 \n");
  const { items }: { items: Item[] } = await client.connection.sendRequest("textDocument/completion", {
    textDocument: { uri: document },
    position: { line: 1, character: 5 },
  });
  expect(items.some(({ documentation }) => documentation !== undefined)).toBe(atOnce);
  const mx = items.find(({ label }) => label === "MX");
  // Nothing is remembered of the list: another one comes between.
  await client.connection.sendRequest("textDocument/completion", {
    textDocument: { uri: document },
    position: { line: 1, character: 0 },
  });
  const resolved: Item =
    atOnce || mx === undefined
      ? { label: "", ...mx }
      : await client.connection.sendRequest("completionItem/resolve", mx);
  expect(resolved.documentation?.value).toContain("Where mail for this name is delivered.");
  expect(await client.stop()).toBe(0);
});

test("files and folders beside the zone, and in the folder that is typed", async () => {
  expect(await offered("")).toEqual(["hosts.inc", "keys/"]);
  expect(await offered("keys/")).toEqual(["Kexample.com.+013+12345.key"]);
});

test("nothing outside of the workspace, whatever links say", async () => {
  expect(await offered("../secret/")).toEqual([]);
  expect(await offered("out/")).toEqual([]);
  expect(await offered(`${root}/secret/`)).toEqual([]);
});

test("nothing in an untrusted workspace", async () => expect(await offered("", { trusted: false })).toEqual([]));
