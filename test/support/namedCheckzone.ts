/** Asks BIND's named-checkzone whether it loads a zone. */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const folders = [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
const program = folders.map((folder) => join(folder, "named-checkzone")).find((path) => existsSync(path));

export const isInstalled = program !== undefined;

/** A zone without an SOA record is included from one that has it. */
const wrapper =
  "@ 3600 SOA ns1.example.net. hostmaster.example.net. 1 14400 3600 1209600 3600\n@ 3600 NS ns1.example.net.\n";

const hasSoa = /^[^;"]*[ \t]SOA[ \t]/im;

let running = 0;
const waiting: (() => void)[] = [];

/** A few at a time. */
async function inTurn<T>(run: () => Promise<T>): Promise<T> {
  if (running >= 4) await new Promise<void>((go) => void waiting.push(go));
  running++;
  try {
    return await run();
  } finally {
    running--;
    waiting.shift()?.();
  }
}

const asked = new Map<string, Promise<boolean>>();

/** Whether it loads the zone `apex` from its text, with the files that the text includes; it looks nothing up. */
export async function loads(text: string, apex: string, files: ReadonlyMap<string, string>): Promise<boolean> {
  const question = JSON.stringify([text, apex, ...files]);
  const answer = asked.get(question) ?? ask(text, apex, files);
  asked.set(question, answer);
  return answer;
}

async function ask(text: string, apex: string, files: ReadonlyMap<string, string>): Promise<boolean> {
  return inTurn(async () => {
    const folder = mkdtempSync(join(tmpdir(), "zonewright-bind-"));
    try {
      const whole = hasSoa.test(text);
      await writeFile(join(folder, "part"), text);
      if (!whole) await writeFile(join(folder, "zone"), `${wrapper}$INCLUDE part\n`);
      for (const [name, content] of files) {
        await mkdir(join(folder, name, ".."), { recursive: true });
        await writeFile(join(folder, name), content);
      }
      return await new Promise((answer) => {
        execFile(
          program ?? "named-checkzone",
          ["-q", "-i", "local", apex, whole ? "part" : "zone"],
          { cwd: folder },
          (error) => answer(error === null),
        );
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}
