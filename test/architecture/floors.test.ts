/** Holds the sources to the floors of the house: imports point down, no circles, a pure core, no network. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** From the ground up: a room may import from those before it. */
const floors = [
  "text",
  "syntax",
  "dns",
  "zone",
  "mail",
  "rules",
  "analysis",
  "workspace",
  "features",
  "convert",
  "protocol",
  "main",
];
/** Mail knows text, never a zone: rules join the two. */
const unseen: Readonly<Record<string, readonly string[]>> = { mail: ["zone"] };

/** Which packages a room may import; the core, below the protocol, has the ones that compute and no others. */
const computing = ["ip-address", "asn1js", "vscode-uri", "@noble/hashes/legacy.js", "@noble/hashes/sha2.js"];
const packages: Readonly<Record<string, readonly string[]>> = {
  convert: [...computing, "dns-zonefile"],
  protocol: [...computing, "vscode-languageserver", "vscode-languageserver-textdocument"],
  main: [
    ...computing,
    "vscode-languageserver/node",
    "vscode-languageserver/browser",
    "commander",
    "picocolors",
    "tinyglobby",
    "node:fs",
    "node:fs/promises",
    "node:path",
    "node:process",
    "node:stream",
    "node:url",
    "node:util",
  ],
};

/** The one file that starts a program, git, for the commands that ask for it. */
const startsPrograms = "server/src/main/git.ts";

interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function filesBelow(folder: string, pattern: RegExp): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => posix.join(folder, name.replaceAll("\\", "/")))
    .filter((path) => pattern.test(path) && !/(^|\/)(node_modules|dist|fixtures)\//.test(path))
    .toSorted();
}

function readSource(path: string): Source {
  const text = readFileSync(join(root, path), "utf8");
  const written = /^(?:import|export)\s(?:[^"';]*?\sfrom\s)?"([^"]+)"|\bimport\("([^"]+)"\)/gm;
  return { path, text, imports: [...text.matchAll(written)].map(([, plain, dynamic]) => plain ?? dynamic ?? "") };
}

const roomOf = (path: string): string => /^server\/src\/([^/]+)\//.exec(path)?.[1] ?? "";
const floorOf = (path: string): number => floors.indexOf(roomOf(path));

/** Where an import of one of our own files leads; undefined for a package. */
function targetOf(source: Source, imported: string): string | undefined {
  return imported.startsWith(".") ? posix.join(dirname(source.path), imported).replace(/\.js$/, ".ts") : undefined;
}

/** What is left when comments and the insides of strings are taken away. */
function codeOf({ text }: Source): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'/g, " ");
}

/** A circle of files, as its paths, or undefined. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const next of graph.get(path) ?? []) {
      const circle = walk(next, [...trail, path]);
      if (circle) return circle;
    }
    done.add(path);
    return undefined;
  };
  for (const path of graph.keys()) {
    const circle = walk(path, []);
    if (circle) return circle;
  }
  return undefined;
}

const server = filesBelow("server/src", /\.ts$/).map(readSource);
const client = filesBelow("client/src", /\.ts$/).map(readSource);
const core = server.filter(({ path }) => floorOf(path) < floors.indexOf("protocol"));

describe("floors", () => {
  it("reads the imports", () => {
    expect(server.length).toBeGreaterThan(10);
    expect(readSource("test/architecture/floors.test.ts").imports).toEqual([
      "node:fs",
      "node:path",
      "node:url",
      "vitest",
    ]);
  });

  it("has every file in a room", () => {
    expect(server.filter(({ path }) => floorOf(path) < 0).map(({ path }) => path)).toEqual([]);
  });

  it("imports downward only", () => {
    const upward = server.flatMap((source) =>
      source.imports
        .map((imported) => targetOf(source, imported))
        .filter((target) => target !== undefined)
        .filter(
          (target) =>
            floorOf(target) < 0 ||
            floorOf(target) > floorOf(source.path) ||
            unseen[roomOf(source.path)]?.includes(roomOf(target)),
        )
        .map((target) => `${source.path} imports ${target}`),
    );
    expect(upward).toEqual([]);
  });

  it("has no circles", () => {
    const graph = new Map(
      [...server, ...client].map((source) => [
        source.path,
        source.imports.map((imported) => targetOf(source, imported)).filter((target) => target !== undefined),
      ]),
    );
    expect(circleIn(graph)).toBeUndefined();
    expect(
      circleIn(
        new Map([
          ["a", ["b"]],
          ["b", ["c"]],
          ["c", ["b"]],
        ]),
      ),
    ).toEqual(["b", "c", "b"]);
  });

  it("lets the client know VS Code and its own files, and no server", () => {
    const allowed = /^(?:vscode|vscode-languageclient(?:\/node|\/browser)?|node:fs\/promises)$|^\.\/[^/]+\.js$/;
    expect(
      client.flatMap(({ path, imports }) => imports.filter((one) => !allowed.test(one)).map((one) => `${path} ${one}`)),
    ).toEqual([]);
  });
});

describe("purity", () => {
  it("imports only the packages that its room may have, so no network and no programs", () => {
    const others = server.flatMap((source) =>
      source.imports
        .filter((imported) => !imported.startsWith("."))
        .filter((imported) => !(packages[roomOf(source.path)] ?? computing).includes(imported))
        .filter((imported) => source.path !== startsPrograms || imported !== "node:child_process")
        .map((imported) => `${source.path} imports ${imported}`),
    );
    expect(others).toEqual([]);
  });

  it("has no clock, timer, chance, console or host in the core", () => {
    const impure =
      /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bset(?:Timeout|Interval|Immediate)\b|\bqueueMicrotask\b|\b(?:console|process|performance|globalThis|navigator)\b(?=[.[])/;
    const found = core.map((source) => ({ path: source.path, is: impure.exec(codeOf(source))?.[0] }));
    expect(found.filter(({ is }) => is !== undefined)).toEqual([]);
    expect(impure.test("const now = Date.now();")).toBe(true);
  });

  it("reaches no network", () => {
    const network = /\b(?:fetch|importScripts)\s*\(|\bnew (?:WebSocket|XMLHttpRequest|EventSource)\b/;
    const found = [...server, ...client].filter((source) => network.test(codeOf(source)));
    expect(found.map(({ path }) => path)).toEqual([]);
  });

  it("compiles the core without the types of any host", () => {
    const options: unknown = JSON.parse(readFileSync(join(root, "tsconfig.base.json"), "utf8"));
    expect(options).toHaveProperty("compilerOptions.types", []);
    expect(options).toHaveProperty("compilerOptions.lib", ["ES2023"]);
    const project: unknown = JSON.parse(readFileSync(join(root, "server/tsconfig.json"), "utf8"));
    expect(project).not.toHaveProperty("compilerOptions");
    expect(project).toHaveProperty("exclude", ["src/main", "src/protocol", "src/convert"]);
  });
});

describe("reading", () => {
  it("opens every file with its purpose", () => {
    const files = ["client/src", "server/src", "test", "scripts"].flatMap((folder) =>
      filesBelow(folder, /\.(?:ts|mjs)$/),
    );
    const silent = files.filter((path) => {
      const text = readFileSync(join(root, path), "utf8");
      return !/^(?:#![^\n]*\n)?\/\*\*(?:[^*]|\*(?!\/))*[.:?](?:[^*]|\*(?!\/))*\*\//.test(text);
    });
    expect(silent).toEqual([]);
  });
});
