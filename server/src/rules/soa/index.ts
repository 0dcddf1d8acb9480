/** The rules on the SOA record. */
import type { Check } from "../rule.js";
import { serialUnchanged, serialWentBackwards } from "./committed.js";
import { keyTtl } from "./keyTtl.js";
import { atInMailbox, badMailbox, dotInMailbox, mailboxWithoutHost } from "./mailbox.js";
import { soaMissing } from "./missing.js";
import { primaryNotNs, primaryUnusable } from "./primary.js";
import { serialDate, serialZero } from "./serial.js";
import { severalSoas, soaNotAtApex, soaNotFirst } from "./several.js";
import { timerChecks } from "./timers.js";

export const soaChecks: readonly Check[] = [
  soaMissing,
  severalSoas,
  soaNotAtApex,
  soaNotFirst,
  primaryNotNs,
  primaryUnusable,
  atInMailbox,
  badMailbox,
  dotInMailbox,
  mailboxWithoutHost,
  serialZero,
  serialDate,
  serialUnchanged,
  serialWentBackwards,
  ...timerChecks,
  keyTtl,
];
