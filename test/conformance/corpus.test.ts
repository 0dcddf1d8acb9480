/** Conformance: verdicts, lines and canonical records of the corpus against named-checkzone and named-compilezone. */
import { describe, expect, test } from "vitest";
import type { Diagnosis } from "../../server/src/analysis/diagnose.js";
import type { ZoneReading } from "../../server/src/zone/readZone.js";
import { loadedRecords, printRecord } from "../../server/src/zone/printRecords.js";
import {
  calledBy,
  checkCorpusZone,
  corpusIsThere,
  corpusSources,
  corpusText,
  readCorpusZone,
  sayWhyCorpusIsSkipped,
  zonesOf,
  type CorpusFile,
  type CorpusZone,
} from "../support/corpus.js";
import { complaintsOf, errorsOf, placeOf } from "./complaints.js";
import { differences, type Difference } from "./differences.js";

sayWhyCorpusIsSkipped();

const counted = ["verdicts", "lines", "records"] as const;
type Outcome = "agreeing" | "explained" | "unexplained";
type Row = Record<(typeof counted)[number], Record<Outcome, number>>;

const emptyRow = (): Row => ({
  verdicts: { agreeing: 0, explained: 0, unexplained: 0 },
  lines: { agreeing: 0, explained: 0, unexplained: 0 },
  records: { agreeing: 0, explained: 0, unexplained: 0 },
});

const used = new Map<Difference, number>();

/** Whether the table of differences knows a case, which is noted. */
function explains(we: Difference["we"], subject: string): boolean {
  const known = differences.filter((difference) => difference.we === we && difference.matches.test(subject));
  for (const difference of known) used.set(difference, (used.get(difference) ?? 0) + 1);
  return known.length > 0;
}

/** Fields are parted by any white space; the RDATA stands as BIND prints it. */
const normal = (line: string): string => line.replace(/^(\S+)\s+(\S+)\s+(\S+)\s+(\S+)\s*/, "$1 $2 $3 $4 ").trimEnd();

const canonicalOf = (source: string, path: string): string[] =>
  corpusText(source, path)
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith(";"))
    .map(normal)
    .sort();

/** What stood before a file without SOA when named-compilezone read it; taken out again from what it printed. */
const wrapper =
  "@ 3600 IN SOA wrapper.invalid. wrapper.invalid. 1 1 1 1 1\n@ 3600 IN NS wrapper.invalid.\n$INCLUDE wrapped\n";

const wrap = (zone: CorpusZone): CorpusZone => ({
  ...zone,
  uri: "wrapper",
  text: wrapper,
  files: new Map([...zone.files, ["wrapped", zone.text]]),
});

const recordsOf = (reading: ZoneReading): string[] =>
  Array.from(loadedRecords(reading.zone), (record) => normal(printRecord(record))).sort();

const recordsInWrapper = (zone: CorpusZone): string[] =>
  recordsOf(checkCorpusZone(wrap(zone)).reading).filter((line) => !/ (?:NS|SOA) wrapper\.invalid\./.test(line));

interface Judged {
  readonly outcome: Outcome;
  readonly about: string;
}

function judgeVerdict(ok: boolean, complaints: readonly string[], errors: readonly Diagnosis[]): Judged {
  const [first] = errors;
  if (ok === (first === undefined)) return { outcome: "agreeing", about: "" };
  if (ok) {
    const strange = errors.find(({ rule }) => !explains("refuses", rule));
    return {
      outcome: strange === undefined ? "explained" : "unexplained",
      about: `refused: ${strange?.message ?? ""}`,
    };
  }
  const isKnown = complaints.some((text) => explains("accepts", text));
  return { outcome: isKnown ? "explained" : "unexplained", about: `accepted: ${complaints.join("; ")}` };
}

function judgeFile(file: CorpusFile, row: Row, unexplained: string[]): void {
  const verdict = file.verdicts?.named_checkzone;
  if (typeof verdict?.ok !== "boolean") return;
  const zone = readCorpusZone(file);
  const { diagnostics, reading } = checkCorpusZone(zone);
  const errors = errorsOf(diagnostics);
  const complaints = verdict.ok ? [] : complaintsOf(verdict.messages ?? []);
  const note = (what: (typeof counted)[number], { outcome, about }: Judged): void => {
    row[what][outcome]++;
    if (outcome === "unexplained") unexplained.push(`${file.source}/${file.path}: ${what}: ${about}`);
  };
  const said = [...complaints.map(({ text }) => text), ...(verdict.error === undefined ? [] : [verdict.error])];
  note("verdicts", judgeVerdict(verdict.ok, said, errors));
  if (errors.length > 0)
    for (const complaint of complaints) {
      const place = placeOf(complaint, errors, reading, (uri) => calledBy(zone, uri));
      const isKnown = place === undefined && explains("passes over", complaint.text);
      const about = `${complaint.file ?? ""}:${complaint.line ?? ""}: ${complaint.text}`;
      note("lines", { outcome: place !== undefined ? "agreeing" : isKnown ? "explained" : "unexplained", about });
    }
  if (file.canonical === undefined) return;
  const expected = canonicalOf(file.source, file.canonical);
  const found = file.canonical_kind === "wrapped" ? recordsInWrapper(zone) : recordsOf(reading);
  const at = expected.findIndex((line, i) => line !== found[i]);
  if (at < 0 && expected.length === found.length) return note("records", { outcome: "agreeing", about: "" });
  const isKnown = errors.length > 0 && errors.every(({ rule }) => explains("refuses", rule));
  const about = `${expected[at] ?? ""} | ${found[at] ?? ""}`;
  return note("records", { outcome: isKnown ? "explained" : "unexplained", about });
}

/** Rows of numbers under their heads. */
function printTable(rows: ReadonlyMap<string, Row>): void {
  const cell = (counts: Record<Outcome, number>): string =>
    `${counts.agreeing}`.padStart(6) + `${counts.explained}`.padStart(4) + `${counts.unexplained}`.padStart(4);
  const width = Math.max(...Array.from(rows.keys(), (source) => source.length));
  console.log(
    [
      "Each: agreeing, explained, unexplained",
      `${"source".padEnd(width)}  ${counted.map((what) => what.padStart(14)).join("  ")}`,
      ...Array.from(
        rows,
        ([source, row]) => `${source.padEnd(width)}  ${counted.map((what) => cell(row[what])).join("  ")}`,
      ),
    ].join("\n"),
  );
}

describe.skipIf(!corpusIsThere)("the corpus", () => {
  test("verdicts, lines and records are BIND's, or their difference is explained", { timeout: 240_000 }, () => {
    const rows = new Map<string, Row>();
    const unexplained: string[] = [];
    const total = emptyRow();
    for (const source of corpusSources()) {
      const row = emptyRow();
      for (const file of zonesOf(source)) judgeFile(file, row, unexplained);
      rows.set(source, row);
      for (const what of counted)
        for (const outcome of ["agreeing", "explained", "unexplained"] as const)
          total[what][outcome] += row[what][outcome];
    }
    rows.set("total", total);
    printTable(rows);
    expect(unexplained).toEqual([]);
    expect(total.verdicts.agreeing).toBeGreaterThan(1000);
  });

  test("each difference is still met", () => {
    expect(
      differences.filter((difference) => !used.has(difference)).map(({ we, matches }) => `${we} ${matches}`),
    ).toEqual([]);
  });
});
