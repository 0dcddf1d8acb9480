/** Renaming over the wire: other documents wait for an answer where the client can ask, and change at once where it can't. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { WorkspaceEdit } from "vscode-languageserver/node";
import { afterAll, expect, test } from "vitest";
import { startClient, type TestClient } from "../support/languageClient.js";

const folder = mkdtempSync(join(tmpdir(), "zonewright-rename-"));
const soa = "@ 3600 IN SOA ns1.example.net. hostmaster.example.net. 1 14400 3600 1209600 3600\n";
const files = {
  "example.com.zone": `$ORIGIN example.com.\n${soa}mail 3600 IN A 192.0.2.1\n$INCLUDE hosts.inc\n`,
  "hosts.inc": "www 3600 IN CNAME mail\n",
  "example.net.zone": `$ORIGIN example.net.\n${soa}@ 3600 IN MX 10 mail.example.com.\n`,
  "mta-sts.example.net/.well-known/mta-sts.txt":
    "version: STSv1\nmode: testing\nmx: mail.example.com\nmax_age: 604800\n",
};
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
const uriOf = (path: string): string => pathToFileURL(join(folder, path)).toString();
const [zone, hosts, net, policy] = Object.keys(files).map(uriOf);

const clients: TestClient[] = [];
afterAll(async () => {
  for (const client of clients) expect(await client.stop()).toBe(0);
  rmSync(folder, { recursive: true });
});

async function rename(workspaceEdit: object | undefined): Promise<WorkspaceEdit> {
  const client = await startClient({ workspace: { workspaceEdit } }, {}, pathToFileURL(folder).toString());
  clients.push(client);
  const uri = zone ?? "";
  // Asked at once: what is on disk is found all the same.
  await client.open(uri, files["example.com.zone"]);
  return client.connection.sendRequest("textDocument/rename", {
    textDocument: { uri },
    position: { line: 2, character: 1 },
    newName: "mx1",
  });
}

const edit = (line: number, from: number, to: number, newText: string): object => ({
  range: { start: { line, character: from }, end: { line, character: to } },
  newText,
});
const own = edit(2, 0, 4, "mx1");
const included = edit(0, 18, 22, "mx1");
const other = edit(2, 16, 33, "mx1.example.com.");
const listed = edit(2, 4, 20, "mx1.example.com");

test("what other documents say is to be confirmed, with the reason", async () => {
  expect(await rename({ documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } })).toEqual({
    documentChanges: [
      { textDocument: { uri: zone, version: 1 }, edits: [own] },
      { textDocument: { uri: hosts, version: null }, edits: [{ ...included, annotationId: "thisZone" }] },
      { textDocument: { uri: net, version: null }, edits: [{ ...other, annotationId: "otherZones" }] },
      { textDocument: { uri: policy, version: null }, edits: [{ ...listed, annotationId: "policies" }] },
    ],
    changeAnnotations: {
      thisZone: {
        label: "Other files of this zone",
        description: "hosts.inc is part of the zone example.com.",
        needsConfirmation: true,
      },
      otherZones: { label: "Other zones", description: "example.net. names it in MX", needsConfirmation: true },
      policies: {
        label: "Mail policies",
        description: "The policy of example.net. lists it as mx: write a new id into _mta-sts as well",
        needsConfirmation: true,
      },
    },
  });
});

test("a client that can't ask gets the edits alone", async () => {
  expect(await rename({ documentChanges: true })).toEqual({
    documentChanges: [
      { textDocument: { uri: zone, version: 1 }, edits: [own] },
      { textDocument: { uri: hosts, version: null }, edits: [included] },
      { textDocument: { uri: net, version: null }, edits: [other] },
      { textDocument: { uri: policy, version: null }, edits: [listed] },
    ],
  });
});

test("and one that knows no versions of documents gets them in the older form", async () => {
  const changes = { [zone ?? ""]: [own], [hosts ?? ""]: [included], [net ?? ""]: [other], [policy ?? ""]: [listed] };
  expect(await rename(undefined)).toEqual({ changes });
  // Annotations go with the newer form alone.
  expect(await rename({ changeAnnotationSupport: {} })).toEqual({ changes });
});
