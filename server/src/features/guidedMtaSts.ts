/** Creates MTA-STS for a domain, takes its policy from testing to enforce, and keeps policy, id and mail servers in step. */
import { parentOf, type Name } from "../dns/name.js";
import { mailKindOfOwner } from "../mail/mailKind.js";
import { mtaStsId, parseMtaSts } from "../mail/mtaSts.js";
import { mxCovers, type MtaStsPolicy } from "../mail/mtaStsPolicy.js";
import { hasAddress } from "../rules/lookup.js";
import { isOfKind } from "../rules/mail/texts.js";
import { editMapped } from "../syntax/characterString.js";
import { insert, replace, type Edit } from "../text/edit.js";
import { shown } from "../text/problem.js";
import { sliceText } from "../text/pagedText.js";
import type { PolicyFile, PolicySnapshot, ZoneSnapshot } from "../workspace/snapshot.js";
import { textOf, type ZoneRecord } from "../zone/record.js";
import type { Zone } from "../zone/zone.js";
import { editsOf, noRewrite, type CodeAction, type DocumentEdit, type NewFile } from "./action.js";
import { lineBreakOf } from "./format.js";
import { creation, type GuidedOptions } from "./guidedCreate.js";
import { below, canTellAbsent, isFree, mailHostsOf, plainName, textsAt } from "./guidedFacts.js";
import { textRecord, type NewRecord } from "./guidedStyle.js";

/** A new id, other than the one before: the time where there is a clock, else one more. */
function nextId(before: string | undefined, now: number | undefined): string {
  const made = now === undefined ? undefined : mtaStsId(now);
  if (made !== undefined && made !== before) return made;
  const digits = /[0-9]+$/.exec(before ?? "")?.[0];
  if (before === undefined || digits === undefined) return `${(before ?? "").slice(0, 31)}1`;
  const next = String(BigInt(digits) + 1n).padStart(digits.length, "0");
  return (before.slice(0, -digits.length) + next).slice(-32);
}

/** The host that serves the policy: an alias of the web server, where the zone has one. */
function policyHost(zone: Zone, domain: Name): NewRecord | undefined {
  const owner = below("mta-sts", domain);
  if (!isFree(zone, owner)) return undefined;
  const target = [below("www", domain), domain].find(({ key }) => {
    const records = zone.recordsAt(key);
    return hasAddress(records) || records.some((record) => record.type.name === "CNAME");
  });
  return target === undefined ? undefined : { owner, type: "CNAME", rdata: (write) => write(target) };
}

const week = 604_800;

function policyText(hosts: readonly Name[], lineBreak: string): string {
  const names = [...new Set(hosts.map(({ key }) => key.replace(/\.$/, "")))];
  const lines = ["version: STSv1", "mode: testing", ...names.map((host) => `mx: ${host}`), `max_age: ${week}`];
  return lines.map((line) => line + lineBreak).join("");
}

/** The policy file, where it would be served from: its folders tell the domain that it is for (RFC 8461 section 3.2). */
function policyFile(snapshot: ZoneSnapshot, domain: Name, hosts: readonly Name[], folder: string): NewFile {
  const base = folder.endsWith("/") ? folder : `${folder}/`;
  const uri = `${base}mta-sts.${domain.key.replace(/\.$/, "")}/.well-known/mta-sts.txt`;
  return { uri, text: policyText(hosts, lineBreakOf(snapshot)) };
}

/** The record, the host and the policy in testing mode, for a domain that takes mail and has no MTA-STS. */
export function createMtaSts(snapshot: ZoneSnapshot, near: ZoneRecord, { folder }: GuidedOptions): CodeAction[] {
  const { zone, context } = snapshot;
  const { owner } = near;
  const hosts = mailHostsOf(zone, owner.key);
  const record = below("_mta-sts", owner);
  if (!canTellAbsent(snapshot) || hosts.length === 0 || !isFree(zone, record)) return [];
  const host = policyHost(zone, owner);
  const hasPolicy = snapshot.policiesOf(owner.key).length > 0;
  const files = hasPolicy || folder === undefined ? [] : [policyFile(snapshot, owner, hosts, folder)];
  const missing = [
    ...(host === undefined && isFree(zone, below("mta-sts", owner)) ? ["a host mta-sts"] : []),
    ...(hasPolicy || files.length > 0 ? [] : ["the policy file"]),
    ...(isFree(zone, below("_smtp._tls", owner)) ? ["TLS-RPT"] : []),
  ];
  const parts = [
    "_mta-sts",
    ...(host === undefined ? [] : ["host mta-sts"]),
    ...(files.length === 0 ? [] : ["policy file"]),
  ];
  const still = missing.length === 0 ? "" : `; still missing: ${missing.join(", ")}`;
  const title = `Create MTA-STS, in testing mode: ${parts.join(", ")}${still}`;
  const id = nextId(undefined, context.now);
  const records = [textRecord(record, `v=STSv1; id=${id}`), ...(host === undefined ? [] : [host])];
  const made = creation(snapshot, near, title, records);
  return [made.disabled !== undefined || files.length === 0 ? made : { ...made, files }];
}

