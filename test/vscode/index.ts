/** Runs the editor tests in the desktop's extension host, and writes what was counted into a file. */
import { writeFileSync } from "node:fs";
import Mocha from "mocha";
import { defineSuite } from "./suite.js";
import { collect } from "./support.js";

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", timeout: 90_000, reporter: Mocha.reporters.Base });
  mocha.suite.emit("pre-require", globalThis, "suite", mocha);
  defineSuite();
  const results = await new Promise<ReturnType<typeof collect>>((resolve) => {
    const runner = mocha.run(() => resolve(counted));
    const counted = collect(runner);
  });
  const file = process.env["ZONEWRIGHT_TEST_RESULTS"];
  if (file) writeFileSync(file, JSON.stringify(results));
  if (results.failed > 0) throw new Error(`${results.failed} of the editor tests failed`);
}
