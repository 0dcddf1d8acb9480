/** A session of the bundled server over time: settings, folders, views, news of other documents, the end. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { CancellationTokenSource, ErrorCodes, LSPErrorCodes, ProgressType } from "vscode-languageserver/node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startClient, type TestClient } from "../support/languageClient.js";

const pulling = {
  textDocument: {
    diagnostic: {},
    completion: { completionItem: { resolveSupport: { properties: ["documentation"] } } },
  },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    textDocumentContent: {},
  },
};
const soa = "@ 3600 IN SOA ns1.example.net. hostmaster.example.net. 2026010101 14400 3600 1209600 3600\n";
const zone = `$ORIGIN example.com.\n${soa}@ 3600 IN NS ns1.example.net.\n@ 3600 IN NS ns2.example.net.\nwww 3600 IN A 192.0.2.1\n`;

interface Diagnostics {
  readonly kind: string;
  readonly resultId: string;
  readonly items: readonly { readonly code?: string; readonly message: string }[];
}
interface WorkspaceReport {
  readonly items: readonly (Diagnostics & { readonly uri: string })[];
}

const folder = mkdtempSync(join(tmpdir(), "zonewright-protocol-"));
const uriOf = (...path: string[]): string => pathToFileURL(join(folder, ...path)).toString();
function write(path: string, text: string): void {
  mkdirSync(join(folder, path, ".."), { recursive: true });
  writeFileSync(join(folder, path), text);
}
afterAll(() => rmSync(folder, { recursive: true }));

const pull = async (client: TestClient, uri: string, previousResultId?: string): Promise<Diagnostics> =>
  client.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri }, previousResultId });
const codes = ({ items }: Diagnostics): string[] => items.map(({ code = "" }) => code);

/** The next time that the server asks for something. */
const asked = async (client: TestClient, method: string): Promise<unknown> =>
  new Promise((resolve) => {
    client.connection.onRequest(method, (params: unknown) => {
      resolve(params);
      return null;
    });
  });
const rejected = async (answer: Promise<unknown>): Promise<unknown> =>
  answer.then(
    () => "no error",
    (error: unknown) => (typeof error === "object" && error !== null && "code" in error ? error.code : error),
  );