/** The edits that give the record of a domain a new id; undefined where there is not one valid record. */
function idEdits(zone: Zone | undefined, domainKey: string, now: number | undefined): DocumentEdit[] | undefined {
  const records = zone === undefined ? [] : textsAt(zone, `_mta-sts.${domainKey}`, "mta-sts");
  const [record] = records;
  const mapped = record === undefined || records.length > 1 ? undefined : textOf(record);
  if (record === undefined || mapped === undefined) return undefined;
  const { list, id } = parseMtaSts(mapped).value;
  const tag = list.named.get("id");
  if (tag === undefined || id === undefined) return undefined;
  return editsOf(editMapped(mapped, tag.valueStart, tag.valueEnd, nextId(id, now)), record.uri);
}

/** The mail servers that no pattern of a policy covers. */
const uncovered = (policy: MtaStsPolicy, hosts: readonly Name[]): string[] =>
  hosts.map(plainName).filter((host) => !policy.mx.some(({ pattern }) => mxCovers(pattern, host)));

interface EnforceContext {
  readonly zone: Zone | undefined;
  readonly domainKey: string | undefined;
  readonly now: number | undefined;
}

/** From testing to enforce: the mode in the policy file, and a new id in the zone so that senders fetch it. */
function enforce({ uri, policy }: PolicyFile, { zone, domainKey, now }: EnforceContext): CodeAction[] {
  const mode = policy.entries.find(({ key }) => key === "mode");
  if (mode === undefined || !policy.valid || policy.mode !== "testing") return [];
  const title = "Enforce the policy: mode enforce, and a new id in the zone";
  const refused = (disabled: string): CodeAction[] => noRewrite(title, disabled);
  if (domainKey === undefined) return refused("The path of the policy file does not tell its domain");
  if (zone === undefined) return refused(`The zone of ${domainKey.replace(/\.$/, "")} is not in the workspace`);
  const hosts = mailHostsOf(zone, domainKey);
  const [bare] = uncovered(policy, hosts);
  if (hosts.length === 0) return refused("The domain has no mail server in the workspace to enforce it for");
  if (bare !== undefined) return refused(`No mx line covers ${shown(bare)}: senders would stop delivering to it`);
  const ids = idEdits(zone, domainKey, now);
  if (ids === undefined) return refused("The zone has no valid _mta-sts record whose id would tell senders");
  const reports = textsAt(zone, `_smtp._tls.${domainKey}`, "tls-rpt").length > 0;
  const still = reports ? "" : "; still missing: TLS-RPT";
  const edits = [...editsOf([replace(mode.valueSpan, "enforce")], uri), ...ids];
  return [{ title: title + still, kind: "refactor.rewrite", edits }];
}

export function enforceFromPolicy({ uri, policy, domain, zones, now }: PolicySnapshot): CodeAction[] {
  const zone = domain === undefined ? undefined : zones.zoneOf(domain);
  return enforce({ uri, policy, domain }, { zone, domainKey: domain, now });
}

const domainOfRecord = (record: ZoneRecord): string | undefined =>
  isOfKind(record, "mta-sts") && mailKindOfOwner(record.owner.key) === "mta-sts"
    ? parentOf(record.owner.key)
    : undefined;

/** At the record in the zone. */
export function enforceFromZone({ zone, context, policiesOf }: ZoneSnapshot, record: ZoneRecord): CodeAction[] {
  const domainKey = domainOfRecord(record);
  const [file] = domainKey === undefined ? [] : policiesOf(domainKey);
  return file === undefined ? [] : enforce(file, { zone, domainKey, now: context.now });
}

/** What one does after each change of the policy. */
export function renewId({ zone, context }: ZoneSnapshot, record: ZoneRecord): CodeAction[] {
  const domainKey = domainOfRecord(record);
  const edits = domainKey === undefined ? undefined : idEdits(zone, domainKey, context.now);
  const written = edits?.map(({ text }) => text).join("");
  return edits === undefined || written === undefined
    ? []
    : [{ title: `Write a new id, ${written}: senders fetch the policy again`, kind: "refactor.rewrite", edits }];
}

/** Makes the mx lines of a policy those of the domain's mail servers, as far as they are missing. */
export function policyHosts(snapshot: PolicySnapshot): CodeAction[] {
  const { uri, policy, domain, zones, text, now } = snapshot;
  const zone = domain === undefined ? undefined : zones.zoneOf(domain);
  if (zone === undefined || domain === undefined || policy.mode === "none") return [];
  const missing = [...new Set(uncovered(policy, mailHostsOf(zone, domain)).map((host) => host.toLowerCase()))];
  if (missing.length === 0) return [];
  const whole = sliceText(text, 0, text.length);
  const lineBreak = /\r\n|\n/.exec(whole)?.[0] ?? "\n";
  const after =
    policy.entries.findLast(({ key }) => key === "mx") ?? policy.entries.findLast(({ key }) => key === "mode");
  const lines = missing.map((host) => `mx: ${host}`);
  const edit: Edit =
    after === undefined
      ? insert(
          text.length,
          `${/[\r\n]$/.test(whole) || whole === "" ? "" : lineBreak}${lines.join(lineBreak)}${lineBreak}`,
        )
      : insert(after.end, lines.map((line) => lineBreak + line).join(""));
  const what =
    missing.length === 1 ? `an mx line for ${shown(missing[0] ?? "")}` : `mx lines for ${missing.length} mail servers`;
  const ids = idEdits(zone, domain, now) ?? [];
  const title = `Add ${what}${ids.length > 0 ? ", and a new id in the zone" : ""}`;
  return [{ title, kind: "refactor.rewrite", edits: [...editsOf([edit], uri), ...ids] }];
}
