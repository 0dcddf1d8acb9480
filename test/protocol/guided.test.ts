/** Guided changes over the wire: files are created where the client can, and left out where it cannot. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { startClient, type TestClient } from "../support/languageClient.js";

const folder = pathToFileURL(mkdtempSync(join(tmpdir(), "zonewright-"))).toString();
const uri = `${folder}/example.com.zone`;
const zone =
  "$ORIGIN example.com.\n$TTL 3600\n@ SOA ns1 hostmaster 1 7200 3600 1209600 300\n@ NS ns1\n@ MX 10 ns1\nns1 A 192.0.2.1\n";
const opened: TestClient[] = [];

interface Action {
  readonly title: string;
  readonly edit?: { readonly documentChanges: readonly { readonly kind?: string; readonly uri?: string }[] };
}

async function opening(workspace: object): Promise<TestClient> {
  const client = await startClient({ workspace }, {}, folder);
  opened.push(client);
  await client.open(uri, zone);
  return client;
}

async function mtaSts(workspace: object): Promise<Action | undefined> {
  const client = await opening(workspace);
  const at = { line: 2, character: 3 };
  const actions: readonly Action[] = await client.connection.sendRequest("textDocument/codeAction", {
    textDocument: { uri },
    range: { start: at, end: at },
    context: { diagnostics: [], only: ["refactor"] },
  });
  return actions.find(({ title }) => title.startsWith("Create MTA-STS"));
}

afterAll(async () => {
  for (const client of opened) await client.stop();
});

test("the policy file is created with the records", async () => {
  const action = await mtaSts({ workspaceEdit: { documentChanges: true, resourceOperations: ["create"] } });
  const policy = `${folder}/mta-sts.example.com/.well-known/mta-sts.txt`;
  expect(action?.title).toContain("policy file; still missing");
  expect(action?.edit?.documentChanges).toMatchObject([
    { kind: "create", uri: policy, options: { overwrite: false } },
    {
      textDocument: { uri: policy, version: null },
      edits: [{ newText: "version: STSv1\nmode: testing\nmx: ns1.example.com\nmax_age: 604800\n" }],
    },
    { textDocument: { uri, version: 1 } },
  ]);
});

test("without it, where the client cannot create files", async () => {
  const action = await mtaSts({ workspaceEdit: { documentChanges: true } });
  expect(action?.title).toContain("still missing: a host mta-sts, the policy file");
  expect(action?.edit?.documentChanges).toHaveLength(1);
});

test("a provider is chosen from a list and added", async () => {
  const { connection } = await opening({});
  const choices: readonly { name: string; description: string }[] = await connection.sendRequest(
    "zonewright/providers",
    {
      uri,
    },
  );
  expect(choices.find(({ name }) => name === "Mailgun")?.description).toBe("include:mailgun.org, about 5 look-ups");
  const added: { summary: string; edit: object } = await connection.sendRequest("zonewright/addProvider", {
    uri,
    provider: "Tuta",
  });
  expect(added.summary).toContain("2 DKIM aliases added");
  expect(JSON.stringify(added.edit)).toContain("include:spf.tutanota.de ~all");
  expect(await connection.sendRequest("zonewright/addProvider", { uri, provider: "nobody" })).toEqual({
    refused: "No provider of the name nobody is known",
  });
});
