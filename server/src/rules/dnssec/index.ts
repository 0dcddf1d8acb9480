/** The rules on DNSSEC: algorithms, digests, keys, signatures, and what passes to the zone above. */
import type { Check } from "../rule.js";
import { deprecatedAlgorithm, discouragedAlgorithm, unknownAlgorithm } from "./algorithmRules.js";
import { cdsDeletion, cdsPair, cdsWithoutKey } from "./cds.js";
import { deprecatedDigest, unknownDigest } from "./digestRules.js";
import { dsDigestDiffers, dsWithoutKey } from "./dsKey.js";
import { keyExponent, keyFlags, keyProtocol, malformedKey, shortKey } from "./keyRules.js";
import { nsec3Hash, nsec3Iterations, nsec3NameTooLong, nsec3Owner, nsec3ParamFlags, nsec3Salt } from "./nsec3Rules.js";
import { originalTtl, signatureWithoutRecords, unknownKey, unsignedRecords } from "./signatureRules.js";
import { expiredSignature, signatureExpiresSoon, signatureNotYetValid } from "./validity.js";
import { equalKeyTags, generatedFile, noKey, noKeySigningKey, nsecTypes } from "./zoneRules.js";

export const dnssecChecks: readonly Check[] = [
  cdsDeletion,
  cdsPair,
  cdsWithoutKey,
  deprecatedAlgorithm,
  deprecatedDigest,
  discouragedAlgorithm,
  dsDigestDiffers,
  dsWithoutKey,
  equalKeyTags,
  expiredSignature,
  generatedFile,
  keyExponent,
  keyFlags,
  keyProtocol,
  malformedKey,
  noKey,
  noKeySigningKey,
  nsec3Hash,
  nsec3Iterations,
  nsec3NameTooLong,
  nsec3Owner,
  nsec3ParamFlags,
  nsec3Salt,
  nsecTypes,
  originalTtl,
  shortKey,
  signatureExpiresSoon,
  signatureNotYetValid,
  signatureWithoutRecords,
  unknownAlgorithm,
  unknownDigest,
  unknownKey,
  unsignedRecords,
];
