/** Field kinds that are text: character-strings, the values of CAA and URI, regular expressions. */
import { canonicalString, decodeWords, octetsOfWord, printString } from "../../syntax/characterString.js";
import type { Word } from "../../syntax/word.js";
import {
  fieldOfType,
  hullOf,
  longestData,
  other,
  quotedText,
  refuse,
  review,
  safe,
  takeBare,
  takeWord,
  type FieldKind,
  type RdataInput,
  type Reading,
} from "../fieldKind.js";
import type { Field } from "../recordType.js";
import { caaTags, naptrFlags } from "../registries.js";
import { nearest } from "../../text/nearest.js";
import { leftIn, takeAll, takeCounted } from "../wire.js";
import { regexpFault } from "./naptrRegexp.js";

function readStrings(input: RdataInput, words: readonly Word[]): Reading | undefined {
  const { encoding } = input.context;
  const { mapped, problems } = decodeWords(words, encoding);
  if (problems.length > 0) {
    input.problems.push(...problems);
    return undefined;
  }
  let canonical = "";
  for (const word of words) {
    const printed = canonicalString(word.raw, encoding) ?? "";
    canonical = canonical === "" ? printed : `${canonical} ${printed}`;
  }
  return { value: { kind: "text", mapped }, canonical };
}

function readAllStrings(input: RdataInput): Reading | undefined {
  const words = input.at === 0 ? input.words : input.words.slice(input.at);
  input.at = input.words.length;
  const reading = readStrings(input, words);
  const strings = reading?.value?.kind === "text" ? reading.value.mapped.strings : [];
  // Each string goes with an octet for its length.
  const octets = strings.reduce((sum, string) => sum + 1 + string.octets, 0);
  if (octets <= longestData) return reading;
  const message = `The strings take ${octets} octets, and a record holds at most ${longestData}: it is refused`;
  return refuse(input, "record/string-too-long", hullOf(words), message);
}

function readString(input: RdataInput): Reading | undefined {
  const word = takeWord(input);
  if (word === undefined) return undefined;
  const before = input.problems.length;
  const reading = readStrings(input, [word]);
  // A field that is one string can't be split into two.
  for (let i = before; i < input.problems.length; i++) {
    const problem = input.problems[i];
    if (problem?.rule !== "record/string-too-long") continue;
    const { rule, at, message } = problem;
    input.problems[i] = { rule, at, message };
  }
  return reading;
}

/** One word of any length (RFC 8659 section 4.1.1). */
function readLongString(input: RdataInput): Reading | undefined {
  const word = takeWord(input);
  if (word === undefined) return undefined;
  const { mapped, problems } = decodeWords([word], input.context.encoding);
  const bad = problems.filter(({ rule }) => rule !== "record/string-too-long");
  input.problems.push(...bad);
  if (bad.length > 0) return undefined;
  return { value: { kind: "text", mapped }, canonical: canonicalString(word.raw, input.context.encoding) };
}

function readQuotedLongString(input: RdataInput, field: Field): Reading | undefined {
  const word = input.words[input.at];
  if (word?.quoted !== false) return readLongString(input);
  // All that follows was meant to be in the quotes, unless it is a string of its own.
  const words = input.words.slice(input.at).filter(({ quoted }) => !quoted);
  input.at = input.words.length;
  const message = `The ${fieldOfType(input, field)} must be in quotes: the record is refused`;
  return refuse(input, "record/missing-quotes", hullOf(words), message, [
    words.length === 1
      ? safe("Put it in quotes", word, `"${word.raw}"`)
      : review("Put it in quotes", hullOf(words), `"${words.map(({ raw }) => raw).join(" ")}"`),
  ]);
}

function readTag(input: RdataInput, field: Field): Reading | undefined {
  const word = takeBare(input, field);
  if (word === undefined) return undefined;
  if (word.raw.length <= 255 && /^[A-Za-z0-9]+$/.test(word.raw)) return other(word.raw);
  const meant = nearest(
    word.raw,
    caaTags.map(({ name }) => name),
  );
  return refuse(
    input,
    "record/bad-caa-tag",
    word,
    `${quotedText(word.raw)} is no tag: tags have letters and digits alone`,
    meant === undefined ? [] : [review(`Write ${meant}`, word, meant)],
  );
}

function readPsdn(input: RdataInput): Reading | undefined {
  const word = takeWord(input);
  if (word === undefined) return undefined;
  if (/^[0-9]{4,255}$/.test(word.raw)) return readStrings(input, [word]);
  return refuse(
    input,
    "record/bad-number",
    word,
    `${quotedText(word.raw)} is no X.25 address: write four digits or more`,
  );
}

function readRegexp(input: RdataInput): Reading | undefined {
  const word = input.words[input.at];
  const reading = readString(input);
  if (reading === undefined || word === undefined) return undefined;
  const octets = octetsOfWord(word.raw, input.context.encoding) ?? [];
  const fault = regexpFault(String.fromCharCode(...octets));
  return fault === undefined
    ? reading
    : refuse(input, "record/bad-regexp", word, `The regexp of NAPTR ${fault}: the record is refused`);
}

const oneString: FieldKind = {
  expects: "a character-string of at most 255 octets",
  read: readString,
  unpack(wire) {
    const octets = takeCounted(wire);
    return octets === undefined ? undefined : printString(octets);
  },
};

function unpackStrings(wire: Parameters<NonNullable<FieldKind["unpack"]>>[0]): string | undefined {
  const strings: string[] = [];
  while (leftIn(wire) > 0) {
    const octets = takeCounted(wire);
    if (octets === undefined) return undefined;
    strings.push(printString(octets));
  }
  return strings.length === 0 ? undefined : strings.join(" ");
}

export const textKinds = {
  charString: oneString,
  charStrings: {
    expects: "character-strings of at most 255 octets each",
    read: readAllStrings,
    unpack: unpackStrings,
  },
  longString: { expects: "text in quotes", read: readLongString, unpack: (wire) => printString(takeAll(wire)) },
  quotedLongString: {
    expects: "text in quotes",
    read: readQuotedLongString,
    unpack: (wire) => printString(takeAll(wire)),
  },
  psdnAddress: { ...oneString, expects: "four digits or more", read: readPsdn },
  caaTag: {
    expects: "letters and digits",
    entries: caaTags,
    named: true,
    read: readTag,
    unpack(wire) {
      const octets = takeCounted(wire);
      return octets === undefined || octets.length === 0 ? undefined : String.fromCharCode(...octets);
    },
  },
  naptrFlags: { ...oneString, expects: "S, A, U, P or nothing, in quotes", entries: naptrFlags, named: true },
  naptrRegexp: { ...oneString, expects: "a substitution such as `!^.*$!sip:info@example.com!`", read: readRegexp },
  vendorText: {
    expects: "what the server's plugin takes",
    read(input) {
      const words = input.words.slice(input.at);
      input.at = input.words.length;
      return other(words.map(({ raw, quoted }) => (quoted ? `"${raw}"` : raw)).join(" "));
    },
  },
} as const satisfies Record<string, FieldKind>;
