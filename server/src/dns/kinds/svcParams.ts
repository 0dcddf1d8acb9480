/** The field kind of SVCB and HTTPS parameters (RFC 9460): read to octets, checked, and printed from octets in order of their keys. */
import { remove } from "../../text/edit.js";
import { nearest } from "../../text/nearest.js";
import type { Encoding } from "../../text/octets.js";
import { hull, type Span } from "../../text/span.js";
import { octetsOfWord, printString } from "../../syntax/characterString.js";
import { rawStart, type Word } from "../../syntax/word.js";
import { printIpv4, printIpv6, readIpv4, readIpv6 } from "../address.js";
import { printBase64, readBase64 } from "../binary.js";
import {
  hullOf,
  numberIn,
  other,
  quotedText,
  refuse,
  review,
  safe,
  takeBare,
  type FieldKind,
  type RdataInput,
  type Reading,
} from "../fieldKind.js";
import type { Field, RecordType } from "../recordType.js";
import { serviceKeys } from "../registries.js";
import { leftIn, takeNumber, takeOctets } from "../wire.js";
import { readDigits } from "./numbers.js";

/** A parameter as written. */
interface Written {
  readonly key: string;
  readonly keySpan: Span;
  /** Escapes undecoded; undefined without `=`. */
  readonly value: string | undefined;
  readonly span: Span;
}

interface Parameter {
  readonly code: number;
  readonly octets: readonly number[];
  readonly written: Written;
}

type Encoded = { readonly octets: readonly number[] } | { readonly fault: string };

/** How the value of a key is written, checked and printed. */
interface KeyForm {
  readonly encode: (octets: readonly number[]) => Encoded;
  /** Why octets are no value; undefined where they are one. */
  readonly check: (octets: readonly number[]) => string | undefined;
  readonly print: (octets: readonly number[]) => string;
  readonly value: "needed" | "none" | "optional";
}

const mandatory = 0;
const alpn = 1;
const noDefaultAlpn = 2;
const supportedGroups = 9;
/** The highest key that BIND 9.18 prints by its name. */
const lastNamed = 6;
/** The highest key that BIND 9.18 reads by its name. */
const lastKnown = 7;

const comma = 0x2c;
const backslash = 0x5c;

const nameOfKey = (code: number): string => (code <= lastNamed ? (serviceKeys[code]?.name ?? "") : `key${code}`);
const longNameOfKey = (code: number): string => serviceKeys[code]?.name ?? `key${code}`;

const byName = new Map(serviceKeys.map(({ name, code }) => [name, code]));

/** Undefined for what is no key. */
function readKey(key: string): number | undefined {
  const known = byName.get(key);
  if (known !== undefined) return known;
  const digits = key.startsWith("key") ? key.slice(3) : "";
  if (digits.length > 1 && digits.startsWith("0")) return undefined;
  const code = readDigits(digits);
  return code !== undefined && code <= 0xffff ? code : undefined;
}

const asText = (octets: readonly number[]): string => octets.map((octet) => String.fromCharCode(octet)).join("");

const numbersOf = (octets: readonly number[]): number[] =>
  octets.flatMap((octet, i) => (i % 2 === 0 ? [octet * 256 + (octets[i + 1] ?? 0)] : []));

const octetsOfNumbers = (numbers: readonly number[]): number[] => numbers.flatMap((n) => [n >> 8, n & 0xff]);

function encodeMandatory(octets: readonly number[]): Encoded {
  const codes = new Set<number>();
  for (const name of asText(octets).split(",")) {
    const code = readKey(name);
    if (code === undefined)
      return { fault: name === "" ? "names no key" : `names ${quotedText(name)}, which is no key` };
    if (codes.has(code)) return { fault: `names ${name} twice` };
    codes.add(code);
  }
  return { octets: octetsOfNumbers([...codes].sort((a, b) => a - b)) };
}

function checkMandatory(octets: readonly number[]): string | undefined {
  const codes = numbersOf(octets);
  if (octets.length === 0 || octets.length % 2 !== 0) return "is no list of keys";
  if (codes.some((code, i) => i > 0 && code <= (codes[i - 1] ?? 0))) return "has keys out of order";
  return codes.includes(mandatory) ? "must not name itself" : undefined;
}

