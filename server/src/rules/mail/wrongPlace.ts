/** Finds mail records at a name where nobody looks for them. */
import type { Reference } from "../../dns/recordType.js";
import { mailKindOfOwner } from "../../mail/mailKind.js";
import { replace, type Fix } from "../../text/edit.js";
import type { Zone } from "../../zone/zone.js";
import { textOf, type ZoneRecord } from "../../zone/record.js";
import { isOwnData } from "../lookup.js";
import { on, recordRule, rfc, type Found, type RecordCheck } from "../rule.js";
import { worded } from "../wording.js";
import { isOfKind, type TextKind } from "./texts.js";

interface Placed {
  readonly kind: Exclude<TextKind, "spf" | "bimi">;
  readonly what: string;
  /** The labels before the domain, as receivers ask for them. */
  readonly home: string;
  readonly reference: Reference;
}

const squeezed = (labels: string): string => labels.replace(/[-_.]/g, "");

/**
 * Where a record was meant for the name at hand or one like its home: a text at any other name may be what an alias in some other
 * zone leads to.
 */
function domainMeant(ownerKey: string, home: string, zone: Zone): string | undefined {
  if (ownerKey === zone.apex?.key || zone.typesAt(ownerKey).has("MX")) return ownerKey;
  const written = /^((?:[^.]+\.){1,2}?)((?:[^.]+\.)+)$/;
  const [, one = "", rest = ""] = written.exec(ownerKey) ?? [];
  if (squeezed(one) === squeezed(home)) return rest;
  const dot = rest.indexOf(".") + 1;
  return dot > 0 && squeezed(one + rest.slice(0, dot)) === squeezed(home) ? rest.slice(dot) : undefined;
}

interface Misplaced extends Found {
  readonly record: ZoneRecord;
  /** The key of the domain that it was meant for. */
  readonly domain: string;
}

function moved({ record, domain }: Misplaced, home: string, zone: Zone): readonly Fix[] {
  const alone = zone.recordsAt(record.owner.key).length === 1;
  const { ownerWord } = record;
  if (ownerWord === undefined || !alone) return [];
  return [{ title: `Move it to ${home}`, kind: "review", edits: [replace(ownerWord, `${home}.${domain}`)] }];
}

function wrongPlace({ kind, what, home, reference }: Placed): RecordCheck {
  return recordRule<Misplaced>({
    id: `${kind}/wrong-place`,
    since: "0.1.0",
    severity: "error",
    summary: `A ${what} at a name where nobody looks for it`,
    references: [reference],
    types: ["TXT"],
    *find({ record }, { zone }) {
      const { key } = record.owner;
      const place = mailKindOfOwner(key);
      if (!isOfKind(record, kind) || place === kind || (kind === "dmarc" && place === "dmarc-report")) return;
      if (!isOwnData(zone, key) || record.generated) return;
      const domain = domainMeant(key, home, zone);
      if (domain !== undefined) yield { ...on(record, textOf(record)?.span), record, domain };
    },
    message: ({ domain }) => worded`Nobody looks for a ${what} here: it belongs at ${home}.${domain.slice(0, -1)}`,
    ...(home.includes("<") ? {} : { fixes: (finding, { zone }) => moved(finding, home, zone) }),
  });
}

export const wrongPlaces: readonly RecordCheck[] = [
  wrongPlace({ kind: "dmarc", what: "DMARC record", home: "_dmarc", reference: rfc(9989, "4.7") }),
  wrongPlace({ kind: "dkim", what: "DKIM key", home: "<selector>._domainkey", reference: rfc(6376, "3.6.2.1") }),
  wrongPlace({ kind: "mta-sts", what: "MTA-STS record", home: "_mta-sts", reference: rfc(8461, "3.1") }),
  wrongPlace({ kind: "tls-rpt", what: "TLS-RPT record", home: "_smtp._tls", reference: rfc(8460, "3") }),
];
