/** Runs the blocks of the rules' pages: each is checked as its options and the other blocks of the page say. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkText, readText, type Checked, type CheckOptions } from "../../server/src/analysis/check.js";
import { checkPolicy } from "../../server/src/analysis/checkPolicy.js";
import type { Diagnosis } from "../../server/src/analysis/diagnose.js";
import { parseMtaStsPolicy, type MtaStsPolicy } from "../../server/src/mail/mtaStsPolicy.js";
import { rules } from "../../server/src/rules/catalogue.js";
import { limitedTimes, type Limits } from "../../server/src/rules/rule.js";
import { defaultSettings, readSettings } from "../../server/src/workspace/config.js";
import { onlyZone, type Zone, type Zones } from "../../server/src/zone/zone.js";
import { missingFiles, type Presence } from "../../server/src/workspace/checkNamedConf.js";
import { readNameServerFile, type ZoneStatement } from "../../server/src/workspace/namedConf.js";
import { zoneSetOf } from "../../server/src/zone/zoneSet.js";
import { readRulePage, type PageBlock, type RulePage } from "./rulePage.js";

const folder = fileURLToPath(new URL("../../server/docs/rules", import.meta.url));
/** The ids of the rules that have a page. */
export const pages: readonly string[] = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".md"))
      .map((path) => path.replaceAll("\\", "/").slice(0, -".md".length))
      .toSorted()
  : [];

export const pageOf = (id: string): RulePage => readRulePage(readFileSync(join(folder, `${id}.md`), "utf8"));

const usualNow = 1_800_000_000;

/** The zones of a workspace: the one that is checked, and those of the page's other files. */
export const among = (own: Zone, files: ReadonlyMap<string, string>): Zones =>
  zoneSetOf([own, ...Array.from(files, ([uri, text]) => readText(text, { uri }).zone)]);

/** The value of an option such as "server=knot". */
const optionOf = ({ options }: PageBlock, name: string): string | undefined =>
  options.find((option) => option.startsWith(`${name}=`))?.slice(name.length + 1);

/** "limits=ttl:60-86400": the least and the most of a time, in seconds. */
function limitsOf(block: PageBlock): { readonly limits?: Limits } {
  const [, time, minimum, maximum] = /^(\w+):(\d+)-(\d+)$/.exec(optionOf(block, "limits") ?? "") ?? [];
  const limited = limitedTimes.find((one) => one === time);
  return limited === undefined ? {} : { limits: { [limited]: { minimum: Number(minimum), maximum: Number(maximum) } } };
}

/** A policy is that of example.com, whose zone is the page's first zone block. */
function foundInPolicy(id: string, text: string, zoneText: string): readonly Diagnosis[] {
  const surroundings = {
    zones: onlyZone(readText(zoneText, { origin: "example.com." }).zone),
    policyOf: () => undefined,
    server: "any" as const,
    dmarc: "rfc9989" as const,
    now: usualNow,
    failed: (rule: string, cause: unknown) => {
      throw new Error(`rule ${rule} failed`, { cause });
    },
  };
  const settings = { preset: "recommended" as const, severity: {} };
  return checkPolicy("policy", parseMtaStsPolicy(text), "example.com.", surroundings, settings).filter(
    ({ rule }) => rule === id,
  );
}

/** The configuration of a name server lies beside the page's files. */
function foundInConfiguration(text: string, files: ReadonlyMap<string, string>): readonly Diagnosis[] {
  const presenceOf = ({ file }: ZoneStatement): Presence =>
    file.startsWith("/") ? "unknown" : files.has(file) ? "there" : "missing";
  return missingFiles(readNameServerFile(text), presenceOf).map((one) => ({
    ...one,
    severity: "warning",
    uri: "conf",
  }));
}

const filesOf = ({ blocks }: RulePage): ReadonlyMap<string, string> =>
  new Map(blocks.filter(({ kind }) => kind === "file").map(({ name, text }) => [name, text]));

/** What version control has of a zone's block, and the policies of the page and of version control, those of example.com. */
function committedOf(page: RulePage, block: PageBlock): Partial<CheckOptions> {
  const before = page.blocks.slice(0, page.blocks.indexOf(block));
  const committed = before.findLast(({ kind }) => kind === "committed zone");
  const policies = (wanted: PageBlock["kind"]): ReadonlyMap<string, MtaStsPolicy> =>
    new Map(
      before.filter(({ kind }) => kind === wanted).map(({ text }) => ["example.com.", parseMtaStsPolicy(text).value]),
    );
  return {
    ...(committed === undefined ? {} : { committed: committed.text }),
    policies: policies("policy"),
    committedPolicies: policies("committed policy"),
  };
}

/** What a zone block of the page of rule `id` is checked with. */
export function optionsOf(id: string, page: RulePage, block: PageBlock): CheckOptions & { readonly uri: string } {
  const files = filesOf(page);
  const date = optionOf(block, "now");
  return {
    uri: optionOf(block, "named") ?? "zone",
    ...(optionOf(block, "origin") === "none" ? {} : { origin: "example.com." }),
    ...limitsOf(block),
    ...committedOf(page, block),
    files,
    outside: block.options.flatMap((option) =>
      option.startsWith("outside=") ? [option.slice("outside=".length)] : [],
    ),
    now: date === undefined ? usualNow : Date.parse(date) / 1000,
    server: readSettings({ server: optionOf(block, "server") }, defaultSettings).server,
    dmarc: optionOf(block, "dmarc") === "rfc7489" ? "rfc7489" : "rfc9989",
    severity: rules.get(id)?.severity === "off" ? { [id]: "warning" as const } : {},
    zones: (own) => among(own, files),
  };
}

const checked = new WeakMap<PageBlock, Checked>();

/** A zone block of the page of rule `id`: checked once, however many tests look at it. */
export function checkBlock(id: string, page: RulePage, block: PageBlock): Checked {
  const known = checked.get(block) ?? checkText(block.text, optionsOf(id, page, block));
  checked.set(block, known);
  return known;
}

/** What the rule finds in a block, or in a `file` that it includes. */
export function found(id: string, page: RulePage, block: PageBlock, file?: string): readonly Diagnosis[] {
  const { kind, text } = block;
  if (kind === "policy") return foundInPolicy(id, text, page.blocks.find((other) => other.kind === "zone")?.text ?? "");
  if (kind === "conf") return foundInConfiguration(text, filesOf(page));
  const { diagnostics, reading } = checkBlock(id, page, block);
  return diagnostics.filter((one) => one.rule === id && one.uri === (file ?? reading.zone.uri));
}
