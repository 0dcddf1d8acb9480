/** All that is found in the zones of the corpus ../shared/corpus, each file alone or a repository as one workspace. */
import { checkText } from "../../server/src/analysis/check.js";
import type { Diagnosis } from "../../server/src/analysis/diagnose.js";
import { entryEnd } from "../../server/src/syntax/scanner.js";
import { lineColumnAt, offsetAt, pagedText, sliceText, type PagedText } from "../../server/src/text/pagedText.js";
import { openWorkspace } from "../../server/src/workspace/workspace.js";
import type { CorpusFile, CorpusZone } from "./corpus.js";

export interface Finding extends Pick<Diagnosis, "rule" | "severity" | "message" | "fixes"> {
  readonly file: CorpusFile;
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

function findingOf(file: CorpusFile, path: string, paged: PagedText, diagnosis: Diagnosis): Finding {
  const { rule, severity, message, fixes, at } = diagnosis;
  const { line } = lineColumnAt(paged, at.start);
  const lineStart = offsetAt(paged, { line, column: 0 });
  const lineEnd = offsetAt(paged, { line: line + 1, column: 0 });
  return {
    file,
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
  const { file, text: own, origin, encoding, files } = zone;
  const { diagnostics, reading } = checkText(own, { uri: file.path, origin, files, encoding, now });
  const documents = new Map(reading.documents().map(({ uri, text }) => [uri, text]));
  return diagnostics.flatMap((diagnosis) => {
    const paged = documents.get(diagnosis.uri);
    return paged === undefined ? [] : [findingOf(file, diagnosis.uri, paged, diagnosis)];
  });
}

/** What is found when all zones of a source are one workspace. */
export async function findingsTogether(
  zones: readonly CorpusZone[],
  origins: "of the corpus" | "found",
): Promise<Finding[]> {
  const folder = "file:///corpus";
  const uriOf = (zone: CorpusZone): string => `${folder}/${encodeURI(zone.file.path)}`;
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
    workspace.setSettings({ origins: Object.fromEntries(zones.map((zone) => [zone.file.path, zone.origin])) });
  for (const zone of zones)
    workspace.open(uriOf(zone), "zone", pagedText(texts.get(uriOf(zone)) ?? "", entryEnd), zone.encoding);
  do for (const _ of workspace.work());
  while ((await workspace.load()) || !workspace.settled());
  return zones.flatMap((zone) => {
    const snapshot = workspace.snapshot(uriOf(zone));
    if (snapshot === undefined) return [];
    return snapshot.diagnostics.map((diagnosis) => findingOf(zone.file, zone.file.path, snapshot.text, diagnosis));
  });
}
