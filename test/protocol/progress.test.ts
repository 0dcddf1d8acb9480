/** Progress: what takes long says so, to the client that gave a token or in one of the server's own; and can be cancelled there. */
import { afterEach, expect, test } from "vitest";
import {
  CancellationTokenSource,
  LSPErrorCodes,
  ProgressType,
  type WorkDoneProgressBegin,
} from "vscode-languageserver/node";
import { startHeldServer, type HeldOptions, type HeldServer } from "../support/heldServer.js";

type Said = { readonly kind: "begin" | "report" | "end" } & Partial<Omit<WorkDoneProgressBegin, "kind">>;

const uri = "untitled:/large.zone";
const records = 3000;
const zone = (origin: string, rest: string): string =>
  `$ORIGIN ${origin}\n$TTL 3600\n@ SOA ns1 hostmaster 1 14400 3600 1209600 3600\n@ NS ns1\n${rest}`;
const large = zone(
  "example.com.",
  Array.from({ length: records }, (_, i) => `h${records - i} A 10.0.${(i >> 8) & 255}.${i & 255}\n`).join(""),
);

let server: HeldServer;
afterEach(() => server.stop());
const start = async (options: HeldOptions = {}): Promise<void> => {
  server = await startHeldServer({
    ...options,
    capabilities: { textDocument: { diagnostic: {} }, window: { workDoneProgress: true } },
  });
};
function progressOf(token: string | number): Said[] {
  const said: Said[] = [];
  server.connection.onProgress(new ProgressType<Said>(), token, (one) => void said.push(one));
  return said;
}

const textDocument = { uri };
const position = { line: 4, character: 1 };
const options = { tabSize: 8, insertSpaces: false };
const requests: readonly (readonly [method: string, params: object])[] = [
  ["textDocument/references", { textDocument, position, context: { includeDeclaration: true } }],
  ["textDocument/rename", { textDocument, position, newName: "other" }],
  ["textDocument/formatting", { textDocument, options }],
  ["textDocument/rangeFormatting", { textDocument, range: { start: position, end: position }, options }],
  ["workspace/symbol", { query: "h1" }],
  ["workspace/diagnostic", { previousResultIds: [] }],
];

test.each(requests)("%s says when it begins and ends, to who gives a token", async (method, params) => {
  await start();
  await server.open(uri, large);
  const said = progressOf("mine");
  await server.connection.sendRequest(method, { ...params, workDoneToken: "mine" });
  await server.taken();
  expect(said[0]).toMatchObject({ kind: "begin", cancellable: true });
  expect(said[0]?.title).toMatch(/^Zonewright: /);
  expect(said.at(-1)?.kind).toBe("end");
  expect(said.filter(({ kind }) => kind !== "report")).toHaveLength(2);
});

test("a request of a small zone says nothing", async () => {
  await start();
  await server.open(uri, zone("example.com.", "h1 A 192.0.2.1\n"));
  const said = progressOf("mine");
  await server.connection.sendRequest("textDocument/formatting", { textDocument, options, workDoneToken: "mine" });
  await server.taken();
  expect(said).toEqual([]);
});

test("what is cancelled ends its progress", async () => {
  await start();
  server.hold();
  await server.open(uri, large);
  const said = progressOf("mine");
  const source = new CancellationTokenSource();
  const answer = server.connection
    .sendRequest("textDocument/formatting", { textDocument, options, workDoneToken: "mine" }, source.token)
    .then(
      () => "an answer",
      (error: unknown) => (typeof error === "object" && error !== null && "code" in error ? error.code : error),
    );
  await server.taken();
  server.step();
  await server.taken();
  source.cancel();
  await server.taken();
  server.release();
  expect(await answer).toBe(LSPErrorCodes.RequestCancelled);
  expect(said.map(({ kind }) => kind)).toEqual(["begin", "end"]);
});

const manyFiles = (count: number, text: (i: number) => string): Map<string, string> =>
  new Map(Array.from({ length: count }, (_, i) => [`memfs:/z/d${i}.example.zone`, text(i)]));

test("reading the folders is shown, with how far it has come", async () => {
  const files = manyFiles(300, (i) => zone(`d${i}.example.`, ""));
  const said: Said[] = [];
  await start({
    files,
    folders: ["memfs:/z"],
    created: (token, connection) =>
      void connection.onProgress(new ProgressType<Said>(), token, (one) => void said.push(one)),
  });
  await server.connection.sendRequest("workspace/diagnostic", { previousResultIds: [] });
  await server.taken();
  expect(said[0]).toMatchObject({ kind: "begin", title: "Zonewright: reading zone files", cancellable: true });
  const reports = said.filter(({ kind }) => kind === "report");
  expect(reports.length).toBeGreaterThan(1);
  expect(reports.at(-1)?.message).toMatch(/ of 300$/);
  expect(reports.map(({ percentage = -1 }) => percentage)).toEqual(
    reports.map(({ percentage = -1 }) => percentage).toSorted((a, b) => a - b),
  );
  expect(said.at(-1)?.kind).toBe("end");
});

test("reading the folders stops when that is cancelled; what is open is checked all the same", async () => {
  const files = manyFiles(1000, (i) => zone(`d${i}.example.`, ""));
  let cancel = async (): Promise<void> => undefined;
  await start({
    files,
    folders: ["memfs:/z"],
    created: (token, connection) => {
      cancel = async () => connection.sendNotification("window/workDoneProgress/cancel", { token });
      connection.onProgress(new ProgressType<Said>(), token, ({ kind }) => {
        if (kind === "begin") void cancel();
      });
    },
  });
  const wrong = zone("example.com.", "@ MX 10 mail.example.net\n");
  await server.open(uri, wrong);
  const { items }: { items: object[] } = await server.connection.sendRequest("workspace/diagnostic", {
    previousResultIds: [],
  });
  expect(items.length).toBeLessThan(1000);
  expect(items).toContainEqual(expect.objectContaining({ uri }));
});

test("no more than 20,000 problems of the workspace are reported, those of what is open before others", async () => {
  const wrong = Array.from({ length: 1100 }, (_, i) => `h${i} A 300.0.0.1\n`).join("");
  const files = manyFiles(25, (i) => zone(`d${i}.example.`, wrong));
  const logged: string[] = [];
  await start({ files, folders: ["memfs:/z"] });
  server.connection.onNotification(
    "window/logMessage",
    ({ message }: { message: string }) => void logged.push(message),
  );
  const open = "memfs:/z/d24.example.zone";
  await server.open(open, files.get(open) ?? "");
  const { items }: { items: { uri: string; items: object[] }[] } = await server.connection.sendRequest(
    "workspace/diagnostic",
    { previousResultIds: [] },
  );
  const all = items.reduce((sum, one) => sum + one.items.length, 0);
  expect(items).toHaveLength(25);
  expect(all).toBeGreaterThan(18_000);
  expect(all).toBeLessThanOrEqual(20_000 + 1001);
  expect(items.find((one) => one.uri === open)?.items).toHaveLength(1001);
  expect(logged.filter((message) => message.includes("more than 20000 problems"))).toHaveLength(1);
});
