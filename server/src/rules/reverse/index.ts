/** The rules on reverse zones, and on what they and forward zones say of each other. */
import type { Check } from "../rule.js";
import { missingPtr, ptrMismatch } from "./forward.js";
import { incompleteAddress } from "./incompleteAddress.js";
import { hostRecord, ptrInForwardZone } from "./misplaced.js";
import { ptrToCname, ptrToNothing } from "./ptrTarget.js";
import { severalPtr } from "./severalPtr.js";

export const reverseChecks: readonly Check[] = [
  hostRecord,
  incompleteAddress,
  missingPtr,
  ptrInForwardZone,
  ptrMismatch,
  ptrToCname,
  ptrToNothing,
  severalPtr,
];
