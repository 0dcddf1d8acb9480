/** The page of each rule is its test: the marked blocks hold, and no rule is without a page. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { checkText, readText } from "../../server/src/analysis/check.js";
import { checkPolicy } from "../../server/src/analysis/checkPolicy.js";
import type { Diagnosis } from "../../server/src/analysis/diagnose.js";
import { parseMtaStsPolicy } from "../../server/src/mail/mtaStsPolicy.js";
import { rules } from "../../server/src/rules/catalogue.js";
import { limitedTimes, type Limits } from "../../server/src/rules/rule.js";
import { applyEdits } from "../../server/src/text/edit.js";
import { onlyZone, type Zone, type Zones } from "../../server/src/zone/zone.js";
import { readRulePage, type PageBlock, type RulePage } from "../support/rulePage.js";

const folder = fileURLToPath(new URL("../../server/docs/rules", import.meta.url));
const pages = existsSync(folder)
  ? readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".md"))
      .map((path) => path.replaceAll("\\", "/").slice(0, -".md".length))
      .toSorted()
  : [];

const usualNow = 1_800_000_000;

/** The zones of a workspace: the one that is checked, and those of the page's other files. */
const among = (own: Zone, files: ReadonlyMap<string, string>): Zones => {
  const all = [own, ...Array.from(files, ([uri, text]) => readText(text, { uri }).zone)];
  return {
    zoneOf: (key) =>
      all
        .filter((zone) => zone.standing(key) !== "outside")
        .toSorted((a, b) => (b.apex?.key.length ?? 0) - (a.apex?.key.length ?? 0))[0],
    all: () => all,
  };
};

/** The value of an option such as "server=knot". */
const optionOf = ({ options }: PageBlock, name: string): string | undefined =>
  options.find((option) => option.startsWith(`${name}=`))?.slice(name.length + 1);

/** "limits=ttl:60-86400": the least and the most of a time, in seconds. */
function limitsOf(block: PageBlock): { readonly limits?: Limits } {
  const [, time, minimum, maximum] = /^(\w+):(\d+)-(\d+)$/.exec(optionOf(block, "limits") ?? "") ?? [];
  const limited = limitedTimes.find((one) => one === time);
  return limited === undefined ? {} : { limits: { [limited]: { minimum: Number(minimum), maximum: Number(maximum) } } };
}

/** A policy is that of example.com, whose zone is the page's first zone block. */
function foundInPolicy(id: string, text: string, zoneText: string): readonly Diagnosis[] {
  const surroundings = {
    zones: onlyZone(readText(zoneText, { origin: "example.com." }).zone),
    policyOf: () => undefined,
    server: "any" as const,
    dmarc: "rfc9989" as const,
    now: usualNow,
    failed: (rule: string, cause: unknown) => {
      throw new Error(`rule ${rule} failed`, { cause });
    },
  };
  const settings = { preset: "recommended" as const, severity: {} };
  return checkPolicy("policy", parseMtaStsPolicy(text), "example.com.", surroundings, settings).filter(
    ({ rule }) => rule === id,
  );
}

/** What the rule finds in a block, or in a `file` that it includes. */
function found(id: string, page: RulePage, block: PageBlock, file?: string): readonly Diagnosis[] {
  const { kind, text } = block;
  if (kind === "policy") return foundInPolicy(id, text, page.blocks.find((other) => other.kind === "zone")?.text ?? "");
  const files = new Map(page.blocks.filter((other) => other.kind === "file").map((other) => [other.name, other.text]));
  const date = optionOf(block, "now");
  const now = date === undefined ? usualNow : Date.parse(date) / 1000;
  const server = optionOf(block, "server") === "knot" ? "knot" : "any";
  const off = rules.get(id)?.severity === "off";
  const severity = off ? { [id]: "warning" as const } : {};
  const uri = optionOf(block, "named") ?? "zone";
  const inside = file ?? uri;
  const limits = limitsOf(block);
  const origin = optionOf(block, "origin") === "none" ? {} : { origin: "example.com." };
  return checkText(text, {
    uri,
    ...origin,
    ...limits,
    files,
    now,
    server,
    severity,
    zones: (own) => among(own, files),
  }).diagnostics.filter((one) => one.rule === id && one.uri === inside);
}

/** As a mark says it: a finding over several lines is marked on its first, to the end of that line. */
function asMark({ at, severity, message }: Diagnosis, text: string): string {
  const before = text.slice(0, at.start);
  const line = before.split("\n").length;
  const lineStart = before.lastIndexOf("\n") + 1;
  const lineEnd = text.indexOf("\n", at.start);
  const end = Math.max(at.start + 1, Math.min(at.end, lineEnd < 0 ? text.length : lineEnd));
  return `${line}:${at.start - lineStart + 1}-${end - lineStart + 1} ${severity}: ${message}`;
}

function fixed(text: string, diagnoses: readonly Diagnosis[]): string {
  const edits = diagnoses.flatMap(
    ({ fixes = [] }) => (fixes.find(({ preferred }) => preferred) ?? fixes[0])?.edits ?? [],
  );
  const unique = edits.filter(
    (edit, i) =>
      edits.findIndex((other) => other.start === edit.start && other.end === edit.end && other.text === edit.text) ===
      i,
  );
  return applyEdits(
    text,
    unique.map(({ start, end, text: added }) => ({ start, end, text: added })),
  );
}

describe("pages of rules", () => {
  test("each rule has a page", () => {
    expect([...rules.keys()].filter((id) => !pages.includes(id))).toEqual([]);
  });
  test("each page is that of a rule", () => {
    expect(pages.filter((page) => !rules.has(page))).toEqual([]);
  });
  describe.each(pages)("%s", (id) => {
    const page = readRulePage(readFileSync(join(folder, `${id}.md`), "utf8"));
    const checked = page.blocks.filter(({ kind }) => kind === "zone" || kind === "policy");
    test("has its title, a failing and a passing block, and references", () => {
      expect(page.title).toBe(id);
      const marked = page.blocks.filter(({ marks }) => marks.length > 0).length;
      expect(marked).toBeGreaterThan(0);
      expect(page.blocks.length).toBeGreaterThan(1);
      expect(page.hasReferences).toBe(true);
    });
    test("finds what is marked and nothing else", () => {
      for (const block of checked)
        expect(found(id, page, block).map((one) => asMark(one, block.text))).toEqual(block.marks);
      // Marks in an included file are those of the first zone after it.
      page.blocks.forEach((file, i) => {
        const zone = page.blocks.slice(i).find((other) => other.kind === "zone");
        if (file.kind === "file" && file.marks.length > 0 && zone !== undefined)
          expect(found(id, page, zone, file.name).map((one) => asMark(one, file.text))).toEqual(file.marks);
      });
    });
    test("is mended by its fix as shown", () => {
      page.blocks.forEach((block, i) => {
        const before = page.blocks.slice(0, i).findLast(({ kind }) => kind === "zone" || kind === "policy");
        if (block.kind === "fixed" && before !== undefined)
          expect(fixed(before.text, found(id, page, before))).toBe(block.text);
      });
    });
  });
});
