/** Finds mail records at a name where nobody looks for them. */
import type { Reference } from "../../dns/recordType.js";
import { mailKindOfOwner } from "../../mail/mailKind.js";
import { makeName } from "../../dns/name.js";
import { moved } from "../recordEdits.js";
import type { Zone } from "../../zone/zone.js";
import { textOf, type ZoneRecord } from "../../zone/record.js";
import { nearest } from "../../text/nearest.js";
import { isOwnData } from "../lookup.js";
import { on, recordRule, rfc, type RecordCheck } from "../rule.js";
import { worded } from "../wording.js";
import { isOfKind, type TextKind } from "./texts.js";

interface Placed {
  readonly kind: Exclude<TextKind, "spf">;
  readonly what: string;
  /** The labels before the domain, as receivers ask for them. */
  readonly home: string;
  readonly reference?: Reference;
}

const squeezed = (labels: string): string => labels.replace(/[-_.]/g, "");

/** Names of drafts, or of other tools, by what is left of them when squeezed. */
const formerHomes: ReadonlyMap<string, string> = new Map([
  ["smtptlsrpt", "smtptls"],
  ["tlsrpt", "smtptls"],
  ["bimi", "defaultbimi"],
]);

const sameHome = (labels: string, home: string): boolean => {
  const written = squeezed(labels);
  return (formerHomes.get(written) ?? written) === squeezed(home);
};

/** A key without a version, which is legal: `k=rsa; p=MIIB…`. */
const bareKey = /^\s*(?:k\s*=\s*rsa\s*;\s*)?(?:t\s*=\s*[a-z:]{0,8}\s*;\s*)?p\s*=\s*MI[A-Za-z0-9+/]{60}/;

const isMeant = (record: ZoneRecord, kind: TextKind): boolean =>
  isOfKind(record, kind) || (kind === "dkim" && record.type.name === "TXT" && bareKey.test(textOf(record)?.text ?? ""));

/**
 * Where a record was meant for the name at hand or one like its home: a text at any other name may be what an alias in some other
 * zone leads to.
 */
function domainMeant(ownerKey: string, home: string, zone: Zone): string | undefined {
  if (ownerKey === zone.apex?.key || zone.typesAt(ownerKey).has("MX")) return ownerKey;
  const written = /^((?:[^.]+\.){1,2}?)((?:[^.]+\.)+)$/;
  const [, one = "", rest = ""] = written.exec(ownerKey) ?? [];
  if (sameHome(one, home)) return rest;
  const dot = rest.indexOf(".") + 1;
  if (dot > 0 && sameHome(one + rest.slice(0, dot), home)) return rest.slice(dot);
  // `mail.domainkey`, `mail._domainkeys`: the label after the selector is one slip from the right one.
  const [, label = "", domain = ""] = home.startsWith("<") ? (/^[^.]+\.([^.]+)\.(.+)$/.exec(ownerKey) ?? []) : [];
  const standard = squeezed(home.slice(home.indexOf(".") + 1));
  return label !== "" && nearest(squeezed(label), [standard]) !== undefined ? domain : undefined;
}

/** The number of a standard's own labels. */
const lengthOf = (home: string): number => home.split(".").length;

/** The domain of a home that stands twice, as in `_dmarc._dmarc.example.com`; undefined for any other name. */
function doubled(ownerKey: string, home: string): string | undefined {
  const labels = ownerKey.split(".");
  const length = lengthOf(home);
  const own = labels.slice(0, length).join(".");
  return own === home && labels.slice(length, 2 * length).join(".") === home
    ? labels.slice(2 * length).join(".")
    : undefined;
}

function wrongPlace({ kind, what, home, reference }: Placed): RecordCheck {
  return recordRule({
    id: `${kind}/wrong-place`,
    since: "0.1.0",
    severity: "error",
    summary: `${what.replace(/^a/, "A")} at a name where nobody looks for it`,
    references: reference === undefined ? [] : [reference],
    types: ["TXT"],
    *find({ record }, { zone }) {
      const { key } = record.owner;
      const place = mailKindOfOwner(key);
      const twice = doubled(key, home);
      if (!isMeant(record, kind) || (place === kind && twice === undefined)) return;
      if (kind === "dmarc" && place === "dmarc-report") return;
      if (!isOwnData(zone, key) || record.generated) return;
      const domain = twice ?? domainMeant(key, home, zone);
      if (domain !== undefined) yield { ...on(record, textOf(record)?.span), record, domain };
    },
    message: ({ domain }) => worded`Nobody looks for ${what} here: it belongs at ${home}.${domain.slice(0, -1)}`,
    fixes: ({ record, domain }, { zone }) => {
      const [selector = "", label = ""] = record.owner.text.split(".");
      const named = home.startsWith("<") && record.owner.key === `${selector}.${label}.${domain}`.toLowerCase();
      if (home.includes("<") && !named) return [];
      const place = named ? home.replace(/^<[^>]*>/, selector) : home;
      const edits = moved(record, makeName(`${place}.${domain}`), zone, record.uri);
      return edits.length === 0 ? [] : [{ title: `Move it to ${place}`, kind: "review", edits }];
    },
  });
}

export const wrongPlaces: readonly RecordCheck[] = [
  wrongPlace({ kind: "dmarc", what: "a DMARC record", home: "_dmarc", reference: rfc(9989, "4.7") }),
  wrongPlace({ kind: "dkim", what: "a DKIM key", home: "<selector>._domainkey", reference: rfc(6376, "3.6.2.1") }),
  wrongPlace({ kind: "mta-sts", what: "an MTA-STS record", home: "_mta-sts", reference: rfc(8461, "3.1") }),
  wrongPlace({ kind: "tls-rpt", what: "a TLS-RPT record", home: "_smtp._tls", reference: rfc(8460, "3") }),
  wrongPlace({ kind: "bimi", what: "a BIMI record", home: "default._bimi" }),
];
