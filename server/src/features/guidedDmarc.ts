/** Takes a DMARC policy one step further, and says what is still missing for it. */
import { parentOf, makeName } from "../dns/name.js";
import { dmarcTag, parseDmarc, type DmarcPolicy, type DmarcRecord } from "../mail/dmarc.js";
import { mailKindOfOwner } from "../mail/mailKind.js";
import { withoutTag } from "../mail/tagList.js";
import { editMapped } from "../syntax/characterString.js";
import type { Edit } from "../text/edit.js";
import { isOfKind } from "../rules/mail/texts.js";
import type { ZoneSnapshot } from "../workspace/snapshot.js";
import { textOf, type ZoneRecord } from "../zone/record.js";
import { editsOf, noRewrite, type CodeAction } from "./action.js";
import { canTellAbsent, dkimFacts, hasNullMx, mailHostsOf, passesSomeone, spfAt } from "./guidedFacts.js";

const stricter: Readonly<Record<DmarcPolicy, DmarcPolicy | undefined>> = {
  none: "quarantine",
  quarantine: "reject",
  reject: undefined,
};

interface Step {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** What is in force after it. */
  readonly policy: DmarcPolicy;
}

/** The next step: t=y goes first where a policy stands behind it, for it holds that policy back by one level. */
function nextStep(record: DmarcRecord): Step | undefined {
  const { mapped, list, p } = record;
  const tag = dmarcTag(record, "p");
  const testing = record.t === "y" ? dmarcTag(record, "t") : undefined;
  if (p === undefined || tag === undefined) return undefined;
  const edit = ({ start, end, text }: { start: number; end: number; text: string }): Edit[] =>
    editMapped(mapped, start, end, text);
  if (testing !== undefined && p !== "none")
    return { title: `One step stricter: p=${p} without t=y`, edits: edit(withoutTag(list, testing)), policy: p };
  const next = stricter[p];
  if (next === undefined) return undefined;
  return {
    title: `One step stricter: p=${next}`,
    edits: [
      ...edit({ start: tag.valueStart, end: tag.valueEnd, text: next }),
      // On p=none t=y did nothing; it would undo this step.
      ...(testing === undefined ? [] : edit(withoutTag(list, testing))),
    ],
    policy: next,
  };
}

interface Gaps {
  /** What keeps the step from being taken. */
  readonly reason: string | undefined;
  /** What is missing, in few words each. */
  readonly missing: readonly string[];
}

/** What the domain lacks for a policy that stops mail (RFC 9989 sections 5.1 and 7.4). */
function gapsOf(snapshot: ZoneSnapshot, record: DmarcRecord, domainKey: string, policy: DmarcPolicy): Gaps {
  const { zone } = snapshot;
  const missing: string[] = [];
  const spf = spfAt(zone, domainKey);
  const sends = mailHostsOf(zone, domainKey).length > 0 || (spf !== undefined && passesSomeone(spf.spf));
  const takesNone = hasNullMx(zone, domainKey) && !sends;
  if (record.rua.length === 0) missing.push("reports (rua)");
  if (!takesNone && canTellAbsent(snapshot)) {
    if (dkimFacts(zone, zone.apex ?? makeName(domainKey)).selectors.length === 0) {
      if (policy === "reject" && sends)
        return {
          reason:
            spf === undefined
              ? "Neither a DKIM key nor SPF is in this zone: all mail of the domain would be refused"
              : "No DKIM key is in this zone: p=reject must not rest on SPF alone (RFC 9989 section 7.4)",
          missing,
        };
      missing.push(spf === undefined ? "a DKIM key" : "a DKIM key (SPF alone fails when mail is forwarded)");
    }
    if (spf === undefined) missing.push("SPF");
  }
  for (const name of ["sp", "np"] as const)
    if (record[name] === "none") missing.push(`${name}=none leaves names below it open`);
  return { reason: undefined, missing };
}

/** Offered on a DMARC record that holds as written. */
export function stricterDmarc(snapshot: ZoneSnapshot, record: ZoneRecord): CodeAction[] {
  const mapped = textOf(record);
  const domainKey = parentOf(record.owner.key);
  if (mapped === undefined || domainKey === undefined || !isOfKind(record, "dmarc")) return [];
  if (mailKindOfOwner(record.owner.key) !== "dmarc") return [];
  const dmarc = parseDmarc(mapped).value;
  const step = dmarc.effect === "policy" ? nextStep(dmarc) : undefined;
  if (step === undefined || step.edits.length === 0) return [];
  const { reason, missing } = gapsOf(snapshot, dmarc, domainKey, step.policy);
  if (reason !== undefined) return noRewrite(step.title, reason);
  const still = missing.length === 0 ? "" : `; still missing: ${missing.join(", ")}`;
  return [{ title: step.title + still, kind: "refactor.rewrite", edits: editsOf(step.edits, snapshot.uri) }];
}
