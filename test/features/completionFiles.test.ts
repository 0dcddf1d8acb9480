/** Completion of the files and origins of `$INCLUDE`. */
import { expect, test } from "vitest";
import { completion, includeDirectory, type FileNearby } from "../../server/src/features/completion.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { zoneSnapshot } from "../support/features.js";

const file = (name: string, folder = "zones"): FileNearby => ({
  name,
  isFolder: false,
  uri: `file:///${folder}/${name}`,
});
const folder = (name: string): FileNearby => ({ ...file(name), isFolder: true });

const files = [
  folder("keys"),
  folder(".git"),
  folder("node_modules"),
  file("example.com.zone"),
  file("example.net.zone"),
  file("example.net.zone.jnl"),
  file("notes.txt"),
  file("of hosts.inc"),
  file("hosts.inc"),
  file('"odd".inc'),
  file("hosts.inc", "shared"),
];

const head = "$ORIGIN example.com.\n$TTL 60\n@ SOA ns h 1 1 1 1 1\nsub A 192.0.2.1\n";
const uri = "file:///zones/example.com.zone";

/** The line when the item was chosen. */
function chosen(line: string, label: string, snippets = false): string {
  const { snapshot, text, offset } = zoneSnapshot(`${head}${line}\n`, { uri });
  const item = completion(snapshot, offset, { snippets, files }).find((one) => one.label === label);
  if (item === undefined) throw new Error(`${label} is not offered`);
  return applyEdits(text, [{ ...item.span, text: item.insert }]).slice(head.length, -1);
}

const labels = (line: string): string[] => {
  const { snapshot, offset } = zoneSnapshot(`${head}${line}\n`, { uri });
  return completion(snapshot, offset, { snippets: false, files }).map(({ label }) => label);
};

test("parts of zones first, then zones, other files and folders; not the file itself, nor what tools write", () => {
  expect(labels("$INCLUDE ‸")).toEqual(["hosts.inc", "of hosts.inc", "example.net.zone", "notes.txt", "keys/"]);
  expect(labels("$INCLUDE .‸")).toContain(".git/");
});

test.each([
  ["$INCLUDE ‸", "hosts.inc", "$INCLUDE hosts.inc"],
  ["$INCLUDE ho‸ sub", "hosts.inc", "$INCLUDE hosts.inc sub"],
  ["$INCLUDE ‸", "keys/", "$INCLUDE keys/"],
  ["$INCLUDE keys/‸", "hosts.inc", "$INCLUDE keys/hosts.inc"],
  ["$INCLUDE ../zones/h‸", "hosts.inc", "$INCLUDE ../zones/hosts.inc"],
  ["$INCLUDE ‸", "of hosts.inc", '$INCLUDE "of hosts.inc"'],
  ['$INCLUDE "keys/h‸"', "hosts.inc", '$INCLUDE "keys/hosts.inc"'],
  ['$INCLUDE "h‸', "hosts.inc", '$INCLUDE "hosts.inc"'],
])("%s, %s", (line, label, expected) => expect(chosen(line, label)).toBe(expected));

test("in quotes the cursor stays before the last one, where the path goes on", () =>
  expect(chosen('$INCLUDE "k‸"', "keys/", true)).toBe('$INCLUDE "keys/$0"'));

test.each([
  ["$INCLUDE ‸", ""],
  ["$INCLUDE keys/a/K‸", "keys/a/"],
  ['$INCLUDE "../h‸"', "../"],
  ["$INCLUDE hosts.inc ‸", undefined],
  ["$ORIGIN ‸", undefined],
  [" $INCLUDE ‸", undefined],
  ["$INCLUDE ; ‸", undefined],
])("%s looks into %j", (line, expected) => {
  const { snapshot, offset } = zoneSnapshot(`${head}${line}\n`);
  expect(includeDirectory(snapshot, offset)).toBe(expected);
});

test("then its origin", () => expect(labels("$INCLUDE hosts.inc ‸")).toEqual(["example.com.", "sub"]));
