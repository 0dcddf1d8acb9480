/** What a host name may look like (RFC 952, RFC 1123 section 2.1), judged as BIND's check-names does. */
import { labelsOf } from "../../dns/name.js";

const hostLabel = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;

/** The first label that no host name has; undefined for a host name. A wildcard may lead where `wildcard` says so. */
export function badHostLabel(key: string, wildcard: boolean): string | undefined {
  const labels = labelsOf(key);
  return labels.find((label, index) => !(wildcard && index === 0 && label === "*") && !hostLabel.test(label));
}

/** What is wrong with that label, in words. */
export function labelFault(label: string): string {
  if (label.includes("_")) return "an underscore";
  if (label.startsWith("-")) return "a hyphen at the start of a label";
  if (label.endsWith("-")) return "a hyphen at the end of a label";
  if (label.includes("*")) return "an asterisk";
  return "a character that no host name has";
}
