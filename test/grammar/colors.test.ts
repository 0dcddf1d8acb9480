/** Colors stay when the server starts: what it says of a word is, by the mapping in package.json, what the grammar says of it. */
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { createOnigScanner, createOnigString, loadWASM } from "vscode-oniguruma";
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from "vscode-textmate";
import packageJson from "../../package.json" with { type: "json" };
import { policyTokens } from "../../server/src/features/policyDocument.js";
import { semanticTokens, type SemanticToken } from "../../server/src/features/semanticTokens.js";
import { policySnapshot, zoneSnapshot } from "../support/features.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
/** A language with its grammar, its mapping of tokens to scopes, and its samples. */
interface Language {
  readonly id: "dns-zone" | "mta-sts";
  readonly scopeName: string;
  readonly tokens: (text: string) => Iterable<SemanticToken>;
  readonly files: readonly string[];
}

const languages: readonly Language[] = [
  {
    id: "dns-zone",
    scopeName: "source.dns-zone",
    tokens: (text) => semanticTokens(zoneSnapshot(text).snapshot),
    files: ["examples/good", "examples/broken", "test/grammar/samples"].flatMap((folder) =>
      readdirSync(join(root, folder))
        .filter((name) => name.endsWith(".zone"))
        .map((name) => `${folder}/${name}`),
    ),
  },
  {
    id: "mta-sts",
    scopeName: "text.mta-sts",
    tokens: (text) => policyTokens(policySnapshot(text).snapshot),
    files: ["test/grammar/samples/policy.txt"],
  },
];

beforeAll(async () => {
  const wasm = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");
  await loadWASM(new Uint8Array(readFileSync(wasm)).buffer);
});

async function grammarOf({ id, scopeName }: Language): Promise<IGrammar | null> {
  const path = join(root, `syntaxes/${id}.tmLanguage.json`);
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async () => parseRawGrammar(readFileSync(path, "utf8"), path),
  });
  return registry.loadGrammar(scopeName);
}

interface Colored {
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

function coloredBy(grammar: IGrammar | null, text: string): Colored[] {
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
function scopeOf({ id }: Language, { type, modifiers }: SemanticToken): string | undefined {
  const contributed = packageJson.contributes.semanticTokenScopes.find(({ language }) => language === id);
  const scopes: Readonly<Record<string, readonly string[] | undefined>> = contributed?.scopes ?? {};
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

describe.each(languages)("$id", (language) => {
  const { id, files, tokens } = language;

  it("maps each type and modifier that the server sends, but for plain text", () => {
    const unmapped = files.flatMap((file) =>
      [...tokens(readFileSync(join(root, file), "utf8"))].filter((token) => scopeOf(language, token) === undefined),
    );
    expect([...new Set(unmapped.map(({ type }) => type))].toSorted()).toEqual(["comment", "string"]);
  });

  it("has the server say of words what the grammar says", async () => {
    const grammar = await grammarOf(language);
    const differing: string[] = [];
    let count = 0;
    for (const file of files) {
      const text = readFileSync(join(root, file), "utf8");
      const colored = coloredBy(grammar, text);
      for (const token of tokens(text)) {
        const scope = scopeOf(language, token)?.slice(0, -id.length);
        if (scope === undefined) continue;
        count++;
        const own = colored.filter(({ start, end }) => start < token.end && end > token.start);
        if (own.every((one) => one.scopes.some((name) => name.startsWith(scope)))) continue;
        differing.push(`${file}: ${text.slice(token.start, token.end)}: ${scope}, not ${own[0]?.scopes.at(-1)}`);
      }
    }
    expect(differing.filter((one) => !knownBetter.some((place) => one.startsWith(place)))).toEqual([]);
    expect(differing.length).toBeLessThan(count / 20);
  });
});
