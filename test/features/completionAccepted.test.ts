/** What completion offers in a field is what the field takes: for the samples of every record type, field by field. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkText } from "../../server/src/analysis/check.js";
import { completion } from "../../server/src/features/completion.js";
import { wordsIn } from "../dns/words.js";
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
    for (const [index, word] of words.entries()) {
      if (index === 0) continue;
      const before = `${head}x ${line.slice(0, word.start)}`;
      const after = index + 1 < words.length ? ` ${line.slice(words[index + 1]?.start)}` : "";
      const { snapshot, offset } = zoneSnapshot(`${before}‸\n`);
      const items = completion(snapshot, offset, { snippets: false });
      // Of long lists, such as those of types, some stand for all; a key that waits for its value is none yet.
      for (const { insert } of items.slice(0, 12).filter((item) => !item.insert.endsWith("="))) {
        tried++;
        const { diagnostics } = checkText(`${before}${insert}${after}\n`);
        const end = before.length + insert.length;
        const fault = diagnostics.find(
          ({ rule, at }) =>
            rule.startsWith("record/") && at.start < end && before.length < at.end && at.start >= before.length,
        );
        if (fault !== undefined) refused.push(`${line.slice(0, word.start)}[${insert}]${after}: ${fault.message}`);
      }
    }
  }
  expect(refused).toEqual([]);
  expect(tried).toBeGreaterThan(500);
});
