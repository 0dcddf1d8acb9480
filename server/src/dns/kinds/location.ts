/** The field kind of the LOC record: a place on earth (RFC 1876 section 3). */
import type { Word } from "../../syntax/word.js";
import {
  hullOf,
  other,
  quotedText,
  refuse,
  takeRest,
  type FieldKind,
  type RdataInput,
  type Reading,
} from "../fieldKind.js";
import type { Field } from "../recordType.js";
import { leftIn, takeNumber, type Wire } from "../wire.js";
import { readDigits } from "./numbers.js";

/** What a part of a place may be, for messages. */
interface Axis {
  readonly called: string;
  readonly degrees: number;
  readonly letters: string;
}

const latitude: Axis = { called: "latitude", degrees: 90, letters: "NS" };
const longitude: Axis = { called: "longitude", degrees: 180, letters: "EW" };

interface Place {
  readonly words: readonly Word[];
  at: number;
}

/** Thousandths of a second. */
function readSeconds(raw: string): number | undefined {
  const match = /^0{0,4}([0-9]{1,2})(?:\.([0-9]{0,3}))?$/.exec(raw);
  if (match === null) return undefined;
  return Number(match[1]) * 1000 + Number((match[2] ?? "").padEnd(3, "0"));
}

function refusePart(input: RdataInput, place: Place, message: string): undefined {
  const word = place.words[place.at - 1] ?? place.words[place.words.length - 1];
  return word === undefined ? undefined : refuse(input, "record/bad-location", word, message);
}

const isLetter = (axis: Axis, raw: string | undefined): boolean => raw?.length === 1 && axis.letters.includes(raw);

function readAxis(input: RdataInput, place: Place, axis: Axis): string | undefined {
  const bad = (): undefined => {
    const { called, degrees, letters } = axis;
    const message = `The ${called} is degrees up to ${degrees}, minutes, seconds and ${letters[0]} or ${letters[1]}`;
    return refusePart(input, place, message);
  };
  const next = (): string | undefined => place.words[place.at++]?.raw;
  const degrees = readDigits(next() ?? "");
  if (degrees === undefined || degrees > axis.degrees) return bad();
  let minutes = 0;
  let milliseconds = 0;
  let raw = next();
  if (!isLetter(axis, raw)) {
    const written = readDigits(raw ?? "");
    if (written === undefined || written > 59 || (degrees === axis.degrees && written > 0)) return bad();
    minutes = written;
    raw = next();
    if (!isLetter(axis, raw)) {
      const seconds = readSeconds(raw ?? "");
      if (seconds === undefined || seconds >= 60_000 || (degrees === axis.degrees && seconds > 0)) return bad();
      milliseconds = seconds;
      raw = next();
    }
  }
  if (!isLetter(axis, raw)) return bad();
  // What is neither side of the line is 2^31 (RFC 1876 section 2), which BIND prints as N or E.
  const letter = degrees + minutes + milliseconds === 0 ? axis.letters.charAt(0) : raw;
  return `${degrees} ${minutes} ${(milliseconds / 1000).toFixed(3)} ${letter ?? ""}`;
}

/** Centimeters of "12", "12m", "12.3m" or ".5m". */
function readMeters(raw: string, signed: boolean): number | undefined {
  const match = /^([-+]?)([0-9]*)(?:\.([0-9]{0,2}))?m?$/.exec(raw);
  if (match === null || (match[2] === "" && (match[3] ?? "") === "")) return undefined;
  if (!signed && match[1] !== "") return undefined;
  const centimeters = Number(match[2]) * 100 + Number((match[3] ?? "").padEnd(2, "0"));
  return match[1] === "-" ? -centimeters : centimeters;
}

/** A size or precision is one digit and a power of ten: BIND cuts the digits behind the first. */
function printSize(centimeters: number): string {
  let power = 1;
  while (centimeters >= power * 10) power *= 10;
  const cut = Math.floor(centimeters / power) * power;
  return cut >= 100 ? `${cut / 100}m` : `${(cut / 100).toFixed(2)}m`;
}

const sizes = [
  { called: "size", standard: "1m" },
  { called: "horizontal precision", standard: "10000m" },
  { called: "vertical precision", standard: "10m" },
] as const;

const largestSize = 9_000_000_000;

function readPlace(input: RdataInput, words: readonly Word[]): string | undefined {
  const place: Place = { words, at: 0 };
  const north = readAxis(input, place, latitude);
  if (north === undefined) return undefined;
  const east = readAxis(input, place, longitude);
  if (east === undefined) return undefined;
  const written = words[place.at++];
  if (written === undefined)
    return refuse(input, "record/missing-field", hullOf(words), `${input.type.name} lacks its altitude`);
  const altitude = readMeters(written.raw, true);
  if (altitude === undefined || altitude < -10_000_000 || altitude > 4_284_967_295)
    return refusePart(input, place, `${quotedText(written.raw)} is no altitude: write meters such as 10.5m`);
  const parts = [north, east, `${(altitude / 100).toFixed(2)}m`];
  for (const { called, standard } of sizes) {
    const word = words[place.at++];
    const size = word === undefined ? undefined : readMeters(word.raw, false);
    if (word !== undefined && (size === undefined || size > largestSize))
      return refusePart(input, place, `${quotedText(word.raw)} is no ${called}: write meters up to 90000000m`);
    parts.push(size === undefined ? standard : printSize(size));
  }
  const extra = words[place.at];
  if (extra === undefined) return parts.join(" ");
  return refuse(input, "record/extra-field", extra, `${quotedText(extra.raw)} after the place is too much for LOC`);
}

function read(input: RdataInput, field: Field): Reading | undefined {
  const words = takeRest(input, field);
  const canonical = words === undefined ? undefined : readPlace(input, words);
  return canonical === undefined ? undefined : other(canonical);
}

/** Thousandths of a second of arc from the equator or prime meridian, which is 2^31. */
function unpackAxis(number: number, axis: Axis): string {
  const milliseconds = Math.abs(number - 2 ** 31);
  const letter = axis.letters.charAt(number >= 2 ** 31 ? 0 : 1);
  const seconds = ((milliseconds % 60_000) / 1000).toFixed(3);
  return `${Math.floor(milliseconds / 3_600_000)} ${Math.floor(milliseconds / 60_000) % 60} ${seconds} ${letter}`;
}

function unpackSize(octet: number): string | undefined {
  const [digit, power] = [octet >> 4, octet & 15];
  return digit > 9 || power > 9 ? undefined : printSize(digit * 10 ** power);
}

function unpack(wire: Wire): string | undefined {
  const octets = [takeNumber(wire, 1), takeNumber(wire, 1), takeNumber(wire, 1), takeNumber(wire, 1)];
  const north = takeNumber(wire, 4);
  const east = takeNumber(wire, 4);
  const altitude = takeNumber(wire, 4);
  if (octets[0] !== 0 || north === undefined || east === undefined || altitude === undefined || leftIn(wire) > 0)
    return undefined;
  const printed = octets.slice(1).map((octet) => unpackSize(octet ?? 0xff));
  if (printed.includes(undefined)) return undefined;
  const meters = `${((altitude - 10_000_000) / 100).toFixed(2)}m`;
  return [unpackAxis(north, latitude), unpackAxis(east, longitude), meters, ...printed].join(" ");
}

export const locationKinds = {
  location: { expects: "latitude, longitude, altitude, then size and precision in meters", read, unpack },
} as const satisfies Record<string, FieldKind>;
