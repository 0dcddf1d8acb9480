/** Files of the corpus as features see them, and what must be the same of a text before and after a change. */
import { readText } from "../../server/src/analysis/check.js";
import { makeName } from "../../server/src/dns/name.js";
import { entryEnd, tokenize } from "../../server/src/syntax/scanner.js";
import { pagedText } from "../../server/src/text/pagedText.js";
import type { ZoneSnapshot } from "../../server/src/workspace/snapshot.js";
import { dataOf } from "../../server/src/zone/record.js";
import { onlyZone } from "../../server/src/zone/zone.js";
import type { CorpusZone } from "./corpus.js";

/** What features see of a file, or of another text in its place. */
export function corpusSnapshot(file: CorpusZone, text = file.text): ZoneSnapshot {
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
    policies: () => [],
  };
}

/** Every record, in order of reading, those that can't be read by their words. */
export const recordsOf = ({ zone }: Pick<ZoneSnapshot, "zone">): string[] =>
  Array.from(
    zone.records(),
    (record) => `${record.owner.text} ${record.ttl ?? "?"} ${record.class} ${record.type.name} ${dataOf(record)}`,
  );

/** The comments of a text, white space at their ends left out, in any order. */
export const commentsOf = (text: string): string[] =>
  tokenize(text, 0, text.length)
    .filter(({ kind }) => kind === "comment")
    .map(({ start, end }) => text.slice(start, end).trimEnd())
    .sort();