describe("documents", () => {
  let client: TestClient;
  beforeAll(async () => {
    client = await startClient(pulling);
    await client.open("untitled:/one.zone", zone);
  });
  afterAll(async () => {
    expect(await client.stop()).toBe(0);
  });

  test("that are not open have no answers, and no errors", async () => {
    const textDocument = { uri: "file:///nowhere/none.zone" };
    const position = { line: 3, character: 1 };
    expect(await client.connection.sendRequest("textDocument/hover", { textDocument, position })).toBeNull();
    expect(await client.connection.sendRequest("textDocument/completion", { textDocument, position })).toBeNull();
    expect(await client.connection.sendRequest("textDocument/definition", { textDocument, position })).toEqual([]);
    expect(await client.connection.sendRequest("textDocument/semanticTokens/full", { textDocument })).toMatchObject({
      data: [],
    });
    expect(codes(await pull(client, textDocument.uri))).toEqual([]);
  });

  test("are answered for after parameters of no use", async () => {
    expect(await rejected(client.connection.sendRequest("textDocument/hover", { textDocument: null }))).toBeLessThan(0);
    expect(await rejected(client.connection.sendRequest("textDocument/noSuchThing", {}))).toBe(
      ErrorCodes.MethodNotFound,
    );
    const hover = { textDocument: { uri: "untitled:/one.zone" }, position: { line: 99999, character: 99999 } };
    expect(await client.connection.sendRequest("textDocument/hover", hover)).toBeNull();
  });

  test("have no tokens for strings and comments where the editor has a grammar, which tells more", async () => {
    const uri = "untitled:/strings.zone";
    const semanticTokens = { requests: {}, tokenTypes: [], tokenModifiers: [], formats: [] };
    const counts = await Promise.all(
      [false, true].map(async (augmentsSyntaxTokens) => {
        const editor = await startClient({
          textDocument: { semanticTokens: { ...semanticTokens, augmentsSyntaxTokens } },
        });
        await editor.open(uri, 'a 60 IN TXT "text" ; comment\n');
        const { data }: { data: number[] } = await editor.connection.sendRequest("textDocument/semanticTokens/full", {
          textDocument: { uri },
        });
        await editor.stop();
        return data.length / 5;
      }),
    );
    expect(counts).toEqual([6, 4]);
  });

  test("send what differs of their tokens", async () => {
    const textDocument = { uri: "untitled:/one.zone" };
    const full: { resultId: string; data: number[] } = await client.connection.sendRequest(
      "textDocument/semanticTokens/full",
      { textDocument },
    );
    await client.change(textDocument.uri, 2, [
      { range: { start: { line: 4, character: 0 }, end: { line: 4, character: 3 } }, text: "w" },
    ]);
    const delta: { resultId: string; edits: { start: number; deleteCount: number; data: number[] }[] } =
      await client.connection.sendRequest("textDocument/semanticTokens/full/delta", {
        textDocument,
        previousResultId: full.resultId,
      });
    const now: { data: number[] } = await client.connection.sendRequest("textDocument/semanticTokens/full", {
      textDocument,
    });
    const applied = [...full.data];
    for (const { start, deleteCount, data } of delta.edits) applied.splice(start, deleteCount, ...data);
    expect(applied).toEqual(now.data);
    expect(delta.edits).toHaveLength(1);
    expect(delta.edits[0]?.data.length).toBeLessThan(15);
  });

  test("have completions that are documented when looked at", async () => {
    const at = { textDocument: { uri: "untitled:/one.zone" }, position: { line: 2, character: 10 } };
    const list: { isIncomplete: boolean; items: { label: string; documentation?: object; data?: object }[] } =
      await client.connection.sendRequest("textDocument/completion", at);
    const item = list.items.find(({ label }) => label === "MX");
    expect(list.isIncomplete).toBe(false);
    expect(item?.documentation).toBeUndefined();
    expect(await client.connection.sendRequest("completionItem/resolve", item)).toHaveProperty("documentation.value");
  });

  test("bump their serial on command", async () => {
    const edit = asked(client, "workspace/applyEdit");
    await client.connection.sendRequest("workspace/executeCommand", {
      command: "zonewright.bumpSerial",
      arguments: ["untitled:/one.zone"],
    });
    expect(JSON.stringify(await edit)).toMatch(/"newText":"20\d{8}"/);
  });

  test("that are cancelled stop", async () => {
    const uri = "untitled:/large.zone";
    const lines = Array.from({ length: 60_000 }, (_, i) => `h${i} 60 IN A 192.0.2.${i % 250}\n`);
    await client.open(uri, zone + lines.join(""));
    const source = new CancellationTokenSource();
    const answer = client.connection.sendRequest(
      "textDocument/semanticTokens/full",
      { textDocument: { uri } },
      source.token,
    );
    source.cancel();
    expect(await rejected(answer)).toBe(LSPErrorCodes.RequestCancelled);
    await client.close(uri);
  });
});

