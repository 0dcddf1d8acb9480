/** The reverse zones of a zone: PTR records for its addresses, a block for each reverse zone, set against those that are there. */
import { printAddress, reverseNameOf } from "../dns/address.js";
import { isAtOrBelow, labelsOf, makeName, relativeTo, type Name } from "../dns/name.js";
import { isReverse } from "../rules/lookup.js";
import type { Steps } from "../text/steps.js";
import { addressOf, nameOf } from "../zone/record.js";
import type { Zone, Zones } from "../zone/zone.js";

const mostAddresses = 100_000;
const stride = 256;

/** The hosts at one address. */
interface Pointer {
  readonly address: readonly number[];
  readonly owner: Name;
  readonly hosts: Name[];
}

interface Block {
  readonly origin: Name;
  /** The zone of the workspace that the pointers belong in. */
  readonly home: Zone | undefined;
  readonly pointers: Pointer[];
}

/** Labels of an address's reverse name that tell hosts of a network from each other: of a /24, of a /64. */
const hostLabels = (address: readonly number[]): number => (address.length === 4 ? 1 : 16);

function* pointersOf(zone: Zone): Steps<{ pointers: Pointer[]; isCut: boolean }> {
  const byOwner = new Map<string, Pointer>();
  let seen = 0;
  for (const type of ["A", "AAAA"])
    for (const record of zone.recordsOfType(type)) {
      if (++seen % stride === 0) yield;
      const address = addressOf(record);
      const { owner } = record;
      // A wildcard names no host.
      if (address === undefined || owner.key.startsWith("*.")) continue;
      if (zone.apex !== undefined && !isAtOrBelow(owner.key, zone.apex.key)) continue;
      const reverse = makeName(reverseNameOf(address));
      const known = byOwner.get(reverse.key);
      if (known === undefined && byOwner.size >= mostAddresses) return { pointers: [...byOwner.values()], isCut: true };
      if (known === undefined) byOwner.set(reverse.key, { address, owner: reverse, hosts: [owner] });
      else if (known.hosts.every(({ key }) => key !== owner.key)) known.hosts.push(owner);
    }
  return { pointers: [...byOwner.values()], isCut: false };
}

function homeOf(key: string, zones: Zones): Zone | undefined {
  const found = zones.zoneOf(key);
  return found?.apex !== undefined && isReverse(found.apex.key) ? found : undefined;
}

const byAddress = (a: Pointer, b: Pointer): number => {
  if (a.address.length !== b.address.length) return a.address.length - b.address.length;
  const at = a.address.findIndex((octet, index) => octet !== b.address[index]);
  return at < 0 ? 0 : (a.address[at] ?? 0) - (b.address[at] ?? 0);
};

function blocksOf(pointers: readonly Pointer[], zones: Zones): Block[] {
  const blocks = new Map<string, Block>();
  for (const pointer of pointers.toSorted(byAddress)) {
    const home = homeOf(pointer.owner.key, zones);
    const network = labelsOf(pointer.owner.text).slice(hostLabels(pointer.address)).join(".");
    const origin = home?.apex ?? makeName(`${network}.`);
    const block = blocks.get(origin.key) ?? { origin, home, pointers: [] };
    blocks.set(origin.key, block);
    block.pointers.push(pointer);
  }
  return [...blocks.values()];
}

/** The names that the reverse zone has for an address now. */
const presentAt = (home: Zone | undefined, { key }: Name): Name[] =>
  (home?.recordsAt(key) ?? []).flatMap((record) =>
    record.type.name === "PTR" ? (nameOf(record, "name")?.name ?? []) : [],
  );

/** One pointer an address, as mail servers want it; further names of it stand beside in comments. */
function linesOf({ owner, address, hosts }: Pointer, { origin, home }: Block): string[] {
  const present = presentAt(home, owner);
  const isThere = (host: Name): boolean => present.some(({ key }) => key === host.key);
  const [first, ...others] = [...hosts.filter(isThere), ...hosts.filter((host) => !isThere(host))];
  if (first === undefined) return [];
  const state = isThere(first)
    ? " ; there already"
    : present.length > 0
      ? ` ; there it is ${present.map(({ text }) => text).join(", ")}`
      : "";
  const name = relativeTo(owner, origin);
  return [
    `${name.padEnd(7)} IN PTR ${first.text}${state}`,
    ...others.map((host) => `; ${host.text} has ${printAddress(address)} too`),
  ];
}

function blockText(block: Block): string {
  const { origin, home, pointers } = block;
  const head =
    home === undefined ? `; ${origin.text} is no zone of this workspace` : `; ${origin.text} is in this workspace`;
  return [head, `$ORIGIN ${origin.text}`, ...pointers.flatMap((pointer) => linesOf(pointer, block)), ""]
    .map((line) => `${line}\n`)
    .join("");
}

/** The text of all blocks, in the order of the addresses. */
export function* reverseZone(zone: Zone, zones: Zones): Steps<string> {
  const { pointers, isCut } = yield* pointersOf(zone);
  const name = zone.apex?.text ?? "this zone";
  if (pointers.length === 0) return `; ${name} has no addresses\n`;
  const parts = [`; PTR records for the addresses of ${name}, a block for each reverse zone\n\n`];
  for (const block of blocksOf(pointers, zones)) {
    parts.push(blockText(block));
    yield;
  }
  if (isCut) parts.push(`; No more than ${mostAddresses} addresses are shown\n`);
  return parts.join("");
}
