/** Frames: what a page says in its context, one row a record, all offsets relative to the page. */
import { firstDot, readName, type Name } from "../dns/name.js";
import { readRdata } from "../dns/readRdata.js";
import { printClass, readClass } from "../dns/recordClass.js";
import type { RecordType } from "../dns/recordType.js";
import { readType } from "../dns/typeIndex.js";
import { maximumTtl, printDuration, readTtl } from "../dns/ttl.js";
import { readEntry, syntaxRules, type Entry } from "../syntax/entry.js";
import type { Word } from "../syntax/word.js";
import type { Encoding } from "../text/octets.js";
import type { Page } from "../text/pagedText.js";
import { insert, replace } from "../text/edit.js";
import { shown, type Problem } from "../text/problem.js";
import { span, type Span } from "../text/span.js";
import { startContext, type ZoneContext } from "./context.js";
import { isDirective, readDirective } from "./directive.js";
import { countOf, generated, mostGenerated, mostInZone, readGenerate } from "./generate.js";
import { readHead, type Head } from "./head.js";
import type { ZoneRecord } from "./record.js";
import { templateMark } from "./template.js";
import { zoneRules } from "./zoneRules.js";
import { carriageReturnIn, hasRawOctets, usesIn, type Use } from "./use.js";

/** A record: its context resolved, its RDATA unread. */
export interface Row {
  /** Which entry of the page. */
  readonly entry: number;
  readonly owner: Name;
  readonly origin: Name;
  readonly type: RecordType;
  readonly ttl: number | undefined;
  readonly class: number;
  /** Made by $GENERATE: the text of its RDATA. */
  readonly generated?: string;
}

export interface Include {
  readonly file: string;
  readonly origin: Name | undefined;
  /** Where the file's name stands, relative to the page. */
  readonly at: Span;
}

/** The entries `from..to` of a page of the document `uri`, read in a context. Ends after an `$INCLUDE` or with the page. */
export interface Frame {
  readonly uri: string;
  readonly page: Page;
  readonly from: number;
  readonly to: number;
  readonly encoding: Encoding;
  readonly before: ZoneContext;
  readonly after: ZoneContext;
  readonly rows: readonly Row[];
  /** Which rows are each owner's, by its key. */
  readonly owners: ReadonlyMap<string, readonly number[]>;
  readonly problems: readonly Problem[];
  /** What other servers may not read, the first of each kind. */
  readonly uses: readonly Use[];
  readonly include: Include | undefined;
  /** Where a template's mark first stood in an entry that can't be read with it. */
  readonly template: Span | undefined;
  /** Whether the page has any mark of a template. */
  readonly templated: boolean;
  /** Entries with words in them. */
  readonly entries: number;
  /** Where the page starts in its document and the frame's place in the zone: kept up by the zone's reader. */
  base: number;
  order: number;
  pass: number;
}

const entryOf = (page: Page, index: number, base: number): Entry =>
  readEntry(page.text, page.entries[index] ?? 0, page.entries[index + 1] ?? page.text.length, base);

export function readFrame(uri: string, page: Page, from: number, before: ZoneContext, encoding: Encoding): Frame {
  const rows: Row[] = [];
  const owners = new Map<string, number[]>();
  const problems: Problem[] = [];
  const uses: Use[] = [];
  const note = usesNoted(uses);
  const anyRaw = hasRawOctets(page.text);
  let context = before;
  let include: Include | undefined;
  let template: Span | undefined;
  let entries = 0;
  const templated = templateMark(page.text, 0, page.text.length) !== undefined;
  const add = (row: Row): void => {
    const known = owners.get(row.owner.key);
    if (known === undefined) owners.set(row.owner.key, [rows.length]);
    else known.push(rows.length);
    rows.push(row);
  };
  let index = from;
  for (; index < page.entries.length && include === undefined; index++) {
    const entry = entryOf(page, index, 0);
    if (entry.words.length === 0) {
      problems.push(...entry.problems);
      continue;
    }
    entries++;
    const found: Problem[] = [...entry.problems];
    const mark = templated ? markIn(entry, page.text, 0) : undefined;
    const read = readStep(entry, index, context, encoding, found);
    const generates = read.generates === true ? generatedRows(entry, index, context, encoding, found) : [];
    const here = context;
    context =
      generates.length === 0 ? read.context : { ...read.context, generated: read.context.generated + generates.length };
    if (mark !== undefined && found.length > 0) {
      template ??= mark;
      context = { ...context, unsure: true };
      continue;
    }
    problems.push(...found);
    if (mark !== undefined && read.row !== undefined && !canBeRead(entry, read.row, encoding)) template ??= mark;
    if (!found.some(({ rule }) => refusing.has(rule)))
      for (const use of usesIn(entry, page.text, anyRaw, read.head, here)) note(use);
    if (read.row !== undefined) add(read.row);
    for (const row of generates) add(row);
    include = read.include;
  }
  const end = page.entries[index] ?? page.text.length;
  const carriageReturn = carriageReturnIn(page.text, page.entries[from] ?? 0, end);
  if (carriageReturn !== undefined) uses.push(carriageReturn);
  return {
    uri,
    page,
    from,
    to: index,
    encoding,
    before,
    after: context,
    rows,
    owners,
    problems,
    uses,
    include,
    template,
    templated,
    entries,
    base: 0,
    order: 0,
    pass: 0,
  };
}

