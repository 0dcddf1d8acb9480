/** Settings: those of the editor and those of a repository's `zonewright.json`, which have the same names. */
import { defaultSeverity, familyOf, type SeveritySettings } from "../analysis/severity.js";
import { readTtl } from "../dns/ttl.js";
import { rules } from "../rules/catalogue.js";
import { limitedTimes, type Limit, type Limits, type RuleContext } from "../rules/rule.js";
import { shown, type Severity } from "../text/problem.js";
import { readFormatChoices, type FormatChoices } from "./formatOptions.js";
import type { SettingFault } from "./settingFault.js";

/** A switch for each kind of inlay hint. */
export interface InlayHintSettings {
  readonly targets: boolean;
  readonly soaTimes: boolean;
  readonly serialDate: boolean;
  readonly inheritedOwner: boolean;
  readonly keyTag: boolean;
}

/** Quiet: only what no one reads at sight. */
export const defaultInlayHints: InlayHintSettings = {
  targets: false,
  soaTimes: true,
  serialDate: true,
  inheritedOwner: false,
  keyTag: false,
};

/** A switch for each kind of code lens. */
export interface LensSettings {
  readonly spf: boolean;
  readonly serial: boolean;
  /** Off by default: it asks for the whole zone. */
  readonly references: boolean;
}

const defaultLenses: LensSettings = { spf: true, serial: true, references: false };

export interface Settings extends SeveritySettings {
  readonly server: RuleContext["server"];
  readonly dmarc: RuleContext["dmarc"];
  readonly bumpSerialOnSave: (typeof bumps)[number];
  /** Of TTLs and timers, each a number of seconds or a duration such as "1w". */
  readonly limits: Limits;
  /** Origins by the path of the file: its end, or a pattern with `*` and `**`. */
  readonly origins: Readonly<Record<string, string>>;
  readonly format: FormatChoices;
  readonly inlayHints: InlayHintSettings;
  readonly codeLens: LensSettings;
}

export const defaultSettings: Settings = {
  ...defaultSeverity,
  server: "any",
  dmarc: "rfc9989",
  bumpSerialOnSave: "never",
  limits: {},
  origins: {},
  format: {},
  inlayHints: defaultInlayHints,
  codeLens: defaultLenses,
};

export const severities = ["error", "warning", "information", "hint", "off"] as const;
export const presets = ["recommended", "strict", "bind"] as const;
export const servers = ["any", "bind", "nsd", "knot", "powerdns", "route53", "cloudflare"] as const;
export const readers = ["rfc9989", "rfc7489"] as const;
/** When a save bumps the serial: where records differ from those saved last, or once from those that version control has. */
export const bumps = ["never", "whenChanged", "oncePerCommit"] as const;

/** Who says something: an editor for its user, or a repository for all who work on it, who has no say in how an editor looks. */
export type SettingsFrom = "editor" | "repository";

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const oneOf = <T extends string>(values: readonly T[], value: unknown): T | undefined =>
  values.find((known) => known === value);

/** Takes what can be used of a value of unknown shape over `base`; what can't is named in `faults`. */
export function readSettings(
  value: unknown,
  base: Settings,
  faults: SettingFault[] = [],
  from: SettingsFrom = "editor",
): Settings {
  if (value === undefined || value === null) return base;
  if (!isObject(value)) {
    faults.push({ key: "", message: "The settings are no object" });
    return base;
  }
  for (const key of Object.keys(value))
    if (!knownKeys[from].has(key))
      faults.push({ key, message: `"${shown(key)}" is no setting${elsewhere(key, from)}` });
  const choose = <T extends string>(key: string, values: readonly T[], before: T): T =>
    readChoice(value[key], key, values, before, faults);
  const settings: Settings = {
    ...base,
    preset: choose("preset", presets, base.preset),
    server: choose("server", servers, base.server),
    dmarc: choose("dmarc", readers, base.dmarc),
    severity: { ...base.severity, ...readSeverities(members(value, "severity", faults), faults) },
    limits: { ...base.limits, ...readLimits(members(value, "limits", faults), faults) },
    origins: { ...base.origins, ...readOrigins(members(value, "origins", faults), faults) },
    format: { ...base.format, ...readFormatChoices(value["format"], faults) },
  };
  if (from === "repository") return settings;
  return {
    ...settings,
    inlayHints: readSwitches(value, "inlayHints", base.inlayHints, faults),
    codeLens: readSwitches(value, "codeLens", base.codeLens, faults),
    bumpSerialOnSave: choose("bumpSerialOnSave", bumps, base.bumpSerialOnSave),
  };
}

