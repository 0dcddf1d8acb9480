/** Finds the row of a record type by name or number, and the types that a misspelt name may have meant. */
import { nearestAll } from "../text/nearest.js";
import { rfc, type RecordType } from "./recordType.js";
import { recordTypes } from "./recordTypes.js";

const byName = new Map(recordTypes.map((type) => [type.name, type]));
const byCode = new Map(recordTypes.map((type) => [type.code, type]));

const longestName = "NSEC3PARAM".length;
const numbered = /^TYPE([0-9]{1,5})$/i;

/** Types that BIND 9.18 has no name for and prints by number. */
const unnamedByBind: ReadonlySet<number> = new Set([128, 263, 264]);

function unknownType(code: number): RecordType {
  const meta = code === 0 || (code >= 128 && code <= 255);
  const row = {
    name: `TYPE${code}`,
    code,
    summary: "A type that has no name",
    reference: rfc(3597, "5"),
    fields: undefined,
  };
  return meta ? { ...row, status: "meta" } : row;
}

/** The type of a number: its row, or one made for it (RFC 3597). */
const typeOfCode = (code: number): RecordType => byCode.get(code) ?? unknownType(code);

/** The type that is written so, in any case: a name of the table or TYPEnnn (RFC 3597 section 5). */
export function readType(raw: string): RecordType | undefined {
  const exact = byName.get(raw);
  if (exact !== undefined) return exact;
  if (raw.length > longestName) return undefined;
  const known = byName.get(raw.toUpperCase());
  if (known !== undefined) return known;
  const number = numbered.exec(raw)?.[1];
  return number !== undefined && Number(number) <= 0xffff ? typeOfCode(Number(number)) : undefined;
}

/** The name by which BIND 9.18 prints a type. */
export const canonicalTypeName = (code: number): string =>
  unnamedByBind.has(code) ? `TYPE${code}` : typeOfCode(code).name;

/** The types whose names are closest to a misspelt one. */
export const nearestTypes = (word: string): readonly string[] =>
  nearestAll(
    word,
    recordTypes.filter(({ status }) => status !== "meta").map(({ name }) => name),
  );
