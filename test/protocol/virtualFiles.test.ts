/** Documents and folders of file systems that only the client can read, untitled documents, files opened alone, settings by folder. */
import { afterEach, describe, expect, test } from "vitest";
import { startHeldServer, type HeldOptions, type HeldServer } from "../support/heldServer.js";

const soa = "@ 3600 SOA ns1.example.net. hostmaster.example.net. 2026010101 14400 3600 1209600 3600\n";
const servers = "@ 3600 NS ns1.example.net.\n@ 3600 NS ns2.example.net.\n";
const zone = (origin: string, rest = ""): string => `$ORIGIN ${origin}\n${soa}${servers}${rest}`;

interface Found {
  readonly items: readonly { readonly code: string; readonly message: string; readonly severity: number }[];
}

let server: HeldServer;
afterEach(() => server.stop());
const start = async (options: HeldOptions): Promise<void> => {
  server = await startHeldServer({
    ...options,
    capabilities: {
      textDocument: { diagnostic: {} },
      workspace: { configuration: true, workspaceFolders: true, didChangeConfiguration: { dynamicRegistration: true } },
    },
  });
};
const pull = async (uri: string): Promise<Found> =>
  server.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } });
const codes = async (uri: string): Promise<string[]> => (await pull(uri)).items.map(({ code }) => code);
const definition = async (uri: string, line: number, character: number): Promise<unknown> =>
  server.connection.sendRequest("textDocument/definition", { textDocument: { uri }, position: { line, character } });

describe.each(["vscode-vfs://github/owner/repository", "memfs:", "ssh://host:22"])("in %s", (root) => {
  const at = (path: string): string => `${root}/zones/${path}`;

  test("a zone is read with what it includes, its settings, and the zones beside it", async () => {
    const files = new Map([
      [
        at("example.com.zone"),
        zone("example.com.", "$INCLUDE hosts.inc\nalias 60 CNAME www\n@ 60 MX 10 mail.example.org.\n"),
      ],
      [at("hosts.inc"), "www 60 A 192.0.2.1\n"],
      [at("example.org.zone"), zone("example.org.", "mail 60 A 192.0.2.2\n")],
      [at("zonewright.json"), `{ "severity": { "soa/*": "off" } }`],
    ]);
    await start({ files, folders: [`${root}/zones`] });
    const uri = at("example.com.zone");
    await server.open(uri, files.get(uri) ?? "");
    const found = await codes(uri);
    expect(found.filter((code) => /^(include|soa)\/|^names\/|mx/.test(code))).toEqual([]);
    expect(await definition(uri, 5, 17)).toMatchObject([{ uri: at("hosts.inc") }]);
    expect(await definition(uri, 6, 20)).toMatchObject([{ uri: at("example.org.zone") }]);
    const { items }: { items: { uri: string }[] } = await server.connection.sendRequest("workspace/diagnostic", {
      previousResultIds: [],
    });
    expect(items.map((item) => item.uri).toSorted()).toEqual(
      [at("example.com.zone"), at("example.org.zone"), at("hosts.inc")].toSorted(),
    );
  });

  test("a file that changes, comes or goes is read again when the client says so", async () => {
    const uri = at("example.com.zone");
    const files = new Map([[uri, zone("example.com.", "$INCLUDE hosts.inc\n")]]);
    await start({ files, folders: [`${root}/zones`] });
    await server.open(uri, files.get(uri) ?? "");
    expect(await codes(uri)).toContain("include/not-found");
    const tell = async (type: number): Promise<void> =>
      server.connection.sendNotification("workspace/didChangeWatchedFiles", {
        changes: [{ uri: at("hosts.inc"), type }],
      });
    files.set(at("hosts.inc"), "www 60 A 192.0.2.1\n");
    await tell(1);
    expect(await codes(uri)).not.toContain("include/not-found");
    files.set(at("hosts.inc"), "www 60 A 192.0.2.1\nwww 60 CNAME other\n");
    await tell(2);
    expect(await codes(at("hosts.inc"))).toContain("cname/other-data");
    files.delete(at("hosts.inc"));
    await tell(3);
    expect(await codes(uri)).toContain("include/not-found");
  });

  test("a file opened alone is that file, and none that it names is asked for", async () => {
    const files = new Map([[at("hosts.inc"), "www 60 A 192.0.2.1\n"]]);
    await start({ files });
    const asked: string[] = [];
    server.connection.onRequest("zonewright/readFile", ({ uri }: { uri: string }) => {
      asked.push(uri);
      return null;
    });
    const uri = at("example.com.zone");
    await server.open(uri, zone("example.com.", "$INCLUDE hosts.inc\n"));
    expect(await codes(uri)).toContain("include/outside-workspace");
    expect(asked.filter((one) => one.endsWith(".inc"))).toEqual([]);
  });
});

test("an untitled document is checked with the zones of the folders", async () => {
  const other = "memfs:/zones/example.org.zone";
  await start({ files: new Map([[other, zone("example.org.", "www 60 A 192.0.2.2\n")]]), folders: ["memfs:/zones"] });
  await server.open(
    "untitled:Untitled-1",
    zone("example.com.", "a 60 CNAME www.example.org.\nb 60 CNAME no.example.org.\n"),
  );
  const found = (await pull("untitled:Untitled-1")).items.filter(({ message }) => message.includes("no.example.org"));
  expect(found).toHaveLength(1);
  expect(await definition("untitled:Untitled-1", 4, 14)).toMatchObject([{ uri: other }]);
});

test("each folder has its own settings, which are in force as soon as they change", async () => {
  const dot = "@ 60 MX 10 mail.example.net\n";
  const [a, b, alone] = ["memfs:/a/db.a", "memfs:/b/db.b", "untitled:db.c"] as const;
  const severities = new Map<string | undefined, object>([["memfs:/a", { "names/*": "off" }]]);
  await start({
    files: new Map(),
    folders: ["memfs:/a", "memfs:/b"],
    settings: (scope) => ({ severity: severities.get(scope) ?? {} }),
  });
  await server.open(a, zone("a.example.", dot));
  await server.open(b, zone("b.example.", dot));
  await server.open(alone, zone("c.example.", dot));
  const rule = "names/missing-trailing-dot";
  const where = async (): Promise<boolean[]> =>
    Promise.all([a, b, alone].map(async (uri) => (await codes(uri)).includes(rule)));
  expect(await where()).toEqual([false, true, true]);
  severities.clear();
  severities.set("memfs:/b", { [rule]: "error" }).set(undefined, { [rule]: "off" });
  await server.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  expect(await where()).toEqual([true, true, false]);
  expect((await pull(b)).items.find(({ code }) => code === rule)?.severity).toBe(1);
});
