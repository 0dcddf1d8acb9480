/** The rules on names: owners, targets, and where the origin is appended. */
import type { Check } from "../rule.js";
import { addressAsTarget } from "./addressAsTarget.js";
import { badHostOwner } from "./badHostOwner.js";
import { badHostTarget } from "./badHostTarget.js";
import { badPunycode } from "./badPunycode.js";
import { misplacedAsterisk } from "./misplacedAsterisk.js";
import { missingTrailingDot } from "./missingTrailingDot.js";
import { notAscii } from "./notAscii.js";
import { numericTopLevel } from "./numericTopLevel.js";
import { outOfZone } from "./outOfZone.js";
import { ptrInReverseZone } from "./ptrInReverseZone.js";
import { repeatedZone } from "./repeatedZone.js";
import { reservedHyphens } from "./reservedHyphens.js";
import { wildcardGap } from "./wildcardGap.js";

export const namesChecks: readonly Check[] = [
  addressAsTarget,
  badHostOwner,
  badHostTarget,
  badPunycode,
  misplacedAsterisk,
  missingTrailingDot,
  notAscii,
  numericTopLevel,
  outOfZone,
  ptrInReverseZone,
  repeatedZone,
  reservedHyphens,
  wildcardGap,
];
