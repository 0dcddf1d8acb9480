/** The bundled server on standard input and output, as any editor talks to it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startClient, type TestClient } from "../support/languageClient.js";

const uri = "untitled:/example.com.zone";
const zone = `$ORIGIN example.com.
$TTL 3600
@ IN SOA ns1.example.net. hostmaster.example.net. 1 14400 3600 1209600 3600
@ IN NS ns1.example.net.
@ IN NS ns2.example.net.
@ IN MX 10 mail.example.net
www IN A 192.0.2.1
`;
const capabilities = {
  textDocument: { diagnostic: {}, completion: { completionItem: { snippetSupport: true } } },
  workspace: { configuration: true, workspaceEdit: { documentChanges: true } },
};

interface Diagnostics {
  readonly kind: string;
  readonly resultId: string;
  readonly items: readonly { readonly code: string; readonly message: string; readonly range: object }[];
}

/** Matchers are of no type. */
const aList: unknown = expect.any(Array);
const something: unknown = expect.anything();
const inMarkdown: unknown = expect.objectContaining({ kind: "markdown" });
const types: unknown = expect.arrayContaining(["A", "AAAA", "MX", "TXT"]);

let client: TestClient;
const ask = async <T>(method: string, params: object): Promise<T> => client.connection.sendRequest(method, params);
const textDocument = { uri };

beforeAll(async () => {
  client = await startClient(capabilities);
  await client.open(uri, zone);
});
afterAll(async () => {
  expect(await client.stop()).toBe(0);
});

describe("the server", () => {
  test("says what it can do", () => {
    expect(client.initialized.capabilities).toMatchSnapshot();
  });

  test("finds the missing dot, and has the fix", async () => {
    const found: Diagnostics = await ask("textDocument/diagnostic", { textDocument });
    const dot = found.items.find(({ code }) => code === "names/missing-trailing-dot");
    expect(dot?.message).toBe('"mail.example.net" has no final dot and means mail.example.net.example.com.');
    expect(dot?.range).toEqual({ start: { line: 5, character: 11 }, end: { line: 5, character: 27 } });
    const actions: { title: string; edit?: object }[] = await ask("textDocument/codeAction", {
      textDocument,
      range: dot?.range,
      context: { diagnostics: [] },
    });
    expect(actions.find(({ title }) => title === "Write mail.example.net.")?.edit).toEqual({
      documentChanges: [
        {
          textDocument: { uri, version: 1 },
          edits: [{ range: { start: { line: 5, character: 27 }, end: { line: 5, character: 27 } }, newText: "." }],
        },
      ],
    });
    const again: Diagnostics = await ask("textDocument/diagnostic", { textDocument, previousResultId: found.resultId });
    expect(again.kind).toBe("unchanged");
  });

  test("hovers", async () => {
    const hover: { contents: { value: string } } = await ask("textDocument/hover", {
      textDocument,
      position: { line: 5, character: 5 },
    });
    expect(hover.contents.value).toContain("Where mail for this name is delivered");
  });

  test("completes types", async () => {
    const list: { items: { label: string }[] } = await ask("textDocument/completion", {
      textDocument,
      position: { line: 6, character: 7 },
    });
    expect(list.items.map(({ label }) => label)).toEqual(types);
  });

  test.each<[string, object, unknown]>([
    ["textDocument/documentSymbol", {}, expect.arrayContaining([expect.objectContaining({ name: "example.com." })])],
    ["textDocument/foldingRange", {}, aList],
    ["textDocument/semanticTokens/full", {}, expect.objectContaining({ data: aList })],
    ["textDocument/documentLink", {}, aList],
    ["textDocument/codeLens", {}, aList],
    ["textDocument/formatting", { options: { tabSize: 8, insertSpaces: false } }, aList],
    ["textDocument/inlayHint", { range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } } }, aList],
    [
      "textDocument/selectionRange",
      { positions: [{ line: 5, character: 13 }] },
      [expect.objectContaining({ range: something })],
    ],
    ["textDocument/definition", { position: { line: 5, character: 13 } }, aList],
    [
      "textDocument/references",
      { position: { line: 6, character: 1 }, context: { includeDeclaration: true } },
      [something],
    ],
    ["textDocument/documentHighlight", { position: { line: 6, character: 1 } }, [something]],
    [
      "textDocument/signatureHelp",
      { position: { line: 5, character: 9 } },
      expect.objectContaining({
        activeParameter: 0,
        signatures: [expect.objectContaining({ documentation: inMarkdown })],
      }),
    ],
    [
      "textDocument/prepareRename",
      { position: { line: 6, character: 1 } },
      expect.objectContaining({ placeholder: "www" }),
    ],
    ["workspace/symbol", { query: "www" }, [expect.objectContaining({ containerName: something })]],
  ])("answers %s", async (method, params, expected) => {
    expect(await ask(method, method === "workspace/symbol" ? params : { textDocument, ...params })).toEqual(expected);
  });

  test("follows edits", async () => {
    const at = { line: 5, character: 27 };
    await client.change(uri, 2, [{ range: { start: at, end: at }, text: "." }]);
    const found: Diagnostics = await ask("textDocument/diagnostic", { textDocument });
    expect(found.items.map(({ code }) => code)).not.toContain("names/missing-trailing-dot");
  });

  test("stays alive whatever it is sent", async () => {
    const hostile = `${'"('.repeat(20_000)}\n${"(\n".repeat(20_000)}`;
    await client.open("untitled:/hostile.zone", hostile);
    const found: Diagnostics = await ask("textDocument/diagnostic", {
      textDocument: { uri: "untitled:/hostile.zone" },
    });
    expect(found.items.length).toBeGreaterThan(0);
  });
});

describe("a client that does not pull", () => {
  test("is told", async () => {
    const plain = await startClient({});
    const told = new Promise<{ uri: string; diagnostics: { code: string }[] }>((resolve) => {
      plain.connection.onNotification("textDocument/publishDiagnostics", resolve);
    });
    await plain.open(uri, zone);
    const { diagnostics } = await told;
    expect(diagnostics.map(({ code }) => code)).toContain("names/missing-trailing-dot");
    expect(await plain.stop()).toBe(0);
  });
});
