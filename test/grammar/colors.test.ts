/** Colors stay when the server starts: what it says of a word is, by the mapping in package.json, what the grammar says of it. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, it } from "vitest";
import { createOnigScanner, createOnigString, loadWASM } from "vscode-oniguruma";
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from "vscode-textmate";
import packageJson from "../../package.json" with { type: "json" };
import { semanticTokens, type SemanticToken } from "../../server/src/features/semanticTokens.js";
import { zoneSnapshot } from "../support/features.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const [contributed] = packageJson.contributes.semanticTokenScopes;
const scopes: Readonly<Record<string, readonly string[]>> = contributed?.scopes ?? {};

let grammar: IGrammar | null = null;

beforeAll(async () => {
  await loadWASM(
    new Uint8Array(readFileSync(createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm"))).buffer,
  );
  const path = join(root, "syntaxes/dns-zone.tmLanguage.json");
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async () => parseRawGrammar(readFileSync(path, "utf8"), path),
  });
  grammar = await registry.loadGrammar("source.dns-zone");
});

interface Colored {
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

function coloredByGrammar(text: string): Colored[] {
  let stack = INITIAL;
  let start = 0;
  return text.split("\n").flatMap((line) => {
    const result = grammar?.tokenizeLine(line, stack);
    const from = start;
    start += line.length + 1;
    if (result === undefined) return [];
    stack = result.ruleStack;
    return result.tokens.map((one) => ({ start: from + one.startIndex, end: from + one.endIndex, scopes: one.scopes }));
  });
}

/** As VS Code picks: the mapping with most of the modifiers. */
function scopeOf({ type, modifiers }: SemanticToken): string | undefined {
  const found = modifiers.map((modifier) => scopes[`${type}.${modifier}`]).find((one) => one !== undefined);
  return (found ?? scopes[type])?.[0];
}

/** Samples of faults and templates, and words elsewhere of which the server knows more than a grammar can. */
const knownBetter = [
  "examples/broken/",
  "test/grammar/samples/broken.zone",
  "test/grammar/samples/templates.zone",
  "test/grammar/samples/generate.zone: 1:",
  "test/grammar/samples/generate.zone: a:",
  "test/grammar/samples/records.zone: IN:",
];

const files = ["examples/good", "examples/broken", "test/grammar/samples"].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".zone"))
    .map((name) => `${folder}/${name}`),
);

it("maps each type and modifier that the server sends, but for plain text", () => {
  const sent = new Set<string>();
  for (const file of files)
    for (const token of semanticTokens(zoneSnapshot(readFileSync(join(root, file), "utf8")).snapshot))
      if (scopeOf(token) === undefined) sent.add(token.type);
  expect([...sent].toSorted()).toEqual(["comment", "string"]);
});

it("says of words what the grammar says", () => {
  const differing: string[] = [];
  let count = 0;
  for (const file of files) {
    const text = readFileSync(join(root, file), "utf8");
    const colored = coloredByGrammar(text);
    for (const token of semanticTokens(zoneSnapshot(text).snapshot)) {
      const scope = scopeOf(token)?.replace(/\.dns-zone$/, "");
      if (scope === undefined) continue;
      count++;
      const own = colored.filter(({ start, end }) => start < token.end && end > token.start);
      if (own.every((one) => one.scopes.some((name) => name.startsWith(`${scope}.`)))) continue;
      differing.push(`${file}: ${text.slice(token.start, token.end)}: ${scope}, not ${own[0]?.scopes.at(-1)}`);
    }
  }
  expect(count).toBeGreaterThan(1000);
  expect(differing.filter((one) => !knownBetter.some((place) => one.startsWith(place)))).toEqual([]);
  expect(differing.length).toBeLessThan(count / 20);
});
