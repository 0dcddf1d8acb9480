/** What configurations of name servers say of zone files: their names, their views, and files that are not there. */
import { describe, expect, test } from "vitest";
import { readNameServerFile } from "../../server/src/workspace/namedConf.js";
import { testWorkspace } from "../support/workspace.js";

const zone = "$TTL 60\n@ SOA ns1.example.net. host.example.net. 1 4h 1h 2w 1h\n@ NS ns1.example.net.\n";
const primary = (name: string, file: string): string => `zone "${name}" { type primary; file "${file}"; };\n`;

async function missing(conf: string, ...others: string[]): Promise<string[]> {
  const made = testWorkspace({ "etc/named.conf": conf, ...Object.fromEntries(others.map((path) => [path, zone])) });
  await made.settle();
  return made.found("etc/named.conf").map(({ at }) => conf.slice(at.start, at.end));
}

describe("statements", () => {
  test("with their view, type and place", () => {
    const text = `
      // zone "no.example" { file "no"; };
      options { directory "/var/named"; /* file "no"; */ };
      view internal { match-clients { 10.0.0.0/8; };
        zone "a.example" IN { type master; allow-transfer { none; }; file "in/a.zone"; }; };
      view "external" { zone a.example { file "ex/a.zone"; type slave; }; }; # end
      zone "b.example" { type primary; file "b.zone"`;
    const { statements, directory } = readNameServerFile(text);
    expect(statements.map(({ zone: name, file, view, type }) => [name, file, view, type])).toEqual([
      ["a.example", "in/a.zone", "internal", "master"],
      ["a.example", "ex/a.zone", "external", "slave"],
      ["b.example", "b.zone", "", "primary"],
    ]);
    expect(statements.map(({ start, end }) => text.slice(start, end))).toEqual(["in/a.zone", "ex/a.zone", "b.zone"]);
    expect(directory).toBe("/var/named");
  });
  test("of NSD and Knot", () => {
    const nsd = 'server:\n  zonesdir: "/etc/nsd"\nzone:\n  name: example.com\n  zonefile: "example.com.zone" # here\n';
    const knot = "zone:\n  - domain: example.com\n    storage: /var/lib/knot\n    file: example.com.zone\n";
    expect(
      [nsd, knot]
        .map((text) => readNameServerFile(text))
        .map(({ statements: [one], directory }) => [one?.zone, one?.file, directory]),
    ).toEqual([
      ["example.com", "example.com.zone", "/etc/nsd"],
      ["example.com", "example.com.zone", "/var/lib/knot"],
    ]);
  });
  test("whatever is written takes time in proportion", () => {
    expect(readNameServerFile("zone a {".repeat(50_000)).statements).toEqual([]);
    expect(readNameServerFile(`${"view v { ".repeat(2000)}${primary("a", "a").repeat(2000)}`).statements).toHaveLength(
      2000,
    );
  });
});

describe("a file that is missing", () => {
  const there = primary("a.example", "a.example.zone");
  test.each<[string, string, string[], string[]]>([
    ["is found beside the configuration", there + primary("b.example", "b.zone"), ["etc/a.example.zone"], ["b.zone"]],
    ["or below a folder of the workspace", there + primary("b.example", "b.zone"), ["a.example.zone"], ["b.zone"]],
    [
      "or below the folder that the options say, mirrored",
      `options { directory "/var/named"; };\n${there}${primary("b.example", "b.zone")}`,
      ["var/named/a.example.zone"],
      ["b.zone"],
    ],
    [
      "is there, whatever it is called",
      there + primary("b.example", "b.example"),
      ["etc/a.example.zone", "etc/b.example"],
      [],
    ],
    ["is not looked for where no file is there", primary("b.example", "b.zone"), [], []],
    [
      "is not looked for where it is a place of the server",
      there + primary("b.example", "/etc/bind/b.zone"),
      ["etc/a.example.zone"],
      [],
    ],
    [
      "is looked for where an absolute path leads into the workspace",
      there + primary("b.example", "/work/etc/b.zone"),
      ["etc/a.example.zone"],
      ["/work/etc/b.zone"],
    ],
    ["never outside the workspace", there + primary("b.example", "../../b.zone"), ["etc/a.example.zone"], []],
    [
      "is the server's own for secondary zones",
      `${there}zone "b.example" { type secondary; file "b.zone"; };`,
      ["etc/a.example.zone"],
      [],
    ],
    [
      "comes with the server for localhost",
      there + primary("localhost", "named.localhost") + primary("0.0.127.in-addr.arpa", "named.loopback"),
      ["etc/a.example.zone"],
      [],
    ],
    ["is a pattern", `${there}zone:\n  name: c.example\n  zonefile: %s.zone\n`, ["etc/a.example.zone"], []],
  ])("%s", async (_name, conf, files, expected) => expect(await missing(conf, ...files)).toEqual(expected));

  test("that comes is missing no more, and one that goes is", async () => {
    const made = testWorkspace({ "named.conf": there + primary("b.example", "b.zone"), "a.example.zone": zone });
    await made.settle();
    expect(made.rules("named.conf")).toEqual(["named-conf/missing-file"]);
    made.disk.set("b.zone", zone);
    made.workspace.fileChanged("file:///work/b.zone");
    await made.settle();
    expect(made.rules("named.conf")).toEqual([]);
    made.disk.delete("b.zone");
    made.workspace.fileChanged("file:///work/b.zone");
    await made.settle();
    expect(made.rules("named.conf")).toEqual(["named-conf/missing-file"]);
    made.workspace.setSettings({ severity: { "named-conf/missing-file": "off" } });
    await made.settle();
    expect(made.rules("named.conf")).toEqual([]);
  });
});

describe("views", () => {
  const inView = (view: string, file: string): string => `view ${view} { ${primary("example.com", file)} };\n`;
  test.each<[string, string, number]>([
    ["load a file each", inView("a", "one/example.com.zone") + inView("b", "two/example.com.zone"), 0],
    ["load one file twice, and another is a copy", inView("a", "one/example.com.zone"), 2],
    ["load both in one", inView("a", "one/example.com.zone") + inView("a", "two/example.com.zone"), 2],
    ["are none", "", 2],
  ])("%s", async (_name, conf, count) => {
    const made = testWorkspace({ "named.conf": conf, "one/example.com.zone": zone, "two/example.com.zone": zone });
    await made.settle();
    const found = ["one", "two"].flatMap((folder) => made.rules(`${folder}/example.com.zone`));
    expect(found.filter((rule) => rule === "values/zone-in-two-files")).toHaveLength(count);
  });
  test("a zone asks the other zones of its own folder", async () => {
    const sub = (address: string): string => `${zone}www A ${address}\n`;
    const made = testWorkspace({
      "in/example.com.zone": `${zone}alias CNAME mail.sub.example.com.\nsub NS ns1.example.net.\n`,
      "in/sub.example.com.zone": sub("192.0.2.1"),
      "ex/example.com.zone": `${zone}alias CNAME mail.sub.example.com.\nsub NS ns1.example.net.\n`,
      "ex/sub.example.com.zone": `${zone}mail A 192.0.2.1\n`,
    });
    await made.settle();
    expect(made.rules("in/example.com.zone")).toContain("cname/missing-target");
    expect(made.rules("ex/example.com.zone")).not.toContain("cname/missing-target");
  });
});
