/** The installed zone checkers, run over many zones at once. */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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

/** What stands before a text without SOA record, to make it a zone. */
export const soaAndServer =
  "@ 3600 SOA ns1.example.net. hostmaster.example.net. 1 14400 3600 1209600 3600\n@ 3600 NS ns1.example.net.\n";

const lenient = "-i none -k ignore -m ignore -n ignore -r ignore -M ignore -S ignore -T ignore -W ignore".split(" ");

/** "-i local": without it names outside the zone are looked up in the DNS. */
const wordsFor: Readonly<Record<Checker, (origin: string) => readonly string[]>> = {
  "named-checkzone": (origin) => ["-i", "local", origin, "zone"],
  "named-compilezone": (origin) => ["-F", "text", "-s", "full", ...lenient, "-o", "-", origin, "zone"],
  "nsd-checkzone": (origin) => [origin, "zone"],
  kzonecheck: (origin) => ["-d", "off", "-o", origin, "zone"],
  "ldns-read-zone": () => ["zone"],
};

const shells = 2;

/** Starts the checker in one folder after another, which is quicker than to start each from here. */
const loop = `while read -r folder words; do (cd "$folder" && $words >out 2>&1; echo $? >status); done`;

/** Runs a checker on each zone, in a folder of its own that is removed afterwards. */
export async function runChecker(checker: Checker, zones: readonly LiveZone[]): Promise<readonly LiveVerdict[]> {
  const folder = mkdtempSync(join(tmpdir(), "zonewright-live-"));
  const lines = zones.map((zone, i) => {
    const own = join(folder, String(i));
    mkdirSync(own);
    // ldns-read-zone is told no origin.
    const head = checker === "ldns-read-zone" ? `$ORIGIN ${zone.origin}\n` : "";
    writeFileSync(join(own, "zone"), head + zone.text);
    for (const [name, text] of zone.files ?? []) {
      mkdirSync(dirname(join(own, name)), { recursive: true });
      writeFileSync(join(own, name), text);
    }
    return `${own} ${[checker, ...wordsFor[checker](zone.origin)].join(" ")}\n`;
  });
  const runShell = async (input: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const shell = spawn("sh", ["-c", loop], { env: { ...process.env, PATH: path } });
      shell.on("error", reject);
      shell.on("close", () => resolve());
      shell.stdin.end(input);
    });
  try {
    await Promise.all(
      Array.from({ length: shells }, async (_, shell) =>
        runShell(lines.filter((__, i) => i % shells === shell).join("")),
      ),
    );
    return zones.map((_, i) => {
      const read = (name: string): string => readFileSync(join(folder, String(i), name), "latin1");
      return {
        ok: read("status").trim() === "0",
        messages: read("out")
          .split("\n")
          .filter((line) => line !== ""),
      };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
