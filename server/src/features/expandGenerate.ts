/** Writes out the records that a `$GENERATE` line makes. */
import { replace } from "../text/edit.js";
import { sliceText } from "../text/pagedText.js";
import type { Here, ZoneSnapshot } from "../workspace/snapshot.js";
import { countOf, generated, readGenerate } from "../zone/generate.js";
import { isDirective } from "../zone/directive.js";
import { editsOf, refusal, type CodeAction } from "./action.js";
import { nextFrom, standAlone } from "./keepContext.js";
import { lineBreakOf } from "./format.js";

const most = 4096;
const title = "Write out the records of $GENERATE";

export function expandGenerate(snapshot: ZoneSnapshot, { entry }: Here): CodeAction[] {
  if (!isDirective(entry) || entry.words[0]?.raw.toUpperCase() !== "$GENERATE" || entry.problems.length > 0) return [];
  const generate = readGenerate(entry, []);
  const no = (disabled: string): CodeAction[] => [refusal(title, "refactor.inline", disabled)];
  if (generate === undefined) return no("The line can't be read");
  const count = countOf(generate.range);
  if (count > most) return no(`It makes ${count} records, more than ${most}`);
  // The records that are written out have owners and TTLs, which those that follow must not take for theirs.
  const kept = standAlone(nextFrom(snapshot, entry.end), true);
  if ("obstacle" in kept) return no(kept.obstacle);
  const eol = lineBreakOf(snapshot);
  const middle = generate.middle.map(({ raw }) => raw).join(" ");
  const comments = entry.comments.map(({ start, end }) => sliceText(snapshot.text, start, end).trimEnd());
  const records = [...generated(generate, most)].map(({ owner, rdata }) => `${owner} ${middle} ${rdata}`);
  const ended = /[\r\n]$/.test(sliceText(snapshot.text, Math.max(entry.start, entry.end - 1), entry.end));
  const text = [...comments, ...records].join(eol) + (ended ? eol : "");
  return [{ title, kind: "refactor.inline", edits: editsOf([replace(entry, text), ...kept], snapshot.uri) }];
}
