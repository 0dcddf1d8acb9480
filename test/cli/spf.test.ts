/** `zonewright spf` of the bundled command line: the tree of look-ups, the fate of a sender, and exit codes. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "zonewright-spf-"));
const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);
const head = (domain: string): string =>
  `$TTL 3600\n$ORIGIN ${domain}.\n@ SOA ns1.example.org. host.example.org. 1 14400 3600 1209600 3600\n@ NS ns1.example.org.\n`;

put(
  "example.com.zone",
  `${head("example.com")}@ MX 10 mail
@ TXT "v=spf1 mx a:gone.example.com include:_spf.example.net include:_spf.google.com include:elsewhere.example.org -all exp=why.example.com"
mail A 198.51.100.25
why TXT "%{i} may not send for %{d}"
loop TXT "v=spf1 include:loop.example.com -all"
bad TXT "v=spf1 ipv4:198.51.100.25 -all"
two TXT "v=spf1 -all"
two TXT "v=spf1 ~all"
many TXT "v=spf1 a:m.example.com/20 a:m.example.com/21 a:m.example.com/22 a:m.example.com/23 a:m.example.com/24 a:m.example.com/25 a:m.example.com/26 a:m.example.com/27 a:m.example.com/28 a:m.example.com/29 a:m.example.com/30 a:m.example.com/31 -all"
m A 198.51.100.27
www A 198.51.100.80
`,
);
put(
  "example.net.zone",
  `${head("example.net")}_spf TXT "v=spf1 a:out.example.net ip4:203.0.113.0/28 ?all"\nout A 198.51.100.26\n`,
);

const run = (...args: readonly string[]): { status: number | null; out: string; err: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "spf", ...args], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1" },
    encoding: "utf8",
  });
  return { status, out: stdout, err: stderr };
};

const files = ["example.com.zone", "example.net.zone"];

describe("zonewright spf", () => {
  test("prints the tree with the count of each term", () => {
    const { status, out } = run("example.com", ...files);
    expect(out.split("\n")).toEqual([
      "example.com: at least 6 of at most 10 look-ups",
      "  v=spf1 mx a:gone.example.com include:_spf.example.net include:_spf.google.com include:elsewhere.example.org -all exp=why.example.com",
      "  mx                                      1",
      "  a:gone.example.com                      1  finds nothing",
      "  include:_spf.example.net                2",
      "    a:out.example.net                     1",
      "  include:_spf.google.com           about 1  Google Workspace, as of 2026-01",
      "  include:elsewhere.example.org  at least 1  not in these files",
      "  1 of at most 2 look-ups find nothing",
      'warning "a:gone.example.com" finds nothing: it costs a look-up and matches no one [spf/void-lookups]',
      "",
    ]);
    expect(status).toBe(0);
  });
  test("says at least where an include is in none of the files", () => {
    expect(run("example.com", "example.com.zone").out).toContain("at least 5 of at most 10 look-ups");
  });
  test("a sender that passes, and the term that decided", () => {
    const { status, out } = run("example.com", ...files, "--ip", "198.51.100.26", "--sender", "a@example.com");
    expect(out.slice(out.indexOf("198.51.100.26 as")).split("\n")).toEqual([
      "198.51.100.26 as a@example.com: pass",
      "  decided by include:_spf.example.net of example.com",
      "    mx: does not match",
      "    a:gone.example.com: finds nothing",
      "      a:out.example.net: matches: pass",
      "    include:_spf.example.net: matches: pass",
      "",
    ]);
    expect(status).toBe(0);
  });
  test("a sender whose fate hangs on what no file holds", () => {
    const { status, out } = run("example.com", ...files, "--ip", "192.0.2.1");
    expect(out).toContain(
      "192.0.2.1 as postmaster@example.com: unknown\n  decided by _spf.google.com: the record is not known here",
    );
    expect(status).toBe(1);
  });
  test.each([
    ["loop.example.com", "leads back to itself: SPF fails"],
    ["bad.example.com", "did you mean ip4?"],
    ["two.example.com", "two.example.com has 2 SPF records: SPF fails"],
    ["www.example.com", "www.example.com has no SPF record"],
    ["many.example.com", "12 of at most 10 look-ups"],
  ])("%s: exit code 1", (domain, said) => {
    const { status, out } = run(domain, ...files);
    expect(out).toContain(said);
    expect(status).toBe(1);
  });
  test("json", () => {
    const { status, out } = run("example.com", ...files, "--format", "json", "--ip", "198.51.100.25");
    const value: unknown = JSON.parse(out);
    expect(value).toMatchObject({
      version: 1,
      domain: "example.com",
      lookups: 6,
      atLeast: true,
      approximate: true,
      voidLookups: 1,
      terms: [
        { term: "mx", lookups: 1 },
        { term: "a:gone.example.com", note: "void" },
        { term: "include:_spf.example.net", lookups: 2, terms: [{ term: "a:out.example.net" }] },
        { term: "include:_spf.google.com", note: "provider", provider: "Google Workspace" },
        { term: "include:elsewhere.example.org", note: "unknown" },
      ],
      check: { result: "pass", decidedBy: { domain: "example.com", term: "mx" } },
    });
    expect(status).toBe(0);
  });
  test.each([
    [["example.org", ...files], "none of the files holds the zone of example.org"],
    [["example.com", ...files, "--ip", "1.2.3"], "1.2.3 is no IP address"],
    [["example.com", ...files, "--helo", "x.example.com"], "need the sender's address"],
    [["example.com", "none.zone"], "none.zone does not exist"],
    [["example.com"], "missing required argument"],
  ])("%j: exit code 2", (args, said) => {
    const { status, err } = run(...args);
    expect(err).toContain(said);
    expect(status).toBe(2);
  });
});
