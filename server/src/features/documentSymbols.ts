/** The outline: origins, the owners below each, and the records of each owner. */
import { labelsOf, relativeTo, type Name } from "../dns/name.js";
import { shown } from "../text/problem.js";
import { span, type Span } from "../text/span.js";
import { finish, type Steps } from "../text/steps.js";
import type { ZoneSnapshot } from "../workspace/snapshot.js";
import { entryOfFrame, recordOfRow, type Frame, type Row } from "../zone/frame.js";
import { dataOf } from "../zone/record.js";

export interface DocumentSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: "origin" | "owner" | "record";
  /** All of it, and the word that names it. */
  readonly span: Span;
  readonly selection: Span;
  readonly children: readonly DocumentSymbol[];
}

/** An outline with more is of no use to anyone. */
const mostRecords = 20_000;
/** How many records make a step. */
const stride = 256;

/** What a symbol is made of while it grows. */
interface Growing {
  readonly name: string;
  readonly detail: string;
  readonly kind: DocumentSymbol["kind"];
  readonly start: number;
  end: number;
  readonly selection: Span;
  readonly children: Growing[];
}

const finished = ({ name, detail, kind, start, end, selection, children }: Growing): DocumentSymbol => ({
  name,
  detail,
  kind,
  span: span(start, end),
  selection,
  children: children.map(finished),
});

export const documentSymbols = (snapshot: ZoneSnapshot): readonly DocumentSymbol[] =>
  finish(documentSymbolsInSteps(snapshot));

export function* documentSymbolsInSteps(snapshot: ZoneSnapshot): Steps<readonly DocumentSymbol[]> {
  const origins: Growing[] = [];
  let origin: { readonly key: string; readonly symbol: Growing } | undefined;
  let owner: { readonly key: string; readonly symbol: Growing } | undefined;
  let records = 0;
  for (const frame of snapshot.reading.frames()) {
    if (frame.uri !== snapshot.uri) continue;
    let entryBefore = -1;
    for (const row of frame.rows) {
      // A line of $GENERATE is shown once.
      if (row.entry === entryBefore) continue;
      entryBefore = row.entry;
      if (++records > mostRecords) return origins.map(finished);
      if (records % stride === 0) yield;
      const record = recordSymbol(frame, row);
      if (origin?.key !== row.origin.key) {
        origin = { key: row.origin.key, symbol: grow(row.origin.text, "", "origin", record) };
        origins.push(origin.symbol);
        owner = undefined;
      }
      if (owner?.key !== row.owner.key) {
        owner = { key: row.owner.key, symbol: ownerSymbol(row.owner, row.origin, record) };
        origin.symbol.children.push(owner.symbol);
      }
      owner.symbol.children.push(record);
      owner.symbol.end = record.end;
      origin.symbol.end = record.end;
    }
  }
  return origins.map(finished);
}

const grow = (name: string, detail: string, kind: Growing["kind"], first: Growing): Growing => ({
  name,
  detail,
  kind,
  start: first.start,
  end: first.end,
  selection: first.selection,
  children: [],
});

function ownerSymbol(owner: Name, origin: Name, first: Growing): Growing {
  const relative = relativeTo(owner, origin);
  const detail = relative === owner.text || labelsOf(owner.text).length === 0 ? "" : owner.text;
  return grow(relative, detail, "owner", first);
}

function recordSymbol(frame: Frame, row: Row): Growing {
  const entry = entryOfFrame(frame, row.entry);
  const record = recordOfRow(frame, row);
  const first = entry.words[0] ?? entry;
  const last = entry.words[entry.words.length - 1] ?? first;
  return {
    name: row.generated === undefined ? row.type.name : `$GENERATE ${row.type.name}`,
    detail: shown(dataOf(record), 80),
    kind: "record",
    start: first.start,
    end: last.end,
    selection: span(first.start, first.end),
    children: [],
  };
}
