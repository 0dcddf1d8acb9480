/** Reads the words of a record by its type's row: values, problems, and the RDATA as BIND prints it. */
import { insert } from "../text/edit.js";
import type { Span } from "../text/span.js";
import { tokenize } from "../syntax/scanner.js";
import type { Word } from "../syntax/word.js";
import { inGroups, printHex, readHex } from "./binary.js";
import { hullOf, joined, placeOf, quotedText, refuse, review, type RdataInput } from "./fieldKind.js";
import { fieldKind } from "./fieldKinds.js";
import { readDigits } from "./kinds/numbers.js";
import type { FieldValue, Rdata, RdataContext, Value } from "./rdata.js";
import type { Field, RecordType } from "./recordType.js";
import { canonicalTypeName } from "./typeIndex.js";
import { leftIn, type Wire } from "./wire.js";

export { rdataRuleIds } from "./rdataRules.js";

const finish = (input: RdataInput, canonical: string | undefined, generic: boolean): Rdata => ({
  type: input.type,
  fields: input.fields,
  problems: input.problems,
  canonical,
  generic,
});

function refuseMissing(input: RdataInput, field: Field): undefined {
  const { type, words, context } = input;
  const at = words[words.length - 1] ?? context.type;
  return refuse(input, "record/missing-field", at, `${type.name} lacks its ${field.name}`);
}

/** "#" and "//" start comments elsewhere. */
const foreignComment = /^(?:#|\/\/)/;

function refuseExtra(input: RdataInput): undefined {
  const extra = input.words.slice(input.at);
  const [first] = extra;
  const last = input.type.fields?.[input.type.fields.length - 1];
  if (first === undefined || last === undefined) return undefined;
  const at = hullOf(extra);
  if (!first.quoted && foreignComment.test(first.raw))
    return refuse(input, "record/extra-field", at, "A comment starts with a semicolon: the record is refused", [
      { title: "Make it a comment", kind: "safe", edits: [insert(first.start, "; ")] },
    ]);
  const text = quotedText(extra.map(({ raw }) => raw).join(" "));
  const message = `${text} after the ${last.name} of ${input.type.name} is too much: the record is refused`;
  return refuse(input, "record/extra-field", at, message, [
    review("Remove it", { start: input.words[input.at - 1]?.end ?? at.start, end: at.end }, ""),
  ]);
}

/** Reads a field, and returns whether the record is still good. */
function readField(input: RdataInput, field: Field, printed: string[]): boolean {
  const kind = fieldKind(field.kind);
  const absent = kind.absent?.(input);
  if (absent !== undefined) {
    if (absent.canonical !== undefined) printed.push(absent.canonical);
    return true;
  }
  const start = input.at;
  const reading = kind.read(input, field);
  const words = input.words.slice(start, input.at);
  const first = words[0];
  if (first !== undefined) {
    const span = words.length === 1 ? { start: first.start, end: first.end } : hullOf(words);
    input.fields.push({ field, span, words, value: reading?.value });
  }
  if (reading === undefined) return false;
  if (reading.canonical !== undefined) printed.push(reading.canonical);
  // A list without members prints nothing; a value that is not known leaves the whole unknown.
  else if (reading.value === undefined) return false;
  return true;
}

function readFields(input: RdataInput, fields: readonly Field[]): string | undefined {
  const printed: string[] = [];
  let good = true;
  for (const field of fields) {
    if (input.at >= input.words.length) {
      if (field.optional === true) continue;
      // After a field that can't be read, it is anyone's guess which one lacks.
      if (fieldKind(field.kind).absent?.(input) === undefined) return good ? refuseMissing(input, field) : undefined;
    }
    if (!readField(input, field, printed)) good = false;
  }
  if (input.at < input.words.length) return refuseExtra(input);
  return good ? printed.join(" ") : undefined;
}

/** In TXT records, `\#` is the text "#" where no number follows. */
function isGeneric(type: RecordType, [mark, length]: readonly Word[]): boolean {
  if (mark?.raw !== "\\#" || mark.quoted) return false;
  return type.name !== "TXT" || (length?.quoted === false && readDigits(length.raw) !== undefined);
}

/** The octets of `\# length hex`; undefined: a problem was reported. */
function readGenericOctets(input: RdataInput): Uint8Array | undefined {
  const [mark, lengthWord, ...data] = input.words;
  if (mark === undefined) return undefined;
  if (lengthWord === undefined)
    return refuse(input, "record/bad-generic-data", mark, "\\# lacks the length of its data: the record is refused");
  const length = lengthWord.quoted ? undefined : readDigits(lengthWord.raw);
  if (length === undefined || length > 0xffff)
    return refuse(
      input,
      "record/bad-generic-data",
      lengthWord,
      `${quotedText(lengthWord.raw)} is no length: after \\# stands the number of octets, up to 65535`,
    );
  const octets = readHex(joined(data));
  if (!(octets instanceof Uint8Array)) {
    const at = placeOf(data, octets.at);
    return refuse(input, "record/bad-generic-data", at, "The data after \\# must be pairs of hexadecimal digits");
  }
  if (octets.length === length) return octets;
  const message = `\\# says ${length} octets and the data has ${octets.length}: the record is refused`;
  return refuse(input, "record/bad-generic-data", lengthWord, message, [
    review(`Write ${octets.length}`, lengthWord, String(octets.length)),
  ]);
}

const printGeneric = (octets: Uint8Array): string =>
  octets.length === 0 ? "\\# 0" : `\\# ${octets.length} ${inGroups(printHex(octets))}`;

/** What stands for a type whose wire format is not decoded. */
const noForm = Symbol("generic form alone");

/** The words that one would write for wire data. */
function unpack(type: RecordType, octets: Uint8Array): string | typeof noForm | undefined {
  const wire: Wire = { octets, at: 0, numbers: new Map() };
  const printed: string[] = [];
  for (const field of type.fields ?? []) {
    const kind = fieldKind(field.kind);
    if (kind.unpack === undefined) return noForm;
    if (field.optional === true && leftIn(wire) === 0) continue;
    const text = kind.unpack(wire, type);
    if (text === undefined) return undefined;
    if (text !== "") printed.push(text);
    wire.numbers.set(field.name, Number(text));
  }
  return wire.at === octets.length ? printed.join(" ") : undefined;
}

/** The words of a text that stands nowhere in the document. */
function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const { kind, start, end } of tokenize(text, 0, text.length)) {
    if (kind === "word") words.push({ start, end, raw: text.slice(start, end), quoted: false });
    if (kind === "quoted") words.push({ start, end, raw: text.slice(start + 1, end - 1), quoted: true });
  }
  return words;
}

