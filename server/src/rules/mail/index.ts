/** The rules on mail records: what their readers find, and what only the zone around them shows. */
import type { Check } from "../rule.js";
import { mailTexts } from "./mailTexts.js";
import { policyMxDiffers } from "./policyMxDiffers.js";
import { rejectWithoutDkim } from "./rejectWithoutDkim.js";
import { severalRecords } from "./several.js";
import { wrongPlaces } from "./wrongPlace.js";

export const mailChecks: readonly Check[] = [
  mailTexts,
  ...severalRecords,
  ...wrongPlaces,
  rejectWithoutDkim,
  policyMxDiffers,
];
