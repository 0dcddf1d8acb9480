/** Writes the PTR records that addresses of this zone lack into the reverse zones of the workspace (RFC 1035 section 3.5). */
import { printAddress, reverseNameOf } from "../dns/address.js";
import { makeName, type Name } from "../dns/name.js";
import { isAddress } from "../rules/lookup.js";
import { groupBy } from "../text/group.js";
import { shown } from "../text/problem.js";
import { finish, type Steps } from "../text/steps.js";
import type { Here, ZoneSnapshot } from "../workspace/snapshot.js";
import { addressOf, namesOf, type ZoneRecord } from "../zone/record.js";
import type { Zone, Zones } from "../zone/zone.js";
import { noRewrite, refusal, type CodeAction, type DocumentEdit } from "./action.js";
import { nameIn } from "./keepContext.js";

/** A PTR record to be written. */
interface Pointer {
  readonly zone: Zone;
  readonly owner: Name;
  readonly target: Name;
}

/** Why there is none to be written. */
type Reason = "is there" | "no zone";

/** How many aliases of RFC 2317 lead to where an address is delegated. */
const mostAliases = 8;

/** The PTR record of an address of a host. */
function pointerOf(zones: Zones, host: ZoneRecord, octets: readonly number[]): Pointer | Reason {
  let owner = makeName(reverseNameOf(octets));
  for (let i = 0; i < mostAliases; i++) {
    const zone = zones.zoneOf(owner.key);
    if (zone?.apex === undefined || !zone.apex.key.endsWith(".arpa.")) return "no zone";
    const there = zone.recordsAt(owner.key);
    if (there.some(({ type }) => type.name === "PTR")) return "is there";
    const alias = there.find(({ type }) => type.name === "CNAME");
    const standing = zone.standing(owner.key);
    if (alias === undefined) {
      const isOwn = standing === "authoritative" || standing === "apex";
      return isOwn ? { zone, owner, target: host.owner } : "no zone";
    }
    const target = namesOf(alias)[0]?.name;
    if (target === undefined) return "no zone";
    owner = target;
  }
  return "no zone";
}

/** Where records can be added to a zone: after its last record. */
interface End {
  readonly last: ZoneRecord;
  readonly eol: string;
}

function endOf(zone: Zone): End | undefined {
  let last: ZoneRecord | undefined;
  let heir: ZoneRecord | undefined;
  for (const record of zone.records())
    if (record.uri === zone.uri) {
      last = record;
      heir = undefined;
    } else heir ??= record;
  if (last === undefined || last.template || (heir !== undefined && heir.ownerWord === undefined)) return undefined;
  const eol = /(?:\r\n|\n|\r)$/.exec(zone.written(zone.uri, last.entry))?.[0];
  return { last, eol: eol ?? "\n" };
}

function written({ last, eol }: End, zone: Zone, pointers: readonly Pointer[]): DocumentEdit {
  // Without a TTL of its own, a record has that of $TTL or of the record before.
  const ttl = (last.ttlWord === undefined && !last.generated) || last.ttl === undefined ? "" : ` ${last.ttl}`;
  const middle = `${ttl}${last.classWord === undefined ? "" : ` ${last.classWord.raw}`} PTR`;
  const lines = pointers.map(({ owner, target }) => `${nameIn(owner, last.origin)}${middle} ${target.text}${eol}`);
  const at = last.entry.end;
  const isOpen = !/[\r\n]$/.test(zone.written(zone.uri, last.entry));
  return { uri: zone.uri, start: at, end: at, text: (isOpen ? eol : "") + lines.join("") };
}

function actionOf(title: string, kind: CodeAction["kind"], pointers: readonly Pointer[]): CodeAction {
  const edits: DocumentEdit[] = [];
  for (const [zone, own] of groupBy(pointers, (pointer) => pointer.zone)) {
    const end = endOf(zone);
    if (end === undefined)
      return refusal(title, kind, `${shown(zone.apex?.text ?? "", 50)} has no place where a record can be added`);
    edits.push(written(end, zone, own));
  }
  return { title, kind, edits };
}

const zoneNames = (pointers: readonly Pointer[]): string =>
  [...new Set(pointers.map(({ zone }) => zone.apex?.text ?? ""))].map((name) => shown(name, 40)).join(", ");

/** The PTR record of the address under the cursor. */
export function pointerHere({ zones }: ZoneSnapshot, { record }: Here): CodeAction[] {
  const octets = record !== undefined && isAddress(record) && !record.generated ? addressOf(record) : undefined;
  if (record === undefined || octets === undefined || record.owner.key.startsWith("*.")) return [];
  const title = `Write the PTR record of ${printAddress(octets)}`;
  const pointer = pointerOf(zones, record, octets);
  if (pointer === "is there") return [];
  if (pointer === "no zone") return noRewrite(title, "Its reverse zone is not in the workspace");
  return [actionOf(`${title} into ${zoneNames([pointer])}`, "refactor.rewrite", [pointer])];
}

/** The PTR records that addresses of the zone lack; undefined where it has no addresses, or none lacks one. */
export const missingPointers = (snapshot: ZoneSnapshot): CodeAction | undefined =>
  finish(missingPointersInSteps(snapshot));

/** How many addresses make a step. */
const stride = 256;

export function* missingPointersInSteps({ zone, zones }: ZoneSnapshot): Steps<CodeAction | undefined> {
  const kind = "source.addPointers.zonewright";
  const found = new Map<string, Pointer>();
  let homeless = 0;
  let seen = 0;
  for (const type of ["A", "AAAA"])
    for (const record of zone.recordsOfType(type)) {
      if (++seen % stride === 0) yield;
      const octets = addressOf(record);
      if (octets === undefined || record.owner.key.startsWith("*.")) continue;
      if (zone.standing(record.owner.key) === "occluded" || zone.standing(record.owner.key) === "outside") continue;
      const pointer = pointerOf(zones, record, octets);
      if (pointer === "no zone") homeless++;
      // Of several hosts with one address, the first is the one that it is called after.
      else if (pointer !== "is there" && !found.has(pointer.owner.key)) found.set(pointer.owner.key, pointer);
    }
  const pointers = [...found.values()];
  if (pointers.length > 0) {
    const count = pointers.length === 1 ? "1 missing PTR record" : `${pointers.length} missing PTR records`;
    return actionOf(`Write ${count} into ${zoneNames(pointers)}`, kind, pointers);
  }
  const disabled = "No reverse zone of its addresses is in the workspace";
  return homeless === 0 ? undefined : { title: "Write the missing PTR records", kind, edits: [], disabled };
}