describe("views", () => {
  let client: TestClient;
  const source = "untitled:/view.zone";
  const view = (kind: string): string => `zonewright://${kind}/view.zone?${encodeURIComponent(source)}`;
  const textOf = async (uri: string): Promise<string> => {
    const { text }: { text: string } = await client.connection.sendRequest("workspace/textDocumentContent", { uri });
    return text;
  };
  beforeAll(async () => {
    client = await startClient(pulling);
    await client.open(source, zone);
  });
  afterAll(async () => {
    expect(await client.stop()).toBe(0);
  });

  test("of the expanded zone follow what is typed, and have no diagnostics", async () => {
    const uri = view("expanded");
    const text = await textOf(uri);
    expect(text).toMatch(/^www\.example\.com\. +3600 +IN A +192\.0\.2\.1$/m);
    await client.open(uri, text);
    const refresh = asked(client, "workspace/textDocumentContent/refresh");
    await client.change(source, 2, [
      { range: { start: { line: 5, character: 0 }, end: { line: 5, character: 0 } }, text: "new 60 A 192.0.2.2\n" },
    ]);
    expect(await refresh).toEqual({ uri });
    expect(await textOf(uri)).toMatch(/^new\.example\.com\. /m);
    expect(codes(await pull(client, uri))).toEqual([]);
    const hover = await client.connection.sendRequest("textDocument/hover", {
      textDocument: { uri },
      position: { line: 0, character: 36 },
    });
    expect(hover).not.toBeNull();
    const report: WorkspaceReport = await client.connection.sendRequest("workspace/diagnostic", {
      previousResultIds: [],
    });
    expect(report.items.map((item) => item.uri)).toEqual([source]);
  });

  test("of the reverse zones", async () => {
    expect(await textOf(view("reverse"))).toContain("$ORIGIN 2.0.192.in-addr.arpa.\n1       IN PTR www.example.com.\n");
  });

  test("of nothing are refused", async () => {
    const none = "zonewright://expanded/none.zone?untitled%3A%2Fnone.zone";
    expect(await rejected(textOf(none))).toBe(LSPErrorCodes.RequestFailed);
    expect(await rejected(textOf("zonewright://nothing/view.zone?untitled%3A%2Fview.zone"))).toBe(
      LSPErrorCodes.RequestFailed,
    );
  });

  test("export as JSON, and what that can't hold", async () => {
    const uri = "untitled:/json.zone";
    await client.open(uri, `${zone}www 3600 IN SSHFP 1 1 0123456789abcdef0123456789abcdef01234567\n`);
    const { json, missing }: { json: string; missing: string[] } = await client.connection.sendRequest(
      "zonewright/exportJson",
      { uri },
    );
    const value: unknown = JSON.parse(json);
    expect(value).toMatchObject({ $origin: "example.com.", a: [{ ip: "192.0.2.1" }] });
    expect(missing).toEqual(["www.example.com. 3600 IN SSHFP 1 1 0123456789ABCDEF0123456789ABCDEF01234567"]);
    await client.close(uri);
  });

  test("insert JSON, and what can't be written", async () => {
    const uri = "untitled:/json.zone";
    await client.open(uri, zone);
    const json = JSON.stringify({ a: [{ name: "new", ip: "192.0.2.9", ttl: 60 }, { name: "bad" }] });
    const position = { line: zone.split("\n").length - 1, character: 0 };
    const { edit, missing }: { edit: unknown; missing: string[] } = await client.connection.sendRequest(
      "zonewright/insertJson",
      { uri, position, json },
    );
    expect(JSON.stringify(edit)).toContain("new 60 IN A 192.0.2.9\\n");
    expect(missing).toEqual(['a {"name":"bad"}: its ip is missing']);
    const refused = client.connection.sendRequest("zonewright/insertJson", { uri, position, json: "{" });
    expect(await rejected(refused)).toBe(LSPErrorCodes.RequestFailed);
    await client.close(uri);
  });

  test("compare two texts", async () => {
    const before = { uri: source, text: zone };
    const after = { uri: source, text: zone.replace("192.0.2.1", "192.0.2.9 ; moved") };
    const found: { same: boolean; summary: string; before: string; after: string } =
      await client.connection.sendRequest("zonewright/compare", { before, after });
    expect(found.same).toBe(false);
    expect(found.summary).toContain("serial 2026010101 in both");
    expect(found.after).toBe(found.before.replace("192.0.2.1", "192.0.2.9"));
    const laidOut = { uri: source, text: zone.replaceAll(" IN ", "\tIN\t") };
    expect(await client.connection.sendRequest("zonewright/compare", { before, after: laidOut })).toMatchObject({
      same: true,
    });
  });
});

describe("settings", () => {
  test("that change are in force at once, without a restart", async () => {
    let settings: object = {};
    const client = await startClient(pulling, () => settings);
    const uri = "untitled:/example.com.zone";
    await client.open(uri, `${zone}@ 3600 IN MX 10 mail.example.net\n`);
    const hints = async (): Promise<number> => {
      const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
      const found: object[] = await client.connection.sendRequest("textDocument/inlayHint", {
        textDocument: { uri },
        range,
      });
      return found.length;
    };
    expect(codes(await pull(client, uri))).toContain("names/missing-trailing-dot");
    const before = await hints();
    const refreshed = asked(client, "workspace/inlayHint/refresh");
    settings = { severity: { "names/*": "off" }, inlayHints: { targets: true } };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await refreshed;
    expect(codes(await pull(client, uri))).not.toContain("names/missing-trailing-dot");
    expect(await hints()).toBeGreaterThan(before);
    expect(await client.stop()).toBe(0);
  });

  test("of a folder hold in that folder, and those of zonewright.json over them", async () => {
    write("one/db.a", soa);
    write("two/db.b", soa);
    const dot = `${soa}@ 3600 IN MX 10 mail.example.net\n`;
    write("two/deep/zonewright.json", `{ "severity": { "names/missing-trailing-dot": "error" }, "severty": 1 }`);
    const settings = (scope: string | undefined): object =>
      scope === uriOf("one") ? { origins: { "db.a": "example.org." } } : { severity: { "names/*": "off" } };
    const client = await startClient(pulling, settings, [uriOf("one"), uriOf("two")]);
    const faults = new Promise<{ uri: string; diagnostics: { message: string }[] }>((resolve) => {
      client.connection.onNotification("textDocument/publishDiagnostics", resolve);
    });
    await client.open(uriOf("one/db.a"), dot);
    await client.open(uriOf("two/db.b"), `$ORIGIN example.com.\n${dot}`);
    await client.open(uriOf("two/deep/db.c"), `$ORIGIN example.net.\n${dot.replace("example.net\n", "example.org\n")}`);
    expect(await faults).toMatchObject({
      uri: uriOf("two/deep/zonewright.json"),
      diagnostics: [{ message: '"severty" is no setting of Zonewright', range: { start: { line: 0, character: 57 } } }],
    });
    const one = await pull(client, uriOf("one/db.a"));
    expect(one.items.find(({ code }) => code === "names/missing-trailing-dot")?.message).toContain(
      "mail.example.net.example.org.",
    );
    expect(codes(await pull(client, uriOf("two/db.b")))).not.toContain("names/missing-trailing-dot");
    expect((await pull(client, uriOf("two/deep/db.c"))).items).toContainEqual(
      expect.objectContaining({ code: "names/missing-trailing-dot", severity: 1 }),
    );
    expect(await client.stop()).toBe(0);
  });
});

