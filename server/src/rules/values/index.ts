/** The rules on the values of records, type by type, and on the file that holds a zone. */
import type { Check } from "../rule.js";
import { caaFlags } from "./caaFlags.js";
import { caaIodef } from "./caaIodef.js";
import { caaIssuer } from "./caaIssuer.js";
import { caaMissing } from "./caaMissing.js";
import { caaOnlyIodef } from "./caaOnlyIodef.js";
import { caaUnknownTag } from "./caaUnknownTag.js";
import { caaWithoutIssuewild } from "./caaWithoutIssuewild.js";
import { equalMxPreference } from "./equalMxPreference.js";
import { fileName } from "./fileName.js";
import { mailUserOwner } from "./mailUserOwner.js";
import { mxToCname, mxWithoutAddress } from "./mx.js";
import { naptrFlags } from "./naptrFlags.js";
import { naptrResult } from "./naptrResult.js";
import { nullMxPreference } from "./nullMxPreference.js";
import { nullMxWithOthers } from "./nullMxWithOthers.js";
import { obsoleteType } from "./obsoleteType.js";
import { rpTextMissing } from "./rpTextMissing.js";
import { singleMx } from "./singleMx.js";
import { specialAddress } from "./specialAddress.js";
import { spfType } from "./spfType.js";
import { srvToCname, srvWithoutAddress } from "./srv.js";
import { srvNotOffered } from "./srvNotOffered.js";
import { srvOwner } from "./srvOwner.js";
import { srvPortZero } from "./srvPortZero.js";
import { sshfpDsa } from "./sshfpDsa.js";
import { sshfpSha1 } from "./sshfpSha1.js";
import { sshfpUnknown } from "./sshfpUnknown.js";
import { svcbAliasNotAlone } from "./svcbAliasNotAlone.js";
import { svcbAliasToItself } from "./svcbAliasToItself.js";
import { svcbDnsParameters } from "./svcbDnsParameters.js";
import { svcbWithoutAddress } from "./svcbWithoutAddress.js";
import { tlsaDigest } from "./tlsaDigest.js";
import { tlsaFullData } from "./tlsaFullData.js";
import { tlsaOwner } from "./tlsaOwner.js";
import { tlsaValues } from "./tlsaValues.js";
import { tlsaWithoutAddress } from "./tlsaWithoutAddress.js";
import { unreachableAddress } from "./unreachableAddress.js";
import { uriOwner } from "./uriOwner.js";
import { uriTarget } from "./uriTarget.js";
import { zonemdOwner } from "./zonemdOwner.js";
import { zonemdStale } from "./zonemdStale.js";
import { zoneInTwoFiles } from "./zoneInTwoFiles.js";

export const valuesChecks: readonly Check[] = [
  caaFlags,
  caaIodef,
  caaIssuer,
  caaMissing,
  caaOnlyIodef,
  caaUnknownTag,
  caaWithoutIssuewild,
  equalMxPreference,
  fileName,
  mailUserOwner,
  mxToCname,
  mxWithoutAddress,
  naptrFlags,
  naptrResult,
  nullMxPreference,
  nullMxWithOthers,
  obsoleteType,
  rpTextMissing,
  singleMx,
  specialAddress,
  spfType,
  srvNotOffered,
  srvOwner,
  srvPortZero,
  srvToCname,
  srvWithoutAddress,
  sshfpDsa,
  sshfpSha1,
  sshfpUnknown,
  svcbAliasNotAlone,
  svcbAliasToItself,
  svcbDnsParameters,
  svcbWithoutAddress,
  tlsaDigest,
  tlsaFullData,
  tlsaOwner,
  tlsaValues,
  tlsaWithoutAddress,
  unreachableAddress,
  uriOwner,
  uriTarget,
  zoneInTwoFiles,
  zonemdOwner,
  zonemdStale,
];
