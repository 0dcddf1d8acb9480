/** Packs the extension, and serves VS Code with it on a loopback port: the VS Code of the npm package code-server. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { desktopBench } from "../test/bench/install.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** The port that is asked for in PORT, else this one, else any that is free. */
export async function freePort(wanted = Number(process.env["PORT"] ?? 8137)) {
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

/**
 * Runs a program whose words are of interest only when it fails.
 * @param {string} program
 * @param {string[]} words
 */
function run(program, words) {
  const { status, stdout, stderr } = spawnSync(program, words, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${[program, ...words].join(" ")}\n${stdout}\n${stderr}`);
}

const settings = {
  "chat.disableAIFeatures": true,
  "extensions.ignoreRecommendations": true,
  "telemetry.telemetryLevel": "off",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
};

/**
 * The bundles have to be built. `home` keeps settings and the installed extension.
 * @param {string} home
 * @param {number} port
 */
export async function serveCode(home, port) {
  const bench = desktopBench();
  const vsix = join(home, "zonewright.vsix");
  const config = join(home, "config.yaml");
  const folders = [`--user-data-dir=${join(home, "data")}`, `--extensions-dir=${join(home, "extensions")}`];
  const userSettings = join(home, "data/User/settings.json");
  mkdirSync(join(home, "data/User"), { recursive: true });
  writeFileSync(config, "");
  if (!existsSync(userSettings)) writeFileSync(userSettings, JSON.stringify(settings));
  run(process.execPath, [join(root, "scripts/package.mjs"), "--built", vsix]);
  run(bench.node, [bench.codeServer, "--config", config, ...folders, "--install-extension", vsix, "--force"]);

  const flags = ["--auth=none", "--disable-telemetry", "--disable-update-check", "--disable-workspace-trust"];
  const address = `http://127.0.0.1:${port}`;
  const bind = `--bind-addr=127.0.0.1:${port}`;
  const server = spawn(bench.node, [bench.codeServer, "--config", config, ...folders, ...flags, bind], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  await new Promise((listening, failed) => {
    let output = "";
    for (const stream of [server.stdout, server.stderr])
      stream.on("data", (/** @type {Buffer} */ data) => {
        output += data;
        if (/HTTP server listening/.test(output)) listening(undefined);
      });
    server.once("exit", (code) => failed(new Error(`code-server ended with ${code}\n${output}`)));
  });
  return { address, server };
}
