/** Zone to JSON to zone: the same records, but for those that are named as missing. Over the corpus, as a table. */
import { expect, test } from "vitest";
import { readText } from "../../server/src/analysis/check.js";
import { zoneToJson } from "../../server/src/convert/json.js";
import { jsonToZone } from "../../server/src/convert/zoneText.js";
import { loadedRecords, printRecord } from "../../server/src/zone/printRecords.js";
import { corpusIsThere, everyFile, nameOf, sayWhyCorpusIsSkipped } from "../support/corpus.js";
import { corpusSnapshot } from "../support/corpusSnapshot.js";

sayWhyCorpusIsSkipped();

const recordsIn = (text: string): string[] => Array.from(loadedRecords(readText(text).zone), printRecord).sort();

const back = (json: unknown): { text: string; missing: readonly string[] } => {
  // Through JSON's own text, as a file would go.
  const made = jsonToZone(JSON.parse(JSON.stringify(json)));
  if ("refused" in made) throw new Error(made.refused);
  return made;
};

test("hard texts come back as they were", () => {
  const zone = `$ORIGIN example.com.
@ 0 IN SOA ns1 host\\.master 1 2 3 4 5
t 300 TXT "v=DMARC1; p=none" "it's \\"so\\" \\\\ ; $& {time} {srv}" "\\200"
s 300 SPF "v=spf1 -all"
c 300 CAA 0 issue "ca.example; a=b"
d 300 DS 1 8 2 ${"AB".repeat(32)}
p 300 PTR a\\;b
`;
  const { value, missing } = zoneToJson(readText(zone).zone);
  expect(missing).toEqual([]);
  const made = back(value);
  expect(made.missing).toEqual([]);
  expect(recordsIn(made.text)).toEqual(recordsIn(zone));
});

test("text without quotes becomes one string, cut where it has to be", () => {
  const made = back({
    $origin: "example.com",
    $ttl: 300,
    txt: [{ txt: "v=DMARC1; p=none" }, { name: "long", txt: "x".repeat(300) }, { name: "two", txt: '"a" "b"' }],
    caa: [{ name: "c", flags: 0, tag: "issue", value: "ca.example; a=b" }],
    a: [{ name: "zero", ip: "192.0.2.1", ttl: 0 }],
  });
  expect(made.missing).toEqual([]);
  expect(recordsIn(made.text)).toEqual(
    recordsIn(`$ORIGIN example.com.
@ 300 TXT "v=DMARC1; p=none"
long 300 TXT "${"x".repeat(255)}" "${"x".repeat(45)}"
two 300 TXT "a" "b"
c 300 CAA 0 issue "ca.example; a=b"
zero 0 A 192.0.2.1
`),
  );
});

test("what can't be written is named, and nothing gets in with it", () => {
  const { text, missing } = back({
    $origin: "example.com.",
    $ttl: "1h",
    a: [
      { name: "a", ip: "192.0.2.1" },
      { name: "b", ip: "192.0.2.1\nevil A 192.0.2.66" },
      { name: "c", ip: "192.0.2.256" },
    ],
    ns: [{ name: "x ; y", host: "ns" }, 3, { name: "n" }],
    mx: [{ host: "mail", preference: "ten" }],
    cname: [{ name: "t", alias: "u", ttl: "soon" }],
    naptr: [{ name: "n" }],
  });
  expect(recordsIn(text)).toEqual(["a.example.com. 3600 IN A 192.0.2.1"]);
  expect(missing).toEqual([
    'ns {"name":"x ; y","host":"ns"}: its name is no single word',
    "ns 3: is no object",
    'ns {"name":"n"}: its host is missing',
    'mx {"host":"mail","preference":"ten"}: its preference is no whole number',
    'a {"name":"b","ip":"192.0.2.1\\nevil A 192.0.2.66"}: its ip has characters that no zone file can have there',
    'a {"name":"c","ip":"192.0.2.256"}: no server would read what it comes to',
    'cname {"name":"t","alias":"u","ttl":"soon"}: its ttl is no TTL',
    'naptr [{"name":"n"}]: dns-zonefile does not write it',
  ]);
  expect(jsonToZone([])).toEqual({ refused: "The JSON is no object: a zone in the shape of dns-zonefile is one" });
});

test.skipIf(!corpusIsThere)("a sample of the corpus", { timeout: 300_000 }, () => {
  const counts = { zones: 0, records: 0, missing: 0, "of known types": 0 };
  const wrong: string[] = [];
  const unheld: string[] = [];
  const known = /^\S+ \d+ IN (?:SOA|NS|MX|A|AAAA|CNAME|PTR|TXT|SRV|SPF|CAA|DS) /;
  let index = 0;
  for (const file of everyFile()) {
    index++;
    if (file.text.length > 100_000 || index % 4 !== 0) continue;
    const { zone } = corpusSnapshot(file);
    const before = Array.from(loadedRecords(zone), printRecord);
    const { value, missing } = zoneToJson(zone);
    counts.zones++;
    counts.records += before.length;
    counts.missing += missing.length;
    counts["of known types"] += missing.filter((line) => known.test(line)).length;
    unheld.push(...missing.filter((line) => known.test(line)));
    const made = back(value);
    if ([...recordsIn(made.text), ...missing].sort().join("\n") !== before.sort().join("\n") || made.missing.length > 0)
      wrong.push(nameOf(file.file));
  }
  console.table(counts);
  if (unheld.length > 0)
    console.log(
      unheld
        .slice(0, 20)
        .map((line) => line.slice(0, 150))
        .join("\n"),
    );
  expect(wrong).toEqual([]);
  expect(counts["of known types"]).toBeLessThan(counts.records / 100);
});
