/** All that is found in the zones of the corpus ../shared/corpus, each file alone or a repository as one workspace. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { checkText } from "../../server/src/analysis/check.js";
import type { Diagnosis } from "../../server/src/analysis/diagnose.js";
import { entryEnd } from "../../server/src/syntax/scanner.js";
import { lineColumnAt, offsetAt, pagedText, sliceText, type PagedText } from "../../server/src/text/pagedText.js";
import { openWorkspace } from "../../server/src/workspace/workspace.js";

interface ManifestFile {
  readonly path: string;
  readonly role: string;
  readonly origin: string;
  readonly includes?: readonly { readonly written: string; readonly path: string | null }[];
  readonly placeholder?: string;
  readonly rendered_for_oracles?: Readonly<Record<string, string>>;
  readonly verdicts?: { readonly named_checkzone?: { readonly ok: boolean | null } };
}

/** A zone of the corpus as the checkers of its verdicts read it. */
export interface CorpusZone {
  /** "real/<owner>__<repository>" or the name of a suite. */
  readonly source: string;
  readonly path: string;
  readonly origin: string;
  /** Whether named-checkzone loads it. */
  readonly accepted: boolean;
  readonly text: string;
  readonly encoding: "utf-8" | "latin-1";
  /** What it includes, by the name as written. */
  readonly files: ReadonlyMap<string, string>;
}

export interface Finding extends Pick<Diagnosis, "rule" | "severity" | "message" | "fixes"> {
  readonly zone: CorpusZone;
  /** The document it is in: the zone's path, or the name of an included file. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly lineText: string;
  /** The text that is marked. */
  readonly marked: string;
}

/** A fixed clock: what is found must not depend on the day. 2026-11-25. */
const now = 1_795_564_800;

/** The folders with a manifest, real zones last. */
export function sourcesOf(root: string): string[] {
  const folders = readdirSync(root).flatMap((name) =>
    name === "real" ? readdirSync(join(root, name)).map((inner) => `${name}/${inner}`) : [name],
  );
  return folders.filter((folder) => existsSync(join(root, folder, "manifest.json"))).sort();
}

function decode(octets: Buffer): { text: string; encoding: "utf-8" | "latin-1" } {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets), encoding: "utf-8" };
  } catch {
    return { text: octets.toString("latin1"), encoding: "latin-1" };
  }
}

const isManifest = (value: unknown): value is { readonly files: readonly ManifestFile[] } =>
  typeof value === "object" && value !== null && "files" in value;

/** The zones of a source; what is only there because another file includes it is left out. */
export function zonesOf(root: string, source: string): CorpusZone[] {
  const manifest: unknown = JSON.parse(readFileSync(join(root, source, "manifest.json"), "utf8"));
  const files = isManifest(manifest) ? manifest.files : [];
  return files.filter(({ role }) => role === "zone").map((file) => zoneOf(root, source, file, files));
}

/** What a file includes, and what that includes, by the name as written; what is not in the corpus is left out. */
function* includesOf(file: ManifestFile, files: readonly ManifestFile[], seen = new Set([file])): Iterable<Include> {
  for (const { written, path } of file.includes ?? []) {
    const inner = files.find((each) => path !== null && (each.path === path || each.path === `files/${path}`));
    if (inner === undefined) continue;
    yield { written, path: inner.path };
    if (!seen.has(inner)) yield* includesOf(inner, files, seen.add(inner));
  }
}

interface Include {
  readonly written: string;
  readonly path: string;
}

