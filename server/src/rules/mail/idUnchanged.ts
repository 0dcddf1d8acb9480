/** Finds MTA-STS records whose id stayed while the policy changed since the last commit. */
import { parentOf } from "../../dns/name.js";
import { mtaStsId, parseMtaSts } from "../../mail/mtaSts.js";
import type { MtaStsPolicy } from "../../mail/mtaStsPolicy.js";
import { replace } from "../../text/edit.js";
import { pieces, sourceSpan } from "../../text/mapped.js";
import { textOf, type ZoneRecord } from "../../zone/record.js";
import type { Zone } from "../../zone/zone.js";
import { on, recordRule, rfc } from "../rule.js";
import { worded } from "../wording.js";
import { isOfKind } from "./texts.js";

/** What senders make of a policy. */
const effectOf = ({ valid, mode, maxAge, mx }: MtaStsPolicy): string =>
  valid ? JSON.stringify([mode, maxAge, mx.map(({ pattern }) => pattern).toSorted()]) : "none";

const idOf = (record: ZoneRecord): string | undefined => {
  const mapped = textOf(record);
  return mapped === undefined ? undefined : parseMtaSts(mapped).value.id;
};

const recordAt = (zone: Zone, key: string): ZoneRecord | undefined =>
  zone.recordsAt(key).find((record) => isOfKind(record, "mta-sts"));

export const idUnchanged = recordRule({
  id: "mta-sts/id-unchanged",
  since: "0.1.0",
  severity: "information",
  summary: "The policy changed since the last commit, and the id of its record did not",
  references: [rfc(8461, "3.1"), rfc(8461, "5.1")],
  types: ["TXT"],
  *find({ record }, context) {
    const { committed } = context;
    const domain = parentOf(record.owner.key);
    const mapped = textOf(record);
    if (!record.owner.key.startsWith("_mta-sts.") || domain === undefined || mapped === undefined) return;
    if (committed === undefined || record.generated || !isOfKind(record, "mta-sts")) return;
    const now = context.policyOf(domain);
    const then = context.committedPolicyOf?.(domain);
    if (now === undefined || then === undefined || effectOf(now) === effectOf(then)) return;
    const { list, id } = parseMtaSts(mapped).value;
    const before = recordAt(committed.zone, record.owner.key);
    const tag = list.named.get("id");
    if (id === undefined || tag === undefined || before === undefined || idOf(before) !== id) return;
    const [piece, ...others] = pieces(mapped, tag.valueStart, tag.valueEnd);
    yield {
      ...on(record, sourceSpan(mapped, tag.valueStart, tag.valueEnd)),
      id,
      place: others.length === 0 ? piece : undefined,
    };
  },
  message: ({ id }) => worded`The policy changed since the commit and id=${id} did not: senders keep the old policy`,
  fixes: ({ place, id }, { now }) => {
    if (place === undefined || now === undefined || mtaStsId(now) === id) return [];
    return [{ title: `Write id=${mtaStsId(now)}`, kind: "review", edits: [replace(place, mtaStsId(now))] }];
  },
});
