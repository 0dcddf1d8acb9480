/** Builds, and opens VS Code with the extension on examples/; `--web` opens the extension's web form in a browser. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { desktopBench, webBench } from "../test/bench/install.mjs";
import { stageExtension } from "./stage.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const examples = join(root, "examples");

/** @param {string[]} names */
function onPath(...names) {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const endings = process.platform === "win32" ? [".cmd", ".exe"] : [""];
  for (const name of names)
    for (const folder of folders)
      for (const ending of endings) if (existsSync(join(folder, name + ending))) return join(folder, name + ending);
  return undefined;
}

/** The port that is asked for in PORT, else this one, else any that is free. */
async function freePort(wanted = Number(process.env["PORT"] ?? 8137)) {
  const server = createServer();
  const port = await new Promise((found, failed) => {
    server.once("error", (/** @type {NodeJS.ErrnoException} */ error) =>
      error.code === "EADDRINUSE" ? found(undefined) : failed(error),
    );
    server.listen(wanted, "127.0.0.1", () => {
      const address = server.address();
      found(typeof address === "object" && address !== null ? address.port : undefined);
    });
  });
  if (port === undefined) return freePort(0);
  await new Promise((closed) => server.close(closed));
  return port;
}

/** @param {string} editor */
function startDesktop(editor) {
  console.log(`Opening ${examples} in ${editor}`);
  const words = [`--extensionDevelopmentPath=${root}`, "--new-window", examples];
  const shell = process.platform === "win32";
  const { status } = spawnSync(editor, words, { stdio: "inherit", shell });
  process.exitCode = status ?? 1;
}

/**
 * Runs a program whose words are of interest only when it fails.
 * @param {string} program
 * @param {string[]} words
 */
function run(program, words) {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${[program, ...words].join(" ")}\n${stdout}\n${stderr}`);
}

/** VS Code in a browser, as code-server has it, with the extension packed and installed. */
async function startCodeServer() {
  console.log("Neither code nor codium is on the PATH: VS Code comes from the npm package code-server.");
  const bench = desktopBench();
  const vsix = join(root, ".cache/zonewright.vsix");
  const home = join(root, ".cache/code-server");
  const folders = ["--user-data-dir", join(home, "data"), "--extensions-dir", join(home, "extensions")];
  const config = join(home, "config.yaml");
  mkdirSync(join(home, "data/User"), { recursive: true });
  writeFileSync(config, "");
  const settings = join(home, "data/User/settings.json");
  if (!existsSync(settings))
    writeFileSync(settings, '{ "chat.disableAIFeatures": true, "workbench.startupEditor": "none" }\n');
  run(process.execPath, [join(root, "scripts/package.mjs"), "--built", vsix]);
  run(bench.node, [bench.codeServer, "--config", config, ...folders, "--install-extension", vsix, "--force"]);

  const port = await freePort();
  const words = [
    bench.codeServer,
    "--config",
    config,
    ...folders,
    "--auth=none",
    `--bind-addr=127.0.0.1:${port}`,
    "--disable-telemetry",
    "--disable-update-check",
    "--disable-workspace-trust",
  ];
  const server = spawn(bench.node, words, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  server.stderr.on("data", (/** @type {Buffer} */ data) => {
    output += data;
  });
  server.stdout.on("data", (/** @type {Buffer} */ data) => {
    const listened = /HTTP server listening/.test(output);
    output += data;
    if (!listened && /HTTP server listening/.test(output))
      console.log(`Open http://127.0.0.1:${port}/?folder=${encodeURIComponent(examples)} (Control+C ends it)`);
  });
  server.once("exit", (code) => {
    if (code) console.error(output);
    process.exitCode = code ?? 0;
  });
}

/** The web form: VS Code for the browser, with the extension and its server in web workers. */
async function startWeb() {
  const bench = webBench();
  const { open } = createRequire(join(bench.folder, "package.json"))("@vscode/test-web");
  const port = await freePort();
  await open({
    browserType: "none",
    quality: "stable",
    commit: "local",
    testRunnerDataDir: bench.data,
    host: "127.0.0.1",
    port,
    extensionDevelopmentPath: await stageExtension(),
    folderPath: examples,
  });
  console.log(`Open http://127.0.0.1:${port}/ (Control+C ends it)`);
}

const { status } = spawnSync(process.execPath, ["esbuild.mjs"], { cwd: root, stdio: "inherit" });
if (status !== 0) process.exit(1);
const editor = onPath("code", "codium");
if (process.argv.includes("--web")) await startWeb();
else if (editor) startDesktop(editor);
else await startCodeServer();
