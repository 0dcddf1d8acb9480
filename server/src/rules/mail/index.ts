/** The rules on mail records: what their readers find, and what only the zone around them shows. */
import type { Check } from "../rule.js";
import { bimiWithoutDmarc, bimiIssuers } from "./bimiNeeds.js";
import { daneMailDomain, danePkixUsage, daneUnsigned } from "./dane.js";
import { dkimMissing, ed25519Only } from "./dkimKeys.js";
import { dmarcMissing } from "./dmarcMissing.js";
import { externalReports, misplacedReportRecord, reportsRefused } from "./externalReports.js";
import { longTtl, mtaStsMissingHost, mtaStsMissingRecord, tlsRptMissing } from "./mtaStsHost.js";
import { parkedDomain } from "./parkedDomain.js";
import { spfHardFail } from "./spfHardFail.js";
import { spfMissing, spfMissingForHost } from "./spfMissing.js";
import { spfNullMx } from "./spfNullMx.js";
import { spfWrongPlace } from "./spfWrongPlace.js";
import { strictAlignment } from "./strictAlignment.js";
import { idleSubdomainPolicy, skippedRecord } from "./subdomainPolicy.js";
import { unrelatedText } from "./unrelatedText.js";
import { mailWildcard, spfWildcard } from "./wildcards.js";
import { idUnchanged } from "./idUnchanged.js";
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
  bimiWithoutDmarc,
  bimiIssuers,
  daneMailDomain,
  danePkixUsage,
  daneUnsigned,
  dkimMissing,
  ed25519Only,
  dmarcMissing,
  externalReports,
  misplacedReportRecord,
  reportsRefused,
  longTtl,
  mtaStsMissingHost,
  mtaStsMissingRecord,
  tlsRptMissing,
  parkedDomain,
  spfHardFail,
  spfMissing,
  spfMissingForHost,
  spfNullMx,
  spfWrongPlace,
  strictAlignment,
  idleSubdomainPolicy,
  skippedRecord,
  unrelatedText,
  mailWildcard,
  spfWildcard,
  idUnchanged,
];