/** A text that no one wrote as text: one run stands for the whole of the data. */
function placed(value: Value | undefined, at: Span): Value | undefined {
  if (value?.kind !== "text") return value;
  const { text, strings } = value.mapped;
  const run = { at: 0, length: text.length, source: at.start, sourceLength: at.end - at.start };
  const runs = text === "" ? [] : [run];
  return { kind: "text", mapped: { text, runs, strings: strings.map((part) => ({ ...part, span: at })), span: at } };
}

function readGeneric(input: RdataInput): Rdata {
  const octets = readGenericOctets(input);
  if (octets === undefined) return finish(input, undefined, true);
  const at = hullOf(input.words);
  const { type, context } = input;
  if (type.fields === undefined) return finish(input, printGeneric(octets), true);
  const text = unpack(type, octets);
  if (text === noForm) return finish(input, printGeneric(octets), true);
  if (text === undefined) {
    refuse(input, "record/bad-generic-data", at, `These octets are no ${type.name} record: it is refused`);
    return finish(input, undefined, true);
  }
  const inner: RdataInput = { type, context, words: wordsOf(text), at: 0, fields: [], problems: [] };
  const canonical = readFields(inner, type.fields);
  const fields = inner.fields.map(({ field, words, value }): FieldValue => ({
    field,
    span: at,
    words: words.map(({ raw, quoted }) => ({ ...at, raw, quoted })),
    value: placed(value, at),
  }));
  if (canonical === undefined)
    refuse(input, "record/bad-generic-data", at, `These octets are no ${type.name} record: it is refused`);
  const named = canonicalTypeName(type.code) === type.name;
  const printed = canonical === undefined || named ? canonical : printGeneric(octets);
  return { type, fields, problems: input.problems, canonical: printed, generic: true };
}

/** Types that BIND refuses by name. */
const withdrawn: ReadonlySet<string> = new Set(["MD", "MF"]);

/** The types whose form belongs to class IN (as BIND has it); of these the other classes know A alone. */
const ofInternet: ReadonlySet<string> = new Set(
  "A A6 AAAA APL ATMA DHCID EID HTTPS KX NIMLOC NSAP NSAP-PTR PX SRV SVCB WKS".split(" "),
);
const internet = 1;
const chaos = 3;
const hesiod = 4;

const hasForm = ({ name }: RecordType, recordClass: number): boolean =>
  recordClass === internet || !ofInternet.has(name) || (recordClass === hesiod && name === "A");

/** A type of class IN in a record of another class. */
function readInOtherClass(input: RdataInput, recordClass: number): Rdata {
  const { type, words, context } = input;
  if (isGeneric(type, words)) {
    const octets = readGenericOctets(input);
    return finish(input, octets === undefined ? undefined : printGeneric(octets), true);
  }
  // The address of Chaosnet, a name and an octal number (RFC 1035 section 3.4.1 speaks of IN alone), is not judged.
  if (recordClass === chaos && type.name === "A") return finish(input, undefined, false);
  const message = `Only class IN has a form for ${type.name}: here its data is \\# length hex, or the record is refused`;
  refuse(input, "record/generic-data-only", words.length === 0 ? context.type : hullOf(words), message);
  return finish(input, undefined, false);
}

function readUnknown(input: RdataInput): Rdata {
  const { type, words, context } = input;
  const at = words.length === 0 ? context.type : hullOf(words);
  refuse(
    input,
    "record/generic-data-only",
    at,
    `${type.name} has no other form than \\# length hex: the record is refused`,
  );
  return finish(input, undefined, false);
}

export function readRdata(type: RecordType, words: readonly Word[], context: RdataContext): Rdata {
  const input: RdataInput = { type, words, context, at: 0, fields: [], problems: [] };
  if (type.status === "meta") {
    refuse(input, "record/meta-type", context.type, `${type.name} stands in messages alone, never in a zone`);
    return finish(input, undefined, isGeneric(type, words));
  }
  if (withdrawn.has(type.name)) {
    const message = `${type.name} was replaced by MX in 1986: BIND refuses the record`;
    refuse(input, "record/withdrawn-type", context.type, message, [
      review("Change the type to MX", context.type, "MX 10"),
    ]);
    return finish(input, undefined, isGeneric(type, words));
  }
  const recordClass = context.class ?? internet;
  if (!hasForm(type, recordClass)) return readInOtherClass(input, recordClass);
  if (isGeneric(type, words)) return readGeneric(input);
  if (type.fields === undefined) return readUnknown(input);
  return finish(input, readFields(input, type.fields), false);
}