/** How many uses of a kind a page keeps: enough to mend them one by one, whatever the size of the zone. */
const mostUses = 50;

function usesNoted(uses: Use[]): (use: Use) => void {
  const counts = new Map<Use["construct"], number>();
  return (use) => {
    const count = (counts.get(use.construct) ?? 0) + 1;
    counts.set(use.construct, count);
    if (count <= mostUses) uses.push(use);
  };
}

/** The problems of entries that no server reads: what else they use does not matter. */
const refusing: ReadonlySet<string> = new Set(
  [...syntaxRules, ...zoneRules].filter(({ severity }) => severity === "error").map(({ id }) => id),
);

/** Where the first mark of a template stands in an entry, comments aside; relative to the text, whose start is `base`. */
function markIn(entry: Entry, text: string, base: number): Span | undefined {
  const end = entry.end - base;
  for (let from = entry.start - base; from < end;) {
    const mark = templateMark(text, from, end);
    const comment = entry.comments.find((one) => mark !== undefined && isWithin(mark.start + base, one));
    if (comment === undefined) return mark;
    from = comment.end - base;
  }
  return undefined;
}

const isWithin = (at: number, { start, end }: Span): boolean => start <= at && at < end;

/** Whether the RDATA of a record is good as it is written. */
const canBeRead = (entry: Entry, row: Row, encoding: Encoding): boolean =>
  rdataOf(row, writtenParts(entry, row, encoding), encoding).problems.length === 0;

/** What the words of a record say. */
const rdataOf = (
  { type, origin, owner, class: recordClass }: Pick<Row, "type" | "origin" | "owner" | "class">,
  { words, typeWord }: Pick<ZoneRecord, "words" | "typeWord">,
  encoding: Encoding,
): ZoneRecord["rdata"] =>
  readRdata(type, words, {
    origin,
    encoding,
    type: span(typeWord.start, typeWord.end),
    owner,
    class: recordClass,
  });

interface EntryReading {
  readonly context: ZoneContext;
  /** Of a record. */
  readonly head?: Head;
  readonly row?: Row;
  readonly include?: Include;
  /** A `$GENERATE`: its rows are for `generatedRows`, and leave the context as it is. */
  readonly generates?: boolean;
}

const readStep = (
  entry: Entry,
  index: number,
  context: ZoneContext,
  encoding: Encoding,
  problems: Problem[],
): EntryReading =>
  isDirective(entry)
    ? readDirectiveEntry(entry, context, encoding, problems)
    : readRecordEntry(entry, index, context, encoding, problems);

function readDirectiveEntry(entry: Entry, context: ZoneContext, encoding: Encoding, problems: Problem[]): EntryReading {
  const directive = readDirective(entry, context, encoding, problems);
  switch (directive.kind) {
    case "origin":
      return { context: { ...context, origin: directive.origin, originMoved: true } };
    case "ttl":
      return { context: { ...context, defaultTtl: directive.ttl } };
    case "include":
      return {
        context,
        include: {
          file: directive.file.raw,
          origin: directive.origin,
          at: span(directive.file.start, directive.file.end),
        },
      };
    case "generate":
      return { context, generates: true };
    default:
      return { context: problems.length > 0 ? { ...context, unsure: true } : context };
  }
}

