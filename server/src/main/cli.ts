/** The command line: checks zones, prints their records, and is the language server of other editors. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Command, CommanderError, Option } from "commander";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { startServer } from "../protocol/server.js";
import { checks } from "../rules/catalogue.js";
import type { Severity } from "../text/problem.js";
import { settingsSchema } from "../workspace/settingsSchema.js";
import type { Workspace } from "../workspace/workspace.js";
import { loadedRecords, printRecord } from "../zone/printRecords.js";
import { convert } from "./convert.js";
import { diff } from "./diff.js";
import { format } from "./format.js";
import { bump } from "./bump.js";
import { openCommit } from "./git.js";
import { formats, printChecked, summaryOf, type CheckedFile, type Format } from "./formats.js";
import { CannotRun, inputsOf, shownPath, workspaceOf, zoneOf, type Input } from "./inputs.js";
import { nodeRuntime } from "./nodeRuntime.js";
import { spf } from "./spfCommand.js";
import { version } from "./version.js";

/** The pages lie beside the bundle in the packages, and under server/docs in the repository. */
function rulePages(): string {
  const here = new URL(".", import.meta.url);
  const beside = [
    new URL("docs/rules/", here),
    new URL("../docs/rules/", here),
    new URL("../server/docs/rules/", here),
  ];
  return (beside.find((folder) => existsSync(folder)) ?? new URL("../docs/rules/", here)).toString();
}

function checkedFile(workspace: Workspace, { uri, path }: Pick<Input, "uri" | "path">): CheckedFile | undefined {
  const snapshot = workspace.snapshot(uri);
  if (snapshot === undefined) {
    const [text, diagnostics] = [workspace.textOf(uri), workspace.diagnostics(uri)];
    if (text === undefined || diagnostics.length === 0) return undefined;
    return { path, language: "named-conf", origin: undefined, records: 0, text, diagnostics };
  }
  const zone = snapshot.kind === "zone" ? snapshot : undefined;
  let count = 0;
  for (const frame of zone?.reading.frames() ?? []) if (frame.uri === uri) count += frame.rows.length;
  return {
    path,
    language: snapshot.kind === "zone" ? "dns-zone" : "mta-sts",
    origin: zone === undefined ? (snapshot.kind === "policy" ? snapshot.domain : undefined) : zone.origin?.text,
    records: count,
    text: snapshot.text,
    diagnostics: workspace.diagnostics(uri),
  };
}

const order: readonly Severity[] = ["error", "warning", "information", "hint"];
const thresholds = { error: "error", warning: "warning", info: "information", never: undefined } as const;
type Threshold = keyof typeof thresholds;

interface CheckArguments {
  readonly origin?: string;
  readonly format: Format;
  readonly failOn: Threshold;
  readonly against?: string;
}

async function check(args: readonly string[], options: CheckArguments): Promise<number> {
  const inputs = await inputsOf(args);
  const commit = options.against === undefined ? undefined : openCommit(options.against);
  const workspace = await workspaceOf(inputs, args, options.origin, { committed: commit?.readCommitted });
  commit?.throwFaults();
  const given = new Set(inputs.map(({ uri }) => uri));
  const included = [...workspace.documents()]
    .filter((uri) => !given.has(uri) && uri.startsWith("file:"))
    .map((uri) => ({ uri, path: shownPath(fileURLToPath(uri)) }));
  const files = [...inputs, ...included].flatMap((input) => checkedFile(workspace, input) ?? []);
  process.stdout.write(printChecked(options.format, files, rulePages(), version));
  const { errors, warnings, infos } = summaryOf(files);
  const threshold = thresholds[options.failOn];
  if (threshold === undefined) return 0;
  const counts = [errors, warnings, infos].slice(0, order.indexOf(threshold) + 1);
  return counts.some((count) => count > 0) ? 1 : 0;
}

async function records(file: string, options: { readonly origin?: string }): Promise<number> {
  const snapshot = await zoneOf(file, options.origin, checks);
  let text = "";
  for (const record of loadedRecords(snapshot.zone)) {
    text += `${printRecord(record)}\n`;
    if (text.length > 65536) {
      process.stdout.write(text);
      text = "";
    }
  }
  process.stdout.write(text);
  const errors = snapshot.diagnostics.filter(({ severity }) => severity === "error");
  for (const { message, rule } of errors) console.error(`zonewright: ${message} [${rule}]`);
  return errors.length > 0 ? 1 : 0;
}

