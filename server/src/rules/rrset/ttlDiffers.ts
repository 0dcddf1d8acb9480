/** Finds records whose TTL is not that of the first record of their set. */
import { insert, replace, type Fix } from "../../text/edit.js";
import { ttlIsItsOwn } from "../recordEdits.js";
import { on, ownerRule, rfc } from "../rule.js";
import { pointer, worded } from "../wording.js";
import { setsOf } from "./sets.js";

/** The TTL of a signature is that of what it signs (RFC 4034 section 3). */
const exempt = new Set(["RRSIG", "SIG"]);

export const ttlDiffers = ownerRule({
  id: "rrset/ttl-differs",
  since: "0.1.0",
  severity: "warning",
  summary: "Records of one name and type have different TTLs, of which servers keep one",
  references: [rfc(2181, "5.2")],

  *find({ owner, records }, { zone }) {
    if (zone.standing(owner.key) === "outside") return;
    for (const [first, ...rest] of setsOf(records)) {
      if (exempt.has(first.type.name) || first.ttl === undefined) continue;
      for (const record of rest) {
        if (record.ttl === undefined || record.ttl === first.ttl || record.generated) continue;
        const related = [pointer(first, `The first ${first.type.name} record`, record.uri)];
        const at = record.ttlWord ?? record.typeWord;
        yield { ...on(record, at), record, first, ttl: record.ttl, wanted: first.ttl, related };
      }
    }
  },

  message: ({ record, ttl, wanted }) =>
    worded`TTL ${ttl} differs from ${wanted} of the first ${record.type.name} at ${record.owner}: one is used`,

  fixes({ record, first, ttl, wanted }, { zone }) {
    const fixes: Fix[] = [];
    const { ttlWord, typeWord } = record;
    // What servers serve already: the first TTL.
    fixes.push({
      title: `Write TTL ${wanted}, as the first record has`,
      kind: ttlIsItsOwn(record, zone) ? "safe" : "review",
      preferred: true,
      edits: [ttlWord === undefined ? insert(typeWord.start, `${wanted} `) : replace(ttlWord, String(wanted))],
    });
    if (first.ttlWord !== undefined && first.uri === record.uri && !first.generated)
      fixes.push({
        title: `Write TTL ${ttl} at the first record`,
        kind: "review",
        edits: [replace(first.ttlWord, String(ttl))],
      });
    return fixes;
  },
});
