/** The pages of the rules, read as tests: blocks of zone text whose marks say what is found where. */

export interface PageBlock {
  readonly kind: "zone" | "fixed" | "file" | "policy";
  /** The name of a "file". */
  readonly name: string;
  /** The text without its mark lines. */
  readonly text: string;
  /** "line:start-end severity: message", with lines and columns from 1, of the page's own rule. */
  readonly marks: readonly string[];
}

export interface RulePage {
  readonly title: string;
  readonly blocks: readonly PageBlock[];
  readonly hasReferences: boolean;
}

const mark = /^[;#]( *)(\^+) (error|warning|information|hint)\[([^\]]+)\]: (.*)$/;

export function readRulePage(markdown: string): RulePage {
  const blocks: PageBlock[] = [];
  for (const [, info = "", body = ""] of markdown.matchAll(/^```(zone[^\n]*|policy[^\n]*)\n([\s\S]*?)^```$/gm)) {
    const lines: string[] = [];
    const marks: string[] = [];
    for (const line of body.split("\n").slice(0, -1)) {
      const found = mark.exec(line);
      if (found === null) lines.push(line);
      else {
        const [, blanks = "", carets = "", severity = "", , message = ""] = found;
        const start = blanks.length + 2;
        marks.push(`${lines.length}:${start}-${start + carets.length} ${severity}: ${message}`);
      }
    }
    const file = /^zone file=(\S+)/.exec(info)?.[1];
    const kind = info.startsWith("policy")
      ? "policy"
      : file !== undefined
        ? "file"
        : /\bfixed\b/.test(info)
          ? "fixed"
          : "zone";
    blocks.push({ kind, name: file ?? "", text: lines.map((line) => `${line}\n`).join(""), marks });
  }
  return {
    title: /^# (.+)$/m.exec(markdown)?.[1] ?? "",
    blocks,
    hasReferences: /^References: /m.test(markdown),
  };
}
