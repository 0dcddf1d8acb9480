/**
 * The installed checkers over the project's own zones, which needs no corpus: the examples, the blocks of the rules' pages and the
 * records of test/dns/fixtures.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { checkText, readText } from "../../server/src/analysis/check.js";
import { familyOf } from "../../server/src/analysis/severity.js";
import { isInstalled, runChecker, soaAndServer, type Checker, type LiveZone } from "../support/checkers.js";
import { optionsOf, pageOf, pages } from "../support/runPage.js";
import { complaintsOf, errorsOf, placeOf } from "./complaints.js";
import { differences } from "./differences.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const now = 1_800_000_000;

const bothVerdicts = ({ we, they }: { we: readonly string[]; they: boolean }): string =>
  `${they ? "loaded" : "refused"} by the checker; our errors: ${we.join(", ")}`;

/** A zone, and what we say of it. */
interface Case extends LiveZone {
  readonly errors: ReturnType<typeof errorsOf>;
  readonly reading: ReturnType<typeof checkText>["reading"];
}

function caseOf(zone: LiveZone, options: Parameters<typeof checkText>[1] = {}): Case {
  const found = checkText(zone.text, {
    now,
    ...options,
    uri: "zone",
    origin: zone.origin,
    originIsZone: true,
    ...(zone.files === undefined ? {} : { files: zone.files }),
  });
  return { ...zone, errors: errorsOf(found.diagnostics).filter(decide), reading: found.reading };
}

function examples(folder: "good" | "broken"): Case[] {
  const at = join(root, "examples", folder);
  const includes = existsIn(at, "include").map((name): [string, string] => [
    `include/${name}`,
    readFileSync(join(at, "include", name), "utf8"),
  ]);
  return readdirSync(at)
    .filter((name) => name.endsWith(".zone"))
    .map((name) =>
      caseOf({
        name: `examples/${folder}/${name}`,
        origin: name.replace(/zone$/, ""),
        text: readFileSync(join(at, name), "utf8"),
        files: new Map(includes),
      }),
    );
}

const existsIn = (folder: string, name: string): string[] =>
  readdirSync(folder).includes(name) ? readdirSync(join(folder, name)) : [];

/** The families whose errors say that a server refuses the zone; what the others call errors it loads, to no effect. */
const deciding = new Set("syntax zone record directive include generate soa delegation cname rrset dnssec".split(" "));
const decide = ({ rule }: { readonly rule: string }): boolean => deciding.has(familyOf(rule));

/** Pages whose blocks are about more than their text. */
const apart: Readonly<Record<string, string>> = {
  "include/cycle": "the file goes by another name there",
  "include/outside-workspace": "the file that it includes is in no workspace",
  "generate/extra-argument": "BIND names a line of what the directive makes",
  "rrset/too-large": "one block is for PowerDNS",
  "soa/serial-went-backwards": "the zone is compared with the one that was committed",
  "dnssec/ds-digest-differs": "validating resolvers refuse the child zone; its parent's server loads",
  "rrset/ttl-limit": "the settings have limits that BIND does not know",
};

/** The zone blocks of the pages, those without SOA record below one, and with an NS record where they have none. */
function pageBlocks(): Case[] {
  return pages
    .filter((id) => decide({ rule: id }) && !(id in apart))
    .flatMap((id) => {
      const page = pageOf(id);
      return page.blocks.flatMap((block, i) => {
        if (block.kind !== "zone") return [];
        const { files = new Map<string, string>(), ...options } = optionsOf(id, page, block);
        const { zone } = readText(block.text, { ...options, files });
        const isPart = zone.countOfType("SOA") === 0;
        // Blocks about other things leave the NS records out.
        const lacksNs = !isPart && zone.countOfType("NS") === 0 && !id.startsWith("delegation/");
        const end = block.text.endsWith("\n") ? "" : "\n";
        const text = isPart
          ? `${soaAndServer}${block.text}`
          : lacksNs
            ? `${block.text}${end}${zone.apex?.text ?? "@"} 3600 NS ns1.example.net.\n`
            : block.text;
        const origin = isPart ? "example.com." : (zone.apex?.text ?? "example.com.");
        const { server: _, severity: __, ...rest } = options;
        return [caseOf({ name: `${id}, block ${i + 1}`, origin, text, files }, rest)];
      });
    });
}

const known = (we: "accepts" | "passes over" | "refuses", subject: string): boolean =>
  differences.some((difference) => difference.we === we && difference.matches.test(subject));

