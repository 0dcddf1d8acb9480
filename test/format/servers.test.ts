/** The table of what servers refuse against FORMAT.md, whose lines are held to the programs, and the rules against the table. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { checkText } from "../../server/src/analysis/check.js";
import type { Severity } from "../../server/src/text/problem.js";
import { rules } from "../../server/src/rules/catalogue.js";
import { constructs, judgedRules, type NamedServer } from "../../server/src/rules/server/servers.js";
import { unknownTypes } from "../../server/src/rules/server/types.js";
import { refuses } from "./answers.js";
import { cases, head } from "./cases.js";
import { lineOf, versions } from "./document.js";
import { programs, withZones } from "./programs.js";

/** The servers that are programs. */
const asPrograms = ["bind", "nsd", "knot", "powerdns"] as const;
const namedServers = [...asPrograms, "route53", "cloudflare"] as const;

const rows = [
  ...constructs.map((row) => ({ ...row, reads: undefined, name: row.construct })),
  ...judgedRules.map((row) => ({ ...row, name: row.rule })),
];
type Row = (typeof rows)[number];

/** How severe what a rule says of a row's case is; undefined where it says nothing of what the row is about. */
function saidOf({ rule, line, what, otherwise }: Row, server: NamedServer): Severity | undefined {
  const one = cases.find(({ id }) => id === line);
  if (one === undefined) return undefined;
  const files = new Map(Object.entries(one.files));
  const found = checkText(one.zone, { origin: "example.com.", files, server }).diagnostics.find(
    (each) =>
      each.rule === rule && (each.message.includes(` ${what}, and with it `) || each.message === otherwise?.[server]),
  );
  return found?.severity;
}

const expected = ({ refuses: refusing, otherwise }: Row, server: NamedServer): Severity | undefined =>
  refusing.includes(server) ? "error" : otherwise?.[server] === undefined ? undefined : "warning";

describe.each(rows)("$name", (row) => {
  test("is a rule, and a line of FORMAT.md", () => {
    expect(rules.has(row.rule)).toBe(true);
    expect(lineOf.has(row.line)).toBe(true);
  });

  test.each(asPrograms)("%s does what the line says", (server) => {
    const { bind = "", [server]: answer = "" } = lineOf.get(row.line)?.answers ?? {};
    const does = answer === refuses ? "error" : answer === bind ? undefined : "warning";
    // BIND reads class CH where its configuration says so.
    if (row.name === "class" && server === "bind") return;
    expect(does).toBe(expected(row, server));
  });

  test.each(namedServers)("the rule says so for %s", (server) => {
    expect(saidOf(row, server)).toBe(expected(row, server));
  });
});

const accepted = readFileSync(fileURLToPath(new URL("../dns/fixtures/accepted.txt", import.meta.url)), "utf8");

/** A record of a type in the form of its own. */
const recordOf = (type: string): string =>
  accepted.split("\n").find((line) => line.startsWith(`${type} `) && !line.includes("\\#")) ?? `${type} x`;

describe.each(programs.filter(({ name }) => name in unknownTypes))("types that $name does not know", (program) => {
  const types = [
    ...(unknownTypes[program.name === "powerdns" ? "powerdns" : program.name === "nsd" ? "nsd" : "knot"] ?? []),
  ];
  const isThere = program.version() === versions.get(program.name);
  if (!isThere) console.log(`Skipped: ${program.name} ${versions.get(program.name)} is not installed`);

  test.skipIf(!isThere)("are refused by their names", { timeout: 300_000 }, () => {
    const zones = types.flatMap((type) => [
      { id: type, text: `${head}a ${recordOf(type)}\n`, files: {}, ambiguous: false },
    ]);
    const answers = withZones(zones, (folder) => program.answers(folder, zones));
    expect(types.filter((type) => !("refused" in (answers.get(type) ?? {})))).toEqual([]);
  });
});
