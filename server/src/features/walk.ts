/** Walks a document's entries in order, each with its record, in one pass over its pages. */
import { pageIndexAt } from "../text/pagedText.js";
import { entryOfFrame, recordOfRow } from "../zone/frame.js";
import type { Here, ZoneSnapshot } from "../workspace/snapshot.js";

/** The entries from the page on that holds `start`, each once, even where the document is included twice. */
export function* walkEntries(snapshot: ZoneSnapshot, start = 0): Iterable<Here> {
  let reached = snapshot.text.starts[pageIndexAt(snapshot.text, start)] ?? 0;
  for (const frame of snapshot.reading.frames()) {
    if (frame.uri !== snapshot.uri || frame.base + frame.page.text.length <= reached) continue;
    let row = 0;
    for (let index = frame.from; index < frame.to; index++) {
      while ((frame.rows[row]?.entry ?? index) < index) row++;
      if (frame.base + (frame.page.entries[index] ?? 0) < reached) continue;
      const entry = entryOfFrame(frame, index);
      reached = entry.end;
      const found = frame.rows[row];
      const record = found === undefined || found.entry !== index ? undefined : recordOfRow(frame, found);
      yield { frame, index, entry, record };
    }
  }
}