const ofBoth = ["preset", "server", "dmarc", "severity", "limits", "origins", "format"];
const ofEditor = ["inlayHints", "codeLens", "bumpSerialOnSave", "trace"];
const knownKeys: Readonly<Record<SettingsFrom, ReadonlySet<string>>> = {
  editor: new Set([...ofBoth, ...ofEditor]),
  repository: new Set([...ofBoth, "$schema"]),
};

const elsewhere = (key: string, from: SettingsFrom): string =>
  from === "repository" && ofEditor.includes(key) ? " of a repository: it is the editor's" : " of Zonewright";

function members(value: Members, key: string, faults: SettingFault[]): Members {
  const said = value[key] ?? {};
  if (isObject(said)) return said;
  faults.push({ key, message: `"${key}" is no object` });
  return {};
}

function readChoice<T extends string>(
  said: unknown,
  key: string,
  values: readonly T[],
  before: T,
  faults: SettingFault[],
): T {
  if (said === undefined || said === null || said === "") return before;
  const known = oneOf(values, said);
  if (known === undefined) faults.push({ key, message: `"${key}" is none of ${values.join(", ")}` });
  return known ?? before;
}

/** The switches of a group: those that `before` has, and no others. */
function readSwitches<T extends object>(value: Members, group: string, before: T, faults: SettingFault[]): T {
  const found: Record<string, boolean> = {};
  const known = new Set(Object.keys(before));
  for (const [key, said] of Object.entries(members(value, group, faults)))
    if (!known.has(key)) faults.push({ key, message: `"${group}.${shown(key)}" is no setting of Zonewright` });
    else if (typeof said === "boolean") found[key] = said;
    else if (said !== null) faults.push({ key, message: `"${group}.${key}" is neither true nor false` });
  return { ...before, ...found };
}

const families: ReadonlySet<string> = new Set([...rules.keys()].map(familyOf));

const isKnownRule = (rule: string): boolean =>
  rule === "*" || rules.has(rule) || (rule.endsWith("/*") && families.has(familyOf(rule)));

function readSeverities(said: Members, faults: SettingFault[]): Record<string, Severity | "off"> {
  const found: Record<string, Severity | "off"> = {};
  for (const [rule, value] of Object.entries(said)) {
    const severity = oneOf(severities, value === "info" ? "information" : value);
    if (severity === undefined)
      faults.push({ key: rule, message: `The severity of "${shown(rule)}" is none of ${severities.join(", ")}` });
    else found[rule] = severity;
    if (!isKnownRule(rule)) faults.push({ key: rule, message: `There is no rule "${shown(rule)}"` });
  }
  return found;
}

function readLimits(said: Members, faults: SettingFault[]): Limits {
  const found: Partial<Record<keyof Limits, Limit>> = {};
  for (const [name, value] of Object.entries(said)) {
    const time = oneOf(limitedTimes, name);
    const minimum = isObject(value) ? readSeconds(value["minimum"]) : "bad";
    const maximum = isObject(value) ? readSeconds(value["maximum"]) : "bad";
    if (time === undefined)
      faults.push({ key: name, message: `The limits of "${shown(name)}" are none of ${limitedTimes.join(", ")}` });
    else if (minimum === "bad" || maximum === "bad")
      faults.push({ key: name, message: `The limits of "${name}" are no durations` });
    else found[time] = { ...(minimum === undefined ? {} : { minimum }), ...(maximum === undefined ? {} : { maximum }) };
  }
  return found;
}

function readSeconds(value: unknown): number | "bad" | undefined {
  if (value === undefined || value === null) return undefined;
  const read = typeof value === "number" || typeof value === "string" ? readTtl(`${value}`) : undefined;
  return read !== undefined && "seconds" in read ? read.seconds : "bad";
}

function readOrigins(said: Members, faults: SettingFault[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [path, origin] of Object.entries(said))
    if (typeof origin === "string" && origin !== "") found[path] = origin.endsWith(".") ? origin : `${origin}.`;
    else faults.push({ key: path, message: `The origin of "${shown(path)}" is no name` });
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
