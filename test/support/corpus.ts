/** The corpus of real zones and other projects' test zones beside this clone, with what the reference checkers said of each. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { checkText, type Checked } from "../../server/src/analysis/check.js";
import type { Encoding } from "../../server/src/text/octets.js";

const root = fileURLToPath(new URL("../../../shared/corpus", import.meta.url));

export const corpusIsThere = existsSync(root);
export const sayWhyCorpusIsSkipped = (): void => {
  if (!corpusIsThere) console.log("Skipped: the corpus ../shared/corpus is not beside this clone");
};

/** What a checker said of a file. */
export interface Verdict {
  /** Null where it did not end in time. */
  readonly ok: boolean | null;
  /** The first real error. */
  readonly error?: string;
  readonly line?: number;
  readonly messages?: readonly string[];
  readonly class?: "syntax" | "zone" | "include";
}

export interface CorpusFile {
  /** The test suite or repository that it is of. */
  readonly source: string;
  readonly path: string;
  readonly role: string;
  readonly origin: string;
  /** Where the checkers ran: what relative names of files are relative to. */
  readonly run_in?: string;
  readonly includes?: readonly { readonly written: string; readonly path: string | null }[];
  readonly placeholder?: string;
  /** What stood for the marks of a template in what the checkers read. */
  readonly rendered_for_oracles?: Readonly<Record<string, string>>;
  readonly canonical?: string;
  readonly canonical_kind?: string;
  readonly verdicts?: { readonly named_checkzone?: Verdict };
}

const isManifest = (value: unknown): value is { readonly files: readonly Omit<CorpusFile, "source">[] } =>
  typeof value === "object" && value !== null && "files" in value;

/** The folders that have a manifest, in order of their names. */
export function corpusSources(): string[] {
  if (!corpusIsThere) return [];
  const folders = readdirSync(root).flatMap((name) =>
    name === "real" ? readdirSync(join(root, name)).map((inner) => join(name, inner)) : [name],
  );
  return folders.filter((folder) => existsSync(join(root, folder, "manifest.json"))).sort();
}

/** The files of a source, those too that are there for others to include. */
function filesOf(source: string): readonly CorpusFile[] {
  const value: unknown = JSON.parse(readFileSync(join(root, source, "manifest.json"), "utf8"));
  return isManifest(value) ? value.files.map((file) => ({ ...file, source })) : [];
}

/** The zones of a source: files that are there for others to include are left out. */
export const zonesOf = (source: string): readonly CorpusFile[] => filesOf(source).filter(({ role }) => role === "zone");

/** The name of a file in a report. */
export const nameOf = ({ source, path }: Pick<CorpusFile, "source" | "path">): string => `${source}/${path}`;

/** Whether named-checkzone loads it. */
export const isAccepted = ({ verdicts }: CorpusFile): boolean => verdicts?.named_checkzone?.ok === true;

/** Whether named-compilezone loads it as it is. */
export const isCompiled = ({ canonical, canonical_kind }: CorpusFile): boolean =>
  canonical !== undefined && canonical_kind === "full";

/** Where the checkers ran, from which relative names of files start. */
export const directoryOf = ({ source, path, run_in }: CorpusFile): string =>
  join(root, source, run_in ?? dirname(path));

function decode(octets: Buffer): { text: string; encoding: Encoding } {
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(octets), encoding: "utf-8" };
  } catch {
    return { text: octets.toString("latin1"), encoding: "latin-1" };
  }
}

/** A file of the corpus as a zone to check. */
export interface CorpusZone {
  readonly file: CorpusFile;
  /** The path of the file on this machine. */
  readonly uri: string;
  readonly text: string;
  readonly encoding: Encoding;
  readonly origin: string;
  /** What it includes, by the names as written. */
  readonly files: ReadonlyMap<string, string>;
}

/** Reads a file as the checkers read it, or with the marks of templates as they stand in its repository. */
export function readCorpusZone(file: CorpusFile, marks: "rendered" | "as written" = "rendered"): CorpusZone {
  const uri = join(root, file.source, file.path);
  const folder = directoryOf(file);
  const render = (text: string): string => {
    let found = file.placeholder === undefined ? text : text.replaceAll("@TMPDIR@", dirname(uri));
    if (marks === "rendered")
      for (const [token, value] of Object.entries(file.rendered_for_oracles ?? {}))
        found = found.replaceAll(token, value);
    return found;
  };
  const { text: own, encoding } = decode(readFileSync(uri));
  const text = render(own);
  const known = new Map((file.includes ?? []).map(({ written, path }) => [render(written), path]));
  const files = new Map<string, string>();
  const include = (from: string): void => {
    for (const [, , written = ""] of from.matchAll(/^\$INCLUDE[ \t]+("?)([^\s";]+)\1/gim)) {
      if (files.has(written)) continue;
      const path = known.get(written);
      const places = [join(folder, written)];
      if (path !== undefined && path !== null)
        places.unshift(join(root, file.source, path), join(root, file.source, "files", path));
      const place = places.find((one) => statSync(one, { throwIfNoEntry: false })?.isFile() === true);
      if (place === undefined) continue;
      const inner = render(decode(readFileSync(place)).text);
      files.set(written, inner);
      include(inner);
    }
  };
  include(text);
  const origin = file.origin.endsWith(".") ? file.origin : `${file.origin}.`;
  return { file, uri, text, encoding, origin, files };
}

/** All files, those too that are there for others to include; none where the corpus is not there. */
export function* everyFile(): Iterable<CorpusZone> {
  for (const source of corpusSources()) for (const file of filesOf(source)) yield readCorpusZone(file);
}

export const checkCorpusZone = ({ uri, text, encoding, origin, files }: CorpusZone): Checked =>
  checkText(text, { uri, encoding, origin, files, originIsZone: true });

/** The name by which the checkers call a document of a zone: that of the file, or of an `$INCLUDE` as written. */
export const calledBy = ({ uri }: CorpusZone, document: string): string =>
  document === uri ? basename(uri) : document;

/** The text of a file of a source, unpacked where it is packed. */
export function corpusText(source: string, path: string): string {
  const octets = readFileSync(join(root, source, path));
  return (path.endsWith(".gz") ? gunzipSync(octets) : octets).toString("latin1");
}
