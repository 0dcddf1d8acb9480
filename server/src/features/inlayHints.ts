/** Small words beside the text: what relative names mean, times and serial numbers for people, inherited owners, key tags. */
import { keyTagOf } from "../dns/keyTag.js";
import { relativeTo } from "../dns/name.js";
import { printDuration } from "../dns/ttl.js";
import type { FieldValue, Rdata } from "../dns/rdata.js";
import type { InlayHintSettings } from "../workspace/config.js";
import { entriesOf, type ZoneSnapshot } from "../workspace/snapshot.js";
import type { ZoneRecord } from "../zone/record.js";
import { serialDate } from "./hoverTimes.js";

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  readonly kind: keyof InlayHintSettings;
  readonly paddingLeft: boolean;
  readonly paddingRight: boolean;
}

/** The hints of `start..end`, in order. */
export function* inlayHints(
  snapshot: ZoneSnapshot,
  start: number,
  end: number,
  settings: InlayHintSettings,
): Iterable<InlayHint> {
  for (const { entry, record } of entriesOf(snapshot, start, end)) {
    if (record === undefined || record.generated) continue;
    if (settings.inheritedOwner && entry.leadingBlank)
      yield hint(entry.start, relativeTo(record.owner, record.origin), "inheritedOwner", false, true);
    for (const field of record.rdata.fields) yield* fieldHints(record, field, settings);
    if (settings.keyTag) yield* keyTagHints(record);
  }
}

const hint = (
  offset: number,
  label: string,
  kind: InlayHint["kind"],
  paddingLeft: boolean,
  paddingRight = false,
): InlayHint => ({ offset, label, kind, paddingLeft, paddingRight });

const keyTypes: ReadonlySet<string> = new Set(["DNSKEY", "CDNSKEY"]);

/** The tag by which DS and RRSIG records name a key, after its last word. */
function* keyTagHints({ type, rdata, words }: ZoneRecord): Iterable<InlayHint> {
  if (!keyTypes.has(type.name) || isDeletion(rdata)) return;
  const tag = keyTagOf(rdata);
  const last = words[words.length - 1];
  if (tag !== undefined && last !== undefined) yield hint(last.end, `key tag ${tag}`, "keyTag", true);
}

/** CDNSKEY 0 3 0 AA== names no key: it asks to delete the DS records (RFC 8078 section 4). */
const isDeletion = ({ fields }: Rdata): boolean =>
  fields.some(({ field, value }) => field.name === "algorithm" && value?.kind === "number" && value.number === 0);

function* fieldHints(
  { origin, type }: ZoneRecord,
  { field, value, span, words }: FieldValue,
  settings: InlayHintSettings,
): Iterable<InlayHint> {
  if (value?.kind === "name" && value.relative && settings.targets && origin !== undefined) {
    const written = words[0]?.raw ?? "";
    if (written === "@") yield hint(span.end, `= ${value.name.text}`, "targets", true);
    else yield hint(span.end, origin.text === "." ? "." : `.${origin.text}`, "targets", false);
  }
  if (value?.kind !== "number" || type.name !== "SOA") return;
  if (field.name === "serial" && settings.serialDate) {
    const date = serialDate(value.number);
    if (date !== undefined) yield hint(span.end, date, "serialDate", true);
  }
  // "4h" needs no words; a number of seconds does.
  if (field.kind === "duration" && settings.soaTimes && /^[0-9]+$/.test(words[0]?.raw ?? ""))
    yield hint(span.end, `${field.name}: ${printDuration(value.number)}`, "soaTimes", true);
}
