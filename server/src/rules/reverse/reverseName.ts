/** Names of the reverse trees. */
import { addressOfReverseName, readIpv6 } from "../../dns/address.js";
import { labelsOf, type Name } from "../../dns/name.js";

/** Why the owner of a PTR record is not the name of an address; undefined where it is, or may be meant otherwise. */
export function faultOfOwner(owner: Name): string | undefined {
  if (addressOfReverseName(owner.key) !== undefined) return undefined;
  const labels = labelsOf(owner.key).slice(0, -2);
  return owner.key.endsWith(".ip6.arpa.") ? faultOfNibbles(labels) : faultOfOctets(labels);
}

function faultOfOctets(labels: readonly string[]): string | undefined {
  // Other labels are those of classless delegation (RFC 2317), DNS-SD (RFC 6763) or a wildcard.
  if (!labels.every((label) => /^[0-9]{1,9}$/.test(label))) return undefined;
  const bad = labels.find((label) => Number(label) > 255);
  if (bad !== undefined) return `${bad} is over 255`;
  const padded = labels.find((label) => label !== "0" && label.startsWith("0"));
  if (padded !== undefined) return `${padded} starts with a zero`;
  return labels.length === 4 ? undefined : `it has ${labels.length} of 4 numbers`;
}

function faultOfNibbles(labels: readonly string[]): string | undefined {
  if (labels[0] !== undefined && readIpv6(labels[0]) !== undefined) return "it begins with the address itself";
  if (!labels.every((label) => /^[0-9a-f]{1,4}$/.test(label))) return undefined;
  if (labels.some((label) => label.length > 1)) return "each digit needs a dot";
  return labels.length === 32 ? undefined : `it has ${labels.length} of 32 digits`;
}
