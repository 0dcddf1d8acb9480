/** A record of a zone: its head resolved from the context, its RDATA read when asked for. */
import type { Name } from "../dns/name.js";
import type { FieldValue, Rdata } from "../dns/rdata.js";
import type { RecordType } from "../dns/recordType.js";
import type { Word } from "../syntax/word.js";
import type { Mapped } from "../text/mapped.js";
import type { Span } from "../text/span.js";

export interface ZoneRecord {
  /** The document it stands in. All spans are of that document. */
  readonly uri: string;
  readonly owner: Name;
  /** Where the owner is written; undefined where it is that of the record before. */
  readonly ownerWord: Word | undefined;
  /** Whether the origin was appended to what is written; false for an inherited owner. */
  readonly ownerRelative: boolean;
  /** In seconds, from the record, `$TTL`, the record before or the SOA; undefined where none of them says it. */
  readonly ttl: number | undefined;
  readonly ttlWord: Word | undefined;
  readonly class: number;
  readonly classWord: Word | undefined;
  readonly type: RecordType;
  readonly typeWord: Word;
  /** The origin in force. */
  readonly origin: Name | undefined;
  /** The words of its RDATA. */
  readonly words: readonly Word[];
  readonly comments: readonly Span[];
  /** From its first word to its last. */
  readonly span: Span;
  /** The lines of its entry, line break included. */
  readonly entry: Span;
  readonly rdata: Rdata;
  /** Made by `$GENERATE`: all spans are those of the directive. */
  readonly generated: boolean;
  /** Written with the marks of a template tool: what cannot be read in it is not judged. */
  readonly template: boolean;
}

/** The field of that name, such as "exchange"; undefined where the record lacks it. */
export const fieldOf = (record: ZoneRecord, name: string): FieldValue | undefined =>
  record.rdata.fields.find((field) => field.field.name === name);

/** The name in a field and where it is written. */
export interface NameIn {
  readonly name: Name;
  readonly relative: boolean;
  /** As written. */
  readonly text: string;
  readonly span: Span;
  readonly labels: number;
}

function nameIn(field: FieldValue | undefined): NameIn | undefined {
  if (field?.value?.kind !== "name") return undefined;
  const { name, relative, labels } = field.value;
  return { name, relative, labels, span: field.span, text: field.words.map((word) => word.raw).join(" ") };
}

/** The name in the field of that name. */
export const nameOf = (record: ZoneRecord, field: string): NameIn | undefined => nameIn(fieldOf(record, field));

/** Each name in the RDATA, the targets alone if `role` says so. */
export function namesOf(record: ZoneRecord, role?: "target"): NameIn[] {
  const found: NameIn[] = [];
  for (const field of record.rdata.fields) {
    if (role !== undefined && field.field.role !== role) continue;
    const name = nameIn(field);
    if (name !== undefined) found.push(name);
  }
  return found;
}

export function numberOf(record: ZoneRecord, field: string): number | undefined {
  const value = fieldOf(record, field)?.value;
  return value?.kind === "number" ? value.number : undefined;
}

/** The RDATA as it is printed; as written where it can't be read. */
export const dataOf = ({ rdata, words }: ZoneRecord): string =>
  rdata.canonical ?? words.map(({ raw }) => raw).join(" ");

/** The octets of an A or AAAA record's address. */
export function addressOf(record: ZoneRecord): readonly number[] | undefined {
  for (const { value } of record.rdata.fields) if (value?.kind === "address") return value.octets;
  return undefined;
}

/** The joined character-strings of a TXT-like record, mapped to their pieces of the document. */
export function textOf(record: ZoneRecord): Mapped | undefined {
  for (const { value } of record.rdata.fields) if (value?.kind === "text") return value.mapped;
  return undefined;
}
