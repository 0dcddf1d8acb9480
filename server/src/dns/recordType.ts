/** The shape of a record type's row, from which the parser, the messages and every feature take their words. */

/** A place in a standard. */
export interface Reference {
  readonly rfc: number;
  /** "3.3.9"; left out for the whole document. */
  readonly section?: string;
}

export const rfc = (number: number, section?: string): Reference =>
  section === undefined ? { rfc: number } : { rfc: number, section };

export interface Field {
  /** In the words of the RFC, lower case: "preference", "exchange". */
  readonly name: string;
  readonly kind: FieldKindName;
  /** One plain sentence without final period. */
  readonly summary: string;
  readonly optional?: boolean;
  /** "target": the name must be a host that exists. */
  readonly role?: "target";
}

/** Each is read, checked, described, completed and printed by its row in fieldKinds. */
export type FieldKindName = string;

export interface RecordType {
  /** In upper case: "MX", or "TYPE65280" for a type without a row. */
  readonly name: string;
  readonly code: number;
  /** One plain sentence without final period. */
  readonly summary: string;
  readonly reference: Reference;
  /** Undefined: only the generic form of RFC 3597 is known. */
  readonly fields: readonly Field[] | undefined;
  /** "meta" types are never in a zone (RFC 6895 section 3.1); "vendor" ones are no DNS types on the wire. */
  readonly status?: "obsolete" | "experimental" | "meta" | "deprecated" | "vendor";
}
