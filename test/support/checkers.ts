/** The installed zone checkers, run over many zones at once. */
import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";

export type Checker = "named-checkzone" | "named-compilezone" | "nsd-checkzone" | "kzonecheck" | "ldns-read-zone";

const path = [process.env["PATH"] ?? "", "/usr/sbin", "/usr/local/sbin"].join(delimiter);

/** Whether a program is there; says so once where it is not. */
export function isInstalled(checker: Checker): boolean {
  const { error } = spawnSync(checker, ["-h"], { env: { ...process.env, PATH: path } });
  if (error !== undefined) console.log(`Skipped: what ${checker} says, as it is not installed`);
  return error === undefined;
}

/** A zone to check: its text, and that of the files around it, by their names. */
export interface LiveZone {
  readonly name: string;
  /** With its final dot. */
  readonly origin: string;
  readonly text: string;
  readonly files?: ReadonlyMap<string, string>;
}

export interface LiveVerdict {
  readonly ok: boolean;
  /** What it printed, by lines. */
  readonly messages: readonly string[];
}

const lenient = "-i none -k ignore -m ignore -n ignore -r ignore -M ignore -S ignore -T ignore -W ignore".split(" ");

/** "-i local": without it names outside the zone are looked up in the DNS. */
const wordsFor: Readonly<Record<Checker, (origin: string) => readonly string[]>> = {
  "named-checkzone": (origin) => ["-i", "local", origin, "zone"],
  "named-compilezone": (origin) => ["-F", "text", "-s", "full", ...lenient, "-o", "-", origin, "zone"],
  "nsd-checkzone": (origin) => [origin, "zone"],
  kzonecheck: (origin) => ["-d", "off", "-o", origin, "zone"],
  "ldns-read-zone": () => ["zone"],
};

const atOnce = 4;

/** Runs a checker on each zone, in a folder of its own that is removed afterwards. */
export async function runChecker(checker: Checker, zones: readonly LiveZone[]): Promise<readonly LiveVerdict[]> {
  const folder = mkdtempSync(join(tmpdir(), "zonewright-live-"));
  const verdicts: LiveVerdict[] = [];
  const run = async (index: number): Promise<void> => {
    const zone = zones[index];
    if (zone === undefined) return;
    const cwd = join(folder, String(index));
    mkdirSync(cwd);
    // ldns-read-zone is told no origin.
    const head = checker === "ldns-read-zone" ? `$ORIGIN ${zone.origin}\n` : "";
    writeFileSync(join(cwd, "zone"), head + zone.text);
    for (const [name, text] of zone.files ?? []) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      writeFileSync(join(cwd, name), text);
    }
    verdicts[index] = await new Promise((resolve) => {
      execFile(
        checker,
        wordsFor[checker](zone.origin),
        { cwd, env: { ...process.env, PATH: path }, timeout: 20_000, maxBuffer: 1 << 26 },
        (error, stdout, stderr) =>
          resolve({ ok: error === null, messages: `${stdout}${stderr}`.split("\n").filter((line) => line !== "") }),
      );
    });
  };
  try {
    let next = 0;
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        while (next < zones.length) await run(next++);
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return verdicts;
}