describe("the workspace", () => {
  test("is reported in parts, held until there is news, and forgets folders that are removed", async () => {
    write("a/a.example.zone", `$ORIGIN a.example.\n${soa}`);
    write("b/b.example.zone", `$ORIGIN b.example.\n${soa}@ 60 IN MX 10 mail.b.example\n`);
    const client = await startClient(pulling, {}, [uriOf("a"), uriOf("b")]);
    const report = async (previousResultIds: object[], partialResultToken?: string): Promise<WorkspaceReport> =>
      client.connection.sendRequest("workspace/diagnostic", { previousResultIds, partialResultToken });
    const first = await report([]);
    expect(first.items.map(({ uri }) => uri).toSorted()).toEqual([
      uriOf("a/a.example.zone"),
      uriOf("b/b.example.zone"),
    ]);
    expect(first.items.flatMap(codes)).toContain("names/missing-trailing-dot");
    const known = first.items.map(({ uri, resultId }) => ({ uri, value: resultId }));
    expect((await report(known)).items.map(({ kind }) => kind)).toEqual(["unchanged", "unchanged"]);

    const parts: WorkspaceReport["items"][number][] = [];
    client.connection.onProgress(
      new ProgressType<WorkspaceReport>(),
      "parts",
      ({ items }) => void parts.push(...items),
    );
    const held = report(known, "parts");
    const event = { added: [], removed: [{ uri: uriOf("b"), name: "b" }] };
    await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
    expect(await held).toEqual({ items: [] });
    expect(parts.find(({ uri, kind }) => uri === uriOf("b/b.example.zone") && kind === "full")?.items).toEqual([]);
    expect(await client.stop()).toBe(0);
  });

  test("tells of an open document when another one changed it", async () => {
    write("c/root.zone", `$ORIGIN c.example.\n${soa}$INCLUDE part.inc\n`);
    write("c/part.inc", "www 60 IN A 192.0.2.1\n");
    const client = await startClient(pulling, {}, uriOf("c"));
    const uri = uriOf("c/part.inc");
    await client.open(uriOf("c/root.zone"), `$ORIGIN c.example.\n${soa}$INCLUDE part.inc\n`);
    await client.open(uri, "www 60 IN A 192.0.2.1\n");
    const before = await pull(client, uri);
    const refresh = asked(client, "workspace/diagnostic/refresh");
    const end = { line: 2, character: 0 };
    await client.change(uriOf("c/root.zone"), 2, [{ range: { start: end, end }, text: "www 30 IN A 192.0.2.2\n" }]);
    await pull(client, uriOf("c/root.zone"));
    await refresh;
    expect((await pull(client, uri, before.resultId)).kind).toBe("full");
    expect(await client.stop()).toBe(0);
  });

  test("of a file opened alone is that file: what it includes is not read", async () => {
    const client = await startClient({ textDocument: { diagnostic: {} } });
    await client.open("file:///nowhere/alone.zone", `$ORIGIN d.example.\n${soa}$INCLUDE part.inc\n`);
    expect(codes(await pull(client, "file:///nowhere/alone.zone"))).toContain("include/outside-workspace");
    expect(await client.stop()).toBe(0);
  });
});

describe("the end", () => {
  test("after shutdown nothing is answered, and the exit code is 0", async () => {
    const client = await startClient(pulling);
    await client.connection.sendRequest("shutdown");
    const hover = { textDocument: { uri: "untitled:/x" }, position: { line: 0, character: 0 } };
    expect(await rejected(client.connection.sendRequest("textDocument/hover", hover))).toBe(ErrorCodes.InvalidRequest);
    expect(await client.leave()).toBe(0);
  });

  test("without shutdown the exit code is 1", async () => {
    expect(await (await startClient(pulling)).leave()).toBe(1);
  });
});
