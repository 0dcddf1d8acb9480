/** Settings: those of the editor and those of a repository's `zonewright.json`, which have the same names. */
import { defaultSeverity, type SeveritySettings } from "../analysis/severity.js";
import { readTtl } from "../dns/ttl.js";
import { limitedTimes, type Limit, type Limits, type RuleContext } from "../rules/rule.js";
import type { Severity } from "../text/problem.js";
import { readFormatChoices, type FormatChoices } from "./formatOptions.js";

export interface Settings extends SeveritySettings {
  readonly server: RuleContext["server"];
  readonly dmarc: RuleContext["dmarc"];
  /** Of TTLs and timers, each a number of seconds or a duration such as "1w". */
  readonly limits: Limits;
  /** Origins by the path of the file: its end, or a pattern with `*` and `**`. */
  readonly origins: Readonly<Record<string, string>>;
  readonly format: FormatChoices;
}

export const defaultSettings: Settings = {
  ...defaultSeverity,
  server: "any",
  dmarc: "rfc9989",
  limits: {},
  origins: {},
  format: {},
};

const severities = ["error", "warning", "information", "hint", "off"] as const;
const presets = ["recommended", "strict", "bind"] as const;
const servers = ["any", "bind", "nsd", "knot", "powerdns", "route53", "cloudflare"] as const;
const readers = ["rfc9989", "rfc7489"] as const;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((known) => known === value);

/** Takes what can be used of a value of unknown shape over `base`; what can't is named in `faults`. */
export function readSettings(value: unknown, base: Settings, faults: string[] = []): Settings {
  if (value === undefined || value === null) return base;
  if (!isObject(value)) {
    faults.push("the settings are no object");
    return base;
  }
  const choose = <T extends string>(key: string, values: readonly T[], before: T): T => {
    const said = value[key];
    if (said === undefined || said === null || said === "") return before;
    const known = oneOf(values, said);
    if (known === undefined) faults.push(`"${key}" is none of ${values.join(", ")}`);
    return known ?? before;
  };
  return {
    preset: choose("preset", presets, base.preset),
    server: choose("server", servers, base.server),
    dmarc: choose("dmarc", readers, base.dmarc),
    severity: { ...base.severity, ...readSeverities(value["severity"], faults) },
    limits: { ...base.limits, ...readLimits(value["limits"], faults) },
    origins: { ...base.origins, ...readOrigins(value["origins"], faults) },
    format: { ...base.format, ...readFormatChoices(value["format"], faults) },
  };
}

function readSeverities(value: unknown, faults: string[]): Record<string, Severity | "off"> {
  const found: Record<string, Severity | "off"> = {};
  if (value === undefined || value === null) return found;
  if (!isObject(value)) {
    faults.push('"severity" is no object');
    return found;
  }
  for (const [rule, said] of Object.entries(value)) {
    const severity = oneOf(severities, said === "info" ? "information" : said);
    if (severity === undefined) faults.push(`the severity of "${rule}" is none of ${severities.join(", ")}`);
    else found[rule] = severity;
  }
  return found;
}

function readLimits(value: unknown, faults: string[]): Limits {
  const found: Partial<Record<keyof Limits, Limit>> = {};
  if (value === undefined || value === null) return found;
  if (!isObject(value)) {
    faults.push('"limits" is no object');
    return found;
  }
  for (const [name, said] of Object.entries(value)) {
    const time = oneOf(limitedTimes, name);
    const minimum = isObject(said) ? readSeconds(said["minimum"]) : "bad";
    const maximum = isObject(said) ? readSeconds(said["maximum"]) : "bad";
    if (time === undefined) faults.push(`"limits" of "${name}" are none of ${limitedTimes.join(", ")}`);
    else if (minimum === "bad" || maximum === "bad") faults.push(`the limits of "${name}" are no durations`);
    else found[time] = { ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) };
  }
  return found;
}

function readSeconds(value: unknown): number | "bad" | undefined {
  if (value === undefined || value === null) return undefined;
  const read = typeof value === "number" || typeof value === "string" ? readTtl(`${value}`) : undefined;
  return read !== undefined && "seconds" in read ? read.seconds : "bad";
}

function readOrigins(value: unknown, faults: string[]): Record<string, string> {
  const found: Record<string, string> = {};
  if (value === undefined || value === null) return found;
  if (!isObject(value)) {
    faults.push('"origins" is no object');
    return found;
  }
  for (const [path, origin] of Object.entries(value)) {
    if (typeof origin === "string" && origin !== "") found[path] = origin.endsWith(".") ? origin : `${origin}.`;
    else faults.push(`the origin of "${path}" is no name`);
  }
  return found;
}

/** The origin that the settings give to a path with slashes: an exact end goes before a pattern. */
export function originFor(path: string, origins: Settings["origins"]): string | undefined {
  for (const [pattern, origin] of Object.entries(origins))
    if (path === pattern || path.endsWith(pattern.startsWith("/") ? pattern : `/${pattern}`)) return origin;
  for (const [pattern, origin] of Object.entries(origins))
    if (pattern.includes("*") && matches(path.split("/"), pattern.split("/"))) return origin;
  return undefined;
}

/** Whether the end of a path matches a pattern, segment by segment; `**` is any number of segments. */
function matches(path: readonly string[], pattern: readonly string[]): boolean {
  let reachable = new Set(path.map((_, i) => i).concat(path.length));
  for (const part of pattern) {
    const next = new Set<number>();
    for (const at of reachable) {
      if (part === "**") for (let to = at; to <= path.length; to++) next.add(to);
      else if (at < path.length && segmentMatches(path[at] ?? "", part)) next.add(at + 1);
    }
    reachable = next;
  }
  return reachable.has(path.length);
}

function segmentMatches(segment: string, pattern: string): boolean {
  const pieces = pattern.split("*");
  const [first = ""] = pieces;
  if (pieces.length === 1) return segment === pattern;
  if (!segment.startsWith(first)) return false;
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = segment.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  const last = pieces[pieces.length - 1] ?? "";
  return segment.length - last.length >= at && segment.endsWith(last);
}
