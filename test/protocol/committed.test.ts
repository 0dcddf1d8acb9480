/** What a client with version control gives to the bundled server, and the bump of serials on save. */
import { afterEach, describe, expect, test } from "vitest";
import { startClient, type TestClient } from "../support/languageClient.js";

/** None: nothing is read from disk. */
const folder = "file:///nowhere/at/all";
const uri = `${folder}/example.com.zone`;
const zone = (rest: string, serial = 7): string =>
  `$ORIGIN example.com.\n$TTL 3600\n@ SOA ns1.example.net. host.example.net. ${serial} 14400 3600 1209600 3600\n@ NS ns1.example.net.\n${rest}`;
const capabilities = { textDocument: { diagnostic: {} }, workspace: { configuration: true } };

let client: TestClient | undefined;
afterEach(async () => {
  expect(await client?.stop()).toBe(0);
  client = undefined;
});

interface Found {
  readonly items: readonly { readonly code: string }[];
}
interface Edit {
  readonly range: { readonly start: object; readonly end: object };
  readonly newText: string;
}

async function start(
  committed: string | null,
  options: object,
  settings: object = {},
): Promise<{ asked: string[]; set: (text: string) => void }> {
  let text = committed;
  const asked: string[] = [];
  client = await startClient(capabilities, settings, folder, options);
  client.connection.onRequest("zonewright/readFile", () => null);
  client.connection.onRequest("zonewright/findFiles", () => []);
  client.connection.onRequest("zonewright/committed", ({ uri: file }: { uri: string }) => {
    asked.push(file);
    return text === null ? null : { text };
  });
  return {
    asked,
    set: (other) => {
      text = other;
    },
  };
}

const rules = async (): Promise<string[]> => {
  const found = await client?.connection.sendRequest<Found>("textDocument/diagnostic", { textDocument: { uri } });
  return (found?.items ?? []).map(({ code }) => code).filter((code) => code.startsWith("soa/serial-"));
};
const save = async (reason: number): Promise<readonly Edit[]> =>
  (await client?.connection.sendRequest<Edit[] | null>("textDocument/willSaveWaitUntil", {
    textDocument: { uri },
    reason,
  })) ?? [];
const whole = async (version: number, text: string): Promise<void> => client?.change(uri, version, [{ text }]);

const desktop = { trusted: true, readsFiles: true, readsCommitted: true };

describe("a client with version control", () => {
  test("is asked for the open zone, and says when it moved on", async () => {
    const { asked, set } = await start(zone("www A 192.0.2.1\n"), desktop);
    await client?.open(uri, zone("www A 192.0.2.2\n"));
    expect(await rules()).toEqual(["soa/serial-unchanged"]);
    expect(asked).toEqual([uri]);
    set(zone("www A 192.0.2.2\n"));
    await client?.connection.sendNotification("zonewright/committedMoved", {});
    await expect.poll(rules).toEqual([]);
  });

  test.each<[string, object]>([
    ["that does not offer it", { trusted: true, readsFiles: true }],
    ["whose folder is not trusted", { ...desktop, trusted: false }],
  ])("%s is not asked", async (_name, options) => {
    const { asked } = await start(zone("www A 192.0.2.1\n"), options);
    await client?.open(uri, zone("www A 192.0.2.2\n"));
    expect(await rules()).toEqual([]);
    expect(asked).toEqual([]);
  });
});

describe("a save", () => {
  const bumped = [{ range: { start: { line: 2, character: 41 }, end: { line: 2, character: 42 } }, newText: "8" }];

  test("bumps nothing unless that is set", async () => {
    await start(null, {});
    await client?.open(uri, zone("www A 192.0.2.1\n"));
    await whole(2, zone("www A 192.0.2.2\n"));
    expect(await save(1)).toEqual([]);
  });

  test("bumps where records changed since the last one, by hand and not by a clock", async () => {
    await start(null, {}, { bumpSerialOnSave: "whenChanged" });
    await client?.open(uri, zone("www A 192.0.2.1\n"));
    expect(await save(1)).toEqual([]);
    await whole(2, zone("www  A  192.0.2.1 ; the web\n"));
    expect(await save(1)).toEqual([]);
    await whole(3, zone("www A 192.0.2.2\n"));
    expect(await save(2)).toEqual([]);
    expect(await save(1)).toEqual(bumped);
    await whole(4, zone("www A 192.0.2.2\n", 8));
    expect(await save(1)).toEqual([]);
    await client?.connection.sendNotification("textDocument/didSave", { textDocument: { uri } });
    await whole(5, zone("www A 192.0.2.3\n", 8));
    expect((await save(1)).map(({ newText }) => newText)).toEqual(["9"]);
  });

  test("bumps once per commit if that is set", async () => {
    await start(zone("www A 192.0.2.1\n"), desktop, { bumpSerialOnSave: "oncePerCommit" });
    await client?.open(uri, zone("www A 192.0.2.2\n"));
    await rules();
    expect(await save(1)).toEqual(bumped);
    await whole(2, zone("www A 192.0.2.3\n", 8));
    expect(await save(1)).toEqual([]);
  });
});
