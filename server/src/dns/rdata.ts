/** RDATA: the fields of a record, read by its type's row. */
import type { Mapped } from "../text/mapped.js";
import type { Encoding } from "../text/octets.js";
import type { Problem } from "../text/problem.js";
import type { Span } from "../text/span.js";
import type { Word } from "../syntax/word.js";
import type { Name } from "./name.js";
import type { Field, RecordType } from "./recordType.js";

/** What a field holds. */
export type Value =
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "name"; readonly name: Name; readonly relative: boolean; readonly labels: number }
  /** `octets` as they go on the wire: 4 or 16. */
  | { readonly kind: "address"; readonly octets: readonly number[] }
  /** One or more character-strings; `mapped` joins them. */
  | { readonly kind: "text"; readonly mapped: Mapped }
  /** Binary data: base64, base32hex or hex; each entry 0 to 255. */
  | { readonly kind: "octets"; readonly octets: Uint8Array }
  | { readonly kind: "types"; readonly codes: readonly number[] }
  /** Anything else, as it is printed in canonical form (LOC, APL, SVCB parameters…). */
  | { readonly kind: "other"; readonly canonical: string };

export interface FieldValue {
  readonly field: Field;
  readonly span: Span;
  readonly words: readonly Word[];
  /** Undefined where the text could not be read. */
  readonly value: Value | undefined;
}

export interface RdataContext {
  readonly origin: Name | undefined;
  readonly encoding: Encoding;
  /** Where the entry's last word before the RDATA stands (the type's): where a missing field is shown. */
  readonly type: Span;
  readonly owner: Name | undefined;
  /** IN where it is left out. */
  readonly class?: number;
}

export interface Rdata {
  readonly type: RecordType;
  readonly fields: readonly FieldValue[];
  readonly problems: readonly Problem[];
  /** What named-compilezone -F text -s full prints; undefined when the record could not be read. */
  readonly canonical: string | undefined;
  /** Written in the form of RFC 3597, `\# length hex`. */
  readonly generic: boolean;
}