function readRecordEntry(
  entry: Entry,
  index: number,
  context: ZoneContext,
  encoding: Encoding,
  problems: Problem[],
): EntryReading {
  const head = readHead(entry, context, encoding, problems);
  const inherited = head.ownerWord === undefined;
  const owner =
    head.type === undefined ? ownerOfHeirs(entry, head, context, encoding) : inherited ? context.owner : head.owner;
  let next: ZoneContext =
    inherited && owner === context.owner ? context : { ...context, owner, originMoved: false, include: undefined };
  if (inherited && context.originMoved && typeof head.owner === "object") {
    problems.push(ownerFromBefore(entry, head.owner));
    next = { ...next, originMoved: false };
  }
  if (head.ttl !== undefined) next = { ...next, lastTtl: head.ttl };
  if (head.class !== undefined && !context.classKnown && !ofMessages.has(head.class))
    next = { ...next, class: head.class, classKnown: true };
  else if (head.class !== undefined && head.class !== context.class && head.classWord !== undefined)
    problems.push({
      rule: "zone/class-differs",
      at: span(head.classWord.start, head.classWord.end),
      message: `Class ${printClass(head.class)} in a zone of class ${printClass(context.class)}: the zone is refused`,
      fixes: [
        {
          title: `Change to ${printClass(context.class)}`,
          kind: "review",
          edits: [replace(head.classWord, printClass(context.class))],
        },
      ],
    });
  const { type } = head;
  // An SOA record that says no class is that of a zone of class IN.
  if (type?.name === "SOA" && !next.classKnown) next = { ...next, classKnown: true };
  if (type === undefined) return { context: { ...next, unsure: true }, head };
  const [ttl, afterTtl] = resolveTtl(head, type, next, entry, encoding, problems);
  if (typeof head.owner !== "object") return { context: { ...afterTtl, unsure: true }, head };
  const row: Row = {
    entry: index,
    owner: head.owner,
    origin: context.origin,
    type,
    ttl,
    class: head.class ?? context.class,
  };
  return { context: afterTtl, head, row };
}

const plainName = /^(?:@|[a-z0-9_*.-]+)$/i;

/** Whose the lines are that follow one without a type and leave their owner out: nobody's where it is anyone's guess. */
function ownerOfHeirs(entry: Entry, head: Head, context: ZoneContext, encoding: Encoding): ZoneContext["owner"] {
  const [first] = entry.words;
  if (head.ownerWord !== undefined) return plainName.test(head.ownerWord.raw) ? head.owner : "unreadable";
  // A blank before an owner takes it for a type.
  const shifted = readHead({ ...entry, leadingBlank: false }, context, encoding, []);
  if (first !== undefined && plainName.test(first.raw) && shifted.type !== undefined) return shifted.owner;
  return context.owner;
}

/** NONE and ANY (RFC 2136 section 1.3.4, RFC 1035 section 3.2.5): no zone is of them. */
const ofMessages: ReadonlySet<number> = new Set([254, 255]);

const ownerFromBefore = (entry: Entry, owner: Name): Problem => {
  const first = entry.words[0];
  return {
    rule: "zone/owner-before-origin",
    at: first === undefined ? span(entry.start, entry.start) : span(first.start, first.end),
    message: `This record belongs to ${shown(owner.text, 45)}, named before $ORIGIN`,
    fixes: [{ title: "Write @, the new origin, as its owner", kind: "review", edits: [insert(entry.start, "@")] }],
  };
};

/** The TTL of a record and the context after it: its own, that of `$TTL`, or what else BIND takes. */
function resolveTtl(
  head: Head,
  type: RecordType,
  context: ZoneContext,
  entry: Entry,
  encoding: Encoding,
  problems: Problem[],
): [number | undefined, ZoneContext] {
  if (head.ttl !== undefined) return [head.ttl, context];
  if (context.defaultTtl !== undefined) return [context.defaultTtl, context];
  const at =
    head.typeWord === undefined ? span(entry.start, entry.start) : span(head.typeWord.start, head.typeWord.end);
  if (context.lastTtl !== undefined) {
    if (!context.ttlTaken && !context.unsure)
      problems.push({
        rule: "zone/ttl-from-previous",
        at,
        message: `Without $TTL, the record takes the TTL of the one before it: ${printDuration(context.lastTtl)}`,
      });
    return [context.lastTtl, { ...context, ttlTaken: true }];
  }
  if (type.name === "SOA") {
    const rdata = readRdata(type, head.words, { origin: context.origin, encoding, type: at, owner: undefined });
    const value = rdata.fields[6]?.value;
    if (value?.kind === "number") {
      const ttl = value.number > maximumTtl ? 0 : value.number;
      // A $TTL that can't be read has its own error.
      if (!context.unsure)
        problems.push({
          rule: "zone/ttl-from-soa",
          at,
          message: `No TTL is said: servers take the minimum of the SOA record, ${printDuration(ttl)}`,
          fixes: [
            { title: `Write $TTL ${ttl} before it`, kind: "safe", edits: [insert(entry.start, `$TTL ${ttl}\n`)] },
          ],
        });
      return [ttl, { ...context, defaultTtl: ttl }];
    }
    return [undefined, { ...context, ttlTaken: true }];
  }
  if (!context.unsure && !context.ttlTaken)
    problems.push({
      rule: "zone/no-ttl",
      at,
      message: "No TTL is said here, before it or with $TTL: the zone is refused",
      fixes: [{ title: "Write $TTL 3600 before it", kind: "review", edits: [insert(entry.start, "$TTL 3600\n")] }],
    });
  return [undefined, { ...context, ttlTaken: true }];
}

