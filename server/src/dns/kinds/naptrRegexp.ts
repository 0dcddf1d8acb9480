/** The substitution expressions of NAPTR records (RFC 3402 section 3.2), checked as BIND checks them. */

/** Reads one bracket expression whose `[` is at `at`; where it ends, or -1. */
function bracketEnd(pattern: string, at: number): number {
  let i = at + 1;
  if (pattern[i] === "^") i++;
  if (pattern[i] === "]") i++;
  while (i < pattern.length && pattern[i] !== "]") {
    const kind = pattern[i + 1] ?? "";
    // A class such as [:digit:] has a bracket of its own.
    const close = pattern[i] === "[" && ":.=".includes(kind) && kind !== "" ? pattern.indexOf(`${kind}]`, i + 2) : -1;
    i = close < 0 ? i + 1 : close + 2;
  }
  return i < pattern.length ? i + 1 : -1;
}

/** The number of groups of a POSIX extended regular expression; undefined where it is malformed. */
function countGroups(pattern: string): number | undefined {
  let groups = 0;
  let depth = 0;
  let canRepeat = false;
  let empty = true;
  for (let i = 0; i < pattern.length;) {
    const c = pattern[i] ?? "";
    i++;
    if (c === "(") {
      groups++;
      depth++;
      canRepeat = false;
      // BIND takes an empty group, but no empty branch.
      empty = pattern[i] !== ")";
    } else if (c === "|") {
      if (empty) return undefined;
      canRepeat = false;
      empty = true;
    } else if ("*+?".includes(c)) {
      if (!canRepeat) return undefined;
      canRepeat = false;
    } else if (c === ")" && depth > 0) {
      if (empty) return undefined;
      depth--;
      canRepeat = true;
      empty = false;
    } else {
      if (c === "\\") i++;
      if (c === "[") i = bracketEnd(pattern, i - 1);
      if (i < 0) return undefined;
      canRepeat = c !== "^";
      empty = false;
    }
  }
  return depth > 0 || empty ? undefined : groups;
}

/** Why the expression is no good, in words that follow "the regexp"; undefined where it is good. `text` has one unit an octet. */
export function regexpFault(text: string): string | undefined {
  if (text === "") return undefined;
  const delimiter = text.charAt(0);
  if (/[0-9\\i\0]/.test(delimiter)) return "starts with what can't separate its parts";
  const parts: string[] = [""];
  let highest = 0;
  for (let i = 1; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === "\0") return "holds an octet of zero";
    if (c === delimiter) parts.push("");
    else if (c === "\\" && parts.length < 3) {
      i++;
      const escaped = text.charAt(i);
      if (escaped === "") return "ends with a backslash";
      if (parts.length === 2 && escaped === "0") return "refers to group 0";
      if (parts.length === 2 && escaped >= "1" && escaped <= "9") highest = Math.max(highest, Number(escaped));
      parts.push((parts.pop() ?? "") + c + escaped);
    } else parts.push((parts.pop() ?? "") + c);
  }
  if (parts.length < 3) return `lacks its closing "${delimiter}"`;
  if (parts.length > 3) return "has more than three parts";
  const [pattern = "", , flags = ""] = parts;
  if (!/^i*$/.test(flags)) return "has another flag than i";
  const groups = countGroups(pattern);
  if (groups === undefined) return "has a malformed expression";
  return highest > groups ? `refers to group ${highest} of ${groups}` : undefined;
}
