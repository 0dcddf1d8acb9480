/** Helpers of the mail tests: problems as short lines, fixes as the text after them. */
import { existsSync, readFileSync } from "node:fs";
import { applyEdits } from "../../server/src/text/edit.js";
import type { Problem } from "../../server/src/text/problem.js";

/** The rules of problems in the order of the alphabet, each with what it is shown under. */
export const marks = (text: string, problems: readonly Problem[]): string[] =>
  problems.map(({ rule, at }) => `${rule} [${text.slice(at.start, at.end)}]`).sort();

export const rules = (problems: readonly Problem[]): string[] => problems.map(({ rule }) => rule).sort();

/** The text after the first fix of each problem of `rule`, or of every problem. */
export const fixed = (text: string, problems: readonly Problem[], rule?: string): string[] =>
  problems.flatMap((problem) => {
    const fix = problem.fixes?.[0];
    return fix === undefined || (rule !== undefined && problem.rule !== rule) ? [] : [applyEdits(text, fix.edits)];
  });

/** Breaches of what every message and span must keep. */
export const faults = (text: string, problems: readonly Problem[], known: ReadonlySet<string>): string[] =>
  problems.flatMap(({ rule, at, message, fixes }) => [
    ...(known.has(rule) ? [] : [`${rule} is in no table`]),
    ...(message.length <= 100 ? [] : [`${rule}: ${message.length} characters: ${message}`]),
    ...(message.endsWith(".") ? [`${rule}: final period: ${message}`] : []),
    ...(at.start >= 0 && at.start <= at.end && at.end <= text.length ? [] : [`${rule}: span ${at.start}..${at.end}`]),
    ...(fixes ?? []).flatMap((fix) =>
      applyEdits(text, fix.edits) === text ? [`${rule}: ${fix.title} changes nothing`] : [],
    ),
  ]);

const suites = new URL("../../../shared/suites/", import.meta.url);

/** A file of the suites that are kept beside the project; undefined, with a printed reason, where it is missing. */
export function suite<T>(path: string, is: (value: unknown) => value is T): T | undefined {
  const file = new URL(path, suites);
  if (!existsSync(file)) {
    console.log(`skipped: ${path} is not here`);
    return undefined;
  }
  const value: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (!is(value)) throw new TypeError(`${path} has another shape`);
  return value;
}

export interface Vector {
  readonly input: string;
  readonly valid: boolean;
}

const isVectors = (value: unknown): value is Readonly<Record<string, readonly Vector[]>> =>
  typeof value === "object" && value !== null;

/** The strings of mox that are kept beside the project; empty, with a printed reason, where they are missing. */
export const moxVectors = (family: string): readonly Vector[] =>
  suite("mox-vectors/vectors.json", isVectors)?.[family] ?? [];
