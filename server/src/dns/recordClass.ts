/** Record classes (RFC 1035 section 3.2.4, RFC 3597 section 5): by name and by number. */

const classes: readonly { readonly name: string; readonly code: number }[] = [
  { name: "IN", code: 1 },
  { name: "CH", code: 3 },
  { name: "HS", code: 4 },
  { name: "NONE", code: 254 },
  { name: "ANY", code: 255 },
];

/** Other names that BIND reads. */
const aliases = new Map([
  ["CHAOS", 3],
  ["HESIOD", 4],
  ["RESERVED0", 0],
]);

const byName = new Map([...classes.map(({ name, code }): [string, number] => [name, code]), ...aliases]);
const byCode = new Map(classes.map(({ name, code }) => [code, name]));

const longestName = "RESERVED0".length;
const numbered = /^CLASS([0-9]{1,5})$/i;

/** The class that is written so, in any case: IN, CH or CHAOS, HS or HESIOD, ANY, NONE, CLASSnnn. */
export function readClass(raw: string): number | undefined {
  if (raw === "IN") return 1;
  if (raw.length > longestName + 1) return undefined;
  const known = byName.get(raw.toUpperCase());
  if (known !== undefined) return known;
  const number = numbered.exec(raw)?.[1];
  return number !== undefined && Number(number) <= 0xffff ? Number(number) : undefined;
}

export const printClass = (code: number): string => byCode.get(code) ?? `CLASS${code}`;
