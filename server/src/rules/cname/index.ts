/** The rules on aliases: CNAME, DNAME and ALIAS. */
import type { Check } from "../rule.js";
import { aliasType } from "./aliasType.js";
import { cnameAtApex } from "./atApex.js";
import { belowDname } from "./belowDname.js";
import { cnameChain } from "./chain.js";
import { dnameWithNs } from "./dnameWithNs.js";
import { cnameLoop } from "./loop.js";
import { cnameMissingTarget } from "./missingTarget.js";
import { cnameOtherData } from "./otherData.js";
import { severalCnames, severalDnames } from "./several.js";

export const cnameChecks: readonly Check[] = [
  aliasType,
  belowDname,
  cnameAtApex,
  cnameChain,
  cnameLoop,
  cnameMissingTarget,
  cnameOtherData,
  dnameWithNs,
  severalCnames,
  severalDnames,
];
