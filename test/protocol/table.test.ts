/** The table of methods in server/docs/lsp.md, held to the protocol's own list and to what the bundled server announces. */
import { readFileSync } from "node:fs";
import * as protocol from "vscode-languageserver/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startClient, type TestClient } from "../support/languageClient.js";

interface Method {
  readonly method: string;
  readonly direction: "clientToServer" | "serverToClient" | "both" | undefined;
  /** Where the server announces it among its capabilities, such as "completionProvider.resolveProvider". */
  readonly announced: string | undefined;
}

/** A member of something of unknown shape. */
const member = (value: unknown, key: string): unknown =>
  (typeof value === "object" && value !== null) || typeof value === "function"
    ? Object.entries(Object.getOwnPropertyDescriptors(value)).find(([name]) => name === key)?.[1].value
    : undefined;

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** Every method of the protocol that its package knows. */
const methods = new Map<string, Method>();
for (const exported of Object.values(protocol)) {
  const method = text(member(exported, "method"));
  const direction = text(member(exported, "messageDirection"));
  if (method === undefined || (!method.includes("/") && direction === undefined)) continue;
  methods.set(method, {
    method,
    direction:
      direction === "clientToServer" || direction === "serverToClient" || direction === "both" ? direction : undefined,
    announced: text(member(member(exported, "capabilities"), "server")),
  });
}

interface Row {
  readonly method: string;
  readonly state: string;
  readonly words: string;
}

const page = readFileSync(new URL("../../server/docs/lsp.md", import.meta.url), "utf8");

function rowsOf(title: string): Row[] {
  const section = page.split(/^## /m).find((part) => part.startsWith(title)) ?? "";
  return [...section.matchAll(/^\| `([^`]+)` +\| ([a-z ]+?) +\| (.*?) *\|$/gm)].map(
    ([, method = "", state = "", words = ""]) => ({ method, state, words }),
  );
}

const fromEditor = rowsOf("From the editor");
const toEditor = rowsOf("To the editor");

let client: TestClient;
beforeAll(async () => {
  client = await startClient({ textDocument: { diagnostic: {} } });
});
afterAll(async () => {
  expect(await client.stop()).toBe(0);
});

const isAnnounced = (path: string): boolean => {
  let value: unknown = client.initialized.capabilities;
  for (const key of path.split(".")) value = member(value, key);
  return value !== undefined && value !== false && value !== 0;
};

describe("the table", () => {
  test("has every method of the protocol once, in its direction", () => {
    expect(methods.size).toBeGreaterThan(85);
    const inDirection = (direction: string): string[] =>
      [...methods.values()]
        .filter((one) => (one.direction ?? "clientToServer") === direction)
        .map(({ method }) => method)
        .toSorted();
    expect(fromEditor.map(({ method }) => method).toSorted()).toEqual(inDirection("clientToServer"));
    expect(toEditor.map(({ method }) => method).toSorted()).toEqual(inDirection("serverToClient"));
  });

  test("says why of what is not meant", () => {
    for (const { method, state, words } of [...fromEditor, ...toEditor]) {
      expect(["implemented", "not meant"], method).toContain(state);
      if (state === "not meant") expect(words, method).not.toBe("");
    }
  });

  test("says of each method what the server announces", () => {
    const told = fromEditor.flatMap(({ method, state }) => {
      const announced = methods.get(method)?.announced;
      return announced === undefined ? [] : [[method, state === "implemented"]];
    });
    const real = fromEditor.flatMap(({ method }) => {
      const announced = methods.get(method)?.announced;
      return announced === undefined ? [] : [[method, isAnnounced(announced)]];
    });
    expect(told.length).toBeGreaterThan(50);
    expect(told).toEqual(real);
  });

  test("leaves out nothing that is announced", () => {
    const known = new Set([...methods.values()].map(({ announced }) => announced?.split(".")[0]));
    const others = new Set(["positionEncoding", "experimental", "workspace"]);
    const strange = Object.keys(client.initialized.capabilities).filter((key) => !known.has(key) && !others.has(key));
    expect(strange).toEqual([]);
  });

  test("marks requests as implemented that are answered, and no others", async () => {
    const uri = "untitled:/table.zone";
    const textDocument = { uri };
    const position = { line: 0, character: 0 };
    const range = { start: position, end: position };
    const item = { name: "", kind: 8, uri, range, selectionRange: range };
    const params = {
      textDocument,
      position,
      range,
      item,
      ranges: [],
      positions: [],
      options: { tabSize: 8, insertSpaces: true },
      context: { diagnostics: [], includeDeclaration: true, triggerKind: 1 },
      newName: "a",
      ch: ")",
      query: "",
      uri: "zonewright://expanded/a.zone?untitled:/table.zone",
      previousResultId: "none",
      previousResultIds: [],
      label: "a",
      command: "none",
      arguments: [],
    };
    await client.open(uri, "$ORIGIN example.com.\n");
    const wrong: string[] = [];
    for (const { method, state } of fromEditor) {
      if (
        !isRequest(method) ||
        ["initialize", "shutdown", "textDocument/semanticTokens", "notebookDocument/sync", alwaysAnswered].includes(
          method,
        )
      )
        continue;
      const answered = await client.connection.sendRequest(method, params).then(
        () => true,
        (error: unknown) => member(error, "code") !== protocol.ErrorCodes.MethodNotFound,
      );
      if (answered !== (state === "implemented")) wrong.push(method);
    }
    expect(wrong).toEqual([]);
  });
});

/** The library that keeps the open documents answers it, with no edits, whether it is announced or not. */
const alwaysAnswered = "textDocument/willSaveWaitUntil";

/** Whether a method is asked and answered; others are said. */
function isRequest(method: string): boolean {
  return Object.values(protocol).some((exported) => {
    const type = member(exported, "type");
    const asks = type instanceof protocol.ProtocolRequestType || type instanceof protocol.ProtocolRequestType0;
    return asks && text(member(exported, "method")) === method;
  });
}
