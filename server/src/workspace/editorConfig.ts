/** `.editorconfig` files (EditorConfig 0.17): what they say of a path, read in time linear in pattern times path. */
import { anyLength, isSize, withoutUnsaid, type FormatChoices } from "./formatOptions.js";

interface Section {
  readonly glob: readonly Step[];
  readonly properties: ReadonlyMap<string, string>;
}

export interface EditorConfig {
  /** Files in the folders above are not to be asked. */
  readonly root: boolean;
  readonly sections: readonly Section[];
}

/** The specification's own limits, so that no file keeps one busy. */
const longestGlob = 1024;
const mostSections = 1000;

/** Reads a file; lines that are neither section nor property are passed over, as every EditorConfig core does. */
export function parseEditorConfig(text: string): EditorConfig {
  const sections: Section[] = [];
  let root = false;
  let properties: Map<string, string> | undefined;
  let inPreamble = true;
  for (const written of text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/)) {
    const line = written.trim();
    if (line === "" || line.startsWith("#") || line.startsWith(";")) continue;
    if (line.startsWith("[") && line.endsWith("]")) {
      inPreamble = false;
      properties = new Map();
      const pattern = line.slice(1, -1);
      if (pattern.length > 0 && pattern.length <= longestGlob && sections.length < mostSections)
        sections.push({ glob: compile(anchored(pattern)), properties });
      continue;
    }
    const equals = line.indexOf("=");
    if (equals <= 0) continue;
    const key = line.slice(0, equals).trim().toLowerCase();
    const value = line
      .slice(equals + 1)
      .trim()
      .toLowerCase();
    if (inPreamble) root = key === "root" ? value === "true" : root;
    else properties?.set(key, value);
  }
  return { root, sections };
}

/** A pattern without slash is meant in every folder below. */
function anchored(pattern: string): string {
  if (pattern.startsWith("/")) return pattern.slice(1);
  return pattern.includes("/") ? pattern : `**/${pattern}`;
}

/** Steps of a matcher: to the next one if nothing else is said. */
type Step =
  | { readonly kind: "character"; readonly character: string }
  /** Any character but a slash. */
  | { readonly kind: "any" }
  /** Any number of characters, slashes among them if `slashes`. */
  | { readonly kind: "many"; readonly slashes: boolean }
  | { readonly kind: "set"; readonly characters: string; readonly negated: boolean }
  | { readonly kind: "number"; readonly from: number; readonly to: number }
  | { readonly kind: "branch"; readonly to: readonly number[] };

function compile(pattern: string): Step[] {
  const steps: Step[] = [];
  compileInto(steps, pattern);
  return steps;
}

const numbers = /^([+-]?[0-9]{1,9})\.\.([+-]?[0-9]{1,9})$/;

function compileInto(steps: Step[], pattern: string): void {
  let at = 0;
  while (at < pattern.length) {
    const character = pattern[at] ?? "";
    if (character === "\\" && at + 1 < pattern.length) {
      steps.push({ kind: "character", character: pattern[at + 1] ?? "" });
      at += 2;
    } else if (pattern.startsWith("**/", at) && (at === 0 || pattern[at - 1] === "/")) {
      // Any number of folders, none of them too.
      const branch = steps.length;
      steps.push({ kind: "branch", to: [branch + 1, branch + 3] });
      steps.push({ kind: "many", slashes: true }, { kind: "character", character: "/" });
      at += 3;
    } else if (character === "*") {
      const slashes = pattern[at + 1] === "*";
      steps.push({ kind: "many", slashes });
      at += slashes ? 2 : 1;
    } else if (character === "?") {
      steps.push({ kind: "any" });
      at++;
    } else if (character === "[") at = compileSet(steps, pattern, at);
    else if (character === "{") at = compileBraces(steps, pattern, at);
    else {
      steps.push({ kind: "character", character });
      at++;
    }
  }
}

/** `[name]` and `[!name]`; a bracket that is not closed, or that a slash stands in, is itself. */
function compileSet(steps: Step[], pattern: string, at: number): number {
  const close = pattern.indexOf("]", at + 1);
  const inside = close < 0 ? "/" : pattern.slice(at + 1, close);
  if (inside.includes("/")) {
    steps.push({ kind: "character", character: "[" });
    return at + 1;
  }
  const negated = inside.startsWith("!");
  steps.push({ kind: "set", characters: rangesOf(negated ? inside.slice(1) : inside), negated });
  return close + 1;
}

/** The characters of a set, its ranges written out. */
function rangesOf(text: string): string {
  let found = "";
  for (let i = 0; i < text.length; i++) {
    const from = text.charCodeAt(i);
    const to = text.charCodeAt(i + 2);
    if (text[i + 1] === "-" && to >= from && to - from < 128) {
      for (let code = from; code <= to; code++) found += String.fromCharCode(code);
      i += 2;
    } else found += text[i] ?? "";
  }
  return found;
}