/** Comma-separated identifiers, in which a backslash takes the next octet as it is (RFC 9460 appendix A.1). */
function encodeAlpn(octets: readonly number[]): Encoded {
  const ids: number[][] = [[]];
  for (let i = 0; i < octets.length; i++) {
    const octet = octets[i] ?? 0;
    if (octet === comma) ids.push([]);
    else if (octet === backslash && i + 1 < octets.length) ids[ids.length - 1]?.push(octets[++i] ?? 0);
    else ids[ids.length - 1]?.push(octet);
  }
  const bad = ids.find((id) => id.length === 0 || id.length > 255);
  if (bad !== undefined)
    return { fault: bad.length === 0 ? "has an empty protocol" : "has a protocol over 255 octets" };
  return { octets: ids.flatMap((id) => [id.length, ...id]) };
}

function alpnIds(octets: readonly number[]): number[][] | undefined {
  const ids: number[][] = [];
  for (let i = 0; i < octets.length;) {
    const length = octets[i] ?? 0;
    if (length === 0 || i + 1 + length > octets.length) return undefined;
    ids.push(octets.slice(i + 1, i + 1 + length));
    i += 1 + length;
  }
  return ids.length === 0 ? undefined : ids;
}

function printAlpn(octets: readonly number[]): string {
  const ids = alpnIds(octets) ?? [];
  const escaped = ids.map((id) =>
    id.flatMap((octet) => (octet === comma || octet === backslash ? [backslash, octet] : [octet])),
  );
  // Quotes keep a space, but BIND writes it as an escape in this value alone.
  return printString(escaped.flatMap((id, i) => (i === 0 ? id : [comma, ...id]))).replaceAll(" ", "\\032");
}

function encodePort(octets: readonly number[]): Encoded {
  const port = readDigits(asText(octets));
  return port === undefined || port > 0xffff
    ? { fault: "is no port from 0 to 65535" }
    : { octets: [port >> 8, port & 0xff] };
}

/** Numbers of groups, each once (draft-ietf-tls-key-share-prediction section 4). */
function encodeGroups(octets: readonly number[]): Encoded {
  const groups = new Set<number>();
  for (const written of asText(octets).split(",")) {
    const group = readDigits(written);
    if (group === undefined || group > 0xffff)
      return { fault: `has ${quotedText(written)}, which is no number of a group` };
    if (groups.has(group)) return { fault: `has group ${group} twice` };
    groups.add(group);
  }
  return { octets: octetsOfNumbers([...groups]) };
}

function hints(size: 4 | 16): KeyForm {
  const readAddress = size === 4 ? readIpv4 : readIpv6;
  const print = size === 4 ? printIpv4 : printIpv6;
  const called = size === 4 ? "IPv4" : "IPv6";
  return {
    value: "needed",
    encode(octets) {
      const found: number[] = [];
      for (const written of asText(octets).split(",")) {
        const address = readAddress(written);
        if (address === undefined) return { fault: `has ${quotedText(written)}, which is no ${called} address` };
        found.push(...address);
      }
      return { octets: found };
    },
    check: ({ length }) => (length === 0 || length % size !== 0 ? `is no list of ${called} addresses` : undefined),
    print(octets) {
      const printed: string[] = [];
      for (let i = 0; i < octets.length; i += size) printed.push(print(octets.slice(i, i + size)));
      return printed.join(",");
    },
  };
}

const asWritten = (octets: readonly number[]): Encoded => ({ octets });
const anything = (): undefined => undefined;

