/** What completion offers in a field is what the field takes: for the samples of every record type, field by field. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readType } from "../../server/src/dns/typeIndex.js";
import { rules } from "../../server/src/rules/catalogue.js";
import { completion } from "../../server/src/features/completion.js";
import { rdataOf, wordsIn } from "../dns/words.js";
import { dedent, zoneSnapshot } from "../support/features.js";

const head = dedent(`
  $ORIGIN example.com.
  $TTL 1h
  @ SOA ns1 hostmaster 2026112401 4h 1h 4w 1h
  @ NS ns1
  ns1 A 192.0.2.53
  ns1 AAAA 2001:db8::53
  _sip._udp SRV 0 1 5060 ns1
`);

/** The samples with the words that they are made of; one of a type and number of words is enough. */
const samples = new Map(
  readFileSync(new URL("../dns/fixtures/accepted.txt", import.meta.url), "utf8")
    .split("\n")
    .filter((line) => /^[A-Z]/.test(line) && !/[()]|\\#|^(?:TYPE|CLASS)/.test(line) && line.length < 200)
    .map((line) => [`${line.split(" ")[0]} ${wordsIn(line).length}`, line]),
);

test("each item is accepted where it is offered", () => {
  const refused: string[] = [];
  let tried = 0;
  for (const line of samples.values()) {
    const words = wordsIn(line);
    const fields = readType(words[0]?.raw ?? "")?.fields?.length ?? 0;
    for (const [index, word] of words.entries()) {
      // Parts of a place are no place yet.
      if (index === 0 || (index > 1 && line.startsWith("LOC "))) continue;
      const before = line.slice(0, word.start);
      // What follows in the last field fits what stood there, not what is offered.
      const after = index < fields ? ` ${line.slice(words[index + 1]?.start ?? line.length)}` : "";
      const { snapshot, offset } = zoneSnapshot(`${head}x ${before}‸\n`);
      const items = completion(snapshot, offset, { snippets: false });
      // A key that waits for its value is none yet.
      for (const { insert } of items.filter((item) => !item.insert.endsWith("="))) {
        tried++;
        const problems = rdataOf(`${before}${insert}${after}`).problems.filter(
          ({ rule, at }) =>
            rules.get(rule)?.severity === "error" && at.start >= word.start && at.start < word.start + insert.length,
        );
        refused.push(...problems.map(({ message }) => `${before}[${insert}]${after}: ${message}`));
      }
    }
  }
  expect(refused).toEqual([]);
  expect(tried).toBeGreaterThan(2000);
});
