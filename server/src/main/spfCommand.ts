/** `zonewright spf`: what an SPF record costs in look-ups, and what receivers decide about a sender, by the zones of some files. */
import { readIpv4, readIpv6 } from "../dns/address.js";
import { domainName, type Resolver } from "../mail/resolver.js";
import { isSpf, parseSpf } from "../mail/spf.js";
import { spfRules } from "../mail/spfAdvice.js";
import { spfCost, spfCostProblems } from "../mail/spfCost.js";
import { checkHost } from "../mail/spfEvaluator.js";
import { resolverOf } from "../rules/mail/zoneResolver.js";
import { plainMapped } from "../text/mapped.js";
import type { Problem } from "../text/problem.js";
import type { Workspace } from "../workspace/workspace.js";
import { CannotRun, inputsOf, workspaceOf } from "./inputs.js";
import { printSpf, spfJson, type SpfReport } from "./spfReport.js";

interface SpfArguments {
  readonly ip?: string;
  readonly sender?: string;
  readonly helo?: string;
  readonly origin?: string;
  readonly format: "pretty" | "json";
}

const severities = new Map(spfRules.map(({ id, severity }) => [id, severity]));

/** Problems that say that SPF fails, or is about to; advice is for `zonewright check`. */
function reported(problems: readonly Problem[]): SpfReport["problems"] {
  return problems
    .map(({ rule, message, severity }) => ({ rule, message, severity: severity ?? severities.get(rule) ?? "error" }))
    .filter(({ severity }) => severity === "error" || severity === "warning");
}

/** Answers from every zone of the workspace. */
function resolverIn(workspace: Workspace): Resolver {
  for (const uri of workspace.documents()) {
    const snapshot = workspace.snapshot(uri);
    if (snapshot?.kind === "zone") return resolverOf(snapshot.context);
  }
  throw new CannotRun("none of the files is a zone");
}

function recordOf(domain: string, resolver: Resolver): Omit<SpfReport, "domain" | "sender"> {
  const name = domainName(domain);
  if (name === undefined) throw new CannotRun(`${domain} is no domain name`);
  const answer = resolver.txt(name);
  if (answer.kind === "unknown") throw new CannotRun(`none of the files holds the zone of ${domain}, or all of it`);
  const texts = answer.kind === "found" ? answer.records.filter(isSpf) : [];
  const [text] = texts;
  const none = { text: undefined, record: undefined, cost: undefined };
  const error = (rule: string, message: string) => ({
    ...none,
    problems: [{ rule, message, severity: "error" as const }],
  });
  if (text === undefined) return error("spf/missing", `${domain} has no SPF record`);
  if (texts.length > 1) return error("spf/several-records", `${domain} has ${texts.length} SPF records: SPF fails`);
  const { value: record, problems } = parseSpf(plainMapped(text));
  const cost = spfCost(domain, record, resolver);
  return { text, record, cost, problems: reported([...problems, ...spfCostProblems(record, cost, resolver)]) };
}

/** Exit code 0: SPF works, and the sender passes where one is given; 1 otherwise. Throws CannotRun for exit code 2. */
export async function spf(domain: string, files: readonly string[], options: SpfArguments): Promise<number> {
  const ip = options.ip === undefined ? undefined : (readIpv4(options.ip) ?? readIpv6(options.ip));
  if (options.ip !== undefined && ip === undefined) throw new CannotRun(`${options.ip} is no IP address`);
  if (ip === undefined && (options.sender !== undefined || options.helo !== undefined))
    throw new CannotRun("--sender and --helo need the sender's address, --ip");
  const resolver = resolverIn(await workspaceOf(await inputsOf(files), files, options.origin, { only: [] }));
  const plain = domain.replace(/\.$/, "");
  const found = recordOf(plain, resolver);
  const helo = options.helo ?? plain;
  const request = { ip: ip ?? [], sender: options.sender ?? `postmaster@${plain}`, helo, domain: plain };
  const now = Math.floor(Date.now() / 1000);
  const sender =
    ip === undefined ? undefined : { ip: options.ip ?? "", request, check: checkHost(request, resolver, { now }) };
  const report: SpfReport = { domain: plain, ...found, sender };
  process.stdout.write(options.format === "json" ? spfJson(report) : printSpf(report));
  const works = found.record?.valid === true && !found.problems.some(({ severity }) => severity === "error");
  return works && (sender === undefined || sender.check.result === "pass") ? 0 : 1;
}
