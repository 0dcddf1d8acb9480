/** Creates the records of mail security that a domain lacks: SPF, DMARC, TLS reports. */
import type { Name } from "../dns/name.js";
import { providerOfExchange } from "../mail/providers.js";
import type { ZoneSnapshot } from "../workspace/snapshot.js";
import type { ZoneRecord } from "../zone/record.js";
import { refusal, type ActionKind, type CodeAction } from "./action.js";
import {
  below,
  canTellAbsent,
  hasNullMx,
  isFree,
  mailHostsOf,
  plainName,
  reportAddress,
  textsAt,
} from "./guidedFacts.js";
import { newRecords, textRecord, type NewRecord } from "./guidedStyle.js";

export interface GuidedOptions {
  /** The folder, as a URI, in which new files may be created; undefined where the editor creates none. */
  readonly folder: string | undefined;
}

const kind: ActionKind = "refactor";

/** An action that puts records in after `near`; disabled with its reason where they can't stand there. */
export function creation(
  snapshot: ZoneSnapshot,
  near: ZoneRecord,
  title: string,
  records: readonly NewRecord[],
): CodeAction {
  const edits = newRecords(snapshot, near, records);
  return edits === undefined
    ? refusal(title, kind, "A record put in here would change the owner of those after it")
    : { title, kind, edits };
}

/** Who sends for a domain, guessed from who takes its mail. */
function firstSpf(snapshot: ZoneSnapshot, domain: Name): { text: string; who: string } {
  const found = mailHostsOf(snapshot.zone, domain.key).map((host) => providerOfExchange(plainName(host)));
  const provider = found.find((one) => one?.include !== undefined);
  return provider?.include === undefined
    ? { text: "v=spf1 mx ~all", who: "the mail servers may send" }
    : { text: `v=spf1 include:${provider.include} ~all`, who: `${provider.name} may send` };
}

function createSpf(snapshot: ZoneSnapshot, near: ZoneRecord): CodeAction[] {
  const { zone } = snapshot;
  if (textsAt(zone, near.owner.key, "spf").length > 0 || mailHostsOf(zone, near.owner.key).length === 0) return [];
  const { text, who } = firstSpf(snapshot, near.owner);
  return [creation(snapshot, near, `Create SPF: ${who}, others are suspicious`, [textRecord(near.owner, text)])];
}

/** A record whose reports go to an address of the domain. */
function createReporting(
  snapshot: ZoneSnapshot,
  near: ZoneRecord,
  labels: string,
  title: (address: string) => string,
  write: (uri: string) => string,
  local: string,
): CodeAction[] {
  const { zone } = snapshot;
  const owner = below(labels, near.owner);
  if (!isFree(zone, owner)) return [];
  const uri = reportAddress(zone, near.owner, local);
  return uri === undefined
    ? [refusal(title("…"), kind, `${plainName(near.owner)} takes no mail (null MX), so no report can come to it`)]
    : [creation(snapshot, near, title(uri.replace("mailto:", "")), [textRecord(owner, write(uri))])];
}

/** The records that the zone's domain lacks, at its apex. */
export function createRecords(snapshot: ZoneSnapshot, near: ZoneRecord): CodeAction[] {
  const { zone } = snapshot;
  if (!canTellAbsent(snapshot)) return [];
  const { key } = near.owner;
  const hasMail = mailHostsOf(zone, key).length > 0 || textsAt(zone, key, "spf").length > 0;
  if (!hasMail && !hasNullMx(zone, key)) return [];
  return [
    ...createSpf(snapshot, near),
    ...createReporting(
      snapshot,
      near,
      "_dmarc",
      (address) => `Create DMARC: p=none, with reports to ${address}`,
      (uri) => `v=DMARC1; p=none; rua=${uri}`,
      "dmarc-reports",
    ),
    ...(mailHostsOf(zone, key).length === 0
      ? []
      : createReporting(
          snapshot,
          near,
          "_smtp._tls",
          (address) => `Create TLS-RPT, with reports to ${address}`,
          (uri) => `v=TLSRPTv1; rua=${uri}`,
          "tls-reports",
        )),
  ];
}
