/** Judges what a zone uses by the server that loads it: refused, read otherwise, or, where no server is named, not portable. */
import type { Problem } from "../../text/problem.js";
import type { Use } from "../../zone/use.js";
import { rfc, useCheck, type RuleEntry, type Server } from "../rule.js";
import { listed } from "../wording.js";
import {
  constructs,
  importers,
  judgedRules,
  serverNames,
  type ConstructRow,
  type JudgedRule,
  type NamedServer,
} from "./servers.js";

const since = "0.1.0";
const master = [rfc(1035, "5.1")];

const entry = (id: string, summary: string, references = master): RuleEntry => ({
  id,
  severity: "information",
  summary,
  references,
  since,
});

const constructRules: readonly RuleEntry[] = [
  entry("server/generate", "$GENERATE, which not all servers read", []),
  entry("server/date", "$DATE, which BIND alone reads", []),
  entry("server/include", "An $INCLUDE that not all servers read, or not in this form"),
  entry("server/include-scope", "What servers carry into an included file and out of it otherwise"),
  entry("server/parentheses", "A parenthesis where not all servers read one"),
  entry("server/touching-quotes", "A quoted string without a blank before or after it"),
  entry("server/quoted-owner", "An owner in quotes"),
  entry("server/raw-octets", "Characters outside printable ASCII, written as they are"),
  entry("server/class", "A class that not all servers read", [rfc(1035, "5.2"), rfc(3597, "5")]),
  entry("server/ttl-units", "A TTL of several units, such as 1h30m", [rfc(2308, "4")]),
  entry("server/at-sign", "A text that is an @ without quotes"),
  entry("server/dollar-sign", "A bare word that starts with a dollar sign"),
  entry("text/carriage-return", "Lines end in CR LF"),
];

const refusal = (server: NamedServer, what: string): string =>
  `${serverNames[server]} refuses ${what}, and with it ${importers.has(server) ? "the import" : "the zone"}`;

/** Programs before services: a message names few. */
const programs = (servers: readonly NamedServer[]): readonly NamedServer[] => {
  const own = servers.filter((server) => !importers.has(server));
  return own.length === 0 ? servers : own;
};

function notPortable({ what, refuses, otherwise = {} }: ConstructRow): string {
  if (refuses.length > 0) {
    const names = programs(refuses).map((server) => serverNames[server]);
    return `Not portable: ${listed(names)} refuse${names.length === 1 ? "s" : ""} ${what}`;
  }
  const [first = ""] = Object.values(otherwise);
  return `Not portable: ${first}`;
}

/** What a named server makes of what a row is about; undefined where it reads that as BIND does. */
function verdictOf(
  { what, refuses, otherwise }: ConstructRow | JudgedRule,
  server: NamedServer,
): Pick<Problem, "severity" | "message"> | undefined {
  if (refuses.includes(server)) return { severity: "error", message: refusal(server, what) };
  const message = otherwise?.[server];
  return message === undefined ? undefined : { severity: "warning", message };
}

const rows = new Map(constructs.map((row) => [row.construct, row]));

function judged({ construct, at }: Use, server: Server): Problem | undefined {
  const row = rows.get(construct);
  if (row === undefined) return undefined;
  const { rule, quiet } = row;
  if (server === "any") return quiet === true ? undefined : { rule, at, message: row.notPortable ?? notPortable(row) };
  const verdict = verdictOf(row, server);
  return verdict === undefined ? undefined : { rule, at, ...verdict };
}

export const constructCheck = useCheck(constructRules, function* ({ use }, { server }) {
  const problem = judged(use, server);
  if (problem !== undefined) yield problem;
});

const byRule = new Map(judgedRules.map((row) => [row.rule, row]));

/** A problem of a rule for all servers as the named one has it; undefined where that server reads what was found. */
export function judgedBy(server: Server, problem: Problem): Problem | undefined {
  const row = server === "any" ? undefined : byRule.get(problem.rule);
  if (row === undefined || server === "any" || problem.severity === "error") return problem;
  return row.reads?.includes(server) === true ? undefined : { ...problem, ...verdictOf(row, server) };
}

/** Rules that speak once of a file where they only inform: the rest of the file is as it is at the first place. */
export const saidOnce: ReadonlySet<string> = new Set([
  ...constructRules.map(({ id }) => id),
  "server/not-imported",
  "syntax/nested-parentheses",
]);
