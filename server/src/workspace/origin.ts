/** The origin of a zone file: from its text, or from what it is called. */
import { addressOfReverseName } from "../dns/address.js";
import { isAtOrBelow, makeName, readName, rootName, type Name } from "../dns/name.js";
import { readEntry } from "../syntax/entry.js";
import type { PagedText } from "../text/pagedText.js";
import { startContext } from "../zone/context.js";
import { isDirective, readDirective } from "../zone/directive.js";
import { readHead } from "../zone/head.js";
import { unknownOrigin } from "../zone/readZone.js";

/** How far into a file one looks. */
const mostEntries = 500;

export interface FoundOrigin {
  readonly origin: Name;
  readonly source: "$ORIGIN" | "SOA" | "owners";
}

/** What the first entries of a file say about its origin. */
export interface OriginClues {
  /**
   * That of an SOA record with an absolute owner, or of an absolute `$ORIGIN` before all records; else what the absolute owners have
   * in common.
   */
  readonly found: FoundOrigin | undefined;
  /** An `$ORIGIN` after records of the zone, which all names of the file are in: for want of anything better. */
  readonly late: Name | undefined;
  /** Whether the absolute owners allow this origin: one of them at least is in such a zone, or there are none. */
  readonly allows: (origin: Name) => boolean;
}

/** Reads what a file tells of its origin. */
export function originInText(text: PagedText): OriginClues {
  let context = startContext(unknownOrigin);
  let first: Name | undefined;
  /** A record or an included file came before, whose origin the text does not tell. */
  let begun = false;
  const origins = new Map<string, Name>();
  let soaOwner: Name | undefined;
  let hasSoa = false;
  const owners = new Map<string, Name>();
  const servedNames: Name[] = [];
  const allows = (origin: Name): boolean =>
    owners.size === 0 || [...owners.keys()].some((key) => isAtOrBelow(key, origin.key));
  const isAbove = (origin: Name, names: ReadonlyMap<string, Name>): boolean =>
    [...names.keys()].every((key) => isAtOrBelow(key, origin.key));
  const clues = (): OriginClues => {
    const late = [...origins.values()].find((origin) => isAbove(origin, origins) && isAbove(origin, owners));
    return { found: found(), late, allows };
  };
  const found = (): FoundOrigin | undefined => {
    if (first !== undefined) return { origin: first, source: "$ORIGIN" };
    if (soaOwner !== undefined) return { origin: soaOwner, source: "SOA" };
    // The zone's own NS records stand at its apex, and no owner outside it. A file of hints has no SOA record.
    const apex = servedNames.find((name) => (hasSoa || name.key === ".") && isAbove(name, owners));
    return apex === undefined ? undefined : { origin: apex, source: "owners" };
  };
  let seen = 0;
  for (const page of text.pages)
    for (let i = 0; i < page.entries.length; i++) {
      if (++seen > mostEntries) return clues();
      const entry = readEntry(page.text, page.entries[i] ?? 0, page.entries[i + 1] ?? page.text.length);
      if (entry.words.length === 0) continue;
      if (isDirective(entry)) {
        const directive = readDirective(entry, context, "utf-8", []);
        const { origin: before } = context;
        if (directive.kind === "include" && isAtOrBelow(before.key, unknownOrigin.key)) begun = true;
        if (directive.kind !== "origin") continue;
        const { origin } = directive;
        context = { ...context, origin };
        if (isAtOrBelow(origin.key, unknownOrigin.key)) continue;
        origins.set(origin.key, origin);
        if (!begun) first ??= origin;
        continue;
      }
      const head = readHead(entry, context, "utf-8", []);
      context = { ...context, owner: head.owner };
      if (head.type === undefined || typeof head.owner !== "object") continue;
      const isAbsolute = !isAtOrBelow(head.owner.key, unknownOrigin.key);
      if (head.type.name === "SOA") hasSoa = true;
      if (head.type.name === "SOA" && isAbsolute) {
        // An owner relative to an absolute `$ORIGIN` says as much as the directive.
        if (head.ownerRelative) first = head.owner;
        else [first, soaOwner] = [undefined, head.owner];
        return clues();
      }
      if (!isAbsolute) {
        begun = true;
        continue;
      }
      owners.set(head.owner.key, head.owner);
      if (head.type.name === "NS") servedNames.push(head.owner);
    }
  return clues();
}

const rootFiles = new Set(["named.root", "named.ca", "root.hints", "db.root", "root.zone", "named.cache", "root.hint"]);
const endings =
  /\.(?:zone|zonefile|dns|db|rev|rpz|hosts|txt|signed|conf|fwd|forward|reverse|master|internal|external|local|lan)$/i;
const beginnings = /^(?:db|zone|named|pri|master|fwd|rev|forward|reverse)[.-]/i;
const hostLabels = /^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)+(?:[a-z][a-z0-9-]*[a-z0-9])\.?$/i;
const quad = /^[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}$/;

/** The origin that a file's name tells: "example.com.zone", "db.example.com", "db.192.168.1" (reversed), "named.root". */
export function originOfFileName(fileName: string): Name | undefined {
  const lower = fileName.toLowerCase();
  if (rootFiles.has(lower)) return rootName;
  if (/\.(?:in-addr|ip6)\.arpa$/.test(lower)) return makeName(`${lower}.`);
  let name = lower;
  for (let i = 0; i < 3; i++) name = name.endsWith(".arpa") ? name : name.replace(endings, "");
  const bare = name.replace(beginnings, "");
  if (quad.test(bare) && (bare.includes(".") || bare !== name)) return reverseOf(bare);
  if (/\.(?:in-addr|ip6)\.arpa$/.test(bare)) return makeName(`${bare}.`);
  if (hostLabels.test(bare) && bare.length < 254) return readName(`${bare.replace(/\.$/, "")}.`, undefined).name;
  return undefined;
}

/** "192.168.1" is 1.168.192.in-addr.arpa. unless it is written in reverse already, which only its private part can tell. */
function reverseOf(text: string): Name | undefined {
  const labels = text.split(".");
  if (labels.some((label) => Number(label) > 255)) return undefined;
  const last = labels[labels.length - 1] ?? "";
  const writtenReversed =
    labels.length > 1 &&
    (last === "10" || (last === "192" && labels[labels.length - 2] === "168")) &&
    labels[0] !== last;
  const ordered = writtenReversed ? labels : labels.toReversed();
  const name = `${ordered.join(".")}.in-addr.arpa.`;
  return labels.length === 4 && addressOfReverseName(name) === undefined ? undefined : makeName(name);
}
