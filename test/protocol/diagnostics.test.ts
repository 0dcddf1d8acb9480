/** Diagnostics on the wire: what each carries, to whom news of other documents goes, and how many there are at most. */
import { afterEach, describe, expect, test } from "vitest";
import type { Diagnostic } from "vscode-languageserver/node";
import { startHeldServer, type HeldOptions, type HeldServer } from "../support/heldServer.js";

const soa = "@ 3600 SOA ns1.example.net. hostmaster.example.net. 2026010101 14400 3600 1209600 3600\n";
const servers = "@ 3600 NS ns1.example.net.\n@ 3600 NS ns2.example.net.\n";
const zone = (origin: string, rest = ""): string => `$ORIGIN ${origin}\n${soa}${servers}${rest}`;

interface Report {
  readonly kind: string;
  readonly resultId: string;
  readonly items: readonly Diagnostic[];
}

let server: HeldServer;
afterEach(() => server.stop());
const pulls = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };
const start = async (options: HeldOptions): Promise<void> => {
  server = await startHeldServer({ capabilities: pulls, ...options });
};
const pull = async (uri: string, previousResultId?: string): Promise<Report> =>
  server.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri }, previousResultId });
const uri = "untitled:/example.com.zone";

describe("a diagnostic", () => {
  test("has its rule, the rule's page, its tag, and the other place", async () => {
    await start({ says: { rulePages: "zonewright-rule:/rules/" } });
    await server.open(
      uri,
      zone(
        "example.com.",
        'sub 60 NS ns1.example.net.\nhost.sub 60 MX 10 mail.example.net.\nold 60 SPF "v=spf1 -all"\n',
      ),
    );
    const { items } = await pull(uri);
    expect(items.find(({ code }) => code === "delegation/occluded")).toMatchObject({
      source: "zonewright",
      codeDescription: { href: "zonewright-rule:/rules/delegation/occluded.md" },
      tags: [1],
      range: { start: { line: 5, character: 0 } },
      relatedInformation: [{ location: { uri, range: { start: { line: 4, character: 0 } } } }],
    });
    expect(items.find(({ code }) => code === "values/spf-type")?.tags).toEqual([2]);
  });

  test("points into another document by the lines of that one", async () => {
    const files = new Map([["memfs:/z/part.inc", "; a line\n; another\nsub 60 NS ns1.example.net.\n"]]);
    await start({ files, folders: ["memfs:/z"] });
    const root = "memfs:/z/root.zone";
    await server.open(root, zone("example.com.", "$INCLUDE part.inc\nhost.sub 60 MX 10 mail.example.net.\n"));
    const found = (await pull(root)).items.find(({ code }) => code === "delegation/occluded");
    expect(found?.relatedInformation).toMatchObject([
      { location: { uri: "memfs:/z/part.inc", range: { start: { line: 2, character: 0 } } } },
    ]);
  });

  test("is one of a thousand at most, and the last one says how many more there are", async () => {
    await start({});
    const wrong = Array.from({ length: 1234 }, (_, i) => `h${i} 60 A 300.0.0.1\n`).join("");
    await server.open(uri, zone("example.com.", wrong));
    const { items } = await pull(uri);
    expect(items).toHaveLength(1001);
    expect(items.at(-1)?.code).toBe("file/too-many-problems");
    const more = /"([0-9]+) more problems/.exec(JSON.stringify(items.at(-1)))?.[1];
    expect(Number(more)).toBeGreaterThanOrEqual(234);
  });
});

describe("news of another document", () => {
  /** Pulls the document, does something elsewhere, and sees that the client is told to pull it again, and has other diagnostics then. */
  const refreshed = async (of: string, change: () => Promise<void>): Promise<void> => {
    const before = await pull(of);
    expect((await pull(of, before.resultId)).kind).toBe("unchanged");
    const asked = new Promise<void>((resolve) => {
      server.connection.onRequest("workspace/diagnostic/refresh", () => {
        resolve();
        return null;
      });
    });
    await change();
    await asked;
    expect((await pull(of, before.resultId)).kind).toBe("full");
  };
  const fileChanged = async (changed: string): Promise<void> =>
    server.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri: changed, type: 2 }] });

  test("comes when an included file changed on disk", async () => {
    const part = "memfs:/z/part.inc";
    const files = new Map([[part, "www 60 A 192.0.2.1\n"]]);
    await start({ files, folders: ["memfs:/z"] });
    const root = "memfs:/z/root.zone";
    await server.open(root, zone("example.com.", "$INCLUDE part.inc\nalias 60 CNAME www\n"));
    await refreshed(root, async () => {
      files.set(part, "other 60 A 192.0.2.1\n");
      await fileChanged(part);
    });
  });

  test("comes when a zone beside it changed in the editor", async () => {
    await start({});
    const other = "untitled:/example.org.zone";
    await server.open(uri, zone("example.com.", "alias 60 CNAME www.example.org.\n"));
    await server.open(other, zone("example.org.", "www 60 A 192.0.2.1\n"));
    await refreshed(uri, async () => {
      const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 3 } };
      await server.change(other, 2, [{ range, text: "web" }]);
    });
  });

  test("comes when the policy file changed, and to the policy when the zone did", async () => {
    const policy = "memfs:/z/mta-sts.example.com/.well-known/mta-sts.txt";
    const text = (mode: string): string =>
      `version: STSv1\r\nmode: ${mode}\r\nmx: mail.example.net\r\nmax_age: 604800\r\n`;
    await start({ files: new Map([[policy, text("enforce")]]), folders: ["memfs:/z"] });
    const root = "memfs:/z/example.com.zone";
    const records = `_mta-sts 604800 TXT "v=STSv1; id=1"\nmta-sts 60 A 192.0.2.1\n@ 60 MX 10 mail.example.net.\n`;
    await server.open(root, zone("example.com.", records));
    await server.open(policy, text("enforce"), "mta-sts");
    await refreshed(root, async () => server.change(policy, 2, [{ text: text("testing") }]));
    await refreshed(policy, async () => {
      const range = { start: { line: 6, character: 11 }, end: { line: 6, character: 15 } };
      await server.change(root, 2, [{ range, text: "else" }]);
    });
  });
});

describe("a client that does not pull", () => {
  test("is sent what is new of each document, and an empty list when one is closed", async () => {
    await start({ capabilities: {} });
    const sent: { uri: string; codes: unknown[] }[] = [];
    let told = (): void => undefined;
    server.connection.onNotification(
      "textDocument/publishDiagnostics",
      ({ uri: of, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => {
        sent.push({ uri: of, codes: diagnostics.map(({ code }) => code) });
        told();
      },
    );
    const until = async (is: () => boolean): Promise<void> => {
      while (!is())
        await new Promise<void>((resolve) => {
          told = resolve;
        });
    };
    const other = "untitled:/example.org.zone";
    const last = (of: string): unknown[] | undefined => sent.findLast((one) => one.uri === of)?.codes;
    await server.open(uri, zone("example.com.", "alias 60 CNAME www.example.org.\n"));
    await server.open(other, zone("example.org.", "www 60 A 192.0.2.1\n"));
    await until(() => last(other) !== undefined && last(uri) !== undefined);
    const before = last(uri);
    const range = { start: { line: 4, character: 0 }, end: { line: 4, character: 3 } };
    await server.change(other, 2, [{ range, text: "web" }]);
    await until(() => JSON.stringify(last(uri)) !== JSON.stringify(before));
    await server.connection.sendNotification("textDocument/didClose", { textDocument: { uri: other } });
    await until(() => last(other)?.length === 0);
  });
});
