/** How zone files are laid out: what may be chosen in `zonewright.format`, in `format` of `zonewright.json` and in `.editorconfig`. */
import { shown } from "../text/problem.js";
import type { SettingFault } from "./settingFault.js";

export interface FormatOptions {
  /** How names below the origin are written. */
  readonly names: "keep" | "relative" | "absolute";
  /** How times are written; units only where two of them at most say it all. */
  readonly ttls: "keep" | "seconds" | "units";
  /** The SOA record: as it stands, one field a line where it has parentheses, or so always and with the fields' names. */
  readonly soa: "keep" | "lines" | "comments";
  /** Whether strings, keys and signatures of records over `lineLength` get lines of their own in parentheses. */
  readonly longData: "keep" | "wrap";
  /** In columns. Comments of longer lines are not aligned with those of others. */
  readonly lineLength: number;
  readonly indentStyle: "spaces" | "tabs";
  /** In columns: of a tab, and of the indentation of records in a block without any owner. */
  readonly indentSize: number;
  readonly insertFinalNewline: boolean;
  readonly trimTrailingWhitespace: boolean;
  /** The line breaks of a document belong to its editor: only who writes files himself heeds this. */
  readonly endOfLine: "keep" | "\n" | "\r\n";
}

/** What somebody chose; the rest is left to others. */
export type FormatChoices = Partial<FormatOptions>;

export const defaultFormat: FormatOptions = {
  names: "keep",
  ttls: "keep",
  soa: "lines",
  longData: "keep",
  lineLength: 100,
  indentStyle: "spaces",
  indentSize: 8,
  insertFinalNewline: false,
  trimTrailingWhitespace: true,
  endOfLine: "keep",
};

/** A line length that no line has. */
export const anyLength = 1_000_000;

export const formatStyles = {
  names: ["keep", "relative", "absolute"],
  ttls: ["keep", "seconds", "units"],
  soa: ["keep", "lines", "comments"],
  longData: ["keep", "wrap"],
  indentStyle: ["spaces", "tabs"],
} as const;

const formatKeys: ReadonlySet<string> = new Set([...Object.keys(formatStyles), "lineLength", "indentSize"]);

const longestLine = 10_000;
const largestIndent = 32;

/** The values that mean "as others say", as settings that have to have one are left. */
const isUnsaid = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || value === 0 || value === "editor";

/** A whole number from 1 to `largest`. */
export const isSize = (value: unknown, largest: number): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= largest;

/** Takes what can be used of the settings' `format`, a value of unknown shape; what can't is named in `faults`. */
export function readFormatChoices(value: unknown, faults: SettingFault[]): FormatChoices {
  if (value === undefined || value === null) return {};
  if (typeof value !== "object" || Array.isArray(value)) {
    faults.push({ key: "format", message: '"format" is no object' });
    return {};
  }
  for (const key of Object.keys(value))
    if (!formatKeys.has(key)) faults.push({ key, message: `"format.${shown(key)}" is no setting of Zonewright` });
  const said = new Map<string, unknown>(Object.entries(value).filter(([, one]) => !isUnsaid(one)));
  const choose = <T extends string>(key: string, known: readonly T[]): T | undefined => {
    const one = said.get(key);
    const found = known.find((each) => each === one);
    if (found === undefined && one !== undefined)
      faults.push({ key, message: `"format.${key}" is none of ${known.join(", ")}` });
    return found;
  };
  const size = (key: string, largest: number): number | undefined => {
    const one = said.get(key);
    if (one === undefined) return undefined;
    if (isSize(one, largest)) return one;
    faults.push({ key, message: `"format.${key}" is no number from 1 to ${largest}` });
    return undefined;
  };
  return withoutUnsaid({
    names: choose("names", formatStyles.names),
    ttls: choose("ttls", formatStyles.ttls),
    soa: choose("soa", formatStyles.soa),
    longData: choose("longData", formatStyles.longData),
    indentStyle: choose("indentStyle", formatStyles.indentStyle),
    lineLength: size("lineLength", longestLine),
    indentSize: size("indentSize", largestIndent),
  });
}

type Unsure = { readonly [K in keyof FormatOptions]?: FormatOptions[K] | undefined };

const isSaid = (choices: Unsure): choices is FormatChoices =>
  Object.values(choices).every((value) => value !== undefined);

/** The choices among them. */
export function withoutUnsaid(choices: Unsure): FormatChoices {
  const said: Unsure = Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined));
  return isSaid(said) ? said : {};
}
