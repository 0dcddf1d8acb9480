/** The bump of a zone's serial: the next one in the manner of the present one, as an action of its own. */
import { isLaterSerial, nextSerial, overflow, type NextSerial } from "../dns/serial.js";
import type { Committed } from "../rules/rule.js";
import { serialIn, soaOf, type SerialHere } from "../rules/soa/bump.js";
import { replace } from "../text/edit.js";
import type { ZoneSnapshot } from "../workspace/snapshot.js";
import { numberOf } from "../zone/record.js";
import type { Zone } from "../zone/zone.js";
import { refusal, type CodeAction, type DocumentEdit } from "./action.js";

/** What to do about the serial of a zone. */
export type BumpVerdict =
  | { readonly kind: "bump"; readonly edit: DocumentEdit; readonly from: number; readonly to: number }
  /** Nothing, and why: "no record changed". */
  | { readonly kind: "keep" | "refused"; readonly reason: string };

const keep = (reason: string): BumpVerdict => ({ kind: "keep", reason });

/**
 * Whether the serial of a zone is to be bumped: where its records differ from those of `before` while the serial does not, or is earlier.
 * "always" asks for nothing before. `now` in seconds since 1970.
 */
export function decideBump(zone: Zone, now: number, before: Committed | undefined | "always"): BumpVerdict {
  const soa = soaOf(zone);
  if (soa === undefined) return keep("no SOA record: it is a part of the zone file that includes it");
  const here = serialIn(soa, now);
  if (here === undefined) return { kind: "refused", reason: "the SOA record has no serial" };
  const bumped = (next: NextSerial): BumpVerdict =>
    "refused" in next || here.serial === undefined
      ? { kind: "refused", reason: "refused" in next ? next.refused : overflow }
      : {
          kind: "bump",
          edit: { ...replace(here.at, String(next.serial)), uri: soa.uri },
          from: here.serial,
          to: next.serial,
        };
  if (before === "always") return bumped(here.next);
  if (before === undefined) return keep("nothing earlier to compare with");
  const earlier = soaOf(before.zone);
  const then = earlier === undefined ? undefined : numberOf(earlier, "serial");
  if (before.zone.apex?.key !== zone.apex?.key || then === undefined) return keep("no serial earlier to compare with");
  if (here.serial === undefined) return before.differs ? bumped(here.next) : keep("no record changed");
  if (isLaterSerial(here.serial, then)) return keep(`serial ${here.serial} is later than ${then} already`);
  if (here.serial !== then) return bumped(nextSerial(then, now));
  return before.differs ? bumped(here.next) : keep(`no record changed, serial ${here.serial}`);
}

/** The serials of the zone that stand in the document. `now` is the host's time in seconds since 1970. */
export function serialsOf(snapshot: ZoneSnapshot, now: number): readonly SerialHere[] {
  const found: SerialHere[] = [];
  for (const record of snapshot.zone.recordsOfType("SOA")) {
    const serial = record.uri === snapshot.uri ? serialIn(record, now) : undefined;
    if (serial !== undefined) found.push(serial);
  }
  return found;
}

/** The action that bumps the serial of the zone: its own command, never part of fix-all; undefined in a file without SOA. */
export function bumpSerial(snapshot: ZoneSnapshot, now: number): CodeAction | undefined {
  const [found] = serialsOf(snapshot, now);
  if (found === undefined) return undefined;
  const { at, next } = found;
  if ("refused" in next) return refusal("Bump the serial", "source", next.refused);
  return {
    title: `Bump the serial to ${next.serial}`,
    kind: "source",
    edits: [{ ...replace(at, String(next.serial)), uri: snapshot.uri }],
  };
}
