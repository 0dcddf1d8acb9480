/** `dns-zonefile` as it is: its two functions behind guards, and ways around what is known to be wrong in them. */
import * as library from "dns-zonefile";

type Parse = (text: string) => unknown;
type Generate = (zone: object, template: string) => unknown;

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
const isFunction = (value: unknown): value is (...args: readonly unknown[]) => unknown => typeof value === "function";

/** The package's types say that it exports by name; what it exports is one object, by default. */
function member(name: "parse" | "generate"): (...args: readonly unknown[]) => unknown {
  const members = new Map<string, unknown>(Object.entries(library));
  const whole = members.get("default");
  const found: unknown = isObject(whole)
    ? new Map<string, unknown>(Object.entries(whole)).get(name)
    : members.get(name);
  if (!isFunction(found)) throw new Error(`dns-zonefile has no ${name}`);
  return found;
}

/** What the package makes of the text of a zone. */
export const parse: Parse = (text) => member("parse")(text);

// `generate` fills in "{ns}" and the like one after the other, in what it has filled in too, and reads "$" as `replace` does.
const brace = "\ue000";
const dollar = "\ue001";
const hidden = (text: string): string => text.replaceAll("{", brace).replaceAll("$", dollar);
const shown = (text: string): string => text.replaceAll(brace, "{").replaceAll(dollar, "$");

/** Whether a text has the characters that stand in for others here. */
export const canBeHidden = (text: string): boolean => !text.includes(brace) && !text.includes(dollar);

/** A value with its texts hidden from `generate`; its numbers as text, as it drops a TTL of 0. */
function prepared(value: unknown): unknown {
  if (typeof value === "string") return hidden(value);
  if (typeof value === "number") return String(value);
  return value;
}

/** The lines that the package writes for the entries of one type. */
export function generate(type: string, entries: readonly Readonly<Record<string, unknown>>[]): string {
  const own = entries.map((entry) =>
    Object.fromEntries(Object.entries(entry).map(([key, value]) => [key, prepared(value)])),
  );
  const write: Generate = (zone, template) => member("generate")(zone, template);
  // It can't do without an SOA record; this one has no place in the template.
  const text =
    type === "soa" ? write({ soa: own[0] ?? {} }, soaTemplate) : write({ soa: {}, [type]: own }, `{${type}}`);
  return typeof text === "string" ? shown(text) : "";
}

/** Each value gets a tab after it. */
const soaTemplate = "{name}{ttl}IN\tSOA\t{mname}{rname}{serial}{refresh}{retry}{expire}{minimum}\n";
