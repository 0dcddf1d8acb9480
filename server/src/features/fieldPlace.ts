/** Where in a record the cursor is: what hovers on fields and on mail text are told. */
import type { Field } from "../dns/recordType.js";
import type { RuleContext } from "../rules/rule.js";
import type { Word } from "../syntax/word.js";
import type { ZoneRecord } from "../zone/record.js";

/** Where the cursor is: a word of the RDATA, and the offset in it. */
export interface FieldPlace {
  readonly record: ZoneRecord;
  readonly field: Field;
  readonly word: Word;
  readonly offset: number;
  readonly context: RuleContext;
}
