/** The rules on the serial of a zone that differs from what version control has of it. */
import { isLaterSerial } from "../../dns/serial.js";
import { fieldOf, numberOf, type ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";
import { on, rfc, zoneRule } from "../rule.js";
import { pointer, worded } from "../wording.js";
import { bumpFixes, soaOf } from "./bump.js";

/** The serials of now and of version control, where both can be read. */
function serials(
  zone: Zone,
  committed: Zone,
): { soa: ZoneRecord; at: ReturnType<typeof on>; serial: number; earlier: number } | undefined {
  if (zone.apex?.key !== committed.apex?.key) return undefined;
  const soa = soaOf(zone);
  const before = soaOf(committed);
  const field = soa === undefined ? undefined : fieldOf(soa, "serial");
  if (soa === undefined || before === undefined || field === undefined) return undefined;
  const [serial, earlier] = [numberOf(soa, "serial"), numberOf(before, "serial")];
  return serial === undefined || earlier === undefined ? undefined : { soa, at: on(soa, field.span), serial, earlier };
}

export const serialUnchanged = zoneRule({
  id: "soa/serial-unchanged",
  since: "0.1.0",
  severity: "warning",
  summary: "Records changed since the last commit, and the serial did not",
  references: [rfc(1035, "3.3.13"), rfc(1912, "2.2"), rfc(1996, "3.7")],

  *find(_subject, { zone, committed }) {
    if (committed?.differs !== true) return;
    const found = serials(zone, committed.zone);
    if (found === undefined || found.serial !== found.earlier) return;
    const { soa, at } = found;
    const { owner } = committed;
    const changed = owner === undefined ? undefined : zone.recordsAt(owner)[0];
    const name = owner === undefined ? undefined : (changed ?? committed.zone.recordsAt(owner)[0])?.owner;
    const related =
      changed === undefined || changed.type.name === "SOA"
        ? []
        : [pointer(changed, "The first name whose records changed", soa.uri)];
    yield { ...at, ...(related.length === 0 ? {} : { related }), soa, name };
  },

  message: ({ name }) =>
    name === undefined
      ? "Records changed since the commit, but not the serial: secondaries keep the old zone"
      : worded`${name} changed since the commit, but not the serial: secondaries keep the old zone`,

  fixes: ({ soa }, { now }) => bumpFixes(soa, now),
});

export const serialWentBackwards = zoneRule({
  id: "soa/serial-went-backwards",
  since: "0.1.0",
  severity: "error",
  summary: "The serial is before the committed one",
  references: [rfc(1982, "3.2"), rfc(1034, "4.3.5")],

  *find(_subject, { zone, committed }) {
    const found = committed === undefined ? undefined : serials(zone, committed.zone);
    if (found === undefined || found.serial === found.earlier || isLaterSerial(found.serial, found.earlier)) return;
    const { soa, at, serial, earlier } = found;
    yield { ...at, soa, serial, earlier };
  },

  message: ({ serial, earlier }) =>
    `Serial ${serial} is before the committed ${earlier}: secondaries do not take the zone`,

  fixes: ({ soa, earlier }, { now }) => bumpFixes(soa, now, earlier),
});
