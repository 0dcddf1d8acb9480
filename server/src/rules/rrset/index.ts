/** The rules on sets of records: one name, one type. */
import type { Check } from "../rule.js";
import { duplicateRecord, sameData } from "./duplicate.js";
import { tooLarge, tooMany } from "./size.js";
import { ttlDiffers } from "./ttlDiffers.js";
import { ttlLimit } from "./ttlLimit.js";
import { unusualTtl } from "./unusualTtl.js";

export const rrsetChecks: readonly Check[] = [
  ttlDiffers,
  duplicateRecord,
  sameData,
  unusualTtl,
  ttlLimit,
  tooLarge,
  tooMany,
];
