/** `zonewright diff`: output and exit codes, on files and folders. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "zonewright-diff-"));

const zone = (rest: string, serial = 1): string =>
  `$TTL 3600\n@ SOA ns1.example.net. hostmaster.example.net. ${serial} 14400 3600 1209600 3600\n@ NS ns1.example.net.\n${rest}`;

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

put("a/example.com.zone", zone("www A 192.0.2.1\n"));
put("b/example.com.zone", zone("www  A  192.0.2.1 ; the same\n", 2));
put("c/example.com.zone", zone("www A 192.0.2.2\n"));
put("b/example.org.zone", zone(""));
put("b/sub/example.net.zone", zone(""));
put("a/example.net.zone", zone(""));
put("broken/example.com.zone", zone("www A 192.0.2.256\n"));
put("copy", `$ORIGIN example.com.\n${zone("www A 192.0.2.1\n")}`);
put("nameless", zone("www A 192.0.2.1\n"));

const run = (args: readonly string[], input = ""): { status: number | null; out: string; err: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "diff", ...args], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1" },
    input,
    encoding: "utf8",
  });
  return { status, out: stdout, err: stderr };
};

describe("two files", () => {
  test("with the same records: 0, and the serials are told", () => {
    const { status, out } = run(["a/example.com.zone", "b/example.com.zone"]);
    expect(out).toBe("--- a/example.com.zone\n+++ b/example.com.zone\nNo difference in 3 records; serial 1 -> 2\n");
    expect(status).toBe(0);
  });
  test("that differ: 1", () => {
    const { status, out } = run(["a/example.com.zone", "c/example.com.zone"]);
    expect(out.split("\n").slice(2, 5)).toEqual([
      "- www.example.com. 3600 IN A 192.0.2.1",
      "+ www.example.com. 3600 IN A 192.0.2.2",
      "0 removed, 0 added, 1 changed, 2 the same; serial 1 in both",
    ]);
    expect(status).toBe(1);
  });
  test("as JSON", () => {
    const { status, out } = run(["--format", "json", "a/example.com.zone", "c/example.com.zone"]);
    expect(JSON.parse(out)).toEqual({
      version: 1,
      zones: [
        {
          zone: "example.com.",
          before: "a/example.com.zone",
          after: "c/example.com.zone",
          same: false,
          serial: { before: 1, after: 1 },
          removed: [],
          added: [],
          changed: [
            {
              before: { owner: "www.example.com.", ttl: 3600, class: "IN", type: "A", rdata: "192.0.2.1" },
              after: { owner: "www.example.com.", ttl: 3600, class: "IN", type: "A", rdata: "192.0.2.2" },
            },
          ],
          unchanged: 2,
        },
      ],
      onlyBefore: [],
      onlyAfter: [],
    });
    expect(status).toBe(1);
  });
  test("one of which does not tell its name takes that of the other", () => {
    expect(run(["copy", "nameless"]).status).toBe(0);
    expect(run(["nameless", "copy"]).status).toBe(0);
    expect(run(["nameless", "nameless"]).status).toBe(0);
  });
  test("and standard input", () => {
    expect(run(["copy", "-", "--origin", "example.com"], zone("www A 192.0.2.1\n")).status).toBe(0);
  });
});

describe("two folders", () => {
  test("are compared zone by zone, wherever the files lie", () => {
    const { status, out } = run(["a", "b"]);
    expect(out).toBe("Only in b: example.org. (b/example.org.zone)\n");
    expect(status).toBe(1);
  });
});

describe("trouble: exit code 2, and why on standard error", () => {
  test.each([
    [["a/example.com.zone", "none.zone"], /does not exist/],
    [["a/example.com.zone"], /missing required argument/],
    [["a", "a/example.com.zone"], /two zone files or two folders/],
    [["a/example.com.zone", "broken/example.com.zone"], /broken\/example\.com\.zone: .*\[record\/bad-address\]/],
    [["b/example.org.zone", "b/sub/example.net.zone"], /holds example\.org\. and .* example\.net\./],
  ])("%j", (args, why) => {
    const { status, err } = run(args);
    expect(status).toBe(2);
    expect(err).toMatch(why);
  });
});
