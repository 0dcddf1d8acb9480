/** The records of a zone as `named-compilezone -F text -s full` prints them, in the order of the file. */
import { isAtOrBelow, type Name } from "../dns/name.js";
import { printClass } from "../dns/recordClass.js";
import { canonicalTypeName } from "../dns/typeIndex.js";
import type { ZoneRecord } from "./record.js";
import type { Zone } from "./zone.js";

/** A record in canonical presentation form. */
export interface PrintedRecord {
  readonly owner: Name;
  /** In seconds. */
  readonly ttl: number;
  readonly class: string;
  readonly type: string;
  readonly rdata: string;
  readonly record: ZoneRecord;
}

/** The RRset of a record: the signatures of each type are an RRset of their own (RFC 4035 section 2.2). */
export function rrsetKey(owner: string, type: string, rdata: string): string {
  const covered = type === "RRSIG" || type === "SIG" ? ` ${rdata.slice(0, rdata.indexOf(" "))}` : "";
  return `${type}${covered} ${owner}`;
}

/**
 * What a server has after loading the zone, or those of its records that are given: TTLs that differ in an RRset are made those of
 * its first record, repeated records and those outside the zone are left out, as are those that can't be read.
 */
export function* loadedRecords(zone: Zone, records = zone.records()): Iterable<PrintedRecord> {
  const owners = new Map<string, Name>();
  const ttls = new Map<string, number>();
  const seen = new Set<string>();
  for (const record of records) {
    const { canonical } = record.rdata;
    const { key } = record.owner;
    if (canonical === undefined || (zone.apex !== undefined && !isAtOrBelow(key, zone.apex.key))) continue;
    const type = canonicalTypeName(record.type.code);
    const set = rrsetKey(key, type, canonical);
    const one = `${set} ${comparableRdata(type, canonical)}`;
    if (seen.has(one)) continue;
    seen.add(one);
    const ttl = ttls.get(set) ?? record.ttl ?? 0;
    ttls.set(set, ttl);
    // BIND keeps the case of an owner for each RRset, as its first record has it.
    const owner = owners.get(set) ?? record.owner;
    owners.set(set, owner);
    yield { owner, ttl, class: printClass(record.class), type, rdata: canonical, record };
  }
}

/** Names are compared without case, text and data with it. */
export const comparableRdata = (type: string, canonical: string): string =>
  withNames.has(type) ? canonical.toLowerCase() : canonical;

const withNames = new Set("NS CNAME PTR MX SOA DNAME MB MD MF MG MR MINFO RP AFSDB RT KX SRV PX NXT".split(" "));

/** "owner TTL class type RDATA". */
export const printRecord = ({ owner, ttl, class: name, type, rdata }: PrintedRecord): string =>
  `${owner.text} ${ttl} ${name} ${type}${rdata === "" ? "" : ` ${rdata}`}`;
