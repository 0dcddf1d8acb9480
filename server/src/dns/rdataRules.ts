/** What can be wrong with RDATA: the ids of all problems that its reading yields, for the catalogue of rules. */
import type { Severity } from "../text/problem.js";
import { rfc, type Reference } from "./recordType.js";

export interface RdataRule {
  readonly id: RdataRuleId;
  readonly severity: Severity;
  /** What it finds, in one sentence without final period. */
  readonly summary: string;
  readonly references: readonly Reference[];
}

export type RdataRuleId =
  | "record/missing-field"
  | "record/extra-field"
  | "record/bad-number"
  | "record/bad-duration"
  | "record/bad-time"
  | "record/bad-address"
  | "record/address-of-other-family"
  | "record/bad-name"
  | "record/bad-escape"
  | "record/string-too-long"
  | "record/unexpected-quotes"
  | "record/missing-quotes"
  | "record/unknown-mnemonic"
  | "record/unknown-type"
  | "record/bad-base64"
  | "record/bad-hex"
  | "record/bad-base32"
  | "record/wrong-digest-length"
  | "record/bad-caa-tag"
  | "record/bad-regexp"
  | "record/bad-location"
  | "record/bad-prefix"
  | "record/bad-hardware-address"
  | "record/bad-service-parameter"
  | "record/unknown-service-parameter"
  | "record/duplicate-service-parameter"
  | "record/missing-service-parameter"
  | "record/alias-with-parameters"
  | "record/unnamed-service-parameter"
  | "record/bad-generic-data"
  | "record/generic-data-only"
  | "record/meta-type"
  | "record/withdrawn-type";

const rule = (
  id: RdataRuleId,
  summary: string,
  references: readonly Reference[],
  severity: Severity = "error",
): RdataRule => ({ id, severity, summary, references });

export const rdataRuleIds: readonly RdataRule[] = [
  rule("record/missing-field", "A record lacks one of its fields", [rfc(1035, "5.1")]),
  rule("record/extra-field", "A record has more words than its type has fields", [rfc(1035, "5.1")]),
  rule("record/bad-number", "A field that must be a number is none, or is too large", [rfc(1035, "5.1")]),
  rule("record/bad-duration", "A timer is neither seconds nor numbers with units", [rfc(1035, "3.3.13")]),
  rule("record/bad-time", "A time of a signature is not a date of the form YYYYMMDDHHmmSS", [rfc(4034, "3.2")]),
  rule("record/bad-address", "An address is not written as addresses are", [rfc(1035, "3.4.1"), rfc(4291, "2.2")]),
  rule("record/address-of-other-family", "An A record has an IPv6 address, or an AAAA record an IPv4 address", [
    rfc(1035, "3.4.1"),
    rfc(3596, "2.2"),
  ]),
  rule("record/bad-name", "A name has an empty or too long label, or is too long", [rfc(1035, "2.3.4")]),
  rule("record/bad-escape", "A backslash is followed by what is no escape", [rfc(1035, "5.1")]),
  rule("record/string-too-long", "A character-string is longer than 255 octets", [rfc(1035, "3.3")]),
  rule("record/unexpected-quotes", "A field that is no text stands in quotes", [rfc(1035, "5.1")]),
  rule("record/missing-quotes", "A field that must stand in quotes does not", [rfc(7553, "4")]),
  rule("record/unknown-mnemonic", "A field names an algorithm or other value that does not exist", [rfc(4034, "A")]),
  rule("record/unknown-type", "A list of record types has a word that is no type", [rfc(4034, "4.2")]),
  rule("record/bad-base64", "Data that should be base64 is not", [rfc(4648, "4")]),
  rule("record/bad-hex", "Data that should be hexadecimal is not", [rfc(4648, "8")]),
  rule("record/bad-base32", "A hash that should be base32hex is not", [rfc(5155, "3.3")]),
  rule("record/wrong-digest-length", "A digest has not the length that its type demands", [rfc(4034, "5.1.4")]),
  rule("record/bad-caa-tag", "The tag of a CAA record has other characters than letters and digits", [
    rfc(8659, "4.1"),
  ]),
  rule("record/bad-regexp", "The substitution of a NAPTR record is malformed", [rfc(3402, "3.2")]),
  rule("record/bad-location", "A LOC record is not of the form that places have", [rfc(1876, "3")]),
  rule("record/bad-prefix", "An APL record has what is no address prefix", [rfc(3123, "5")]),
  rule("record/bad-hardware-address", "An EUI48 or EUI64 address is not pairs of digits with hyphens", [
    rfc(7043, "3.2"),
  ]),
  rule("record/bad-service-parameter", "A parameter of an SVCB or HTTPS record has a bad value", [rfc(9460, "2.1")]),
  rule("record/unknown-service-parameter", "An SVCB or HTTPS record has a parameter that does not exist", [
    rfc(9460, "14.3.2"),
  ]),
  rule("record/duplicate-service-parameter", "An SVCB or HTTPS record has a parameter twice", [rfc(9460, "2.1")]),
  rule("record/missing-service-parameter", "A parameter needs another that the record lacks", [rfc(9460, "8")]),
  rule(
    "record/alias-with-parameters",
    "An SVCB or HTTPS record of priority 0 has parameters, which clients ignore",
    [rfc(9460, "2.4.2")],
    "warning",
  ),
  rule(
    "record/unnamed-service-parameter",
    "A parameter has a name that BIND 9.18 does not know, so that the server refuses it",
    [rfc(9460, "2.1")],
    "information",
  ),
  rule("record/bad-generic-data", "Data of the form \\# length hex is malformed", [rfc(3597, "5")]),
  rule(
    "record/generic-data-only",
    "The type has no other form than \\# length hex, or none in the class of the record",
    [rfc(3597, "5")],
  ),
  rule("record/meta-type", "A type that only stands in messages stands in a zone", [rfc(6895, "3.1")]),
  rule("record/withdrawn-type", "BIND no longer takes records of this type", [rfc(1035, "3.3.4")]),
];
