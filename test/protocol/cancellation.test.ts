/** What the server does with requests on a large zone that no one waits for any more, and with those that come after them. */
import { CancellationTokenSource, LSPErrorCodes } from "vscode-languageserver/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startHeldServer, type HeldServer } from "../support/heldServer.js";

const uri = "untitled:/large.zone";
const small = "untitled:/small.zone";
const records = 4000;
const head = "$ORIGIN example.com.\n$TTL 3600\n@ SOA ns1 hostmaster 1 14400 3600 1209600 3600\n@ NS ns1\n";
const line = (i: number): string =>
  [
    `h${records - i} A 10.0.${(i >> 8) & 255}.${i & 255}`,
    `a${i} CNAME h1`,
    `t${i} TXT "v=spf1 include:t2.example.com -all"`,
    `_dmarc.h${i} TXT "v=DMARC1; p=none; rua=mailto:dmarc@example.com"`,
  ][i % 4] ?? "";
const large = `${head}${Array.from({ length: records }, (_, i) => `${line(i)}\n`).join("")}`;

const textDocument = { uri };
const position = { line: 4, character: 1 };
const range = { start: position, end: position };
const options = { tabSize: 8, insertSpaces: false };
const only = (kind: string): object => ({ diagnostics: [], only: [kind] });
const caller = {
  name: "t2.example.com SPF",
  kind: 8,
  uri,
  range: { start: { line: 6, character: 0 }, end: { line: 6, character: 44 } },
  selectionRange: { start: { line: 6, character: 0 }, end: { line: 6, character: 44 } },
};
const view = (kind: string): string => `zonewright://${kind}/view.zone?${encodeURIComponent(uri)}`;

/** Each with whether it is about the document that one may type in meanwhile. */
const requests: readonly (readonly [method: string, params: object, ofDocument: boolean])[] = [
  ["textDocument/foldingRange", { textDocument }, true],
  ["textDocument/documentLink", { textDocument }, true],
  ["textDocument/semanticTokens/full", { textDocument }, true],
  ["textDocument/codeLens", { textDocument }, true],
  ["textDocument/formatting", { textDocument, options }, true],
  ["textDocument/rangeFormatting", { textDocument, range, options }, true],
  ["textDocument/rangesFormatting", { textDocument, ranges: [range], options }, true],
  ["textDocument/onTypeFormatting", { textDocument, position, ch: ")", options }, true],
  ["textDocument/references", { textDocument, position, context: { includeDeclaration: true } }, true],
  ["textDocument/rename", { textDocument, position, newName: "other" }, true],
  ["callHierarchy/incomingCalls", { item: caller }, true],
  ["textDocument/documentSymbol", { textDocument }, true],
  ["textDocument/diagnostic", { textDocument }, false],
  ["textDocument/codeAction", { textDocument, range, context: only("source.sortRecords.zonewright") }, true],
  ["workspace/diagnostic", { previousResultIds: [] }, false],
  ["workspace/textDocumentContent", { uri: view("expanded") }, false],
  ["workspace/textDocumentContent", { uri: view("reverse") }, false],
  ["zonewright/compare", { before: { uri, text: large }, after: { uri, text: large } }, false],
  ["zonewright/exportJson", { uri }, true],
];

const ofDocument = requests.filter(([, , isOfDocument]) => isOfDocument);

const outcome = async (answer: Promise<unknown>): Promise<unknown> =>
  answer.then(
    () => "an answer",
    (error: unknown) => (typeof error === "object" && error !== null && "code" in error ? error.code : error),
  );

let server: HeldServer;
let version = 1;
beforeAll(async () => {
  server = await startHeldServer({
    capabilities: { textDocument: { diagnostic: {} }, workspace: { textDocumentContent: {} } },
  });
  await server.open(small, "$ORIGIN example.net.\n@ 60 A 192.0.2.1\n");
  server.hold();
  await server.open(uri, large);
});
afterAll(() => server.stop());

/** Changes the document at its end. */
async function edit(): Promise<void> {
  const start = { line: records + 4, character: 0 };
  await server.change(uri, ++version, [{ range: { start, end: start }, text: `; change ${version}\n` }]);
}

describe("what takes long", () => {
  test.each(requests)("%s %# lets others have their turn, and stops when it is cancelled", async (method, params) => {
    server.hold();
    await edit();
    const source = new CancellationTokenSource();
    const answer = outcome(server.connection.sendRequest(method, params, source.token));
    const hover = { textDocument: { uri: small }, position: { line: 1, character: 5 } };
    const other = server.connection.sendRequest("textDocument/hover", hover);
    expect(await Promise.race([answer, other])).toHaveProperty("contents");
    source.cancel();
    await server.taken();
    server.release();
    expect(await answer).toBe(LSPErrorCodes.RequestCancelled);
  });

  test.each(ofDocument)("%s %# is of no use once the document is changed", async (method, params) => {
    server.hold();
    const answer = outcome(server.connection.sendRequest(method, params));
    await edit();
    await server.taken();
    server.release();
    expect(await answer).toBe(LSPErrorCodes.ContentModified);
  });
});

test("what changes elsewhere makes it begin again, and is in the answer", async () => {
  server.hold();
  const first = { line: 4, character: 1 };
  const answer = server.connection.sendRequest<object[]>("textDocument/references", {
    textDocument,
    position: first,
    context: { includeDeclaration: true },
  });
  await server.open("untitled:/other.zone", `$ORIGIN example.org.\nalias 60 CNAME h${records}.example.com.\n`);
  await server.taken();
  server.release();
  expect(await answer).toContainEqual(expect.objectContaining({ uri: "untitled:/other.zone" }));
});