/** The cases in which we and named-checkzone part, none of whose differences is explained. */
async function partings(cases: readonly Case[]): Promise<string[]> {
  const verdicts = await runChecker("named-checkzone", cases);
  return cases.flatMap(({ name, errors, reading }, i) => {
    const { ok = false, messages = [] } = verdicts[i] ?? {};
    const complaints = complaintsOf(messages);
    const isKnown = ({ text }: { readonly text: string }): boolean =>
      known("accepts", text) || known("passes over", text);
    if (ok === (errors.length === 0)) {
      // What BIND says after its first error may follow from it.
      const elsewhere = complaints
        .slice(0, 1)
        .filter((one) => placeOf(one, errors, reading, (uri) => uri) === undefined && !isKnown(one));
      return elsewhere.map(({ line, text }) => `${name}: ${line ?? ""}: ${text}: no error of ours there`);
    }
    if (ok ? errors.every(({ rule }) => known("refuses", rule)) : complaints.some(isKnown)) return [];
    const we = errors.map(({ rule, message }) => `${rule}: ${message}`);
    return [`${name}: ${bothVerdicts({ we, they: ok })}; ${messages.slice(0, 3).join("; ")}`];
  });
}

describe.skipIf(!isInstalled("named-checkzone"))("named-checkzone", () => {
  test("loads and refuses the examples as we do", { timeout: 120_000 }, async () => {
    expect(await partings([...examples("good"), ...examples("broken")])).toEqual([]);
  });

  test("loads and refuses the blocks of the pages as we do", { timeout: 240_000 }, async () => {
    const cases = pageBlocks();
    expect(cases.length).toBeGreaterThan(200);
    expect(await partings(cases)).toEqual([]);
  });

  test.each(["accepted", "refused"])("reads the records of test/dns/fixtures/%s.txt as we do", async (kind) => {
    const lines = readFileSync(join(root, `test/dns/fixtures/${kind}.txt`), "utf8")
      .split("\n")
      .filter((line) => /^[A-Z]/.test(line));
    const head = "$TTL 3600\n@ SOA ns1.example.net. hostmaster 1 2 3 4 5\n@ NS ns1.example.net.\n";
    // The owner of an NSEC3 record is a hash.
    const ownerOf = (line: string, i: number): string =>
      line.startsWith("NSEC3 ") ? "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom" : `x${i}`;
    const text = head + lines.map((line, i) => `${ownerOf(line, i)} IN ${line}\n`).join("");
    const zone = caseOf({ name: kind, origin: "example.com.", text });
    const [verdict] = await runChecker("named-checkzone", [zone]);
    const complaints = complaintsOf(verdict?.messages ?? []);
    const lineOf = ({ line }: { readonly line: number | undefined }): number => (line ?? 0) - 4;
    const refused = new Set(complaints.map(lineOf));
    const explained = new Set(complaints.filter(({ text: said }) => known("passes over", said)).map(lineOf));
    const ours = new Set<number>();
    const ofRecord = zone.errors.filter(({ rule }) => /^(?:syntax|record|zone)\//.test(rule));
    for (const { at } of ofRecord) ours.add(text.slice(0, at.start).split("\n").length - 4);
    const differing = lines.filter((_, i) => !explained.has(i) && refused.has(i) !== ours.has(i));
    expect(differing).toEqual([]);
    expect(ours.size > 0).toBe(kind === "refused");
  });
});

/** What each of the other servers does not read (server/docs/FORMAT.md). */
const unread: Readonly<Record<"nsd-checkzone" | "kzonecheck" | "ldns-read-zone", RegExp>> = {
  "nsd-checkzone": /^\$GENERATE/m,
  kzonecheck: /^\$GENERATE/m,
  "ldns-read-zone": /^\$(?:GENERATE|INCLUDE)/m,
};
const others = ["nsd-checkzone", "kzonecheck", "ldns-read-zone"] as const satisfies readonly Checker[];

describe.each(others)("%s", (checker) => {
  test.skipIf(!isInstalled(checker))("loads the good examples, but for directives that it does not have", async () => {
    const cases = examples("good");
    const verdicts = await runChecker(checker, cases);
    const found = cases.map(({ name, text }, i) => ({ name, ok: verdicts[i]?.ok, reads: !unread[checker].test(text) }));
    expect(found.filter(({ ok, reads }) => ok !== reads)).toEqual([]);
  });
});
