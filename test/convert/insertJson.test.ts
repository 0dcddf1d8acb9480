/** JSON put into a zone: its records are there, and all others stay what they are. */
import { expect, test } from "vitest";
import { insertJson } from "../../server/src/convert/insertJson.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { zoneSnapshot } from "../support/features.js";

const json = {
  $origin: "example.com.",
  $ttl: 600,
  soa: { mname: "ns1", rname: "h", serial: 1, refresh: 2, retry: 3, expire: 4, minimum: 5 },
  a: [{ name: "new", ip: "192.0.2.9" }],
  mx: [{ preference: 10, host: "new" }],
  naptr: [],
};

function inserted(marked: string): { text: string; missing: readonly string[] } {
  const { snapshot, text, offset } = zoneSnapshot(marked);
  const result = insertJson(snapshot, offset, json);
  if ("refused" in result) return { text: result.refused, missing: [] };
  const edits = result.edits.map(({ start, end, text: written }) => ({ start, end, text: written }));
  return { text: applyEdits(text, edits), missing: result.missing };
}

test("before the line of the cursor, which keeps its owner and TTL", () => {
  const head = "$ORIGIN example.com.\n@ 300 SOA ns1 h 1 2 3 4 5\nwww 60 A 192.0.2.1\n";
  expect(inserted(`${head}  T<|>XT "of www"\n`)).toEqual({
    text: `${head}@ 600 IN MX 10 new.example.com.\nnew 600 IN A 192.0.2.9\nwww 60  TXT "of www"\n`,
    missing: [
      "naptr []: dns-zonefile does not write it",
      "example.com. 600 IN SOA ns1.example.com. h.example.com. 1 2 3 4 5: the zone has an SOA record already",
    ],
  });
});

test("at the end", () => {
  const head = "$ORIGIN example.com.\n@ 300 SOA ns1 h 1 2 3 4 5\n";
  expect(inserted(`${head}<|>`).text).toBe(`${head}@ 600 IN MX 10 new.example.com.\nnew 600 IN A 192.0.2.9\n`);
});

test("into an empty document, whole", () => {
  expect(inserted("<|>").text).toBe(
    "$ORIGIN example.com.\n$TTL 600\n@\t\tIN\tSOA\tns1\th\t1\t2\t3\t4\t5\n@\tIN\tMX\t10\tnew\nnew\tIN\tA\t192.0.2.9\n",
  );
});
