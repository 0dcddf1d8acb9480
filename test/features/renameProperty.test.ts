/** A rename changes the name and nothing else, in the examples, in made-up zones and in real ones; and back again. */
import * as fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { entryEnd } from "../../server/src/syntax/scanner.js";
import { pagedText } from "../../server/src/text/pagedText.js";
import { documentKind } from "../../server/src/workspace/files.js";
import { openWorkspace } from "../../server/src/workspace/workspace.js";
import { corpusIsThere, everyFile, nameOf, sayWhyCorpusIsSkipped, type CorpusZone } from "../support/corpus.js";
import { corpusSnapshot } from "../support/corpusSnapshot.js";
import { checkRename, missed, namesIn, type World } from "../support/renameCheck.js";

sayWhyCorpusIsSkipped();

/** Documents that are all open, with what they include. */
function openWorld(texts: ReadonlyMap<string, string>): World {
  const workspace = openWorkspace({
    readFile: async () => Promise.resolve(undefined),
    now: () => undefined,
    log: () => undefined,
  });
  workspace.setFolders(["file:///work"]);
  for (const [uri, text] of texts) workspace.open(uri, documentKind(uri), pagedText(text, entryEnd));
  const readAll = (): void => {
    for (const uri of texts.keys()) workspace.snapshot(uri);
  };
  readAll();
  let now = texts;
  return {
    texts: () => now,
    snapshot(uri) {
      const found = workspace.snapshot(uri);
      if (found?.kind !== "zone") throw new Error(`${uri} is no zone`);
      return found;
    },
    write(other) {
      for (const [uri, text] of other) if (text !== now.get(uri)) workspace.change(uri, pagedText(text, entryEnd));
      now = other;
      readAll();
    },
  };
}

/** Takes minutes: `RENAME=all` in the environment. */
const all = process.env["RENAME"] === "all";

/** Why a name may be refused: what is met here of the reasons that have their tests. */
const reasons =
  /is the zone's own name|^A \$GENERATE line|^The dot stands|in a \w+ record of the form|is included twice|can't be written in|lies below a delegation/;

interface Counts {
  renamed: number;
  restored: number;
  refused: number;
}

function checkNames(world: World, uri: string, counts: Counts, most = Infinity): string[] {
  const faults: string[] = [];
  for (const place of namesIn(world.snapshot(uri)).slice(0, most)) {
    const lost = missed(world.snapshot(uri), place);
    if (lost !== undefined) faults.push(`${uri}: ${lost}`);
    const { refused, fault, restored } = checkRename(world, place);
    if (fault !== undefined) faults.push(`${uri}: ${fault}`);
    else if (refused === undefined) counts.renamed++;
    else if (reasons.test(refused)) counts.refused++;
    else faults.push(`${uri}: ${place.name.text} is refused: ${refused}`);
    if (restored === true) counts.restored++;
  }
  return faults;
}

describe("the examples", () => {
  const root = fileURLToPath(new URL("../../examples", import.meta.url));
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && !file.name.endsWith(".md"))
    .map((file) => join(file.parentPath, file.name));
  const uriOf = (path: string): string => `file:///work${path.slice(root.length)}`;
  const texts = new Map(paths.map((path) => [uriOf(path), readFileSync(path, "utf8")]));

  it("every name of theirs", () => {
    const world = openWorld(texts);
    const counts = { renamed: 0, restored: 0, refused: 0 };
    const faults = [...texts.keys()]
      .filter((uri) => documentKind(uri) === "zone")
      .flatMap((uri) => checkNames(world, uri, counts, all ? Infinity : 4));
    expect(faults).toEqual([]);
    expect(counts.renamed).toBeGreaterThan(25);
    expect(counts.restored).toBeGreaterThan(25);
  });
});

