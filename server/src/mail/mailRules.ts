/** Every rule that the readers of this room emit, but for SPF's and those of CAA, whose values the rules judge themselves. */
import { bimiRules } from "./bimi.js";
import { dkimRules } from "./dkimTable.js";
import { dmarcRules } from "./dmarcTable.js";
import type { MailRule } from "./mailRecord.js";
import { mtaStsRules } from "./mtaSts.js";
import { mtaStsPolicyRules } from "./mtaStsPolicy.js";
import { textHygieneRules } from "./textHygiene.js";
import { tlsRptRules } from "./tlsRpt.js";

export const mailRules: readonly MailRule[] = [
  ...dkimRules,
  ...dmarcRules,
  ...mtaStsRules,
  ...mtaStsPolicyRules,
  ...tlsRptRules,
  ...bimiRules,
  ...textHygieneRules,
];