function generatedRows(
  entry: Entry,
  index: number,
  context: ZoneContext,
  encoding: Encoding,
  problems: Problem[],
): Row[] {
  const generate = readGenerate(entry, problems);
  if (generate === undefined) return [];
  let ttl: number | undefined;
  let recordClass: number | undefined;
  for (const word of generate.middle.slice(0, -1)) {
    const read = readTtl(word.raw);
    if ("seconds" in read && ttl === undefined) ttl = read.seconds > maximumTtl ? 0 : read.seconds;
    else if (readClass(word.raw) !== undefined && recordClass === undefined) recordClass = readClass(word.raw);
    else {
      problems.push({
        rule: "generate/extra-argument",
        at: span(word.start, word.end),
        message: `"${shown(word.raw, 25)}" is no TTL, class or type; RDATA with spaces must be quoted here`,
      });
      return [];
    }
  }
  const type = readType(generate.typeWord.raw);
  if (type === undefined) {
    problems.push({
      rule: "zone/unknown-type",
      at: span(generate.typeWord.start, generate.typeWord.end),
      message: `"${shown(generate.typeWord.raw, 25)}" is no record type; RDATA with spaces must be quoted here`,
    });
    return [];
  }
  const time = ttl ?? context.defaultTtl ?? context.lastTtl;
  const rows: Row[] = [];
  const most = Math.max(0, Math.min(mostGenerated, mostInZone - context.generated));
  for (const { owner, rdata } of generated(generate, most)) {
    const read = readName(owner, context.origin, encoding);
    if (read.name === undefined) {
      problems.push({
        rule: "zone/bad-owner",
        at: span(generate.ownerWord.start, generate.ownerWord.end),
        message: `"${shown(owner, 30)}", which this line makes, is no domain name`,
      });
      break;
    }
    rows.push({
      entry: index,
      owner: read.name,
      origin: context.origin,
      type,
      ttl: time,
      class: recordClass ?? context.class,
      generated: rdata,
    });
  }
  const count = countOf(generate.range);
  if (count > most)
    problems.push({
      rule: "generate/too-many",
      at: span(generate.ownerWord.start, generate.ownerWord.end),
      message:
        most < mostGenerated
          ? `${count} records, and many before them: ${most} of these are checked`
          : `${count} records: the first ${most} are checked`,
    });
  return rows;
}

