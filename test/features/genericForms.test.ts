/** Records of every type in the generic form of RFC 3597 and back. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { refactorings } from "../../server/src/features/refactorings.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { isInstalled, runChecker, type LiveZone } from "../support/checkers.js";
import { zoneSnapshot } from "../support/features.js";

const head = "$ORIGIN example.com.\n$TTL 300\n@ SOA ns1 h 1 1 1 1 1\n@ NS ns1\nns1 A 192.0.2.1\n";
const generic = "Write in the generic form of RFC 3597";

/** The line after the refactoring, or why it can't be done; undefined where it is not offered. */
function form(line: string, title: string): { readonly line: string } | { readonly refused: string } | undefined {
  const { snapshot, text } = zoneSnapshot(`${head}x ${line}\n`);
  const action = refactorings(snapshot, head.length + 2).find((one) => one.title.startsWith(title));
  if (action === undefined) return undefined;
  if (action.disabled !== undefined) return { refused: action.disabled };
  const edits = action.edits.map(({ start, end, text: written }) => ({ start, end, text: written }));
  return { line: applyEdits(text, edits).slice(head.length + 2, -1) };
}

const samples = readFileSync(new URL("../dns/fixtures/accepted.txt", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => /^[A-Z]/.test(line) && !/^\S+ \\#/.test(line) && !line.includes("("));

test("each type that has a form on the wire is packed, and reads back as what it was", () => {
  const refused = new Map<string, string>();
  let packed = 0;
  for (const sample of samples) {
    const there = form(sample, generic);
    if (there === undefined) continue;
    const type = sample.split(" ")[0] ?? "";
    if ("refused" in there) {
      refused.set(type, there.refused);
      continue;
    }
    packed++;
    expect(there.line, sample).toMatch(/^TYPE[0-9]+ \\# [0-9]+/);
    const back = form(there.line, "Write as");
    if (back !== undefined && "line" in back)
      expect(form(back.line, generic), `${sample}, ${back.line}`).toEqual(there);
  }
  expect(packed).toBeGreaterThan(250);
  expect(Object.fromEntries(refused)).toMatchInlineSnapshot(`
    {
      "A6": "The prefix length of A6 can't be packed here",
      "ATMA": "The data of ATMA can't be packed here",
      "HIP": "The data of HIP can't be packed here",
      "NXT": "The data of NXT can't be packed here",
      "WKS": "The protocol of WKS can't be packed here",
    }
  `);
});

test("types of one server have no such form", () =>
  expect(form("ALIAS ns1", generic)).toEqual({ refused: "ALIAS is no type of DNS and has no number" }));

describe.skipIf(!isInstalled("named-compilezone"))("BIND", () => {
  test("takes the generic form for the same record", async () => {
    const pairs = samples.flatMap((sample) => {
      const there = form(sample, generic);
      // One SOA record is all that a zone has.
      return there !== undefined && "line" in there && !sample.startsWith("SOA") ? [{ sample, line: there.line }] : [];
    });
    const zone = (lines: readonly string[]): LiveZone => ({
      name: "zone",
      origin: "example.com.",
      text: head + lines.map((line, i) => `x${i} ${line}\n`).join(""),
    });
    const [before, after] = await runChecker("named-compilezone", [
      zone(pairs.map(({ sample }) => sample)),
      zone(pairs.map(({ line }) => line)),
    ]);
    expect(before?.messages.filter((line) => /^x[0-9]+\.example\.com\./.test(line)).length).toBe(pairs.length);
    expect(after).toEqual(before);
  });
});
