/** Sorts the records of each block by owner and type; comments stay with their record, owners and TTLs what they are. */
import { labelsOf } from "../dns/name.js";
import { insert, replace, type Edit } from "../text/edit.js";
import { sliceText } from "../text/pagedText.js";
import { finish as finishSteps, type Steps } from "../text/steps.js";
import { walkEntries, type ZoneSnapshot } from "../workspace/snapshot.js";
import { isDirective } from "../zone/directive.js";
import type { Frame } from "../zone/frame.js";
import type { ZoneRecord } from "../zone/record.js";
import { editsOf, refusal, type CodeAction } from "./action.js";
import { lineBreakOf } from "./format.js";
import { piecesOf, shapeOf } from "./formatEntry.js";

/** A record with the comments above it. */
interface Unit {
  readonly record: ZoneRecord;
  readonly start: number;
  readonly text: string;
  readonly rank: readonly string[];
  readonly line: number;
}

/** A run of records without blank line or directive between them. */
interface Block {
  readonly start: number;
  readonly units: readonly Unit[];
  /** Lines after the last record. */
  readonly end: number;
  /** Whether it can be sorted without a change of any record. */
  readonly isSortable: boolean;
  /** By owner, the first record of it that has its owner written. */
  readonly named: ReadonlyMap<string, ZoneRecord>;
}

const typeRanks = ["SOA", "NS"];

/** Names from the root down, so that those of one domain stand together (RFC 4034 section 6.1); the SOA record first of all. */
function rankOf({ owner, type }: ZoneRecord): string[] {
  const rank = typeRanks.indexOf(type.name);
  const typeRank = `${rank < 0 ? typeRanks.length : rank} ${type.name}`;
  const path = labelsOf(owner.key).toReversed();
  return [type.name === "SOA" ? "0" : "1", ...path, "", typeRank];
}

