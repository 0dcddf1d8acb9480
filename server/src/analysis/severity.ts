/** How severe a problem is: by the settings for its rule or family, the preset, or its own word. */
import type { RuleEntry } from "../rules/rule.js";
import type { Problem, Severity } from "../text/problem.js";

/** "bind" keeps what BIND itself refuses or warns of; "strict" also turns on the opt-in rules. */
export type Preset = "recommended" | "strict" | "bind";

export interface SeveritySettings {
  readonly preset: Preset;
  /** By rule ("spf/plus-all"), family ("spf/*") or "*". */
  readonly severity: Readonly<Record<string, Severity | "off">>;
}

export const defaultSeverity: SeveritySettings = { preset: "recommended", severity: {} };

const bindFamilies = new Set(["syntax", "directive", "zone", "record", "include", "generate"]);

export const familyOf = (rule: string): string => rule.slice(0, Math.max(0, rule.indexOf("/")));

/** The severity of a rule under the settings. */
export function severityOfRule(entry: RuleEntry, settings: SeveritySettings): Severity | "off" {
  const said = saidFor(entry.id, settings);
  if (said !== undefined) return said;
  if (settings.preset === "strict" && entry.severity === "off") return "information";
  if (settings.preset === "bind" && !bindFamilies.has(familyOf(entry.id)) && entry.severity !== "error") return "off";
  return entry.severity;
}

const saidFor = (rule: string, { severity }: SeveritySettings): Severity | "off" | undefined =>
  severity[rule] ?? severity[`${familyOf(rule)}/*`] ?? severity["*"];

/** The severity of one problem: what the settings say of its rule goes before what the problem says of itself. */
export function severityOf(
  problem: Problem,
  entry: RuleEntry | undefined,
  settings: SeveritySettings,
): Severity | "off" {
  if (entry === undefined) return problem.severity ?? "error";
  const ofRule = severityOfRule(entry, settings);
  if (ofRule === "off" || saidFor(entry.id, settings) !== undefined) return ofRule;
  return problem.severity ?? ofRule;
}