function zoneOf(root: string, source: string, file: ManifestFile, files: readonly ManifestFile[]): CorpusZone {
  const path = join(root, source, file.path);
  const render = (text: string): string => {
    let found = file.placeholder === undefined ? text : text.replaceAll("@TMPDIR@", dirname(path));
    for (const [token, value] of Object.entries(file.rendered_for_oracles ?? {}))
      found = found.replaceAll(token, value);
    return found;
  };
  const included = new Map<string, string>();
  for (const { written, path: inner } of includesOf(file, files))
    included.set(render(written), render(decode(readFileSync(join(root, source, inner))).text));
  const { text, encoding } = decode(readFileSync(path));
  return {
    source,
    path: file.path,
    origin: file.origin.endsWith(".") ? file.origin : `${file.origin}.`,
    accepted: file.verdicts?.named_checkzone?.ok === true,
    text: render(text),
    encoding,
    files: included,
  };
}

function findingOf(zone: CorpusZone, path: string, paged: PagedText, diagnosis: Diagnosis): Finding {
  const { rule, severity, message, fixes, at } = diagnosis;
  const { line } = lineColumnAt(paged, at.start);
  const lineStart = offsetAt(paged, { line, column: 0 });
  const lineEnd = offsetAt(paged, { line: line + 1, column: 0 });
  return {
    zone,
    path,
    rule,
    severity,
    message,
    ...(fixes === undefined ? {} : { fixes }),
    line: line + 1,
    lineText: sliceText(paged, lineStart, lineEnd).trimEnd(),
    marked: sliceText(paged, at.start, at.end),
  };
}

/** What is found in a zone that is the only one of its workspace. */
export function findingsAlone(zone: CorpusZone): Finding[] {
  const { origin, encoding, files } = zone;
  const { diagnostics, reading } = checkText(zone.text, { uri: zone.path, origin, files, encoding, now });
  const documents = new Map(reading.documents().map(({ uri, text }) => [uri, text]));
  return diagnostics.flatMap((diagnosis) => {
    const paged = documents.get(diagnosis.uri);
    return paged === undefined ? [] : [findingOf(zone, diagnosis.uri, paged, diagnosis)];
  });
}

/** What is found when all zones of a source are one workspace. */
export async function findingsTogether(
  zones: readonly CorpusZone[],
  origins: "of the corpus" | "found",
): Promise<Finding[]> {
  const folder = "file:///corpus";
  const uriOf = (zone: CorpusZone): string => `${folder}/${encodeURI(zone.path)}`;
  const included = new Map<string, string>();
  const texts = new Map<string, string>();
  for (const [index, zone] of zones.entries()) {
    // Each zone has its own copies: a relative name may mean another file to another zone.
    const copies = new Map(
      [...zone.files.keys()].map((written, n) => [written, `/corpus/included/${index}/${n}.zone`]),
    );
    const redirect = (text: string): string =>
      text.replace(/^(\$INCLUDE\s+"?)([^\s";]+)/gim, (line, start: string, written: string) => {
        const copy = copies.get(written);
        return copy === undefined ? line : `${start}${copy}`;
      });
    for (const [written, text] of zone.files) included.set(`file://${copies.get(written) ?? ""}`, redirect(text));
    texts.set(uriOf(zone), redirect(zone.text));
  }
  const workspace = openWorkspace({
    readFile: (uri) => {
      const text = included.get(uri);
      return Promise.resolve(text === undefined ? undefined : { text, encoding: "utf-8" });
    },
    now: () => now,
    log: (message) => {
      throw new Error(message);
    },
  });
  workspace.setFolders([folder]);
  if (origins === "of the corpus")
    workspace.setSettings({ origins: Object.fromEntries(zones.map((zone) => [zone.path, zone.origin])) });
  for (const zone of zones)
    workspace.open(uriOf(zone), "zone", pagedText(texts.get(uriOf(zone)) ?? "", entryEnd), zone.encoding);
  do for (const _ of workspace.work());
  while ((await workspace.load()) || !workspace.settled());
  return zones.flatMap((zone) => {
    const snapshot = workspace.snapshot(uriOf(zone));
    if (snapshot === undefined) return [];
    return snapshot.diagnostics.map((diagnosis) => findingOf(zone, zone.path, snapshot.text, diagnosis));
  });
}
