#!/usr/bin/env node
/** Takes the place of the desktop's `code`: the same command line, but the workbench of code-server in headless Chromium. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { format } from "node:util";
import { pathToFileURL } from "node:url";
import { chromium as chromiumPath, chromiumFlags, desktopBench } from "./install.mjs";

const bench = desktopBench();
const { chromium } = createRequire(join(bench.folder, "package.json"))("playwright-core");
const timeLimit = 240_000;
const verbose = process.env["ZONEWRIGHT_LAUNCHER_VERBOSE"] !== undefined;

/** @param {string[]} words */
function readCommandLine(words) {
  const folders = [];
  const extensions = [];
  let tests;
  for (const word of words) {
    const [, name, value] = /^--([\w-]+)(?:=(.*))?$/.exec(word) ?? [];
    if (name === undefined) folders.push(resolve(word));
    else if (name === "extensionDevelopmentPath" && value) extensions.push(value);
    else if (name === "extensionTestsPath") tests = value;
  }
  return { folder: folders[0], extensions, tests };
}

const command = readCommandLine(process.argv.slice(2));
const temporary = mkdtempSync(join(tmpdir(), "zonewright-launcher-"));
const userData = join(temporary, "user-data");
mkdirSync(join(userData, "User"), { recursive: true });
writeFileSync(
  join(userData, "User/settings.json"),
  JSON.stringify({
    "chat.disableAIFeatures": true,
    "extensions.autoCheckUpdates": false,
    "extensions.ignoreRecommendations": true,
    "telemetry.telemetryLevel": "off",
    "workbench.startupEditor": "none",
  }),
);

const server = spawn(
  bench.node,
  [
    join(bench.vscode, "out/server-main.js"),
    "--host=127.0.0.1",
    "--port=0",
    "--without-connection-token",
    "--accept-server-license-terms",
    "--telemetry-level=off",
    "--disable-workspace-trust",
    // Without it, the workbench passes over the tests in silence.
    "--enable-smoke-test-driver",
    `--server-data-dir=${join(temporary, "server-data")}`,
    `--user-data-dir=${userData}`,
    `--extensions-dir=${join(temporary, "extensions")}`,
  ],
  { stdio: ["ignore", "pipe", "pipe"] },
);

let closeBrowser = async () => {};
let finishing = false;
/** @param {number} code */
async function finish(code) {
  if (finishing) return;
  finishing = true;
  await closeBrowser().catch(() => undefined);
  const gone = new Promise((done) => server.once("exit", done));
  server.kill("SIGTERM");
  await Promise.race([gone, new Promise((done) => setTimeout(done, 3000))]);
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  process.exit(code);
}

setTimeout(() => {
  console.error(`launcher: nothing came of it in ${timeLimit / 1000} s`);
  void finish(124);
}, timeLimit);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void finish(130));

const port = await new Promise((found, failed) => {
  let output = "";
  /** @param {Buffer} data */
  const read = (data) => {
    output += data;
    if (verbose) process.stderr.write(data);
    const listening = /Extension host agent listening on (\d+)/.exec(output);
    if (listening) found(listening[1]);
  };
  server.stdout.on("data", read);
  server.stderr.on("data", read);
  server.once("exit", (code) => failed(new Error(`the server of VS Code ended with ${code}\n${output}`)));
});

/** @param {string} path */
const remote = (path) => `vscode-remote://127.0.0.1:${port}${pathToFileURL(path).pathname}`;
const payload = [
  ["skipWelcome", "true"],
  ...command.extensions.map((path) => ["extensionDevelopmentPath", remote(path)]),
  ...(command.tests ? [["extensionTestsPath", remote(command.tests)]] : []),
];
const noise =
  /^(\[(AgentHost|ChatModelSelection|AccountPolicyGate|reconnection|driver)|(Resolv|Creating a socket|Updating additional))|^%c|api\.github\.com|open-vsx\.org|authentication provider 'github'|Service Worker|^Error: Could not locate the bindings file/;

const browser = await chromium.launch({ executablePath: chromiumPath(), headless: true, args: chromiumFlags });
closeBrowser = () => browser.close();
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
await page.exposeFunction("codeAutomationLog", (/** @type {string} */ _type, /** @type {unknown[]} */ words) => {
  const line = format(...words);
  if (verbose || !noise.test(line)) console.log(line);
});
await page.exposeFunction("codeAutomationExit", (/** @type {number} */ code) => finish(code));
page.on("crash", () => {
  console.error("launcher: the page of the workbench crashed");
  void finish(1);
});
const where = command.folder ? `folder=${encodeURIComponent(command.folder)}` : "ew=true";
await page.goto(`http://127.0.0.1:${port}/?${where}&payload=${encodeURIComponent(JSON.stringify(payload))}`);
