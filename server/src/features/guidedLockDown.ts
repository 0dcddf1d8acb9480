/** Locks a domain without mail down: it takes none, sends none, and receivers refuse what claims to come from it. */
import { dmarcTag, parseDmarc } from "../mail/dmarc.js";
import type { ZoneSnapshot } from "../workspace/snapshot.js";
import { nameOf, textOf, type ZoneRecord } from "../zone/record.js";
import { isReverse } from "../rules/lookup.js";
import { editsOf, refusal, type CodeAction, type DocumentEdit } from "./action.js";
import { creation } from "./guidedCreate.js";
import {
  below,
  canTellAbsent,
  dkimFacts,
  hasNullMx,
  isFree,
  mailHostsOf,
  passesSomeone,
  plainName,
  spfAt,
  textsAt,
} from "./guidedFacts.js";
import { textRecord, type NewRecord } from "./guidedStyle.js";
import { rewriteText } from "../rules/rewriteText.js";

const strictDmarc = "v=DMARC1; p=reject; sp=reject; np=reject; adkim=s; aspf=s";

/** Why the domain seems to have mail; undefined where nothing does. */
function signOfMail(snapshot: ZoneSnapshot, near: ZoneRecord): string | undefined {
  const { zone } = snapshot;
  const spf = textsAt(zone, near.owner.key, "spf");
  if (spf.length > 1) return "The domain has more than one SPF record: merge them first";
  const read = spfAt(zone, near.owner.key);
  if (read !== undefined && passesSomeone(read.spf)) return "The SPF record lets hosts send mail: the domain is in use";
  const { selectors } = dkimFacts(zone, near.owner);
  if (selectors.length > 0) return `The zone has a DKIM key (${selectors[0] ?? ""}): the domain seems to send mail`;
  for (const record of zone.recordsOfType("MX"))
    if (nameOf(record, "exchange")?.name.text !== ".")
      return `${plainName(record.owner)} takes mail: what it sends would be refused too`;
  return undefined;
}

/** The edits that make the DMARC record strict, its report addresses kept; none for an alias, which another zone answers for. */
function dmarcEdits(snapshot: ZoneSnapshot, near: ZoneRecord): { edits: DocumentEdit[]; records: NewRecord[] } {
  const { zone } = snapshot;
  const owner = below("_dmarc", near.owner);
  if (isFree(zone, owner)) return { edits: [], records: [textRecord(owner, strictDmarc)] };
  const [record] = textsAt(zone, owner.key, "dmarc");
  const mapped = record === undefined ? undefined : textOf(record);
  if (record === undefined || mapped === undefined) return { edits: [], records: [] };
  const dmarc = parseDmarc(mapped).value;
  const kept = ["rua", "ruf", "fo", "psd"].flatMap((name) => {
    const tag = dmarcTag(dmarc, name);
    return tag === undefined ? [] : [mapped.text.slice(tag.start, tag.end)];
  });
  const text = [strictDmarc, ...kept].join("; ");
  if (text === mapped.text) return { edits: [], records: [] };
  return { edits: editsOf(rewriteText(record, text, zone), record.uri), records: [] };
}

/** The set that national guidance asks for: null MX, `v=spf1 -all`, DMARC that rejects, and no DKIM key at all. */
export function lockDown(snapshot: ZoneSnapshot, near: ZoneRecord): CodeAction[] {
  const { zone } = snapshot;
  const { owner } = near;
  const servers = mailHostsOf(zone, owner.key);
  if (!canTellAbsent(snapshot) || servers.length > 0 || isReverse(owner.key) || near.owner.text === ".") return [];
  const title = "Lock the domain down: it neither sends nor takes mail";
  const sign = signOfMail(snapshot, near);
  if (sign !== undefined) return [refusal(title, "refactor", sign)];
  const records: NewRecord[] = [];
  const edits: DocumentEdit[] = [];
  if (!hasNullMx(zone, owner.key)) records.push({ owner, type: "MX", rdata: () => "0 ." });
  const spf = spfAt(zone, owner.key);
  if (spf === undefined) records.push(textRecord(owner, "v=spf1 -all"));
  else if (!/^v=spf1 -all$/i.test(spf.spf.mapped.text))
    edits.push(...editsOf(rewriteText(spf.record, "v=spf1 -all", zone), spf.record.uri));
  const dmarc = dmarcEdits(snapshot, near);
  records.push(...dmarc.records);
  edits.push(...dmarc.edits);
  const wildcard = below("*._domainkey", owner);
  if (isFree(zone, wildcard)) records.push(textRecord(wildcard, "v=DKIM1; p="));
  if (records.length === 0 && edits.length === 0) return [];
  const added = creation(snapshot, near, title, records);
  return [added.disabled === undefined ? { ...added, edits: [...edits, ...added.edits] } : added];
}