/** A relative URI template with the variable "dns" (RFC 9461 section 5). */
function checkPath(octets: readonly number[]): string | undefined {
  const path = asText(octets);
  if (!path.startsWith("/")) return 'does not start with "/"';
  const outside = path.replace(/\{[^{}]*\}/g, "");
  const variables = path.match(/\{[^{}]*\}/g) ?? [];
  if (/[{}]/.test(outside)) return "has an unclosed brace";
  const names = variables.flatMap((variable) =>
    variable
      .slice(1, -1)
      .replace(/^[+#./;?&]/, "")
      .split(","),
  );
  return names.some((name) => /^dns(?:\*|:[0-9]+)?$/.test(name)) ? undefined : "lacks the variable {?dns}";
}

const generic: KeyForm = { value: "optional", encode: asWritten, check: anything, print: printString };

const valueless: KeyForm = {
  value: "none",
  encode: asWritten,
  check: ({ length }) => (length === 0 ? undefined : "takes no value"),
  print: () => "",
};

const forms: ReadonlyMap<number, KeyForm> = new Map([
  [
    mandatory,
    {
      value: "needed",
      encode: encodeMandatory,
      check: checkMandatory,
      print: (octets) => numbersOf(octets).map(nameOfKey).join(","),
    },
  ],
  [
    alpn,
    {
      value: "needed",
      encode: encodeAlpn,
      check: (octets) => (alpnIds(octets) === undefined ? "is no list of protocols" : undefined),
      print: printAlpn,
    },
  ],
  [noDefaultAlpn, valueless],
  [
    3,
    {
      value: "needed",
      encode: encodePort,
      check: ({ length }) => (length === 2 ? undefined : "is no port"),
      print: (octets) => String(numbersOf(octets)[0] ?? 0),
    },
  ],
  [4, hints(4)],
  [
    5,
    {
      value: "optional",
      encode(octets) {
        const decoded = readBase64(asText(octets).replace(/[ \t]+/g, ""));
        return decoded instanceof Uint8Array ? { octets: [...decoded] } : { fault: "is not base64" };
      },
      check: anything,
      print: (octets) => printBase64(Uint8Array.from(octets)),
    },
  ],
  [6, hints(16)],
  [7, { value: "needed", encode: asWritten, check: checkPath, print: printString }],
  [8, valueless],
  [supportedGroups, { value: "needed", encode: encodeGroups, check: anything, print: printString }],
]);

function printParameter(code: number, octets: readonly number[]): string {
  const name = nameOfKey(code);
  return octets.length === 0
    ? name
    : `${name}=${(code > lastKnown ? generic : (forms.get(code) ?? generic)).print(octets)}`;
}

/** `key="value"` is a word and a quoted one that touches it. */
function takeParameter(input: RdataInput, field: Field): Written | undefined {
  const word = takeBare(input, field);
  if (word === undefined) return undefined;
  const equals = word.raw.indexOf("=");
  const key = equals < 0 ? word.raw : word.raw.slice(0, equals);
  const start = rawStart(word);
  const keySpan = { start, end: start + key.length };
  const next = input.words[input.at];
  if (equals === word.raw.length - 1 && next?.quoted === true && next.start === word.end) {
    input.at++;
    return { key, keySpan, value: next.raw, span: hull(word, next) };
  }
  const span = { start: word.start, end: word.end };
  return { key, keySpan, value: equals < 0 ? undefined : word.raw.slice(equals + 1), span };
}

function refuseKey(input: RdataInput, { key, keySpan }: Written): undefined {
  const lower = key.toLowerCase();
  if (byName.has(lower))
    return refuse(input, "record/unknown-service-parameter", keySpan, `Keys are in lower case: write ${lower}`, [
      safe(`Write ${lower}`, keySpan, lower),
    ]);
  const meant = nearest(key, byName.keys());
  const hint = meant === undefined ? "" : `; is it ${meant}?`;
  return refuse(
    input,
    "record/unknown-service-parameter",
    keySpan,
    `${quotedText(key)} is no parameter of ${input.type.name}${hint}`,
    meant === undefined ? [] : [review(`Write ${meant}`, keySpan, meant)],
  );
}

function refuseValue(input: RdataInput, { key, span }: Written, fault: string): undefined {
  return refuse(input, "record/bad-service-parameter", span, `${key} ${fault}: the record is refused`);
}

function encodeValue(input: RdataInput, written: Written, code: number): readonly number[] | undefined {
  const form = forms.get(code) ?? generic;
  // A key written by its number has its value in octets (RFC 9460 section 2.1).
  const byNumber = written.key.startsWith("key");
  const empty = written.value === undefined || written.value === "";
  if (form.value === "needed" && empty) return refuseValue(input, written, "needs a value");
  if (form.value === "none" && !empty && code <= lastKnown) return refuseValue(input, written, "takes no value");
  const octets = octetsOfWord(written.value ?? "", input.context.encoding);
  if (octets === undefined) {
    const message = `The value of ${written.key} has a backslash that starts no escape: write \\DDD`;
    return refuse(input, "record/bad-escape", written.span, message);
  }
  const encoded = byNumber ? { octets } : form.encode(octets);
  if ("fault" in encoded) return refuseValue(input, written, encoded.fault);
  const fault = code <= lastKnown ? form.check(encoded.octets) : undefined;
  return fault === undefined ? encoded.octets : refuseValue(input, written, fault);
}

function readParameter(input: RdataInput, field: Field): Parameter | undefined {
  const written = takeParameter(input, field);
  if (written === undefined) return undefined;
  const code = readKey(written.key);
  if (code === undefined) return refuseKey(input, written);
  const octets = encodeValue(input, written, code);
  if (code > lastKnown && byName.has(written.key))
    refuse(
      input,
      "record/unnamed-service-parameter",
      written.keySpan,
      `BIND 9.18 does not know ${written.key}: key${code} is the same and works everywhere`,
      // By its number the key has its value in octets, which may be written otherwise (RFC 9460 section 2.1).
      octets === undefined ? [] : [safe(`Write key${code}`, written.span, printParameter(code, octets))],
    );
  return octets === undefined ? undefined : { code, octets, written };
}

/** What one parameter demands of the others. */
function checkTogether(input: RdataInput, parameters: ReadonlyMap<number, Parameter>): boolean {
  const needed = parameters.get(mandatory);
  const missing = numbersOf(needed?.octets ?? []).find((code) => !parameters.has(code));
  if (needed !== undefined && missing !== undefined) {
    const message = `mandatory names ${longNameOfKey(missing)}, which the record lacks`;
    refuse(input, "record/missing-service-parameter", needed.written.span, message);
    return false;
  }
  const lonely = parameters.get(noDefaultAlpn);
  if (lonely === undefined || parameters.has(alpn)) return true;
  refuse(input, "record/missing-service-parameter", lonely.written.span, "no-default-alpn needs alpn beside it");
  return false;
}

function read(input: RdataInput, field: Field): Reading | undefined {
  const words = input.words.slice(input.at);
  const found = new Map<number, Parameter>();
  let good = true;
  while (input.at < input.words.length) {
    const before = input.words[input.at - 1]?.end ?? 0;
    const parameter = readParameter(input, field);
    if (parameter === undefined) good = false;
    else if (found.has(parameter.code)) {
      good = false;
      const { key, span } = parameter.written;
      refuse(input, "record/duplicate-service-parameter", span, `${key} stands here twice: the record is refused`, [
        { title: `Remove this ${key}`, kind: "review", edits: [remove({ start: before, end: span.end })] },
      ]);
    } else found.set(parameter.code, parameter);
  }
  if (!good || !checkTogether(input, found)) return undefined;
  if (numberIn(input, "priority") === 0) warnOfAlias(input, words);
  const sorted = [...found.values()].sort((a, b) => a.code - b.code);
  return other(sorted.map(({ code, octets }) => printParameter(code, octets)).join(" "));
}

/** The parameters as they go on the wire, in order of their keys (RFC 9460 section 2.2); undefined where they can't be read. */
export function packParameters(words: readonly Word[], type: RecordType, encoding: Encoding): number[] | undefined {
  const at = hullOf(words);
  const context = { origin: undefined, owner: undefined, encoding, type: at };
  const input: RdataInput = { type, context, words, at: 0, fields: [], problems: [] };
  const found: Parameter[] = [];
  while (input.at < words.length) {
    const parameter = readParameter(input, parametersField);
    if (parameter === undefined) return undefined;
    found.push(parameter);
  }
  return found
    .toSorted((a, b) => a.code - b.code)
    .flatMap(({ code, octets }) => [...octetsOfNumbers([code, octets.length]), ...octets]);
}

const parametersField: Field = { name: "parameters", kind: "svcParams", summary: "" };

function warnOfAlias(input: RdataInput, words: readonly Word[]): void {
  const message = `Clients ignore the parameters of ${input.type.name} with priority 0: it is an alias`;
  const last = input.fields[input.fields.length - 1];
  const at = hullOf(words);
  refuse(input, "record/alias-with-parameters", at, message, [
    {
      title: "Remove the parameters",
      kind: "review",
      edits: [remove({ start: last?.span.end ?? at.start, end: at.end })],
    },
    review("Set the priority to 1", input.fields[0]?.span ?? at, "1"),
  ]);
}

export const svcKinds = {
  svcParams: {
    expects: "parameters such as alpn=h2 and port=8443",
    entries: serviceKeys,
    named: true,
    read,
    unpack(wire) {
      const printed: string[] = [];
      let last = -1;
      while (leftIn(wire) > 0) {
        const code = takeNumber(wire, 2);
        const octets = takeOctets(wire, takeNumber(wire, 2) ?? 0);
        if (code === undefined || octets === undefined || code <= last) return undefined;
        if (code <= lastKnown && forms.get(code)?.check([...octets]) !== undefined) return undefined;
        printed.push(printParameter(code, [...octets]));
        last = code;
      }
      return printed.join(" ");
    },
  },
} as const satisfies Record<string, FieldKind>;
