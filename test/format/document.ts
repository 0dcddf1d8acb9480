/** Reads server/docs/FORMAT.md: one line a question, with what each program and Zonewright make of it. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { programNames, type ProgramName } from "./programs.js";

export interface Line {
  readonly id: string;
  readonly question: string;
  /** What each program makes of it: "refuses", or a word for what it reads. */
  readonly answers: Readonly<Record<ProgramName, string>>;
  /** The same for Zonewright, and the rules that say something. */
  readonly own: string;
}

const path = fileURLToPath(new URL("../../server/docs/FORMAT.md", import.meta.url));
const text = readFileSync(path, "utf8");

const cellsOf = (row: string): string[] =>
  row
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

const plain = (cell: string | undefined): string => (cell ?? "").replaceAll("**", "");

export const lines: readonly Line[] = text
  .split("\n")
  .filter((row) => row.startsWith("| `"))
  .map((row) => {
    const [id = "", question = "", bind, nsd, knot, powerdns, ldns, dnspython, own] = cellsOf(row);
    return {
      id: id.replaceAll("`", ""),
      question,
      answers: {
        bind: plain(bind),
        nsd: plain(nsd),
        knot: plain(knot),
        powerdns: plain(powerdns),
        ldns: plain(ldns),
        dnspython: plain(dnspython),
      },
      own: plain(own),
    };
  });

export const lineOf = new Map(lines.map((line) => [line.id, line]));

/** The versions of which the document speaks, such as "9.18". */
export const versions: ReadonlyMap<ProgramName, string> = (() => {
  const header = cellsOf(text.split("\n").find((row) => row.startsWith("| line ")) ?? "");
  return new Map(programNames.map((name, i) => [name, /[0-9.]+$/.exec(header[i + 2] ?? "")?.[0] ?? ""]));
})();
