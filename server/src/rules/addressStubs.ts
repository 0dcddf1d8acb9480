/** The fix for hosts without address: a record of each kind to fill in. */
import type { Name } from "../dns/name.js";
import type { Fix } from "../text/edit.js";
import type { ZoneRecord } from "../zone/record.js";
import type { Zone } from "../zone/zone.js";
import { recordAddition } from "./recordEdits.js";
import { said } from "./wording.js";

/** Address records to fill in, in the documentation prefixes (RFC 5737, RFC 3849). */
const stubs = [
  { type: "A", address: "192.0.2.1" },
  { type: "AAAA", address: "2001:db8::1" },
];

/** Puts an address record of `host` in after `near`, for a finding in the document `home`. */
export function addressStubs(near: ZoneRecord, host: Name, zone: Zone, home: string): Fix[] {
  const fixes: Fix[] = [];
  for (const { type, address } of stubs) {
    const edit = recordAddition(near, zone, home, host, `${type} ${address} ; replace by its address`);
    if (edit !== undefined)
      fixes.push({
        title: `Add an ${type} record for ${said(host)} to fill in`,
        kind: "review",
        ...(type === "A" ? { preferred: true } : {}),
        edits: [edit],
      });
  }
  return fixes;
}
