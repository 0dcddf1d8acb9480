/** The shape of a record type's row, from which the parser, the messages and every feature take their words. */

/** A place in a standard. */
export interface Reference {
  readonly rfc: number;
  /** "3.3.9"; left out for the whole document. */
  readonly section?: string;
}

export const rfc = (number: number, section?: string): Reference =>
  section === undefined ? { rfc: number } : { rfc: number, section };

export interface Field {
  /** In the words of the RFC, lower case: "preference", "exchange". */
  readonly name: string;
  readonly kind: FieldKindName;
  /** One plain sentence without final period. */
  readonly summary: string;
  readonly optional?: boolean;
  /** "target": the name must be a host that exists. */
  readonly role?: "target";
}

/** Each is read, checked, described, completed and printed by its row in fieldKinds. */
export type FieldKindName =
  | "u8"
  | "u16"
  | "u32"
  | "u64"
  | "duration"
  | "time"
  | "calendarTime"
  | "name"
  | "hostName"
  | "mailbox"
  | "names"
  | "ipv4"
  | "ipv6"
  | "locator"
  | "eui48"
  | "eui64"
  | "nsap"
  | "atmAddress"
  | "charString"
  | "charStrings"
  | "longString"
  | "quotedLongString"
  | "psdnAddress"
  | "base64"
  | "base64OrNothing"
  | "base64OrDash"
  | "base64Word"
  | "hex"
  | "hexWord"
  | "publicKey"
  | "signature"
  | "salt"
  | "nextHash"
  | "dsDigest"
  | "zonemdDigest"
  | "fingerprint"
  | "typeCovered"
  | "typeList"
  | "typeListOrNothing"
  | "nxtTypeList"
  | "algorithm"
  | "digestType"
  | "hashAlgorithm"
  | "keyFlags"
  | "keyProtocol"
  | "certificateType"
  | "sshAlgorithm"
  | "sshFingerprintType"
  | "tlsaUsage"
  | "tlsaSelector"
  | "tlsaMatchingType"
  | "zonemdScheme"
  | "zonemdHash"
  | "caaFlags"
  | "caaTag"
  | "naptrFlags"
  | "naptrRegexp"
  | "naptrServices"
  | "afsdbSubtype"
  | "nsec3Flags"
  | "nsec3ParamFlags"
  | "csyncFlags"
  | "objectLocation"
  | "dsyncScheme"
  | "gatewayType"
  | "relayType"
  | "discoveryOptional"
  | "ipsecAlgorithm"
  | "gateway"
  | "svcPriority"
  | "svcParams"
  | "location"
  | "addressPrefixes"
  | "protocol"
  | "services"
  | "prefixLength"
  | "addressSuffix"
  | "prefixName"
  | "vendorText";

export interface RecordType {
  /** In upper case: "MX", or "TYPE65280" for a type without a row. */
  readonly name: string;
  readonly code: number;
  /** One plain sentence without final period. */
  readonly summary: string;
  readonly reference: Reference;
  /** Undefined: only the generic form of RFC 3597 is known. */
  readonly fields: readonly Field[] | undefined;
  /** "meta" types are never in a zone (RFC 6895 section 3.1); "vendor" ones are no DNS types on the wire. */
  readonly status?: "obsolete" | "experimental" | "meta" | "deprecated" | "vendor";
}
