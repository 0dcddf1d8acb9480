/** The shape of `dns-zonefile`: the types that it knows, and the fields of their entries. */

/** An object of the JSON: a record by the names of its fields, or the whole zone. */
export type Entry = Readonly<Record<string, unknown>>;

export const isEntry = (value: unknown): value is Entry =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What a field is written as: one word, a whole number, or text in quotes. */
export type FieldForm = "word" | "number" | "text";

export interface TypeShape {
  /** The key of the JSON: the type in lower case. */
  readonly key: string;
  readonly fields: Readonly<Record<string, FieldForm>>;
}

const shapes: readonly TypeShape[] = [
  {
    key: "soa",
    fields: {
      mname: "word",
      rname: "word",
      serial: "number",
      refresh: "number",
      retry: "number",
      expire: "number",
      minimum: "number",
    },
  },
  { key: "ns", fields: { host: "word" } },
  { key: "mx", fields: { preference: "number", host: "word" } },
  { key: "a", fields: { ip: "word" } },
  { key: "aaaa", fields: { ip: "word" } },
  { key: "cname", fields: { alias: "word" } },
  { key: "ptr", fields: { host: "word" } },
  { key: "txt", fields: { txt: "text" } },
  { key: "srv", fields: { priority: "number", weight: "number", port: "number", target: "word" } },
  { key: "spf", fields: { data: "text" } },
  { key: "caa", fields: { flags: "number", tag: "word", value: "text" } },
  { key: "ds", fields: { key_tag: "number", algorithm: "number", digest_type: "number", digest: "word" } },
];

/** In the order in which the package writes them. */
export const typeShapes: ReadonlyMap<string, TypeShape> = new Map(shapes.map((shape) => [shape.key, shape]));
