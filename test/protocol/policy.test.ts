/** Which methods the bundled server answers in a policy file: those that server/docs/lsp.md names, and no others. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startClient, type TestClient } from "../support/languageClient.js";

const page = readFileSync(new URL("../../server/docs/lsp.md", import.meta.url), "utf8");
const sections = page.split(/^## /m);
const section = (title: string): string => sections.find((part) => part.startsWith(title)) ?? "";
const methodsIn = (text: string, row: RegExp): string[] => [...text.matchAll(row)].map(([, method = ""]) => method);
const named = methodsIn(section("In policy files"), /^\| `([^`]+)`/gm);
/** Those that are asked about a document and answered. */
const asked = methodsIn(section("From the editor"), /^\| `(textDocument\/[^`]+)` +\| implemented/gm).filter(
  (method) => !/\/(?:did[A-Z].*|willSaveWaitUntil|semanticTokens)$/.test(method),
);

const folder = mkdtempSync(join(tmpdir(), "zonewright-policy-"));
const zone = [
  "$ORIGIN example.com.",
  "$TTL 3600",
  "@ IN SOA ns1 hostmaster 1 14400 3600 1209600 3600",
  "@ IN MX 10 mail",
  "mail IN A 192.0.2.1",
  '_mta-sts IN TXT "v=STSv1; id=1"',
  "",
].join("\n");
const policy = ["version: STSv1", "mode:testing", "mx: mail.example.com", "mx: mx.example.net", "max_age: 1", ""].join(
  "\n",
);
const path = join(folder, "mta-sts.example.com", "mta-sts.txt");
const uri = pathToFileURL(path).toString();

let client: TestClient;
beforeAll(async () => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(join(folder, "example.com.zone"), zone);
  client = await startClient({ textDocument: { diagnostic: {} } }, {}, pathToFileURL(folder).toString());
  await client.open(uri, policy, "mta-sts");
});
afterAll(async () => {
  expect(await client.stop()).toBe(0);
  rmSync(folder, { recursive: true });
});

const position = { line: 2, character: 8 };
const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
const params: Readonly<Record<string, object>> = {
  "textDocument/completion": { position: { line: 2, character: 4 } },
  "textDocument/onTypeFormatting": { position, ch: ")" },
};

/** Whether there is anything in an answer. */
function isSomething(answer: unknown): boolean {
  if (typeof answer !== "object" || answer === null) return false;
  if (Array.isArray(answer)) return answer.length > 0;
  return Object.entries(answer).some(([key, value]) =>
    ["data", "items", "edits"].includes(key)
      ? isSomething(value)
      : key !== "resultId" && key !== "kind" && key !== "isIncomplete",
  );
}

test("the methods that answer are those of the table", async () => {
  expect(asked.length).toBeGreaterThan(25);
  const answering: string[] = [];
  for (const method of asked) {
    const answer: unknown = await client.connection.sendRequest(method, {
      textDocument: { uri },
      position,
      positions: [position],
      range,
      ranges: [range],
      options: { tabSize: 8, insertSpaces: true },
      context: { diagnostics: [], includeDeclaration: true, triggerKind: 1 },
      newName: "mx1.example.com",
      previousResultId: "none",
      ...params[method],
    });
    if (isSomething(answer)) answering.push(method);
  }
  expect(answering.toSorted()).toEqual(named.toSorted());
});

test("tokens are sent whole, then as what differs", async () => {
  const ask = async (
    method: string,
    more: object = {},
  ): Promise<{ resultId: string; data?: number[]; edits?: object[] }> =>
    client.connection.sendRequest(`textDocument/semanticTokens/${method}`, { textDocument: { uri }, ...more });
  const whole = await ask("full");
  // "version", "STSv1": line, character, length, type, modifiers.
  expect(whole.data?.slice(0, 10)).toEqual([0, 0, 7, 7, 0, 0, 9, 5, 8, 0]);
  const at = { line: 1, character: 5 };
  await client.change(uri, 2, [{ range: { start: at, end: at }, text: " " }]);
  const delta = await ask("full/delta", { previousResultId: whole.resultId });
  expect(delta.edits).toEqual([{ start: 16, deleteCount: 1, data: [6] }]);
  const part = await ask("range", { range: { start: { line: 1, character: 0 }, end: { line: 1, character: 20 } } });
  expect(part.data).toHaveLength(10);
});
