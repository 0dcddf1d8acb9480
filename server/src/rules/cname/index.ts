/** The rules on aliases: CNAME and DNAME. */
import type { Check } from "../rule.js";
import { cnameAtApex } from "./atApex.js";
import { belowDname } from "./belowDname.js";
import { cnameChain } from "./chain.js";
import { dnameWithNs } from "./dnameWithNs.js";
import { cnameLoop } from "./loop.js";
import { cnameMissingTarget } from "./missingTarget.js";
import { cnameOtherData } from "./otherData.js";
import { severalCnames, severalDnames } from "./several.js";

export const cnameChecks: readonly Check[] = [
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
