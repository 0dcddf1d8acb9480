/** Runs a bundle of tests in the web extension host: `node run-web.mjs EXTENSION TESTS FOLDER PORT`. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium as chromiumPath, chromiumFlags, webBench } from "./install.mjs";

const bench = webBench();
const benchRequire = createRequire(join(bench.folder, "package.json"));
const [extensionDevelopmentPath, extensionTestsPath, folderPath, port] = process.argv.slice(2);

// test-web has no option for the browser's path, and takes what playwright launches.
const { chromium } = benchRequire("playwright");
const launch = chromium.launch.bind(chromium);
chromium.launch = (/** @type {{ args?: string[] }} */ options) =>
  launch({ ...options, executablePath: chromiumPath(), args: [...(options.args ?? []), ...chromiumFlags] });

const { runTests } = benchRequire("@vscode/test-web");
try {
  await runTests({
    browserType: "chromium",
    headless: true,
    quality: "stable",
    commit: "local",
    testRunnerDataDir: bench.data,
    port: Number(port),
    extensionDevelopmentPath,
    extensionTestsPath,
    folderPath,
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
// The server of test-web has no end of its own.
process.exit();
