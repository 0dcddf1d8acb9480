/** The pages of the rules, read as tests: blocks of zone text whose marks say what is found where. */

export interface PageBlock {
  readonly kind: "zone" | "fixed" | "file" | "policy" | "committed zone" | "committed policy" | "conf";
  /** "committed": what version control has of the zone, or the policy, whose block follows. */
  /** The name of a "file": what `$INCLUDE` finds, and a zone of the same workspace. */
  readonly name: string;
  /**
   * What the block is read with: "now=2026-11-24", "server=knot", "dmarc=rfc7489",
   * "origin=none", "outside=/etc/zones/hosts.zone", "limits=ttl:60-86400", "crlf" (lines end so; "crlf=1": line 1 does),
   * "open" (the last line has no line break), "repeat=1000" (the first line stands so often; marks below it are those of the last).
   */
  readonly options: readonly string[];
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

/** At column 0 the carets stand without a semicolon before them. */
const mark = /^(?:[;#]( *))?(\^+) (error|warning|information|hint)\[([^\]]+)\]: (.*)$/;

const numberOf = (options: readonly string[], name: string): number =>
  Number(options.find((option) => option.startsWith(`${name}=`))?.slice(name.length + 1) ?? 1);

export function readRulePage(markdown: string): RulePage {
  const blocks: PageBlock[] = [];
  for (const [, info = "", body = ""] of markdown.matchAll(/^```(zone[^\n]*|policy[^\n]*|conf)\n([\s\S]*?)^```$/gm)) {
    const options = info.split(" ").slice(1);
    const repeat = numberOf(options, "repeat");
    const lines: string[] = [];
    const marks: string[] = [];
    for (const line of body.split("\n").slice(0, -1)) {
      const found = mark.exec(line);
      if (found === null) lines.push(...Array<string>(lines.length === 0 ? repeat : 1).fill(line));
      else {
        const [, blanks, carets = "", severity = "", , message = ""] = found;
        const start = blanks === undefined ? 1 : blanks.length + 2;
        marks.push(`${lines.length}:${start}-${start + carets.length} ${severity}: ${message}`);
      }
    }
    const file = /^zone file=(\S+)/.exec(info)?.[1];
    const kind = options.includes("committed")
      ? info.startsWith("policy")
        ? "committed policy"
        : "committed zone"
      : info === "conf"
        ? "conf"
        : /\bfixed\b/.test(info)
          ? "fixed"
          : info.startsWith("policy")
            ? "policy"
            : file !== undefined
              ? "file"
              : "zone";
    const endOf = (line: number): string =>
      options.includes("crlf") || options.includes(`crlf=${line}`) ? "\r\n" : "\n";
    const whole = lines.map((line, i) => line + endOf(i + 1)).join("");
    const text = options.includes("open") ? whole.slice(0, -1) : whole;
    // "copies=21": the file in 21 copies, whose name and text say {n} for the number of each and {next} for that after it.
    // Its marks are those of the last one.
    const copies = numberOf(options, "copies");
    for (let n = 1; n <= copies; n++) {
      const numbered = (written: string): string => written.replaceAll("{n}", `${n}`).replaceAll("{next}", `${n + 1}`);
      blocks.push({
        kind,
        name: numbered(file ?? ""),
        options,
        text: numbered(text),
        marks: n === copies ? marks : [],
      });
    }
  }
  return {
    title: /^# (.+)$/m.exec(markdown)?.[1] ?? "",
    blocks,
    hasReferences: /^References: /m.test(markdown),
  };
}
