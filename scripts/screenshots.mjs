/** Takes the pictures of the README: the extension in the VS Code of code-server, on a copy of examples/. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium as chromiumPath, chromiumFlags, desktopBench } from "../test/bench/install.mjs";
import { freePort, serveCode } from "./code-server.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const pictures = process.argv[2] ?? join(root, "docs/images");
const { status } = spawnSync(process.execPath, ["esbuild.mjs"], { cwd: root, stdio: "inherit" });
if (status !== 0) process.exit(1);

const temporary = mkdtempSync(join(tmpdir(), "zonewright-pictures-"));
const folder = join(temporary, "examples");
cpSync(join(root, "examples"), folder, { recursive: true });
mkdirSync(pictures, { recursive: true });

const { chromium } = createRequire(join(desktopBench().folder, "package.json"))("playwright-core");
const { address, server } = await serveCode(join(temporary, "home"), await freePort(0));
const browser = await chromium.launch({ executablePath: chromiumPath(), headless: true, args: chromiumFlags });
const page = await browser.newPage({ viewport: { width: 1120, height: 640 }, deviceScaleFactor: 2 });
page.setDefaultTimeout(30_000);

/** @param {string} file */
async function open(file) {
  const payload = JSON.stringify([["openFile", `vscode-remote://${new URL(address).host}${folder}/${file}`]]);
  await page.goto(`${address}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(payload)}`);
  await page.locator(".monaco-editor .view-line").first().waitFor({ timeout: 60_000 });
}

/** @param {string} name */
async function picture(name) {
  // Hovers and lists fade in.
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  console.log(`${name}.png`);
}

/** Where a word of the editor is in the window: the spans of a line are cut by color, not by word.
 * @param {string} word
 */
async function placeOf(word) {
  const place = await page.evaluate((/** @type {string} */ wanted) => {
    const { document, NodeFilter } = /** @type {any} */ (globalThis);
    for (const line of document.querySelectorAll(".monaco-editor .view-line")) {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.replaceAll("\u00a0", " ").indexOf(wanted);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
    }
    return undefined;
  }, word);
  if (!place) throw new Error(`the editor does not show ${word}`);
  return place;
}

try {
  await open("broken/names.example.zone");
  await page.locator(".monaco-editor [class*=squiggly]").first().waitFor();
  // The explorer's place is better used by the zone; the workbench keeps it closed.
  await page.keyboard.press("Control+b");
  await page.keyboard.press("Control+Shift+M");
  await page.locator(".markers-panel .monaco-list-row").nth(1).waitFor();
  await picture("diagnostics");

  const target = await placeOf("mail.example.net");
  await page.mouse.click(target.x, target.y);
  await page.locator(".monaco-editor.focused").waitFor();
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget .monaco-list-row", { hasText: "Write " }).first().waitFor();
  await picture("quick-fix");
  await page.keyboard.press("Escape");

  await open("broken/mail.example.zone");
  await page.locator(".markers-panel .monaco-list-row", { hasText: "mail.example.zone" }).first().waitFor();
  await page.keyboard.press("Control+j");
  const term = await placeOf("include");
  await page.mouse.move(term.x, term.y);
  await page.locator(".monaco-hover:visible", { hasText: "include" }).first().waitFor();
  await picture("spf-hover");
} catch (error) {
  await page.screenshot({ path: join(tmpdir(), "zonewright-picture-failed.png") });
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
await browser.close();
server.removeAllListeners("exit");
const gone = new Promise((done) => server.once("exit", done));
server.kill();
await gone;
rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
