/** Which zones are not of the public tree: there, private addresses and a single server are right. */
import { readIpv4, specialUse } from "../dns/address.js";
import { isAtOrBelow, labelsOf } from "../dns/name.js";
import { addressOf } from "../zone/record.js";
import type { Zone } from "../zone/zone.js";
import { apexServers, serverOf } from "./delegation/servers.js";
import { addressesAmong } from "./lookup.js";

/** Registered as never public (RFC 6761, RFC 6762, RFC 8375, RFC 9476, `internal` by ICANN), and what else RFC 6762 appendix G names. */
const localNames =
  "local localhost localdomain internal home.arpa onion alt test invalid intranet private corp home lan"
    .split(" ")
    .map((name) => `${name}.`);

const documentationNames = ["example.", "example.com.", "example.net.", "example.org.", "test.", "invalid."];

/** What the addresses below a reverse name are set aside for, where all of them are. */
function reverseUse(key: string): string | undefined {
  const [top, tree, ...digits] = labelsOf(key).toReversed();
  if (top !== "arpa" || (tree !== "in-addr" && tree !== "ip6")) return undefined;
  const [digit, base, most] = tree === "ip6" ? ([/^[0-9a-f]$/, 16, 32] as const) : ([/^[0-9]{1,3}$/, 10, 4] as const);
  const end = digits.findIndex((label) => !digit.test(label));
  const known = digits.slice(0, end < 0 ? most : Math.min(end, most)).map((label) => Number.parseInt(label, base));
  // Ones, not zeros: 0.0.0.0 and :: have uses of their own.
  const numbers = Array.from({ length: most }, (_, i) => known[i] ?? 1);
  const octets =
    tree === "ip6"
      ? Array.from({ length: 16 }, (_, i) => ((numbers[2 * i] ?? 1) << 4) | (numbers[2 * i + 1] ?? 1))
      : numbers;
  const special = specialUse(octets);
  const bits = known.length * (tree === "ip6" ? 4 : 8);
  return special !== undefined && bits >= Number(special.prefix.split("/")[1]) ? special.use : undefined;
}

const isBelowOne = (key: string, names: readonly string[]): boolean => names.some((name) => isAtOrBelow(key, name));

/** Whether a name is for examples and tests (RFC 2606, RFC 6761), or the reverse of addresses that are (RFC 5737, RFC 3849). */
const isDocumentationName = (key: string): boolean =>
  isBelowOne(key, documentationNames) || reverseUse(key) === "documentation";

function isLocalName(key: string): boolean {
  const last = labelsOf(key).at(-1) ?? "";
  const use = reverseUse(key);
  // No top-level domain is a number (RFC 3696 section 2).
  return isBelowOne(key, localNames) || /^[0-9]+$/.test(last) || (use !== undefined && use !== "documentation");
}

/** More servers than these of a zone, and more addresses of one name, tell nothing new. */
const mostServers = 13;
const mostAddresses = 64;

/** Where the addresses are looked at that tell whom a zone serves. */
function* tellingNames(zone: Zone, apex: string): Iterable<string> {
  yield* [apex, `*.${apex}`, `www.${apex}`];
  for (const ns of apexServers(zone).slice(0, mostServers)) {
    const host = serverOf(ns)?.name.key;
    if (host !== undefined) yield host;
  }
}

/** Whether some of the zone's main addresses are known, and each of them is set aside for a use that `wanted` takes. */
function servesOnly(zone: Zone, apex: string, wanted: (use: string) => boolean): boolean {
  let any = false;
  for (const key of tellingNames(zone, apex)) {
    if (zone.standing(key) === "outside") continue;
    for (const record of addressesAmong(zone.recordsAt(key)).slice(0, mostAddresses)) {
      const octets = addressOf(record);
      const use = octets === undefined ? undefined : specialUse(octets)?.use;
      if (use === undefined || !wanted(use)) return false;
      any = true;
    }
  }
  return any;
}

/** Whether a zone is for a network of its own, by its name, by its addresses, or because its name server is an address of one. */
export function isLocalZone(zone: Zone): boolean {
  const apex = zone.apex?.key;
  if (apex === undefined) return false;
  if (isLocalName(apex) || servesOnly(zone, apex, (use) => use !== "documentation")) return true;
  return apexServers(zone)
    .slice(0, mostServers)
    .some((ns) => {
      const octets = readIpv4(serverOf(ns)?.text.replace(/\.$/, "") ?? "");
      return octets !== undefined && specialUse(octets) !== undefined;
    });
}

/** Whether a zone is an example: by its name, or because its main addresses are all for documentation. */
export function isExampleZone(zone: Zone): boolean {
  const apex = zone.apex?.key;
  if (apex === undefined) return false;
  return isDocumentationName(apex) || servesOnly(zone, apex, (use) => use === "documentation");
}
