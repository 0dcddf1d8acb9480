/** The bundled command line: output, exit codes, standard input. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const head = `$TTL 3600
@ SOA ns1.example.net. hostmaster.example.net. 1 14400 3600 1209600 3600
@ NS ns1.example.net.
@ NS ns2.example.net.
`;
const folder = mkdtempSync(join(tmpdir(), "zonewright-"));
const put = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return name;
};
mkdirSync(join(folder, "zones"));
put("good.example.com.zone", `${head}www A 192.0.2.1\n`);
put("bad.example.com.zone", `${head}www A 192.0.2.256\n`);
put("zones/with.example.com.zone", `${head}$INCLUDE part.inc\n`);
put("zones/part.inc", "host A 192.0.2.7\n");
put("zones/gen.example.com.zone", `${head}$GENERATE 1-2 h$ A 192.0.2.$\n`);

const run = (args: readonly string[], input = ""): { status: number | null; out: string; err: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1" },
    input,
    encoding: "utf8",
  });
  return { status, out: stdout, err: stderr };
};

interface Report {
  readonly version: number;
  readonly files: readonly {
    readonly path: string;
    readonly origin: string;
    readonly records: number;
    readonly diagnostics: readonly object[];
  }[];
  readonly summary: { readonly files: number; readonly errors: number };
}
function report(text: string): Report {
  const isReport = (value: unknown): value is Report => typeof value === "object" && value !== null && "files" in value;
  const value: unknown = JSON.parse(text);
  if (!isReport(value)) throw new TypeError("no report");
  return value;
}
const sarifResult: unknown = expect.arrayContaining([
  expect.objectContaining({ ruleId: "record/bad-address", level: "error" }),
]);

describe("zonewright check", () => {
  test("a good zone: exit code 0", () => {
    const { status, out } = run(["check", "good.example.com.zone"]);
    expect(out).toContain("1 file checked");
    expect(status).toBe(0);
  });
  test("a bad zone: the line, the range and the rule; exit code 1", () => {
    const { status, out } = run(["check", "bad.example.com.zone"]);
    expect(out).toContain("bad.example.com.zone:5:7 error");
    expect(out).toContain("5 | www A 192.0.2.256\n  |       ^^^^^^^^^^^\n");
    expect(out).toContain("[record/bad-address]");
    expect(status).toBe(1);
  });
  test("--fail-on never: exit code 0", () =>
    expect(run(["check", "--fail-on", "never", "bad.example.com.zone"]).status).toBe(0));
  test("json", () => {
    const { files, summary, version } = report(run(["check", "--format", "json", "bad.example.com.zone"]).out);
    expect(version).toBe(1);
    expect(summary).toMatchObject({ files: 1, errors: 1 });
    expect(files[0]).toMatchObject({
      path: "bad.example.com.zone",
      origin: "bad.example.com.",
      records: 4,
      language: "dns-zone",
    });
    expect(files[0]?.diagnostics).toContainEqual(
      expect.objectContaining({
        rule: "record/bad-address",
        severity: "error",
        start: { line: 5, column: 7, offset: 133 },
        end: { line: 5, column: 18, offset: 144 },
        fix: "none",
      }),
    );
  });
  test("gcc", () =>
    expect(run(["check", "--format", "gcc", "bad.example.com.zone"]).out).toMatch(
      /^bad\.example\.com\.zone:5:7: error: .* \[record\/bad-address\]$/m,
    ));
  test("github", () =>
    expect(run(["check", "--format", "github", "bad.example.com.zone"]).out).toMatch(
      /^::error file=bad\.example\.com\.zone,line=5,endLine=5,col=7,endColumn=18,title=record\/bad-address::/m,
    ));
  test("sarif", () => {
    const value: unknown = JSON.parse(run(["check", "--format", "sarif", "bad.example.com.zone"]).out);
    expect(value).toMatchObject({
      version: "2.1.0",
      runs: [
        {
          results: sarifResult,
        },
      ],
    });
  });
  test("a folder, with includes", () => {
    const { files } = report(run(["check", "--format", "json", "zones"]).out);
    expect(files.map(({ path }) => path).toSorted()).toEqual([
      "zones/gen.example.com.zone",
      "zones/part.inc",
      "zones/with.example.com.zone",
    ]);
  });
  test("standard input, with an origin", () => {
    const { files } = report(run(["check", "--format", "json", "--origin", "example.org", "-"], head).out);
    expect(files[0]).toMatchObject({ path: "<stdin>", origin: "example.org.", records: 3 });
  });
  test.each([
    [["check", "none.zone"]],
    [["check"]],
    [["check", "--format", "nonsense", "good.example.com.zone"]],
    [["nonsense"]],
  ])("%j can't run: exit code 2, and why on standard error", (args) => {
    const { status, err } = run(args);
    expect(status).toBe(2);
    expect(err).not.toBe("");
  });
});

describe("zonewright records", () => {
  test("prints records as they are loaded, in the order of the file", () => {
    expect(run(["records", "zones/gen.example.com.zone"]).out.split("\n").slice(-3)).toEqual([
      "h1.gen.example.com. 3600 IN A 192.0.2.1",
      "h2.gen.example.com. 3600 IN A 192.0.2.2",
      "",
    ]);
  });
  test("reads includes", () =>
    expect(run(["records", "zones/with.example.com.zone"]).out).toContain(
      "host.with.example.com. 3600 IN A 192.0.2.7\n",
    ));
});

describe("zonewright format", () => {
  const read = (name: string): string => readFileSync(join(folder, name), "utf8");
  mkdirSync(join(folder, "format", "zones"), { recursive: true });
  mkdirSync(join(folder, "format", ".git"));
  const ragged = `$ORIGIN format.example.\r\n${head.replaceAll("\n", "\r\n")}www    A  192.0.2.1 ; here`;

  test("--check lists what is not formatted and writes nothing; exit code 1", () => {
    put("format/zones/a.zone", ragged);
    put("format/zones/b.zone", "$ORIGIN b.example.\na 300 A 192.0.2.1\n");
    const { status, out, err } = run(["format", "--check", "format"]);
    expect({ status, out, err }).toEqual({
      status: 1,
      out: `${join("format", "zones", "a.zone")}\n`,
      err: "1 file to be formatted\n",
    });
    expect(read("format/zones/a.zone")).toBe(ragged);
  });

  test("writes where the files lie, in the style of the repository, and then is content", () => {
    put("format/.editorconfig", "root = true\n[*.zone]\nindent_style = tab\n[a.zone]\nend_of_line = lf\n");
    put("format/zonewright.json", '{ "format": { "ttls": "units" } }');
    put("format/zones/a.zone", ragged);
    expect(run(["format", "format/zones/a.zone"])).toMatchObject({
      status: 0,
      out: `${join("format", "zones", "a.zone")}\n`,
      err: "1 file formatted, 0 left as they were\n",
    });
    expect(read("format/zones/a.zone")).toBe(
      "$ORIGIN format.example.\n$TTL 1h\n@\tSOA\tns1.example.net. hostmaster.example.net. 1 4h 1h 2w 1h\n" +
        "@\tNS\tns1.example.net.\n@\tNS\tns2.example.net.\nwww\tA\t192.0.2.1\t; here\n",
    );
    expect(run(["format", "--check", "format/zones/a.zone"])).toMatchObject({ status: 0, out: "" });
  });

  test("standard input goes to standard output", () =>
    expect(run(["format", "-"], "$ORIGIN a.example.\nb  300  A 192.0.2.1")).toEqual({
      status: 0,
      out: "$ORIGIN a.example.\nb 300 A 192.0.2.1\n",
      err: "",
    }));
});

describe("zonewright convert", () => {
  test("to JSON and back, with what the shape can't hold first", () => {
    put("json.example.zone", `$ORIGIN json.example.\n${head}www A 192.0.2.1\nx LOC 1 N 2 E 3m\n`);
    const { status, out, err } = run(["convert", "json.example.zone"]);
    expect(status).toBe(1);
    expect(err).toContain("left out, as the JSON can't hold it: x.json.example. 3600 IN LOC");
    put("json.example.json", out);
    const zone = run(["convert", "json.example.json"]);
    expect(zone).toMatchObject({ status: 0, err: "" });
    put("again.zone", zone.out);
    const without = (text: string): string[] =>
      text
        .split("\n")
        .filter((line) => !line.includes(" LOC "))
        .sort();
    expect(without(run(["records", "again.zone"]).out)).toEqual(without(run(["records", "json.example.zone"]).out));
  });

  test("what is no JSON: exit code 2", () => {
    put("broken.json", "{");
    expect(run(["convert", "broken.json"])).toMatchObject({ status: 2, out: "" });
  });
});

test("a reader that stops early ends it without a word", () => {
  put("large.example.com.zone", `${head}$GENERATE 1-20000 h$ A 192.0.2.1\n`);
  const command = `"${process.execPath}" "${cli}" records large.example.com.zone | head -n 1`;
  const { stdout, stderr } = spawnSync("sh", ["-c", command], { cwd: folder, encoding: "utf8" });
  expect(stdout.split("\n")).toHaveLength(2);
  expect(stderr).toBe("");
});
