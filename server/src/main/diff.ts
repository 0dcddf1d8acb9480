/** `zonewright diff`: two zones, or the zones of two folders, record by record. */
import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import colors from "picocolors";
import { familyOf } from "../analysis/severity.js";
import { compareInWords, type ComparedZones, type ComparisonLine } from "../features/compareZones.js";
import { groupBy } from "../text/group.js";
import type { ZoneSnapshot } from "../workspace/snapshot.js";
import type { PrintedRecord } from "../zone/printRecords.js";
import type { Zone } from "../zone/zone.js";
import { CannotRun, inputsOf, readingChecks, readingFamilies, shownPath, workspaceOf, zoneOf } from "./inputs.js";

interface DiffArguments {
  readonly origin?: string;
  readonly format: "pretty" | "json";
}

interface Pair {
  readonly before: ZoneSnapshot;
  readonly after: ZoneSnapshot;
}

const pathOf = ({ zone }: ZoneSnapshot): string =>
  zone.uri.startsWith("file:") ? shownPath(fileURLToPath(zone.uri)) : "<stdin>";
const nameOf = (zone: Zone): string => (zone.originKnown ? (zone.apex?.text ?? "?") : "a zone of unknown name");

/** How sure the name of a zone is: a file that does not tell it takes it from one that does. */
const sureness = ({ originSource }: ZoneSnapshot): number =>
  originSource === "unknown" ? 0 : originSource === "file name" ? 1 : 2;

async function twoFiles(a: string, b: string, origin: string | undefined): Promise<Pair> {
  let before = await zoneOf(a, origin);
  let after = await zoneOf(b, origin);
  const differ = (): boolean => before.zone.apex?.key !== after.zone.apex?.key;
  const surer = sureness(after) - sureness(before);
  if (differ() && a !== "-" && surer > 0) before = await zoneOf(a, after.zone.apex?.text);
  else if (differ() && b !== "-" && surer < 0) after = await zoneOf(b, before.zone.apex?.text);
  if (differ())
    throw new CannotRun(
      `${pathOf(before)} holds ${nameOf(before.zone)} and ${pathOf(after)} ${nameOf(after.zone)}: name the zone with --origin`,
    );
  return { before, after };
}

/** The zones of a folder by their names; those of one name in order of their paths. */
async function zonesIn(folder: string, origin: string | undefined): Promise<Map<string, ZoneSnapshot[]>> {
  const inputs = await inputsOf([folder]);
  const workspace = await workspaceOf(inputs, [folder], origin, { only: readingChecks });
  const snapshots = inputs.flatMap(({ uri }) => {
    const snapshot = workspace.snapshot(uri);
    return snapshot?.kind === "zone" && snapshot.zone.uri === uri && snapshot.zone.countOfType("SOA") > 0
      ? [snapshot]
      : [];
  });
  return groupBy(snapshots, ({ zone }) => zone.apex?.key ?? "");
}

interface Compared {
  readonly pairs: readonly Pair[];
  readonly onlyBefore: readonly ZoneSnapshot[];
  readonly onlyAfter: readonly ZoneSnapshot[];
}

async function twoFolders(a: string, b: string, origin: string | undefined): Promise<Compared> {
  const [left, right] = [await zonesIn(a, origin), await zonesIn(b, origin)];
  const pairs: Pair[] = [];
  const onlyBefore: ZoneSnapshot[] = [];
  const onlyAfter: ZoneSnapshot[] = [];
  for (const key of [...new Set([...left.keys(), ...right.keys()])].sort()) {
    const [ours, theirs] = [left.get(key) ?? [], right.get(key) ?? []];
    for (let i = 0; i < Math.max(ours.length, theirs.length); i++) {
      const [before, after] = [ours[i], theirs[i]];
      if (before !== undefined && after !== undefined) pairs.push({ before, after });
      else if (before !== undefined) onlyBefore.push(before);
      else if (after !== undefined) onlyAfter.push(after);
    }
  }
  return { pairs, onlyBefore, onlyAfter };
}

const paint: Record<ComparisonLine["kind"], (text: string) => string> = {
  title: colors.bold,
  removed: colors.red,
  added: colors.green,
  summary: colors.dim,
};

const asJson = (record: PrintedRecord): object => ({
  owner: record.owner.text,
  ttl: record.ttl,
  class: record.class,
  type: record.type,
  rdata: record.rdata,
});

const zoneAsJson = (pair: Pair, { same, comparison }: ComparedZones): object => ({
  zone: pair.after.zone.apex?.text,
  before: pathOf(pair.before),
  after: pathOf(pair.after),
  same,
  serial: comparison.serial,
  removed: comparison.removed.map(asJson),
  added: comparison.added.map(asJson),
  changed: comparison.changed.map(({ before, after }) => ({ before: asJson(before), after: asJson(after) })),
  unchanged: comparison.same,
});

/** Says what of a zone can't be compared; true if there is any. */
function sayFaults(snapshot: ZoneSnapshot): boolean {
  const path = pathOf(snapshot);
  const errors = snapshot.diagnostics.filter(
    ({ severity, rule }) => severity === "error" && readingFamilies.has(familyOf(rule)),
  );
  for (const { message, rule } of errors) console.error(`zonewright: ${path}: ${message} [${rule}]`);
  if (errors.length === 0 && !snapshot.zone.complete)
    console.error(`zonewright: ${path}: a part of the zone can't be read, such as an included file or a template`);
  return errors.length > 0 || !snapshot.zone.complete;
}

/** The exit code is that of diff: 0 where the records are the same, 1 where they differ, 2 where that can't be said for certain. */
export async function diff(a: string, b: string, options: DiffArguments): Promise<number> {
  const isFolder = (path: string): boolean => path !== "-" && existsSync(path) && statSync(path).isDirectory();
  if (isFolder(a) !== isFolder(b)) throw new CannotRun("give two zone files or two folders");
  const { pairs, onlyBefore, onlyAfter }: Compared = isFolder(a)
    ? await twoFolders(a, b, options.origin)
    : { pairs: [await twoFiles(a, b, options.origin)], onlyBefore: [], onlyAfter: [] };
  const compared = pairs.map((pair) => ({
    pair,
    result: compareInWords(pair.before.zone, pair.after.zone, {
      before: pathOf(pair.before),
      after: pathOf(pair.after),
    }),
  }));
  if (options.format === "json") {
    const only = (snapshot: ZoneSnapshot): object => ({ zone: snapshot.zone.apex?.text, path: pathOf(snapshot) });
    const report = {
      version: 1,
      zones: compared.map(({ pair, result }) => zoneAsJson(pair, result)),
      onlyBefore: onlyBefore.map(only),
      onlyAfter: onlyAfter.map(only),
    };
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } else {
    for (const snapshot of onlyBefore) console.log(`Only in ${a}: ${nameOf(snapshot.zone)} (${pathOf(snapshot)})`);
    for (const snapshot of onlyAfter) console.log(`Only in ${b}: ${nameOf(snapshot.zone)} (${pathOf(snapshot)})`);
    for (const { result } of compared)
      if (!result.same || !isFolder(a))
        process.stdout.write(result.lines.map(({ kind, text }) => `${paint[kind](text)}\n`).join(""));
  }
  const trouble = [...onlyBefore, ...onlyAfter, ...pairs.flatMap(({ before, after }) => [before, after])]
    .map((snapshot) => sayFaults(snapshot))
    .includes(true);
  if (trouble) return 2;
  return onlyBefore.length + onlyAfter.length > 0 || compared.some(({ result }) => !result.same) ? 1 : 0;
}