function compare(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const x = a[i] ?? "";
    const y = b[i] ?? "";
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

/** Whether the record would be another one elsewhere in the block: it takes its TTL or class from the record before. */
const leans = (record: ZoneRecord, hasDefaultTtl: boolean): boolean =>
  (record.ttlWord === undefined && !hasDefaultTtl) || (record.class !== 1 && record.classWord === undefined);

/** How many entries or units make a step. */
const stride = 256;

function* blocksOf(snapshot: ZoneSnapshot): Steps<Block[]> {
  const blocks: Block[] = [];
  let start = 0;
  let unitStart = 0;
  let end = 0;
  let units: Unit[] = [];
  let isSortable = true;
  let line = 0;
  let frame: Frame | undefined;
  let hasDefaultTtl = false;
  let named = new Map<string, ZoneRecord>();
  const finish = (next: number): void => {
    if (units.length > 0) blocks.push({ start, units, end: unitStart, isSortable, named });
    start = next;
    unitStart = next;
    units = [];
    isSortable = true;
    named = new Map();
  };
  let seen = 0;
  for (const here of walkEntries(snapshot)) {
    if (++seen % stride === 0) yield;
    const { entry, record } = here;
    if (frame !== here.frame) hasDefaultTtl = here.frame.before.defaultTtl !== undefined;
    frame = here.frame;
    if (isDirective(entry) && entry.words[0]?.raw.toUpperCase() === "$TTL") hasDefaultTtl = true;
    const { pieces } = piecesOf(sliceText(snapshot.text, entry.start, entry.end), entry);
    const shape = shapeOf(here, pieces);
    if (shape.kind === "blank" || shape.kind === "directive") {
      finish(entry.end);
    } else if (shape.kind === "untouched") isSortable = false;
    else if (shape.kind === "record" && record !== undefined) {
      if (leans(record, hasDefaultTtl)) isSortable = false;
      const text = sliceText(snapshot.text, unitStart, entry.end);
      units.push({ record, start: unitStart, text, rank: rankOf(record), line: line++ });
      unitStart = entry.end;
      if (record.ownerWord !== undefined && !named.has(record.owner.key)) named.set(record.owner.key, record);
    }
    end = entry.end;
  }
  finish(end);
  return blocks;
}

/** A heading: comments above the first record of a block in which no other record has comments above it. */
function headingLength(units: readonly Unit[]): number {
  const above = ({ record, start }: Unit): number => record.entry.start - start;
  const [first, ...others] = units;
  return first !== undefined && others.every((unit) => above(unit) === 0) ? above(first) : 0;
}

const ownerText = (block: Block, { record }: Unit): string => {
  const named = block.named.get(record.owner.key);
  return named?.ownerWord !== undefined && named.origin?.key === record.origin?.key
    ? named.ownerWord.raw
    : record.owner.text;
};

/** The text of a unit, its owner written where it would inherit another. */
function written(block: Block, unit: Unit, before: Unit | undefined, cut: number): string {
  const text = unit.text.slice(cut);
  if (unit.record.ownerWord !== undefined || before?.record.owner.key === unit.record.owner.key) return text;
  const at = unit.record.entry.start - unit.start - cut;
  return text.slice(0, at) + ownerText(block, unit) + text.slice(at);
}

const inOrder = ({ units }: Block): Unit[] => units.toSorted((a, b) => compare(a.rank, b.rank) || a.line - b.line);
const isInOrder = (block: Block): boolean => inOrder(block).every((unit, index) => unit === block.units[index]);

function* sortBlock(block: Block, eol: string): Steps<Edit | undefined> {
  const { units } = block;
  if (!block.isSortable || isInOrder(block)) return undefined;
  const heading = headingLength(units);
  const [first] = units;
  let before: Unit | undefined;
  const parts = [first?.text.slice(0, heading) ?? ""];
  for (const unit of inOrder(block)) {
    if (parts.length % stride === 0) yield;
    const text = written(block, unit, before, unit === first ? heading : 0);
    parts.push(text, /[\r\n]$/.test(text) ? "" : eol);
    before = unit;
  }
  return replace({ start: block.start, end: block.end }, parts.join(""));
}

/** Where the first record after a block inherits its owner from a record that is no longer the last. */
function ownerAfter(block: Block, next: Block | undefined): Edit | undefined {
  const [heir] = next?.units ?? [];
  const last = block.units.at(-1);
  if (heir === undefined || last === undefined || heir.record.ownerWord !== undefined) return undefined;
  return insert(heir.record.entry.start, last.record.owner.text);
}

export const sortRecords = (snapshot: ZoneSnapshot): CodeAction | undefined =>
  finishSteps(sortRecordsInSteps(snapshot));

/** The action that sorts the document's blocks; disabled where none that is out of order can be sorted; undefined where all are in order. */
export function* sortRecordsInSteps(snapshot: ZoneSnapshot): Steps<CodeAction | undefined> {
  const eol = lineBreakOf(snapshot);
  const blocks = yield* blocksOf(snapshot);
  const sorted: (Edit | undefined)[] = [];
  for (const block of blocks) sorted.push(yield* sortBlock(block, eol));
  const edits: Edit[] = [];
  blocks.forEach((block, index) => {
    const edit = sorted[index];
    // The next block writes its owners itself if it is sorted too.
    const heir =
      edit === undefined || sorted[index + 1] !== undefined ? undefined : ownerAfter(block, blocks[index + 1]);
    if (edit !== undefined) edits.push(edit);
    if (heir !== undefined) edits.push(heir);
  });
  const title = "Sort the records of each block";
  const kind = "source.sortRecords.zonewright";
  if (edits.length > 0) return { title, kind, edits: editsOf(edits, snapshot.uri) };
  return blocks.every((block) => block.isSortable || isInOrder(block))
    ? undefined
    : refusal(title, kind, "Records take their TTL or class from the one before, or can't be read");
}
