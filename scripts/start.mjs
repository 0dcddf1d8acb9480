/** Builds, and opens VS Code with the extension on examples/; `--web` opens the extension's web form in a browser. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { webBench } from "../test/bench/install.mjs";
import { freePort, serveCode } from "./code-server.mjs";
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

/** @param {string} editor */
function startDesktop(editor) {
  console.log(`Opening ${examples} in ${editor}`);
  const words = [`--extensionDevelopmentPath=${root}`, "--new-window", examples];
  const shell = process.platform === "win32";
  const { status } = spawnSync(editor, words, { stdio: "inherit", shell });
  process.exitCode = status ?? 1;
}

/** VS Code in a browser, as code-server has it. */
async function startCodeServer() {
  console.log("Neither code nor codium is on the PATH: VS Code comes from the npm package code-server.");
  const { address, server } = await serveCode(join(root, ".cache/code-server"), await freePort());
  console.log(`Open ${address}/?folder=${encodeURIComponent(examples)} (Control+C ends it)`);
  server.once("exit", (code) => {
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
