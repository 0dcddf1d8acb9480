/** The origin of a zone file: what its text and its name tell, and what rules say where they tell nothing. */
import { expect, test } from "vitest";
import { entryEnd } from "../../server/src/syntax/scanner.js";
import { pagedText } from "../../server/src/text/pagedText.js";
import { openWorkspace } from "../../server/src/workspace/workspace.js";

function read(file: string, lines: readonly string[]): { origin: string | undefined; from: string; rules: string[] } {
  const workspace = openWorkspace({
    readFile: () => Promise.resolve(undefined),
    now: () => undefined,
    log: () => undefined,
  });
  const uri = `file:///zones/${file}`;
  workspace.open(uri, "zone", pagedText(lines.map((line) => `${line}\n`).join(""), entryEnd));
  for (const _ of workspace.work());
  const snapshot = workspace.snapshot(uri);
  if (snapshot?.kind !== "zone") throw new Error(`${file} is no zone`);
  const rules = snapshot.diagnostics.map(({ rule }) => rule);
  return { origin: snapshot.origin?.text, from: snapshot.originSource, rules };
}

const soa = "@ 3600 IN SOA ns1.example.net. hostmaster.example.net. 2026112301 14400 3600 1209600 3600";
const servers = ["example.com. 3600 IN NS ns1.example.net.", "example.com. 3600 IN NS ns2.example.net."];

test("owners that are all in the zone of the NS records tell the origin", () => {
  const found = read("customer.zone", [soa, ...servers, "www.example.com. 3600 IN A 192.0.2.1"]);
  expect(found).toMatchObject({ origin: "example.com.", from: "owners" });
  expect(found.rules).not.toContain("names/out-of-zone");
});

test("an $ORIGIN after records of the zone is not the zone's name", () => {
  const lines = [soa, "@ 3600 IN NS ns1.example.net.", "$ORIGIN www.example.com.", "@ 3600 IN A 192.0.2.1"];
  const back = ["$ORIGIN example.com.", "mail 3600 IN A 192.0.2.2"];
  for (const start of [[], ["$INCLUDE base.zone"]]) {
    const found = read("example.com.zone", [...start, ...lines, ...back]);
    expect(found).toMatchObject({ origin: "example.com.", from: "file name" });
    expect(found.rules).not.toContain("names/out-of-zone");
  }
  // Where nothing else tells, it is the one that all others are in.
  expect(read("customer.zone", [...lines, ...back])).toMatchObject({ origin: "example.com.", from: "$ORIGIN" });
  expect(read("customer.zone", ["$ORIGIN example.com.", ...lines])).toMatchObject({ origin: "example.com." });
});

test("owners of several zones tell none", () => {
  const found = read("customer.zone", [soa, ...servers, "www.example.net. 3600 IN A 192.0.2.1"]);
  expect(found).toEqual({ origin: undefined, from: "unknown", rules: ["file/unknown-origin"] });
});

test("a file's name is no origin where no owner is in such a zone", () => {
  expect(read("include.key", ["example.com. 3600 IN TXT part"])).toMatchObject({ origin: undefined, from: "unknown" });
  const named = read("db.example.com", ["example.com. 3600 IN TXT a", "example.net. 3600 IN TXT b"]);
  expect(named).toMatchObject({ origin: "example.com.", from: "file name" });
  expect(named.rules).toContain("names/out-of-zone");
});

test("a file of root hints is whole without SOA record", () => {
  const lines = [". 3600000 NS a.root-servers.net.", "a.root-servers.net. 3600000 A 198.41.0.4"];
  for (const file of ["named.ca", "start.zone"]) expect(read(file, lines)).toMatchObject({ origin: ".", rules: [] });
});

test("a part of a zone takes the TTL of the file that includes it", () => {
  const { rules } = read("part.zone", ["mail IN A 192.0.2.1"]);
  expect(rules).toContain("zone/no-ttl");
  const workspace = openWorkspace({
    readFile: () => Promise.resolve(undefined),
    now: () => undefined,
    log: () => undefined,
  });
  const uri = "file:///zones/part.zone";
  workspace.open(uri, "zone", pagedText("mail IN A 192.0.2.1\n", entryEnd));
  for (const _ of workspace.work());
  expect(workspace.diagnostics(uri).filter(({ severity }) => severity === "error")).toEqual([]);
});