const labels = fc.constantFrom("a", "b", "A", "b.a", "*.a", "_25._tcp.a", "a\\.b", "\\097", "sub", "ns.sub", "a.sub");
const name = fc.oneof(
  labels,
  labels.map((label) => `${label}.example.com.`),
  fc.constantFrom("@", "example.com.", "a.example.net.", "."),
);
const domain = fc.constantFrom(
  "a.example.com",
  "b.example.com",
  "B.a.example.com",
  "a.example.net",
  "%{d}.a.example.com",
);
const rdata = fc.oneof(
  name.map((target) => `MX 10 ${target}`),
  name.map((target) => `NS ${target} ; a`),
  name.map((target) => `SRV ( 0 5 ; a.example.com.\n  25 ${target} )`),
  fc.tuple(name, name).map(([a, b]) => `RP ${a} ${b}`),
  fc.tuple(domain, domain).map(([a, b]) => `TXT "v=spf1 a:${a}/24 inc" "lude:${b} -all"`),
  domain.map((one) => `TXT v=spf1\\ mx:${one}\\ exists:${one}.\\ -all`),
  domain.map((one) => `TXT "v=spf1 ${"ip4:192.0.2.1 ".repeat(15)}a:${one} ${"?all ".repeat(4)}"`),
  domain.map((one) => `TXT "v=DMARC1; p=none; rua=mailto:x@${one}!1m,mailto:y@${one}?z=${one}"`),
  fc.constantFrom("A 192.0.2.1", 'TXT "a.example.com"', "TYPE15 \\# 4 000a 01 00", "TYPE2 \\# 3 016100"),
);
const line = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(name, rdata).map(([owner, data]) => `${owner} ${data}`) },
  { weight: 2, arbitrary: rdata.map((data) => `   ${data}`) },
  fc.constantFrom("$ORIGIN example.com.", "$ORIGIN a.example.com.", "$ORIGIN sub", "$ORIGIN ."),
  fc.constantFrom("; a.example.com. a", "", "$TTL 60", "$INCLUDE part.inc", "$INCLUDE part.inc sub.example.com."),
  fc.constantFrom("$GENERATE 1-3 h$ CNAME a", "$GENERATE 1-2 a A 192.0.2.$", '$GENERATE 1-2 g MX "1$ b"'),
);

describe("made-up zones", () => {
  it("every name of theirs", { timeout: 600_000 }, () => {
    const counts = { renamed: 0, restored: 0, refused: 0 };
    const lines = fc.array(line, { minLength: 3, maxLength: 14 });
    const zones = fc.record({
      lines,
      part: fc.array(line, { maxLength: 4 }),
      other: lines,
      eol: fc.constantFrom("\n", "\r\n"),
    });
    fc.assert(
      fc.property(zones, ({ lines: own, part, other, eol }) => {
        const head = (zone: string): string => `$ORIGIN ${zone}\n$TTL 300\n@ SOA ns h 1 2 3 4 5\n`;
        const written = (top: string, text: readonly string[]): string =>
          (top + text.join("\n").concat("\n")).replaceAll("\n", eol);
        const inner = part.filter((one) => !one.startsWith("$INCLUDE"));
        const world = openWorld(
          new Map([
            ["file:///work/example.com.zone", written(head("example.com."), own)],
            [
              "file:///work/example.net.zone",
              written(
                head("example.net."),
                other.filter((one) => !one.startsWith("$INC")),
              ),
            ],
            ["file:///work/part.inc", written("", inner)],
          ]),
        );
        expect(checkNames(world, "file:///work/example.com.zone", counts)).toEqual([]);
      }),
      { numRuns: all ? 1000 : 40 },
    );
    expect(counts.renamed).toBeGreaterThan(80);
    expect(counts.restored).toBeGreaterThan(20);
    expect(counts.refused).toBeGreaterThan(20);
  });
});

describe.skipIf(!corpusIsThere)("real zones", () => {
  const own = "file:///corpus.zone";

  /** A file of the corpus, with what it includes by the names as written. */
  function worldOf(file: CorpusZone): World {
    let texts: ReadonlyMap<string, string> = new Map([[own, file.text], ...file.files]);
    let snapshot = corpusSnapshot(file);
    return {
      texts: () => texts,
      snapshot: () => snapshot,
      write(other) {
        texts = other;
        const files = new Map([...texts].filter(([uri]) => uri !== own));
        snapshot = corpusSnapshot({ ...file, files }, texts.get(own));
      },
    };
  }

  it("some names of each", { timeout: 600_000 }, () => {
    const counts = { renamed: 0, restored: 0, refused: 0 };
    const faults: string[] = [];
    let seen = 0;
    let files = 0;
    for (const file of everyFile()) {
      if (file.text.length > 60_000 || (++seen % 8 !== 0 && !all)) continue;
      files++;
      faults.push(
        ...checkNames(worldOf(file), own, counts, all ? 5 : 2).map((fault) => `${nameOf(file.file)}: ${fault}`),
      );
    }
    process.stdout.write(`${files} files: ${JSON.stringify(counts)}\n`);
    expect(faults).toEqual([]);
    expect(counts.renamed).toBeGreaterThan(all ? 3000 : 100);
  });
});
