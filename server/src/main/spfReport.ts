/** What `zonewright spf` prints: the tree of includes with the count of each term, and how a sender fares. */
import colors from "picocolors";
import { providersAsOf } from "../mail/providers.js";
import type { SpfRecord } from "../mail/spfRecord.js";
import { mostLookups, shownLookups, type SpfCost, type SpfTermCost } from "../mail/spfCost.js";
import type { SpfCheck, SpfRequest } from "../mail/spfEvaluator.js";
import type { Problem } from "../text/problem.js";

export interface SpfReport {
  /** Without final dot. */
  readonly domain: string;
  /** Undefined where the domain has no SPF record, or more than one. */
  readonly text: string | undefined;
  readonly record: SpfRecord | undefined;
  readonly cost: SpfCost | undefined;
  /** The errors of the record, and what its count gives reason to report. */
  readonly problems: readonly Pick<Problem, "rule" | "message" | "severity">[];
  readonly sender: { readonly ip: string; readonly request: SpfRequest; readonly check: SpfCheck } | undefined;
}

/** More lines than this are counted, not shown: the same include may stand in a tree a million times. */
const mostLines = 200;

const notes: Readonly<Partial<Record<NonNullable<SpfTermCost["note"]>, string>>> = {
  void: "finds nothing",
  "no spf": "has no SPF record: SPF fails",
  "several spf": "has more than one SPF record: SPF fails",
  "invalid spf": "has an SPF record with errors: SPF fails",
  loop: "leads back to itself: SPF fails",
  "too many exchanges": "has more than 10 mail servers: SPF fails",
  unknown: "not in these files",
  "too deep": "goes on too deep to be followed",
};

function countOf({ lookups, note, nested }: SpfTermCost): string {
  if (note === "unknown" || note === "too deep" || note === "loop" || nested?.atLeast === true)
    return `at least ${lookups}`;
  return note === "provider" || nested?.approximate === true ? `about ${lookups}` : String(lookups);
}

interface Line {
  readonly term: string;
  readonly count: string;
  readonly note: string;
}

function* linesOf(cost: SpfCost, depth: number): Iterable<Line> {
  for (const one of cost.terms) {
    const provider = one.provider === undefined ? undefined : `${one.provider.name}, as of ${providersAsOf}`;
    const note = provider ?? (one.note === undefined ? "" : (notes[one.note] ?? ""));
    yield { term: `${"  ".repeat(depth)}${one.term.text}`, count: countOf(one), note };
    if (one.nested !== undefined) yield* linesOf(one.nested, depth + 1);
  }
}

function treeOf(cost: SpfCost): string {
  const lines: Line[] = [];
  let left = false;
  for (const line of linesOf(cost, 1)) {
    left = lines.length === mostLines;
    if (left) break;
    lines.push(line);
  }
  const width = Math.max(...lines.map(({ term }) => term.length), 0);
  const counts = Math.max(...lines.map(({ count }) => count.length), 0);
  const printed = lines.map(({ term, count, note }) =>
    `${term.padEnd(width)}  ${count.padStart(counts)}${note === "" ? "" : `  ${colors.dim(note)}`}`.trimEnd(),
  );
  return [...printed, ...(left ? ["  …"] : [])].map((line) => `${line}\n`).join("");
}

function senderLines({ ip, request, check }: NonNullable<SpfReport["sender"]>): string {
  const { result, decidedBy, explanation } = check;
  const paint =
    result === "pass" ? colors.green : result === "fail" || result === "permerror" ? colors.red : colors.yellow;
  const by =
    decidedBy.term === "" ? `${decidedBy.domain}: ${decidedBy.outcome}` : `${decidedBy.term} of ${decidedBy.domain}`;
  const why = decidedBy.term === "" || decidedBy.outcome.startsWith("matches") ? "" : ` (${decidedBy.outcome})`;
  const lines = [
    `${ip} as ${request.sender === "" ? `HELO ${request.helo}` : request.sender}: ${colors.bold(paint(result))}`,
    `  decided by ${by}${why}`,
    ...(explanation === undefined ? [] : [`  explanation: ${explanation}`]),
    ...check.trace.map(({ depth, term, outcome }) =>
      colors.dim(`  ${"  ".repeat(depth + 1)}${term === "" ? "" : `${term}: `}${outcome}`),
    ),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

export function printSpf(report: SpfReport): string {
  const { domain, text, cost, problems, sender } = report;
  const parts: string[] = [];
  if (cost === undefined || text === undefined) parts.push(`${colors.bold(domain)}\n`);
  else {
    const over = cost.lookups > mostLookups;
    const count = `${shownLookups(cost)} of at most ${mostLookups} look-ups`;
    parts.push(`${colors.bold(domain)}: ${over ? colors.red(count) : count}\n`, `  ${text}\n`, treeOf(cost));
    if (cost.voidLookups > 0) parts.push(`  ${cost.voidLookups} of at most 2 look-ups find nothing\n`);
  }
  for (const { rule, message, severity } of problems) {
    const paint = severity === "error" ? colors.red : colors.yellow;
    parts.push(`${paint(severity ?? "error")} ${message} ${colors.dim(`[${rule}]`)}\n`);
  }
  if (sender !== undefined) parts.push(senderLines(sender));
  return parts.join("");
}

interface TermJson {
  readonly term: string;
  readonly target?: string;
  readonly lookups: number;
  readonly voidLookups: number;
  readonly note?: string;
  readonly provider?: string;
  readonly terms?: readonly TermJson[];
}

/** `left` counts down over the whole tree. */
function termsJson(cost: SpfCost, left: { lines: number }): TermJson[] {
  const terms: TermJson[] = [];
  for (const { term, target, lookups, voidLookups, note, provider, nested } of cost.terms) {
    if (left.lines-- <= 0) break;
    terms.push({
      term: term.text,
      ...(target === undefined ? {} : { target }),
      lookups,
      voidLookups,
      ...(note === undefined ? {} : { note }),
      ...(provider === undefined ? {} : { provider: provider.name }),
      ...(nested === undefined ? {} : { terms: termsJson(nested, left) }),
    });
  }
  return terms;
}

export function spfJson({ domain, text, cost, problems, sender }: SpfReport): string {
  const value = {
    version: 1,
    domain,
    record: text ?? null,
    ...(cost === undefined
      ? {}
      : {
          lookups: cost.lookups,
          atLeast: cost.atLeast,
          approximate: cost.approximate,
          providersAsOf,
          mostLookups,
          voidLookups: cost.voidLookups,
          terms: termsJson(cost, { lines: mostLines }),
        }),
    problems: problems.map(({ rule, severity, message }) => ({ rule, severity: severity ?? "error", message })),
    ...(sender === undefined
      ? {}
      : {
          check: {
            ip: sender.ip,
            sender: sender.request.sender,
            helo: sender.request.helo,
            result: sender.check.result,
            decidedBy: sender.check.decidedBy,
            explanation: sender.check.explanation ?? null,
            lookups: sender.check.lookups,
            voidLookups: sender.check.voidLookups,
            trace: sender.check.trace,
          },
        }),
  };
  return `${JSON.stringify(value, null, 2)}\n`;
}
