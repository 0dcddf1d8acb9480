/**
 * Spill-over: the errors of a broken line stay on its entry. A sample of the examples in every run; with SPILL_OVER=all every
 * example and every real zone of the corpus that BIND loads, up to 200 lines each.
 */
import { readdirSync, readFileSync } from "node:fs";
import { env } from "node:process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import type { CheckOptions } from "../../server/src/analysis/check.js";
import { corpusSources, isAccepted, nameOf, readCorpusZone, zonesOf } from "../support/corpus.js";
import { spillsOf, type Spill } from "./experiment.js";

const everything = env["SPILL_OVER"] === "all";
const mostLines = 200;
const now = 1_795_000_000;

interface Zone {
  readonly name: string;
  readonly text: string;
  readonly options: CheckOptions;
}

const folder = fileURLToPath(new URL("../../examples/good", import.meta.url));

function* examples(): Iterable<Zone> {
  const files = new Map([["include/hosts.inc", readFileSync(`${folder}/include/hosts.inc`, "utf8")]]);
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".zone")))
    yield {
      name,
      text: readFileSync(`${folder}/${name}`, "utf8"),
      options: { origin: name.replace(/zone$/, ""), files, now },
    };
}

function* realZones(): Iterable<Zone> {
  for (const source of corpusSources().filter((name) => name.startsWith("real")))
    for (const file of zonesOf(source)) {
      if (!isAccepted(file)) continue;
      const { text, ...options } = readCorpusZone(file);
      if (text.split("\n").length <= mostLines)
        yield { name: nameOf(file), text, options: { ...options, originIsZone: true, now } };
    }
}

const sample = new Set(["2.0.192.in-addr.arpa.zone", "example.org.zone"]);

test("errors of a broken line stay on its entry", { timeout: everything ? 3_600_000 : 60_000 }, () => {
  const zones = everything ? [...examples(), ...realZones()] : [...examples()].filter(({ name }) => sample.has(name));
  let count = 0;
  const reasons = new Map<string, number>();
  const spilled: Spill[] = [];
  for (const { text, options } of zones)
    for (const spill of spillsOf(text, options, () => count++)) {
      reasons.set(spill.why, (reasons.get(spill.why) ?? 0) + 1);
      if (spill.why === "spilled") spilled.push(spill);
    }
  console.log(
    [
      `Spill-over: ${count} breakages of ${zones.length} zones; errors outside the broken entry, by why:`,
      ...Array.from(reasons, ([why, times]) => `${String(times).padStart(6)} ${why}`),
    ].join("\n"),
  );
  expect(
    spilled.map(
      ({ kind, line, broken, change, error }) => `${kind}, line ${line} "${broken}": ${change}: ${error.message}`,
    ),
  ).toEqual([]);
  expect(count).toBeGreaterThan(500);
});