/** `{a,b}` and `{1..9}`; braces around a single word are themselves. */
function compileBraces(steps: Step[], pattern: string, at: number): number {
  const parts: string[] = [];
  let depth = 0;
  let start = at + 1;
  let end = at;
  for (; end < pattern.length; end++) {
    const character = pattern[end];
    if (character === "\\") end++;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) break;
    else if (character === "," && depth === 1) {
      parts.push(pattern.slice(start, end));
      start = end + 1;
    }
  }
  const last = pattern.slice(start, end);
  const range = parts.length === 0 ? numbers.exec(last) : null;
  if (end >= pattern.length || (parts.length === 0 && range === null)) {
    steps.push({ kind: "character", character: "{" });
    return at + 1;
  }
  if (range !== null) {
    const [from, to] = [Number(range[1]), Number(range[2])];
    steps.push({ kind: "number", from: Math.min(from, to), to: Math.max(from, to) });
    return end + 1;
  }
  const branch = steps.length;
  const starts: number[] = [];
  const leaps: number[] = [];
  steps.push({ kind: "branch", to: starts });
  for (const part of [...parts, last]) {
    starts.push(steps.length);
    compileInto(steps, part);
    leaps.push(steps.length);
    steps.push({ kind: "branch", to: [] });
  }
  for (const leap of leaps) steps[leap] = { kind: "branch", to: [steps.length] };
  steps[branch] = { kind: "branch", to: starts };
  return end + 1;
}

const wholeNumber = /[+-]?[0-9]{1,9}/y;

/** Whether a pattern takes a whole path. Each step is tried once at each place. */
function takes(steps: readonly Step[], path: string): boolean {
  const width = path.length + 1;
  const seen = new Set<number>();
  const open: number[] = [];
  const reach = (step: number, at: number): void => {
    const key = step * width + at;
    if (seen.has(key)) return;
    seen.add(key);
    open.push(key);
  };
  reach(0, 0);
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const index = Math.floor(key / width);
    const at = key % width;
    const step = steps[index];
    if (step === undefined) {
      if (at === path.length) return true;
      continue;
    }
    const character = path[at];
    switch (step.kind) {
      case "branch":
        for (const to of step.to) reach(to, at);
        break;
      case "many":
        reach(index + 1, at);
        if (character !== undefined && (step.slashes || character !== "/")) reach(index, at + 1);
        break;
      case "number": {
        wholeNumber.lastIndex = at;
        const [found] = wholeNumber.exec(path) ?? [];
        const number = Number(found);
        if (found !== undefined && number >= step.from && number <= step.to) reach(index + 1, at + found.length);
        break;
      }
      default:
        if (character !== undefined && takesCharacter(step, character)) reach(index + 1, at + 1);
    }
  }
  return false;
}

function takesCharacter(step: Extract<Step, { kind: "character" | "any" | "set" }>, character: string): boolean {
  if (step.kind === "character") return step.character === character;
  if (character === "/") return false;
  return step.kind === "any" || step.characters.includes(character) !== step.negated;
}

/** What the files say of a path, the farthest first, each with the path relative to its own folder. */
export function editorConfigChoices(
  files: readonly { readonly config: EditorConfig; readonly path: string }[],
): FormatChoices {
  const properties = new Map<string, string>();
  for (const { config, path } of files) {
    if (config.root) properties.clear();
    for (const section of config.sections)
      if (takes(section.glob, path)) for (const [key, value] of section.properties) properties.set(key, value);
  }
  return choicesOf(properties);
}

const switchOf = (value: string | undefined): boolean | undefined =>
  value === "true" ? true : value === "false" ? false : undefined;

function sizeOf(value: string | undefined): number | undefined {
  const number = value === undefined ? undefined : Number(value);
  return isSize(number, 32) ? number : undefined;
}

function choicesOf(properties: ReadonlyMap<string, string>): FormatChoices {
  const style = properties.get("indent_style");
  const tabWidth = sizeOf(properties.get("tab_width"));
  const indent = sizeOf(properties.get("indent_size"));
  const longest = properties.get("max_line_length");
  const length = longest === "off" ? anyLength : Number(longest);
  const lineEnd = properties.get("end_of_line");
  return withoutUnsaid({
    indentStyle: style === "tab" ? "tabs" : style === "space" ? "spaces" : undefined,
    indentSize: style === "tab" ? (tabWidth ?? indent) : (indent ?? tabWidth),
    lineLength: isSize(length, anyLength) ? length : undefined,
    insertFinalNewline: switchOf(properties.get("insert_final_newline")),
    trimTrailingWhitespace: switchOf(properties.get("trim_trailing_whitespace")),
    endOfLine: lineEnd === "lf" ? "\n" : lineEnd === "crlf" ? "\r\n" : undefined,
  });
}
