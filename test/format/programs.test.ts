/** FORMAT.md against the programs that it speaks of, where they are installed in the versions that it names. */
import { describe, expect, test } from "vitest";
import { answerOf } from "./answers.js";
import { cases } from "./cases.js";
import { lineOf, versions } from "./document.js";
import { programs, withZones } from "./programs.js";

const zones = cases.map(({ id, zone, files, readings }) => ({
  id,
  text: zone,
  files,
  ambiguous: Object.keys(readings).length !== 1,
}));

describe.each(programs)("$name", (program) => {
  const installed = program.version();
  const documented = versions.get(program.name);
  const isThere = installed !== undefined && installed === documented;
  if (!isThere)
    console.log(`Skipped: FORMAT.md speaks of ${program.name} ${documented}; installed is ${installed ?? "none"}`);

  test.skipIf(!isThere)("reads each case as its line says", { timeout: 600_000 }, () => {
    const answers = withZones(zones, (folder) => program.answers(folder, zones));
    const wrong = cases.flatMap((one) => {
      const answer = answers.get(one.id);
      const found = answer === undefined ? "no answer" : answerOf(one, answer);
      const said = lineOf.get(one.id)?.answers[program.name];
      return found === said ? [] : [{ id: one.id, said, found, answer }];
    });
    expect(wrong).toEqual([]);
    console.log(`${program.name} ${installed}: ${answers.size} of ${cases.length} lines compared`);
  });
});
