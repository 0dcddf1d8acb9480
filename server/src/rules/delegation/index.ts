/** The rules on NS records: the zone's own, delegations and their glue. */
import type { Check } from "../rule.js";
import { nsNotGlobal } from "./addresses.js";
import { apexNsMissing, noIpv4, sameAddress, singleNs, tooManyNs } from "./apexServers.js";
import { apexOnly, dsAtApex, dsWithoutNs, wildcardNs } from "./misplaced.js";
import { missingSiblingGlue, nsIsAlias, nsWithoutAddress } from "./nsHost.js";
import { nestedDelegation, occludedData, unusedGlue } from "./occluded.js";
import { differsFromParent, notDelegated } from "./parent.js";

export const delegationChecks: readonly Check[] = [
  apexNsMissing,
  singleNs,
  sameAddress,
  tooManyNs,
  noIpv4,
  nsWithoutAddress,
  missingSiblingGlue,
  nsIsAlias,
  occludedData,
  nestedDelegation,
  unusedGlue,
  dsAtApex,
  dsWithoutNs,
  apexOnly,
  wildcardNs,
  nsNotGlobal,
  notDelegated,
  differsFromParent,
];