const textTypes: ReadonlySet<string> = new Set(["TXT", "SPF"]);
/** One string, in which a name stands in one piece. */
const oneString = /^[^"]*"[^"]*"[^"]*$/;

/**
 * The rows in which the name of a key may stand: its owner's, those read below it (`@`), and those whose lines have its first label, or an
 * escape or several strings that may hide it.
 */
export function* rowsNaming({ page, rows }: Frame, key: string): Iterable<Row> {
  const label = key.slice(0, firstDot(key));
  const mayHave = label.includes("\\") ? /(?:)/ : new RegExp(`\\\\|${label.replace(/[^a-z0-9]/g, "\\$&")}`, "i");
  const anywhere = mayHave.test(page.text);
  for (const row of rows) {
    if (row.owner.key === key || row.origin.key === key) yield row;
    else if (row.generated !== undefined) {
      if (mayHave.test(row.generated) || textTypes.has(row.type.name)) yield row;
    } else if (anywhere || textTypes.has(row.type.name)) {
      const text = page.text.slice(page.entries[row.entry] ?? 0, page.entries[row.entry + 1] ?? page.text.length);
      if (mayHave.test(text) || (textTypes.has(row.type.name) && !oneString.test(text))) yield row;
    }
  }
}

/** The context in which an entry of a frame is read. */
export function contextBefore(frame: Frame, entryIndex: number): ZoneContext {
  const { page, encoding } = frame;
  let context = frame.before;
  for (let index = frame.from; index < Math.min(entryIndex, frame.to); index++) {
    const entry = entryOf(page, index, 0);
    if (entry.words.length === 0) continue;
    context = readStep(entry, index, context, encoding, []).context;
  }
  return context;
}

/** An entry of a frame; its spans are offsets of the document. */
export const entryOfFrame = (frame: Frame, entryIndex: number): Entry => entryOf(frame.page, entryIndex, frame.base);

/** The record of a row; its spans are offsets of the document, whose page starts at `base`. */
export const recordOfRow = (frame: Frame, row: Row): ZoneRecord => new RowRecord(frame, row);

/** A class, as there are hundreds of thousands: a literal with getters costs the engine a hidden class for each of them. */
class RowRecord implements ZoneRecord {
  readonly uri: string;
  readonly owner: Name;
  readonly ownerWord: Word | undefined;
  readonly ownerRelative: boolean;
  readonly ttl: number | undefined;
  readonly ttlWord: Word | undefined;
  readonly class: number;
  readonly classWord: Word | undefined;
  readonly type: RecordType;
  readonly typeWord: Word;
  readonly origin: Name;
  readonly words: readonly Word[];
  readonly comments: readonly Span[];
  readonly span: Span;
  readonly entry: Span;
  readonly generated: boolean;
  readonly #frame: Frame;
  readonly #entry: Entry;
  /** Where the page stood when the record was made. */
  readonly #base: number;
  #rdata: ZoneRecord["rdata"] | undefined;

  constructor(frame: Frame, row: Row) {
    const { page, base, encoding } = frame;
    const entry = entryOf(page, row.entry, base);
    const parts =
      row.generated === undefined ? writtenParts(entry, row, encoding) : generatedParts(entry, row.generated);
    this.uri = frame.uri;
    this.owner = row.owner;
    this.ownerWord = parts.ownerWord;
    this.ownerRelative = parts.ownerRelative;
    this.ttl = row.ttl;
    this.ttlWord = parts.ttlWord;
    this.class = row.class;
    this.classWord = parts.classWord;
    this.type = row.type;
    this.typeWord = parts.typeWord;
    this.origin = row.origin;
    this.words = parts.words;
    this.comments = entry.comments;
    this.span = span(entry.words[0]?.start ?? entry.start, entry.words[entry.words.length - 1]?.end ?? entry.end);
    this.entry = span(entry.start, entry.end);
    this.generated = row.generated !== undefined;
    this.#frame = frame;
    this.#entry = entry;
    this.#base = base;
  }

  get template(): boolean {
    return (
      this.#frame.templated &&
      !this.generated &&
      // Tables within tables are `{{` in Lua.
      this.type.name !== "LUA" &&
      markIn(this.#entry, this.#frame.page.text, this.#base) !== undefined
    );
  }

  get rdata(): ZoneRecord["rdata"] {
    this.#rdata ??= rdataOf(this, this, this.#frame.encoding);
    return this.#rdata;
  }
}

/** What of a record depends on how it is written. */
type Parts = Pick<ZoneRecord, "ownerWord" | "ownerRelative" | "ttlWord" | "classWord" | "typeWord" | "words">;

const noWord = ({ start }: Entry): Word => ({ start, end: start, raw: "", quoted: false });

function writtenParts(entry: Entry, row: Row, encoding: Encoding): Parts {
  const head = readHead(entry, { ...startContext(row.origin), owner: row.owner }, encoding, []);
  return { ...head, typeWord: head.typeWord ?? noWord(entry) };
}

/** A record that `$GENERATE` made stands where the directive stands. */
function generatedParts(entry: Entry, text: string): Parts {
  const generate = readGenerate(entry, []);
  const { start, end } = generate?.rdataWord ?? entry;
  return {
    ownerWord: generate?.ownerWord,
    ownerRelative: true,
    ttlWord: undefined,
    classWord: undefined,
    typeWord: generate?.typeWord ?? noWord(entry),
    words: readEntry(text, 0, text.length).words.map((word) => ({ ...word, start, end })),
  };
}
