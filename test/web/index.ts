/** Runs the editor tests in the web extension host; what was counted goes out as a line of the console. */
import "mocha/mocha.js";
import { defineSuite } from "../vscode/suite.js";
import { collect } from "../vscode/support.js";

export async function run(): Promise<void> {
  mocha.setup({ ui: "bdd", timeout: 90_000, reporter: Mocha.reporters.Base });
  defineSuite();
  const results = await new Promise<ReturnType<typeof collect>>((resolve) => {
    const runner = mocha.run(() => resolve(counted));
    const counted = collect(runner);
  });
  // The console reads percent signs as printf does.
  console.log(`zonewright-results ${JSON.stringify(results).replaceAll("%", String.raw`\u0025`)}`);
  if (results.failed > 0) throw new Error(`${results.failed} of the editor tests failed`);
}
