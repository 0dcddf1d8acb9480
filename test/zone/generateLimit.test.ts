/** Lines that make many records each are bounded together: what is read stays in proportion to what is written. */
import { expect, test } from "vitest";
import { readText } from "../../server/src/analysis/check.js";

const head =
  "$ORIGIN example.com.\n$TTL 60\n@ SOA ns1 hostmaster 1 14400 3600 1209600 3600\n@ NS ns1\nns1 A 192.0.2.1\n";

test("a zone of many large $GENERATE lines has no more than 524288 records of theirs", () => {
  const lines = Array.from({ length: 40 }, (_, i) => `$GENERATE 0-99999 h$.p${i} A 192.0.2.1\n`).join("");
  const reading = readText(`${head}${lines}after A 192.0.2.2\n`);
  const rows = reading.frames().reduce((sum, frame) => sum + frame.rows.length, 0);
  expect(rows).toBe(524_288 + 4);
  const said = reading.frames().flatMap(({ problems }) => problems.map(({ message }) => message));
  expect(said).toHaveLength(40);
  expect(said[0]).toBe("100000 records: the first 65536 are checked");
  expect(said[39]).toBe("100000 records, and many before them: 0 of these are checked");
});