/** An action of the command line: what it resolves to is the exit code. */
const exits =
  <A extends unknown[]>(run: (...args: A) => Promise<number>) =>
  async (...args: A): Promise<void> => {
    process.exitCode = await run(...args);
  };

async function main(): Promise<void> {
  const program = new Command("zonewright")
    .description("Checks DNS zone files and the mail security records in them")
    .version(version)
    .exitOverride();
  program
    .command("check")
    .description("check zone files, folders of them, or standard input (-)")
    .argument("<files...>")
    .option("--origin <name>", "the origin of the zones, whatever the files say")
    .addOption(new Option("--format <format>", "how to print").choices(formats).default("pretty"))
    .option(
      "--against <revision>",
      'compare with a commit of git, such as "HEAD": records that changed want a later serial (starts the program git)',
    )
    .addOption(
      new Option("--fail-on <severity>", "exit with 1 at this severity")
        .choices(Object.keys(thresholds))
        .default("error"),
    )
    .action(exits(check));
  program
    .command("records")
    .description("print every record as a server loads it, one a line")
    .argument("<file>")
    .option("--origin <name>", "the origin of the zone")
    .action(exits(records));
  program
    .command("convert")
    .description(
      "print a zone as JSON in the shape of dns-zonefile, or such JSON as a zone; what that can't hold goes to standard error " +
        "first, and the exit code is 1 then",
    )
    .argument("<file>")
    .addOption(new Option("--to <form>", "zone for files that end in .json, json for others").choices(["json", "zone"]))
    .option("--origin <name>", "the origin of the zone")
    .action(exits(convert));
  program
    .command("bump")
    .description(
      "write the next serial into zone files whose records, those of included files too, changed since a commit of git while " +
        "their serial did not; running it again changes nothing (starts the program git, but with --force). Exit code 1: a " +
        "serial can't be counted on",
    )
    .argument("<files...>", "zone files, or folders of them")
    .option("--origin <name>", "the origin of the zones, whatever the files say")
    .option("--against <revision>", "the commit to compare with", "HEAD")
    .option("--force", "bump every one of the files, without asking git")
    .option("--dry-run", "print what would be done and write nothing")
    .action(exits(bump));
  program
    .command("diff")
    .description(
      "compare two zone files, or the zones of two folders, record by record whatever their layout; exit code 0: the same " +
        "records, 1: they differ, 2: trouble; serials that differ are told but are no difference",
    )
    .argument("<before>")
    .argument("<after>")
    .option("--origin <name>", "the origin of both zones")
    .addOption(new Option("--format <format>", "how to print").choices(["pretty", "json"]).default("pretty"))
    .action(exits(diff));
  program
    .command("format")
    .description(
      "format zone and policy files, or those of folders, where they lie; standard input (-) goes to standard output. Records and " +
        "comments stay what they are. The style is that of `format` in zonewright.json and of .editorconfig, up to the " +
        "repository's folder",
    )
    .argument("<files...>")
    .option("--check", "write nothing, list the files that are not formatted; exit code 1 if there are any")
    .option("--origin <name>", "the origin of the zones, whatever the files say")
    .action(exits(format));
  program
    .command("schema")
    .description("print the JSON schema of zonewright.json")
    .action(() => {
      process.stdout.write(`${JSON.stringify(settingsSchema(), undefined, 2)}\n`);
    });
  program
    .command("spf")
    .description(
      "print what the SPF record of a domain costs in look-ups, term by term, and with --ip what receivers decide about a " +
        "sender, by the zones of the files alone; exit code 0: SPF works, and the sender passes; 1: it does not; 2: trouble",
    )
    .argument("<domain>")
    .argument("<files...>")
    .option("--ip <address>", "the address of a host that sends mail")
    .option("--sender <address>", "its MAIL FROM; postmaster of the domain if left out, empty for a bounce")
    .option("--helo <name>", "the name by which it greets; the domain if left out")
    .option("--origin <name>", "the origin of the zones, whatever the files say")
    .addOption(new Option("--format <format>", "how to print").choices(["pretty", "json"]).default("pretty"))
    .action(exits(spf));
  program
    .command("lsp")
    .description("start the language server")
    .option("--stdio", "on standard input and output, the only way there is")
    .action(() => {
      startServer(createConnection(ProposedFeatures.all, process.stdin, process.stdout), nodeRuntime(rulePages()));
    });
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2;
      return;
    }
    console.error(
      `zonewright: ${error instanceof CannotRun ? error.message : error instanceof Error ? error.stack : String(error)}`,
    );
    process.exitCode = 2;
  }
}

// A reader such as head that has seen enough is no failure of ours.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit();
  throw error;
});

void main();
