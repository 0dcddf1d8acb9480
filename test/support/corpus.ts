/** The corpus of zone files beside the clone: its files as servers were shown them, with origin and included files. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readText } from "../../server/src/analysis/check.js";
import { makeName } from "../../server/src/dns/name.js";
import { entryEnd, tokenize } from "../../server/src/syntax/scanner.js";
import type { Encoding } from "../../server/src/text/octets.js";
import { pagedText } from "../../server/src/text/pagedText.js";
import type { ZoneSnapshot } from "../../server/src/workspace/snapshot.js";
import { onlyZone } from "../../server/src/zone/zone.js";

const root = fileURLToPath(new URL("../../../shared/corpus", import.meta.url));

export const corpusIsThere = existsSync(root);
export const whyNoCorpus = "Skipped: the corpus ../shared/corpus is not beside this clone";

interface Entry {
  readonly path: string;
  readonly role: string;
  readonly origin: string;
  readonly run_in?: string;
  readonly includes?: readonly { readonly written: string; readonly path: string | null }[];
  readonly placeholder?: string;
  readonly rendered_for_oracles?: Readonly<Record<string, string>>;
  readonly canonical?: string;
  readonly canonical_kind?: string;
}

export interface CorpusFile {
  /** Its source and path, as one names it in a report. */
  readonly name: string;
  readonly source: string;
  readonly text: string;
  readonly encoding: Encoding;
  readonly origin: string;
  /** What `$INCLUDE` finds, by the file's name as written. */
  readonly files: ReadonlyMap<string, string>;
  /** The directory that servers ran in. */
  readonly directory: string;
  /** Whether named-compilezone loads it. */
  readonly compiles: boolean;
}

const isManifest = (value: unknown): value is { readonly files: readonly Entry[] } =>
  typeof value === "object" && value !== null && "files" in value;

function decode(octets: Buffer): { text: string; encoding: Encoding } {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets), encoding: "utf-8" };
  } catch {
    return { text: octets.toString("latin1"), encoding: "latin-1" };
  }
}

function sources(): string[] {
  const folders = readdirSync(root).flatMap((name) =>
    name === "real" ? readdirSync(join(root, name)).map((inner) => join(name, inner)) : [name],
  );
  return folders.filter((folder) => existsSync(join(root, folder, "manifest.json"))).sort();
}

function fileOf(source: string, entry: Entry): CorpusFile {
  const path = join(root, source, entry.path);
  const render = (text: string): string => {
    let found = entry.placeholder === undefined ? text : text.replaceAll("@TMPDIR@", dirname(path));
    for (const [token, value] of Object.entries(entry.rendered_for_oracles ?? {}))
      found = found.replaceAll(token, value);
    return found;
  };
  const { text, encoding } = decode(readFileSync(path));
  const files = new Map<string, string>();
  for (const { written, path: inner } of entry.includes ?? []) {
    const place = [join(root, source, inner ?? ""), join(root, source, "files", inner ?? "")].find(
      (candidate) => inner !== null && existsSync(candidate),
    );
    if (place !== undefined) files.set(render(written), render(decode(readFileSync(place)).text));
  }
  return {
    name: `${source}/${entry.path}`,
    source,
    text: render(text),
    encoding,
    origin: entry.origin.endsWith(".") ? entry.origin : `${entry.origin}.`,
    files,
    directory: entry.run_in === undefined ? dirname(path) : join(root, source, entry.run_in),
    compiles: entry.canonical !== undefined && entry.canonical_kind === "full",
  };
}

/** The files, those that are only there to be included too; none where the corpus is not there. */
export function* corpusFiles(): Iterable<CorpusFile> {
  if (!corpusIsThere) return;
  for (const source of sources()) {
    const value: unknown = JSON.parse(readFileSync(join(root, source, "manifest.json"), "utf8"));
    if (isManifest(value)) for (const entry of value.files) yield fileOf(source, entry);
  }
}

/** What features see of a file, or of another text in its place. */
export function corpusSnapshot(file: CorpusFile, text = file.text): ZoneSnapshot {
  const { origin, files, encoding } = file;
  const reading = readText(text, { uri: "file:///corpus.zone", origin, files, encoding });
  const { zone } = reading;
  const zones = onlyZone(zone);
  return {
    kind: "zone",
    uri: zone.uri,
    text: reading.documents()[0]?.text ?? pagedText(text, entryEnd),
    reading,
    zone,
    zones,
    origin: makeName(origin),
    originSource: "command",
    diagnostics: [],
    context: { zone, zones, policyOf: () => undefined, server: "any", dmarc: "rfc9989", now: undefined },
    policiesOf: () => [],
  };
}

/** Every record, in order of reading, those that can't be read by their words. */
export const recordsOf = ({ zone }: Pick<ZoneSnapshot, "zone">): string[] =>
  Array.from(
    zone.records(),
    ({ owner, ttl, class: recordClass, type, rdata, words }) =>
      `${owner.text} ${ttl ?? "?"} ${recordClass} ${type.name} ${rdata.canonical ?? words.map(({ raw }) => raw).join(" ")}`,
  );

/** The comments of a text, white space at their ends left out, in any order. */
export const commentsOf = (text: string): string[] =>
  tokenize(text, 0, text.length)
    .filter(({ kind }) => kind === "comment")
    .map(({ start, end }) => text.slice(start, end).trimEnd())
    .sort();
